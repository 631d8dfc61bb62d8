/**
 * The side of the hypothetical value on which the truth is suspected: "less" and
 * "greater" are one-sided, with an upper and a lower bound only.
 */
export type Alternative = "two-sided" | "less" | "greater";

/**
 * Interval of an estimate with a symmetric reference distribution, on the sides that the alternative asks for.
 *
 * @param quantileAt - quantile function of the standardised estimate, of a probability in (0, 1)
 * @param confidence - in (0, 1); one-sided where the alternative is
 * @returns [lo, hi]; lo is −Infinity for "less", hi is Infinity for "greater"
 * @throws RangeError if the confidence is outside its range, or NaN
 */
export function intervalOf(
  { estimate, standardError }: { readonly estimate: number; readonly standardError: number },
  { confidence, alternative }: { readonly confidence: number; readonly alternative: Alternative },
  quantileAt: (probability: number) => number,
): readonly [number, number] {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  const half = quantileAt(alternative === "two-sided" ? 0.5 + confidence / 2 : confidence) * standardError;
  return [
    alternative === "less" ? Number.NEGATIVE_INFINITY : estimate - half,
    alternative === "greater" ? Number.POSITIVE_INFINITY : estimate + half,
  ];
}

/**
 * p-value of a standardised statistic against the alternative.
 *
 * @param cdf - of the statistic under the hypothesis, symmetric about 0
 * @returns in [0, 1]
 */
export function pValueOf(statistic: number, alternative: Alternative, cdf: (statistic: number) => number): number {
  if (alternative === "two-sided") return Math.min(1, 2 * cdf(-Math.abs(statistic)));
  return cdf(alternative === "less" ? statistic : -statistic);
}
