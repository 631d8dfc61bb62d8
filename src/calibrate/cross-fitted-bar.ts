import type { CrossFittedFigures } from "../core/calibration.js";
import type { TableCriterion } from "./certify-table.js";
import { weightedMeans } from "./cross-fit.js";
import type { ItemValues } from "./item-values.js";
import type { TierRows } from "./tier-rows.js";

/** What a way of routing has to keep, and what it has to beat. */
export interface CrossFittedBar {
  readonly criterion: TableCriterion;
  /** Largest acceptable harm or net loss. */
  readonly epsilon: number;
  /** Quality that it may lose against a single tier other than the reference; ≥ 0. */
  readonly tolerance: number;
  /** True where the single tier to beat is the reference itself: then the promise alone bounds the loss. */
  readonly isReference: boolean;
  /** What stands for the two costs where costs are not known. */
  readonly places: readonly [own: number, single: number];
}

/** A table that saves less than this share over a simpler policy is not worth looking after. */
export const LEAST_SAVING = 0.05;

/** Traffic-weighted means of what a policy did on every item. */
export function figuresOf(rows: TierRows, values: ItemValues): CrossFittedFigures {
  const means = weightedMeans(rows, values);
  return { quality: means.score ?? 0, costUsd: means.costUsd, harm: means.harm ?? 0, netLoss: means.netLoss ?? 0 };
}

/** Share of the cost that one policy saves over another; by their places in price order where costs are not known. */
export function savingOver(
  one: CrossFittedFigures,
  other: CrossFittedFigures,
  [own, single]: readonly [own: number, single: number],
): number {
  return 1 - (one.costUsd ?? own) / Math.max(other.costUsd ?? single, Number.MIN_VALUE);
}

/** Cheaper than the single tier and within the promise; and not worse than a tier that keeps the promise for less. */
export function beats(one: CrossFittedFigures, single: CrossFittedFigures, bar: CrossFittedBar): boolean {
  const { epsilon, criterion, tolerance, isReference, places } = bar;
  const isWithin = (criterion === "harm" ? one.harm : one.netLoss) <= epsilon;
  if (!isWithin || !(savingOver(one, single, places) >= LEAST_SAVING)) return false;
  return isReference || one.quality - single.quality >= -tolerance;
}
