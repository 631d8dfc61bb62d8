import { clusterMean, sumOf } from "./cluster-mean.js";
import { meanInterval } from "./mean-interval.js";

/**
 * Ratio of two paired means with a delta-method interval: mean(above) / mean(below).
 *
 * Assumes independent units and a denominator whose mean is many standard
 * errors from 0; a cost is.
 *
 * @param above - one value per item, at least one
 * @param below - one value per item, mean greater than 0
 * @param units - the unit of every item, integers in [0, unitCount)
 * @param confidence - two-sided, in (0, 1)
 * @returns the ratio and [lo, hi]; infinite where there is one unit only
 * @throws RangeError if the lengths differ, or the mean of `below` is not positive
 * @see Cochran, Sampling Techniques (1977), section 6.4
 */
export function ratioOfMeans(
  above: Float64Array,
  below: Float64Array,
  { units, unitCount, confidence }: { units: Int32Array; unitCount: number; confidence: number },
): { readonly ratio: number; readonly interval: readonly [number, number] } {
  if (above.length !== below.length) throw new RangeError(`${above.length} values above, ${below.length} below`);
  const denominator = sumOf(below) / below.length;
  if (!(denominator > 0)) throw new RangeError(`mean of the denominator not positive: ${denominator}`);
  const ratio = sumOf(above) / below.length / denominator;
  const linear = above.map((value, i) => ratio + (value - ratio * (below[i] ?? 0)) / denominator);
  const summary = clusterMean(linear, units, unitCount);
  return { ratio, interval: meanInterval({ ...summary, mean: ratio }, confidence) };
}
