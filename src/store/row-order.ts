import type { Attempt } from "../core/attempt.js";
import type { Batch } from "../core/batch.js";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { Run } from "../core/run.js";
import type { ChargeSum } from "../core/store.js";

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

type Place = Pick<Attempt, "cellKey" | "index">;

/** Attempts or intents, by (cell key, index). */
export function compareAttempts(a: Place, b: Place): number {
  return compareText(a.cellKey, b.cellKey) || a.index - b.index;
}

/** By (cell key, role, draw). */
export function compareAnswers(a: RecordedAnswer, b: RecordedAnswer): number {
  return compareText(a.cellKey, b.cellKey) || compareText(a.role, b.role) || a.draw - b.draw;
}

/** By (tier, role); what belongs to no tier comes last. */
export function compareCharges(a: ChargeSum, b: ChargeSum): number {
  const byTier = a.tier === null || b.tier === null ? Number(a.tier === null) - Number(b.tier === null) : 0;
  return byTier || compareText(a.tier ?? "", b.tier ?? "") || compareText(a.role, b.role);
}

/** By (time of intent, name). */
export function compareBatches(a: Batch, b: Batch): number {
  return a.intendedAtMs - b.intendedAtMs || compareText(a.batch, b.batch);
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
