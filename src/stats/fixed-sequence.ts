/**
 * Fixed-sequence testing: hypotheses in an order fixed beforehand, each at the
 * full level, stopping at the first that is not rejected. The probability of any
 * false rejection is at most the level, whatever the dependence.
 *
 * @param pValues - in testing order; may be lazy, values after the first failure are not asked for
 * @param level - in (0, 1)
 * @returns how many hypotheses are rejected: the first so many of the sequence
 * @throws RangeError if the level or a p-value is outside its range, or NaN
 * @see Angelopoulos, Bates, Candès, Jordan & Lei, "Learn then Test", arXiv:2110.01052, section 2
 */
export function fixedSequence(pValues: Iterable<number>, level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  let rejected = 0;
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`p-value not in [0, 1]: ${p}`);
    if (p > level) return rejected;
    rejected += 1;
  }
  return rejected;
}
