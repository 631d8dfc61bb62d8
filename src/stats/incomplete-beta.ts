import { stirlingError } from "./log-gamma.js";

const MAX_ITERATIONS = 100_000;
const TINY = 1e-300;

/**
 * Regularised incomplete beta function I_x(a, b): the cdf of a Beta(a, b) variable at x.
 *
 * The power term is built from Stirling errors and deviances in log space, so
 * that it neither overflows nor cancels for large a and b; the rest is a
 * continued fraction evaluated from the front.
 *
 * @param x - in [0, 1]
 * @param a - greater than 0
 * @param b - greater than 0
 * @param complement - 1 − x, for callers who know it more precisely than the subtraction does
 * @returns in [0, 1]; relative error below 1e-11 for a + b up to 1e6
 * @throws RangeError if an argument is outside its range, or NaN
 * @see DLMF 8.17.22 (continued fraction); Loader (2000) for the power term
 */
export function incompleteBeta(x: number, a: number, b: number, complement: number = 1 - x): number {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`x not in [0, 1]: ${x}`);
  if (!(a > 0 && a < Number.POSITIVE_INFINITY)) throw new RangeError(`a not positive and finite: ${a}`);
  if (!(b > 0 && b < Number.POSITIVE_INFINITY)) throw new RangeError(`b not positive and finite: ${b}`);
  if (x === 0) return 0;
  if (complement === 0) return 1;
  const front = powerTerm(x, complement, a, b);
  // The fraction converges fast only below the mean of the distribution.
  if (x <= (a + 1) / (a + b + 2)) return Math.min(1, (front / a) * continuedFraction(x, a, b));
  return Math.max(0, 1 - (front / b) * continuedFraction(complement, b, a));
}

/** x^a (1 − x)^b / B(a, b). */
function powerTerm(x: number, y: number, a: number, b: number): number {
  const total = a + b;
  const log =
    stirlingError(total) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, total * x, b - total * y) -
    deviance(b, total * y, a - total * x);
  return Math.exp(log) * Math.sqrt((a * b) / (2 * Math.PI * total));
}

/** k ln(k / mean) + mean − k, without cancellation where k is near the mean; `excess` is mean − k. */
function deviance(k: number, mean: number, excess: number): number {
  const relative = excess / k;
  if (Math.abs(relative) > 0.1) return k * Math.log(k / mean) + mean - k;
  // u − ln(1 + u) by its alternating series.
  let sum = 0;
  let power = relative * relative;
  for (let j = 2; Math.abs(power) > 1e-18 * Math.abs(sum); j += 1) {
    sum += (j % 2 === 0 ? power : -power) / j;
    power *= relative;
  }
  return k * sum;
}

/** Modified Lentz evaluation. */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= MAX_ITERATIONS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < 1e-15) return value;
  }
  throw new RangeError(`no convergence in ${MAX_ITERATIONS} steps: x ${x}, a ${a}, b ${b}`);
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
