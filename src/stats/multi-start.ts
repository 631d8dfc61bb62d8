import { fixedSequence } from "./fixed-sequence.js";

/** What a multi-start fixed-sequence test certified. */
export interface MultiStartResult {
  /** Indexes of the rejected hypotheses, ascending: these are certified. */
  readonly certified: readonly number[];
  /** Lowest certified index, null where none is. */
  readonly lowest: number | null;
  /** Highest certified index, null where none is; of thresholds from strict to lax it is the laxest. */
  readonly highest: number | null;
}

/**
 * Fixed-sequence testing from several starts: every start tests the hypotheses
 * from its own index onwards at level / number of starts and stops at its first
 * failure. What any start rejects is certified.
 *
 * Each start errs with at most its share of the level, so the probability of any
 * false certificate is at most the level, whatever the dependence. A start in
 * the middle passes over hypotheses that no data of this size could reject,
 * such as a threshold that serves three items. Starts are fixed beforehand: they
 * may depend on how many items a threshold serves, not on their losses.
 *
 * @param pValues - in testing order, each in [0, 1]; only those that are reached are looked at
 * @param starts - distinct indexes into `pValues`, at least one
 * @param level - in (0, 1)
 * @throws RangeError if there are no starts, one is given twice or lies outside, or the level or a p-value is outside
 *   its range, or NaN
 * @see Angelopoulos, Bates, Candès, Jordan & Lei, "Learn then Test", arXiv:2110.01052, Algorithm 1
 *   (fixed-sequence testing with several initial hypotheses)
 */
export function multiStartFixedSequence(
  pValues: Float64Array | readonly number[],
  { starts, level }: { readonly starts: readonly number[]; readonly level: number },
): MultiStartResult {
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  if (starts.length === 0) throw new RangeError("no starts");
  if (new Set(starts).size !== starts.length) throw new RangeError(`a start is given twice: ${starts.join(", ")}`);
  const isCertified = new Uint8Array(pValues.length);
  for (const start of starts) {
    if (!(Number.isInteger(start) && start >= 0 && start < pValues.length)) {
      throw new RangeError(`start not an index into ${pValues.length} p-values: ${start}`);
    }
    const rejected = fixedSequence(valuesFrom(pValues, start), level / starts.length);
    isCertified.fill(1, start, start + rejected);
  }
  const certified = [...isCertified.keys()].filter((index) => isCertified[index] === 1);
  return { certified, lowest: certified[0] ?? null, highest: certified.at(-1) ?? null };
}

function* valuesFrom(pValues: Float64Array | readonly number[], start: number): Generator<number, void> {
  for (let index = start; index < pValues.length; index += 1) yield pValues[index] ?? Number.NaN;
}
