import { incompleteBeta } from "./incomplete-beta.js";

/**
 * Upper confidence bound of a rate: exact, never below its level.
 *
 * Assumes independent trials (items, not repetitions of an item).
 *
 * @param k - successes, in [0, n]
 * @param n - trials, integer ≥ 1
 * @param level - one-sided error probability, in (0, 1)
 * @returns the rate p with P(Bin(n, p) ≤ k) = level; 1 where k = n
 * @throws RangeError if an argument is outside its range, or NaN
 * @see Clopper & Pearson, Biometrika 26 (1934)
 */
export function clopperPearsonUpper(k: number, n: number, level: number): number {
  if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`n not an integer ≥ 1: ${n}`);
  if (!(k >= 0 && k <= n)) throw new RangeError(`k not in [0, n]: ${k}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  if (k === n) return 1;
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    // No double lies between the two.
    if (middle === low || middle === high) return high;
    if (1 - incompleteBeta(middle, k + 1, n - k) > level) low = middle;
    else high = middle;
  }
}

/**
 * Two-sided Clopper–Pearson interval of a rate.
 *
 * @param k - successes, in [0, n]
 * @param n - trials, integer ≥ 1
 * @param confidence - in (0, 1)
 * @returns [lo, hi] inside [0, 1]; lo = 0 at k = 0, hi = 1 at k = n
 * @throws RangeError if an argument is outside its range, or NaN
 */
export function clopperPearsonInterval(k: number, n: number, confidence: number): readonly [number, number] {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  const level = (1 - confidence) / 2;
  const upper = clopperPearsonUpper(k, n, level);
  return [1 - clopperPearsonUpper(n - k, n, level), upper];
}
