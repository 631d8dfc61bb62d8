import { sumOf } from "./cluster-mean.js";

/** Values of one group, such as the effect of a tier on the items of a task type; may be empty. */
export type Group = Float64Array | readonly number[];

/**
 * Group means drawn towards the pooled mean: (n · mean + κ · pooled) / (n + κ).
 *
 * Small groups borrow strength from all, large ones speak for themselves: κ is
 * the number of imagined items at the pooled mean that each group is given.
 * Assumes independent items, and groups that resemble each other. Point
 * estimates for choosing; a choice is certified on other rows.
 *
 * @param kappa - κ ≥ 0; 0 leaves the means as they are, Infinity makes all equal
 * @returns one mean per group, between its own and the pooled one; an empty group gets the pooled mean
 * @throws RangeError if there are no values at all, a value is not finite, or κ is negative or NaN
 * @see Efron & Morris, Journal of the American Statistical Association 70 (1975); Robbins (1956) for the idea
 */
export function shrunkenMeans(groups: readonly Group[], kappa: number): Float64Array {
  if (!(kappa >= 0)) throw new RangeError(`kappa not ≥ 0: ${kappa}`);
  const { sums, sizes, total, items } = totals(groups);
  return sums.map((sum, g) => shrunken(sum, sizes[g] ?? 0, total / items, kappa));
}

/**
 * κ by the method of moments: variance within groups / variance between their true means.
 *
 * One-way analysis of variance with unequal sizes. Needs some spread within
 * groups; unreliable with fewer than about ten groups.
 *
 * @returns κ ≥ 0: 0 where nothing varies within groups but their means differ; Infinity where the means differ no
 *   more than chance makes them differ (also where nothing varies at all)
 * @throws RangeError if fewer than two groups have values, no group has two, or a value is not finite
 * @see Searle, Casella & McCulloch, Variance Components (1992), chapter 3
 */
export function kappaByMoments(groups: readonly Group[]): number {
  const { sums, sizes, total, items } = totals(groups);
  const filled = sizes.filter((size) => size > 0).length;
  if (filled < 2) throw new RangeError(`fewer than two groups with values: ${filled}`);
  if (!(items > filled)) throw new RangeError("no group has two values");
  const pooled = total / items;
  let within = 0;
  let between = 0;
  groups.forEach((group, g) => {
    const size = sizes[g] ?? 0;
    if (size === 0) return;
    const mean = (sums[g] ?? 0) / size;
    // Equal values leave residuals of rounding size only: that is no spread.
    if (!group.every((value) => value === group[0])) {
      within += sumOf(Array.from(group, (value) => (value - mean) ** 2));
    }
    between += size * (mean - pooled) ** 2;
  });
  const withinVariance = within / (items - filled);
  const typicalSize = (items - sumOf(sizes.map((size) => size * size)) / items) / (filled - 1);
  const betweenVariance = (between / (filled - 1) - withinVariance) / typicalSize;
  return betweenVariance > 0 ? withinVariance / betweenVariance : Number.POSITIVE_INFINITY;
}

/**
 * κ by leave-one-out cross-validation: the candidate whose shrunken means, made
 * without an item, predict that item with the smallest squared error.
 *
 * @param candidates - each ≥ 0 (Infinity allowed), at least one; between equals the largest wins
 * @throws RangeError if there are no candidates, one is negative or NaN, there are fewer than two values, or one is
 *   not finite
 * @see Stone, Journal of the Royal Statistical Society B 36 (1974)
 */
export function kappaByCrossValidation(groups: readonly Group[], candidates: readonly number[]): number {
  for (const kappa of candidates) if (!(kappa >= 0)) throw new RangeError(`candidate not ≥ 0: ${kappa}`);
  const [first, ...rest] = candidates.slice().sort((a, b) => b - a);
  if (first === undefined) throw new RangeError("no candidates");
  const known = totals(groups);
  if (!(known.items >= 2)) throw new RangeError(`fewer than two values: ${known.items}`);
  let best = first;
  let smallest = heldOutError(groups, known, first);
  for (const kappa of rest) {
    const error = heldOutError(groups, known, kappa);
    if (error < smallest) [best, smallest] = [kappa, error];
  }
  return best;
}

interface GroupTotals {
  readonly sums: Float64Array;
  readonly sizes: Float64Array;
  readonly total: number;
  readonly items: number;
}

function totals(groups: readonly Group[]): GroupTotals {
  groups.forEach((group, g) => {
    for (const value of group) if (!Number.isFinite(value)) throw new RangeError(`group ${g} has a value ${value}`);
  });
  const sums = Float64Array.from(groups, (group) => sumOf(group));
  const sizes = Float64Array.from(groups, (group) => group.length);
  const items = sumOf(sizes);
  if (items === 0) throw new RangeError("no values");
  return { sums, sizes, total: sumOf(sums), items };
}

function shrunken(sum: number, size: number, pooled: number, kappa: number): number {
  if (size === 0 || kappa === Number.POSITIVE_INFINITY) return pooled;
  return (sum + kappa * pooled) / (size + kappa);
}

function heldOutError(groups: readonly Group[], { sums, sizes, total, items }: GroupTotals, kappa: number): number {
  let error = 0;
  groups.forEach((group, g) => {
    for (const value of group) {
      const pooled = (total - value) / (items - 1);
      error += (value - shrunken((sums[g] ?? 0) - value, (sizes[g] ?? 0) - 1, pooled, kappa)) ** 2;
    }
  });
  return error;
}
