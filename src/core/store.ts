import type { Attempt } from "./attempt.js";
import type { Cell } from "./cell.js";
import type { Item } from "./item.js";
import type { Outcome } from "./outcome.js";
import type { Run } from "./run.js";

/** Which outcomes to read; an absent list means all. */
export interface OutcomeFilter {
  readonly runIds?: readonly string[];
  readonly taskTypes?: readonly string[];
}

/** What changes of a run while it is carried out. */
export type RunChange = Pick<Run, "status" | "finishedAt" | "simulated"> & Partial<Pick<Run, "plannedCells">>;

/**
 * Keeps runs. Every promise resolves only when what it wrote would survive the
 * death of the process. Reads come in a total order that does not depend on the
 * order of writing.
 */
export interface Store extends AsyncDisposable {
  /**
   * Writes the run, its whole plan and its items, in one transaction.
   * @throws StoreError if the run exists
   */
  createRun(run: Run, plan: readonly Cell[], items: readonly Item[]): Promise<void>;
  /** @throws UsageError if there is no such run */
  updateRun(runId: string, change: RunChange): Promise<void>;
  /** Oldest first. */
  runs(): Promise<readonly Run[]>;
  /** @throws UsageError if there is no such run */
  run(runId: string): Promise<Run>;
  /** The plan, in the order in which it was written. */
  plan(runId: string): Promise<readonly Cell[]>;
  /** Items of the named runs, each once, by (task type, id). */
  items(runIds: readonly string[]): Promise<readonly Item[]>;
  /**
   * Keeps one finished cell with its attempts. A second outcome of the same
   * (run, cell key) replaces the first (a resumed or re-scored cell); the attempts
   * of both are kept, numbered on.
   */
  record(outcome: Outcome, attempts: readonly Attempt[]): Promise<void>;
  /** By (run, task type, item, tier, trial). */
  outcomes(filter?: OutcomeFilter): Promise<readonly Outcome[]>;
  /** Attempts of a run, by (cell key, index). */
  attempts(runId: string): Promise<readonly Attempt[]>;
}
