import type { Calibration } from "../core/calibration.js";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { RoutingTable } from "../core/routing-table.js";
import type { Run } from "../core/run.js";
import type { CacheRow } from "./cache-view.js";

/** Everything a report is a function of. */
export interface ReportInput {
  readonly calibration: Calibration;
  readonly table: RoutingTable;
  readonly runs: readonly Run[];
  readonly outcomes: readonly Outcome[];
  /** Items of the runs; one that is missing costs its prompt and label, nothing else. */
  readonly items: readonly Item[];
  /** What the prompt cache did, by run, task type and tier; absent: nothing was cached. */
  readonly caching?: readonly CacheRow[];
  readonly toolVersion: string;
}
