import { normalQuantile } from "./normal.js";

/**
 * Wilson score interval of a rate.
 *
 * Good from n = 1 on and never empty at 0 or n successes. Assumes independent
 * units (items, not trials of an item). Fractional successes are allowed: a mean
 * of scores in [0, 1] then gets an interval that is at least as wide as its own.
 *
 * @param successes - in [0, n]
 * @param n - units, greater than 0
 * @param confidence - two-sided, in (0, 1)
 * @returns [lo, hi] inside [0, 1], containing successes / n
 * @throws RangeError if an argument is outside its range, or NaN
 * @see Wilson, JASA 22 (1927)
 */
export function wilsonInterval(successes: number, n: number, confidence: number): readonly [number, number] {
  if (!(n > 0 && n < Number.POSITIVE_INFINITY)) throw new RangeError(`n not positive and finite: ${n}`);
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`successes not in [0, n]: ${successes}`);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  const z = normalQuantile(0.5 + confidence / 2);
  const rate = successes / n;
  const square = (z * z) / n;
  const centre = (rate + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n));
  // Rounding must not push a bound past the rate: at 0 and n successes the interval is closed there.
  return [Math.min(rate, Math.max(0, centre - half)), Math.max(rate, Math.min(1, centre + half))];
}
