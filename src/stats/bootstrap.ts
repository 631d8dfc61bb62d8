import { quantileOfSorted } from "./quantile.js";
import type { Random } from "./random.js";

/** Units that are drawn from among themselves, such as the clusters of one task type. */
export interface BootstrapStratum {
  /** Share of this stratum in the whole, ≥ 0; shares need not add up to 1. */
  readonly weight: number;
  /** Items of every unit. */
  readonly sizes: Float64Array;
  /** Per quantity: its sum over the items of every unit. */
  readonly columns: readonly Float64Array[];
}

/**
 * Paired stratified cluster bootstrap of means: units are drawn with
 * replacement within each stratum, the same draw for every quantity, so that
 * differences and ratios of the results keep their pairing.
 *
 * Assumes independent units (clusters where there are any, else items; never trials).
 *
 * @param strata - at least one, each with at least one unit, all with the same columns
 * @param resamples - integer ≥ 1
 * @returns per quantity the weighted mean per item in each resample
 * @throws RangeError on empty strata, unequal columns, or weights that add up to 0
 * @see Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapters 6 and 13
 */
export function bootstrapMeans(
  strata: readonly BootstrapStratum[],
  resamples: number,
  random: Random,
): readonly Float64Array[] {
  const width = strata[0]?.columns.length ?? 0;
  const total = strata.reduce((sum, { weight }) => sum + weight, 0);
  if (!(Number.isInteger(resamples) && resamples >= 1)) throw new RangeError(`resamples not ≥ 1: ${resamples}`);
  if (!(total > 0)) throw new RangeError(`weights add up to ${total}`);
  const results = Array.from({ length: width }, () => new Float64Array(resamples));
  for (const stratum of strata) {
    if (stratum.columns.length !== width) throw new RangeError("strata differ in their columns");
    if (stratum.sizes.length === 0) throw new RangeError("a stratum has no units");
    addStratum(stratum, stratum.weight / total, results, random);
  }
  return results;
}

function addStratum(stratum: BootstrapStratum, share: number, results: readonly Float64Array[], random: Random): void {
  const { sizes, columns } = stratum;
  const units = sizes.length;
  // How often each unit was drawn: adding up in the order of the units is several times faster than in that of the draws.
  const counts = new Float64Array(units);
  const live = columns.flatMap((column, index) => {
    const result = results[index];
    return result === undefined || column.every((value) => value === 0) ? [] : [{ column, result }];
  });
  const resamples = results[0]?.length ?? 0;
  for (let b = 0; b < resamples; b += 1) {
    counts.fill(0);
    for (let u = 0; u < units; u += 1) {
      const unit = random.integer(units);
      counts[unit] = (counts[unit] ?? 0) + 1;
    }
    const items = weightedSum(sizes, counts);
    for (const { column, result } of live) {
      result[b] = (result[b] ?? 0) + (share * weightedSum(column, counts)) / items;
    }
  }
}

function weightedSum(values: Float64Array, counts: Float64Array): number {
  let sum = 0;
  for (let u = 0; u < values.length; u += 1) sum += (values[u] ?? 0) * (counts[u] ?? 0);
  return sum;
}

/**
 * Percentile interval of bootstrap replicates.
 *
 * @param confidence - two-sided, in (0, 1)
 * @throws RangeError if there are no replicates or the confidence is outside its range, or NaN
 */
export function percentileInterval(replicates: Float64Array, confidence: number): readonly [number, number] {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  const sorted = replicates.slice().sort();
  return [quantileOfSorted(sorted, (1 - confidence) / 2), quantileOfSorted(sorted, (1 + confidence) / 2)];
}
