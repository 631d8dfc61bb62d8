import { incompleteBeta } from "./incomplete-beta.js";

/**
 * Probability of at most `k` successes: the lower tail of the binomial.
 *
 * As the p-value of "the rate is p or more" it is exact: its size never exceeds
 * the level, whatever n is. Assumes independent trials with one common rate.
 *
 * @param k - successes, any number; below 0 gives 0, n or more gives 1; fractions are rounded down
 * @param n - trials, integer ≥ 0
 * @param p - success rate, in [0, 1]
 * @returns P(Bin(n, p) ≤ k) in [0, 1]
 * @throws RangeError if an argument is outside its range, or NaN
 */
export function binomialCdf(k: number, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`n not an integer ≥ 0: ${n}`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p not in [0, 1]: ${p}`);
  if (Number.isNaN(k)) throw new RangeError("k is NaN");
  const successes = Math.floor(k);
  if (successes < 0) return 0;
  if (successes >= n) return 1;
  return incompleteBeta(1 - p, n - successes, successes + 1, p);
}

/**
 * The largest number of failures with which "the rate is below p" may still be claimed.
 *
 * @param n - trials, integer ≥ 0
 * @param p - the rate to beat, in (0, 1)
 * @param level - largest error probability, in (0, 1)
 * @returns largest k with P(Bin(n, p) ≤ k) ≤ level; −1 where not even 0 failures are enough
 * @throws RangeError if an argument is outside its range, or NaN
 */
export function largestAllowedFailures(n: number, p: number, level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  let low = -1;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) <= level) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The smallest number of trials that allows `failures` and still proves "the rate is below p".
 *
 * @param failures - integer ≥ 0
 * @param p - the rate to beat, in (0, 1)
 * @param level - largest error probability, in (0, 1)
 * @throws RangeError if an argument is outside its range, or NaN
 */
export function trialsToProve(failures: number, p: number, level: number): number {
  if (!(Number.isInteger(failures) && failures >= 0)) throw new RangeError(`failures not an integer ≥ 0: ${failures}`);
  if (!(p > 0 && p < 1)) throw new RangeError(`p not in (0, 1): ${p}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  let high = failures + 1;
  while (binomialCdf(failures, high, p) > level) high *= 2;
  let low = failures;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(failures, middle, p) <= level) high = middle;
    else low = middle;
  }
  return high;
}
