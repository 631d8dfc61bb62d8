import type { Attempt } from "../core/attempt.js";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";

/** Compares texts by their UTF-8 bytes, as the database's ORDER BY does. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Oldest first; runs of the same instant by id. */
export function compareRuns(a: Run, b: Run): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt) || compareText(a.runId, b.runId);
}

/** By (task type, id). */
export function compareItems(a: Item, b: Item): number {
  return compareText(a.taskType, b.taskType) || compareText(a.id, b.id);
}

/** By (run, task type, item, tier, trial), then the cell key, so that no two rows tie. */
export function compareOutcomes(a: Outcome, b: Outcome): number {
  return (
    compareText(a.runId, b.runId) ||
    compareText(a.taskType, b.taskType) ||
    compareText(a.itemId, b.itemId) ||
    compareText(a.tier, b.tier) ||
    a.trial - b.trial ||
    compareText(a.cellKey, b.cellKey)
  );
}

/** By (cell key, index). */
export function compareAttempts(a: Attempt, b: Attempt): number {
  return compareText(a.cellKey, b.cellKey) || a.index - b.index;
}

/**
 * Each item once, by (task type, id).
 *
 * @param versions - items of several runs, oldest run first: of an item that
 *   changed between runs, the newest run's version is kept
 */
export function newestItems(versions: Iterable<Item>): readonly Item[] {
  const newest = new Map<string, Item>();
  for (const item of versions) newest.set(JSON.stringify([item.taskType, item.id]), item);
  return [...newest.values()].sort(compareItems);
}
