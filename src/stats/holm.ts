/**
 * Holm's step-down adjustment: rejecting where the adjusted value is ≤ α keeps
 * the probability of any false rejection at or below α, whatever the dependence.
 *
 * @param pValues - each in [0, 1]
 * @returns adjusted p-values in the given order, each in [0, 1]; empty for no hypotheses
 * @throws RangeError if a p-value is outside its range, or NaN
 * @see Holm, Scandinavian Journal of Statistics 6 (1979)
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) if (!(p >= 0 && p <= 1)) throw new RangeError(`p-value not in [0, 1]: ${p}`);
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted: number[] = [];
  let largest = 0;
  order.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}
