import type { CascadeEvaluation, Comparison, TaskTypeDecision, TierSummary } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { sumOf } from "../stats/cluster-mean.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";

/** What is known of the tiers and cascades of a task type. */
export interface Known {
  readonly tiers: readonly TierSummary[];
  readonly comparisons: readonly Comparison[];
  readonly cascades: readonly CascadeEvaluation[];
}

/** Undecided tiers that would be cheaper than the choice. */
export function undecidedBelow(choice: RoutePolicy, { tiers, comparisons, cascades }: Known): readonly Comparison[] {
  const rank = (tier: string) => tiers.findIndex((summary) => summary.tier === tier);
  const costOf = (tier: string) => tiers[rank(tier)]?.costUsd?.v ?? 0;
  const chosen = choice.kind === "single" ? choice.tier : (choice.steps.at(-1)?.tier ?? "");
  const limit = cascades.find(({ policy }) => policy === choice)?.costUsd?.v ?? costOf(chosen);
  return comparisons.filter(
    ({ tier, verdict }) =>
      verdict === "undecided" && (isPriced(tiers) ? costOf(tier) < limit : rank(tier) < rank(chosen)),
  );
}

/** Whether the cost of every tier is known. */
export function isPriced(tiers: readonly TierSummary[]): boolean {
  return tiers.every(({ costUsd }) => costUsd !== null);
}

/** Items until the first of the undecided tiers is probably decided, and what they cost; clusters are filled at their present size. */
export function stillNeeded(
  undecided: readonly Comparison[],
  matrix: TaskTypeMatrix,
  minItems: number,
): Pick<TaskTypeDecision, "itemsStillNeeded" | "costToDecideUsd"> {
  const itemsStillNeeded = moreItems(undecided, matrix, minItems);
  return {
    itemsStillNeeded,
    costToDecideUsd: itemsStillNeeded === null ? null : costOfItems(itemsStillNeeded, matrix),
  };
}

function moreItems(undecided: readonly Comparison[], matrix: TaskTypeMatrix, minItems: number): number | null {
  const items = matrix.itemIds.length;
  const perUnit = items / matrix.unitCount;
  const forMinimum = Math.max(0, Math.ceil((minItems - matrix.unitCount) * perUnit));
  if (undecided.length === 0) return forMinimum > 0 ? forMinimum : null;
  const nearest = Math.min(...undecided.map(({ itemsNeeded }) => itemsNeeded ?? items + 1));
  return Math.max(1, nearest - items);
}

function costOfItems(count: number, matrix: TaskTypeMatrix): number | null {
  const perItem = matrix.columns.map(({ costUsd, signalCostUsd }) =>
    costUsd === null ? null : (sumOf(costUsd) + sumOf(signalCostUsd ?? [])) / matrix.itemIds.length,
  );
  return perItem.includes(null) ? null : count * sumOf(perItem.map((cost) => cost ?? 0));
}
