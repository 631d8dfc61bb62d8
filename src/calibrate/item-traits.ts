import { DIFFICULTIES, type Difficulty, type Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import type { SliceKey } from "../core/slice.js";

/** What is known of items before any tier answers. */
export interface ItemTraits {
  /** Mean length of the prompt, tokens; null where not known. */
  readonly promptTokens: (taskType: string, itemId: string) => number | null;
  /** The author's band; null where there is none. */
  readonly difficulty: (taskType: string, itemId: string) => Difficulty | null;
}

/** What of an item is read: its traits, and the input that an answer to it may quote. */
export type TraitedItem = Pick<Item, "id" | "taskType" | "difficulty"> & Partial<Pick<Item, "input">>;

/**
 * Traits of the items of some outcomes.
 *
 * Tiers count tokens differently, so lengths are those that the reference was
 * charged for, cached ones included, as a mean over its answers. Where one of them
 * has no token count, as in most imports, the length is not known.
 */
export function itemTraits(outcomes: readonly Outcome[], items: readonly TraitedItem[], reference: string): ItemTraits {
  const lengths = new Map<string, { sum: number; count: number }>();
  for (const { tier, status, taskType, itemId, usage } of outcomes) {
    if (tier !== reference || status !== "scored") continue;
    const key = itemKey(taskType, itemId);
    const own = lengths.get(key) ?? { sum: 0, count: 0 };
    // Not a number once a count is missing, whatever is added.
    own.sum += usage === null ? Number.NaN : usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
    own.count += 1;
    lengths.set(key, own);
  }
  const bands = new Map(items.map(({ taskType, id, difficulty }) => [itemKey(taskType, id), difficulty]));
  return {
    promptTokens(taskType, itemId) {
      const found = lengths.get(itemKey(taskType, itemId));
      return found === undefined || Number.isNaN(found.sum) ? null : found.sum / found.count;
    },
    difficulty: (taskType, itemId) => bands.get(itemKey(taskType, itemId)) ?? null,
  };
}

/** Ids hold no line break, so two keys never run together. */
function itemKey(taskType: string, itemId: string): string {
  return `${taskType}\n${itemId}`;
}

/** A slice before anything is known of it but its items. */
export interface SliceItems {
  readonly key: SliceKey;
  /** Numbers of its items. */
  readonly items: readonly number[];
}

/**
 * Quarters by length, shortest first. Equal lengths stay together, so that there
 * may be fewer than four, and none where all are equal.
 */
export function lengthQuarters(tokens: readonly number[]): readonly SliceItems[] {
  const sorted = Float64Array.from(tokens).sort();
  const cuts = [1, 2, 3].map((quarter) => sorted[Math.ceil((quarter * sorted.length) / 4) - 1] ?? 0);
  const quarters: number[][] = [[], [], [], []];
  tokens.forEach((length, i) => quarters[cuts.filter((cut) => length > cut).length]?.push(i));
  const filled = quarters.filter((items) => items.length > 0);
  if (filled.length < 2) return [];
  return filled.map((items) => {
    const own = items.map((i) => tokens[i] ?? 0);
    const ends = { fromTokens: Math.round(Math.min(...own)), toTokens: Math.round(Math.max(...own)) };
    return { key: { by: "length", ...ends }, items };
  });
}

/** By the authors' bands, easiest first; none where all items that have a band have the same. */
export function difficultyBands(bands: readonly (Difficulty | null)[]): readonly SliceItems[] {
  const filled = DIFFICULTIES.flatMap((band): SliceItems[] => {
    const items = [...bands.keys()].filter((i) => bands[i] === band);
    return items.length === 0 ? [] : [{ key: { by: "difficulty", band }, items }];
  });
  return filled.length < 2 ? [] : filled;
}
