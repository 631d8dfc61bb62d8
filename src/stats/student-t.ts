import { incompleteBeta } from "./incomplete-beta.js";

/**
 * Cumulative distribution function of Student's t.
 *
 * @param t - any number; infinities give 0 and 1
 * @param degreesOfFreedom - greater than 0, need not be whole
 * @returns P(T ≤ t) in [0, 1]; the lower tail keeps its relative precision
 * @throws RangeError if an argument is outside its range, or NaN
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  if (Number.isNaN(t)) throw new RangeError("t is NaN");
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degreesOfFreedom not positive: ${degreesOfFreedom}`);
  if (!Number.isFinite(t)) return t < 0 ? 0 : 1;
  const square = t * t;
  const total = degreesOfFreedom + square;
  const tail = 0.5 * incompleteBeta(degreesOfFreedom / total, degreesOfFreedom / 2, 0.5, square / total);
  return t <= 0 ? tail : 1 - tail;
}

/**
 * Quantile function of Student's t, by bisection of the cdf.
 *
 * @param p - in (0, 1)
 * @param degreesOfFreedom - greater than 0
 * @returns t with P(T ≤ t) = p, to about 1e-14 relative
 * @throws RangeError if an argument is outside its range, or NaN
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p not in (0, 1): ${p}`);
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degreesOfFreedom not positive: ${degreesOfFreedom}`);
  if (p > 0.5) return -studentTQuantile(1 - p, degreesOfFreedom);
  if (p === 0.5) return 0;
  let low = -1;
  while (studentTCdf(low, degreesOfFreedom) > p) low *= 2;
  let high = 0;
  for (;;) {
    const middle = (low + high) / 2;
    // No double lies between the two.
    if (middle === low || middle === high) return middle;
    if (studentTCdf(middle, degreesOfFreedom) < p) low = middle;
    else high = middle;
  }
}
