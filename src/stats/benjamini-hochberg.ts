/**
 * Benjamini–Hochberg step-up adjustment: rejecting where the adjusted value is ≤
 * q keeps the expected share of false rejections among all rejections at or
 * below q. For alert lists; a gate uses Holm's adjustment, which bounds the chance of
 * any false rejection.
 *
 * Assumes independent or positively dependent p-values.
 *
 * @param pValues - each in [0, 1]
 * @returns adjusted p-values in the given order, each in [0, 1]; empty for no hypotheses
 * @throws RangeError if a p-value is outside its range, or NaN
 * @see Benjamini & Hochberg, Journal of the Royal Statistical Society B 57 (1995), (1)
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  for (const p of pValues) if (!(p >= 0 && p <= 1)) throw new RangeError(`p-value not in [0, 1]: ${p}`);
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted: number[] = [];
  let smallest = 1;
  order.forEach(({ p, index }, fromTop) => {
    const rank = pValues.length - fromTop;
    smallest = Math.min(smallest, (p * pValues.length) / rank);
    adjusted[index] = smallest;
  });
  return adjusted;
}
