import type { Item } from "../core/item.js";
import { sha256Hex } from "../core/json.js";
import type { Run } from "../core/run.js";
import type { PlannedCell } from "./plan-run.js";

/** Which part of a plan, from 1, of how many. */
export type Shard = NonNullable<Run["shard"]>;

/**
 * The shard of an item, from 1: a hash of what is independent of other items, so
 * that every tier and trial of an item, and every item of a cluster, is in one
 * part. Adding items moves none.
 */
export function shardOf({ taskType, id, cluster }: Pick<Item, "taskType" | "id" | "cluster">, of: number): number {
  const draw = Number.parseInt(sha256Hex(JSON.stringify(["shard", taskType, cluster ?? id])).slice(0, 12), 16);
  return (draw % of) + 1;
}

/** The cells of a plan that a run is to ask: its shard's, or all. */
export function ownCells(plan: readonly PlannedCell[], shard: Shard | undefined): readonly PlannedCell[] {
  return shard === undefined ? plan : plan.filter(({ item }) => shardOf(item, shard.of) === shard.index);
}
