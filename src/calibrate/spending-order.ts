import type { OpenPair } from "./spending-pairs.js";

/** A pair at its place in the order of spending; costs and savings are those it adds to the steps before it. */
export interface SpendingStep extends OpenPair {
  /** Reference answers that no earlier step of the task type has asked for, and as many of each other tier. */
  readonly referenceCalls: number;
  /** Answers of all tiers of the task type together. */
  readonly calls: number;
  /** Of these calls; null where not known. */
  readonly costUsd: number | null;
  /** The part of `costUsd` that this tier's and the reference's answers take; null where not known. */
  readonly pairCostUsd: number | null;
  /** Saving of 1,000 requests of the whole traffic × chance; null where not known. */
  readonly expectedSavingPer1000Usd: number | null;
  /** Requests of the whole traffic until the step has paid for itself on average; null: not known, or never. */
  readonly paybackRequests: number | null;
  /** What gave the step its place: expected saving per dollar, or, where costs are not known, few items. */
  readonly rankedBy: "saving-per-usd" | "items";
}

/**
 * The order of spending: at each step the pair that adds the largest expected
 * saving per dollar. A new item is put to every tier of its task type, since
 * calibration compares items that all of them have answered, so that a second
 * tier of the same task type pays only for items that the first did not need, and
 * adds only the saving that the first would not bring. Pairs without costs come
 * last, fewest items first.
 */
export function inSpendingOrder(pairs: readonly OpenPair[]): readonly SpendingStep[] {
  const byType = new Map<string, OpenPair[]>();
  for (const pair of pairs) byType.set(pair.taskType, [...(byType.get(pair.taskType) ?? []), pair]);
  const waiting = [...byType.values()].map((open) => ({ open, taken: [] as OpenPair[] }));
  const best = waiting.map((type) => bestStep(type.open, type.taken));
  const steps: SpendingStep[] = [];
  for (;;) {
    let at = -1;
    best.forEach((step, index) => {
      if (step !== null && comesBefore(step, best[at] ?? null)) at = index;
    });
    const [step, type] = [best[at], waiting[at]];
    if (!step || !type) return steps;
    steps.push(step);
    type.taken = type.open.filter((pair) => pair.tier === step.tier).concat(type.taken);
    type.open = type.open.filter((pair) => pair.tier !== step.tier);
    // Only its own task type has changed.
    best[at] = bestStep(type.open, type.taken);
  }
}

/**
 * Expected saving of 1,000 requests when every pair of one task type is tried and
 * the best that is certified is used. Counts the certificates as independent.
 *
 * @returns null where a saving is not known
 */
export function expectedSaving(pairs: readonly OpenPair[]): number | null {
  let sum = 0;
  let noneBefore = 1;
  for (const { savingPer1000Usd, chance } of [...pairs].sort(byLargestSaving)) {
    if (savingPer1000Usd === null) return null;
    sum += noneBefore * chance * savingPer1000Usd;
    noneBefore *= 1 - chance;
  }
  return sum;
}

/** Requests until a saving has paid a cost; null where either is unknown, or nothing is saved. */
export function paybackRequests(costUsd: number | null, savingPer1000Usd: number | null): number | null {
  if (costUsd === null || savingPer1000Usd === null || !(savingPer1000Usd > 0)) return null;
  return Math.ceil((1000 * costUsd) / savingPer1000Usd);
}

function byLargestSaving(a: OpenPair, b: OpenPair): number {
  return (b.savingPer1000Usd ?? 0) - (a.savingPer1000Usd ?? 0);
}

function bestStep(open: readonly OpenPair[], taken: readonly OpenPair[]): SpendingStep | null {
  let best: SpendingStep | null = null;
  for (const pair of open) {
    const step = stepOf(pair, taken);
    if (comesBefore(step, best)) best = step;
  }
  return best;
}

function stepOf(pair: OpenPair, taken: readonly OpenPair[]): SpendingStep {
  const { moreItems, tierCostUsd, referenceCostUsd, itemCostUsd } = pair;
  const newItems = Math.max(0, moreItems - Math.max(0, ...taken.map((other) => other.moreItems)));
  const isPairPriced = tierCostUsd !== null && referenceCostUsd !== null;
  const costUsd = itemCostUsd === null ? null : newItems * itemCostUsd;
  const [before, after] = [expectedSaving(taken), expectedSaving([...taken, pair])];
  // Rounding may leave a little less than nothing.
  const added = before === null || after === null ? null : Math.max(0, after - before);
  return {
    ...pair,
    referenceCalls: newItems,
    calls: newItems * pair.tiers,
    costUsd,
    pairCostUsd: isPairPriced ? newItems * (tierCostUsd + referenceCostUsd) : null,
    expectedSavingPer1000Usd: added,
    paybackRequests: paybackRequests(costUsd, added),
    rankedBy: costUsd === null || added === null ? "items" : "saving-per-usd",
  };
}

/** True where the first is the better next step; the earlier of two that are alike stays. */
function comesBefore(step: SpendingStep, other: SpendingStep | null): boolean {
  if (other === null) return true;
  if (step.rankedBy !== other.rankedBy) return step.rankedBy === "saving-per-usd";
  const [worth, otherWorth] = [worthOf(step), worthOf(other)];
  if (worth !== otherWorth) return worth > otherWorth;
  return step.moreItems < other.moreItems;
}

/** Expected saving per dollar, endless where it is for free; all alike where it is not known. */
function worthOf({ costUsd, expectedSavingPer1000Usd: saving }: SpendingStep): number {
  if (costUsd === null || saving === null || saving === 0) return 0;
  return saving / costUsd;
}
