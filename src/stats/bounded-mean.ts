import { normalCdf } from "./normal.js";

/** The values whose mean is judged. */
export interface BoundedValues {
  /** In [−1, 1], at least one; each weighs the same. */
  readonly values: Float64Array;
  /** Independent values that say as much, in [1, values.length]; fewer than there are where clusters share. */
  readonly effective: number;
}

/**
 * One-sided p-value of "the true mean is the margin or more" for bounded values: a
 * score test, whose variance is that of the likeliest distribution on [−1, 1] with
 * the mean at the margin. Where little was seen, that one puts weight on 1, so
 * that a spread nobody has seen yet does not look like certainty.
 *
 * For paired right/wrong answers (losses of −1, 0 and 1) it is Tango's test. It
 * assumes independent values; for clusters, the effective number of items as if those of
 * a cluster were alike makes it strict where they are not. Normal approximation.
 *
 * @param margin - in (−1, 1)
 * @returns in [0, 1]
 * @throws RangeError if an argument is outside its range, or NaN
 * @see Owen, Empirical Likelihood (2001), for the restricted estimate; {@link tangoPValue}
 */
export function boundedMeanPValue({ values, effective }: BoundedValues, margin: number): number {
  if (!(margin > -1 && margin < 1)) throw new RangeError(`margin not in (-1, 1): ${margin}`);
  if (!(effective >= 1 && effective <= values.length)) {
    throw new RangeError(`effective number not in [1, ${values.length}]: ${effective}`);
  }
  const outside = values.find((value) => !(value >= -1 && value <= 1));
  if (outside !== undefined) throw new RangeError(`value not in [-1, 1]: ${outside}`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const gap = mean - margin;
  // Where all values are alike, the weight that nobody has seen is known without a search, however close the margin.
  const isAlike = values.every((value) => value === values[0]);
  const variance = isAlike
    ? Math.abs(gap) * (gap < 0 ? 1 - margin : 1 + margin)
    : restrictedVariance(values, mean, margin);
  // At the margin without any spread nothing speaks against the margin.
  return variance === 0 ? 1 : normalCdf((gap / Math.sqrt(variance)) * Math.sqrt(effective));
}

/** Second moment about the margin under the likeliest distribution that has its mean there. */
function restrictedVariance(values: Float64Array, mean: number, margin: number): number {
  // On the other side of the margin the weight that nobody has seen is at −1.
  if (mean > margin)
    return restrictedVariance(
      values.map((value) => -value),
      -mean,
      -margin,
    );
  const tilt = tiltTo(values, margin);
  let seen = 0;
  let variance = 0;
  for (const value of values) {
    const weight = 1 / values.length / (1 + tilt * (margin - value));
    seen += weight;
    variance += weight * (value - margin) ** 2;
  }
  return variance + Math.max(0, 1 - seen) * (1 - margin) ** 2;
}

/** The multiplier that moves the mean up to the margin, in [0, 1 / (1 − margin)], by bisection. */
function tiltTo(values: Float64Array, margin: number): number {
  let low = 0;
  let high = 1 / (1 - margin);
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    let slope = 0;
    for (const value of values) slope += (margin - value) / (1 + middle * (margin - value));
    if (slope > 0) low = middle;
    else high = middle;
  }
}
