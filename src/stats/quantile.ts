/**
 * Quantile of a sample, with linear interpolation between order statistics.
 *
 * @param sorted - ascending, at least one value
 * @param p - in [0, 1]; 0 is the smallest, 1 the largest
 * @throws RangeError if there are no values or p is outside its range, or NaN
 * @see Hyndman & Fan, The American Statistician 50 (1996), definition 7
 */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p not in [0, 1]: ${p}`);
  const last = sorted.length - 1;
  if (last < 0) throw new RangeError("no values");
  const position = p * last;
  const below = Math.floor(position);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, last)] ?? 0;
  return low + (position - below) * (high - low);
}

/** {@link quantileOfSorted} of values in any order; the argument is left as it is. */
export function quantile(values: Float64Array, p: number): number {
  return quantileOfSorted(values.slice().sort(), p);
}
