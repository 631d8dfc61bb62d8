import type { ClusterMean } from "./cluster-mean.js";
import { studentTCdf, studentTQuantile } from "./student-t.js";

/** A mean to be judged by Student's t; degrees of freedom are units − 1 where nothing else is said. */
export type JudgedMean = Omit<ClusterMean, "degreesOfFreedom"> & Partial<Pick<ClusterMean, "degreesOfFreedom">>;

/**
 * Two-sided t interval of a mean.
 *
 * Assumes that the mean of the units is close to normal: thirty units and more,
 * or nearly normal values.
 *
 * @param confidence - in (0, 1)
 * @returns [lo, hi]; [mean, mean] where there is no spread, infinite where there is one unit only
 * @throws RangeError if the confidence is outside its range, or NaN
 */
export function meanInterval(estimate: JudgedMean, confidence: number): readonly [number, number] {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  const { mean, standardError, units, degreesOfFreedom = units - 1 } = estimate;
  if (units < 2) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const half = studentTQuantile(0.5 + confidence / 2, degreesOfFreedom) * standardError;
  return [mean - half, mean + half];
}

/**
 * One-sided p-value of "the true mean is the margin or more" by Student's t:
 * the paired t test where the values are differences, cluster-robust where the
 * standard error is.
 *
 * With values of at most 1 the p-value is never below (1 − margin)^units: a
 * mean loss of the margin can hide in that share of the units, and a spread
 * that was not seen must not look like certainty.
 *
 * @param margin - in (0, 1)
 * @returns in [0, 1]; 1 where there is one unit only
 * @throws RangeError if the margin is outside its range, or NaN
 */
export function meanBelowPValue(estimate: JudgedMean, margin: number): number {
  if (!(margin > 0 && margin < 1)) throw new RangeError(`margin not in (0, 1): ${margin}`);
  const { mean, standardError, units, degreesOfFreedom = units - 1 } = estimate;
  if (units < 2) return 1;
  const floor = (1 - margin) ** units;
  if (standardError === 0) return mean < margin ? floor : 1;
  return Math.max(floor, studentTCdf((mean - margin) / standardError, degreesOfFreedom));
}

/**
 * One-sided p-value of "the true mean is the margin or less", the opposite of
 * {@link meanBelowPValue}. Equal values v are not certainty either: with values of at
 * least −1 a mean of the margin can hide where a share q = (v − margin) / (1 + v) of
 * the units has −1, of which none was seen with probability (1 − q)^units.
 *
 * @param margin - in [0, 1)
 * @returns in [0, 1]; 1 where there is one unit only
 * @throws RangeError if the margin is outside its range, or NaN
 */
export function meanAbovePValue(estimate: JudgedMean, margin: number): number {
  if (!(margin >= 0 && margin < 1)) throw new RangeError(`margin not in [0, 1): ${margin}`);
  const { mean, standardError, units, degreesOfFreedom = units - 1 } = estimate;
  if (units < 2) return 1;
  if (standardError === 0) return mean > margin ? ((1 + margin) / (1 + mean)) ** units : 1;
  return studentTCdf((margin - mean) / standardError, degreesOfFreedom);
}
