import { binomialCdf, trialsToProve } from "../stats/binomial.js";
import { multiStartFixedSequence } from "../stats/multi-start.js";

/** What accepted answers must keep. */
export interface SelectiveRiskOptions {
  /** Largest acceptable P(wrong | accepted), in (0, 1). */
  readonly target: number;
  /** Probability that the certificate is false, in (0, 1). */
  readonly level: number;
}

/** A threshold whose accepted answers are certified to be wrong at most so often. */
export interface SelectiveThreshold {
  /** Accept where the reading is at least this. */
  readonly atLeast: number;
  /** Items accepted, and the wrong ones among them. */
  readonly accepted: number;
  readonly wrong: number;
  /** Of "the risk is above the target": exact binomial over the accepted items. */
  readonly pValue: number;
  /** Level that the threshold was tested at. */
  readonly testLevel: number;
}

/** Shares of the items that starts in the middle serve. */
const START_SHARES = [0.25, 0.5, 0.75] as const;
/** The first start serves as many items as a proof with this many wrong answers takes. */
const START_FAILURES = 2;

/**
 * Finds the lowest threshold above which answers are certified to be wrong with
 * at most the target probability.
 *
 * Thresholds are the distinct readings, each as the full set {reading ≥
 * threshold}, from strict to lax, in sequences with several starts: where two
 * wrong answers would still be a proof, and where a quarter, a half and three
 * quarters of the items are served. Starts depend on how many items a threshold
 * serves, never on their answers. Assumes independent items with right or wrong answers.
 *
 * Unlike harm this looks at accepted items only, and needs no reference; it
 * promises nothing about what a dearer tier would have answered.
 *
 * @param readings - one per item
 * @param score - 1 right, 0 wrong, one per item
 * @returns null where no threshold is certified
 * @throws RangeError if the lengths differ, a score is neither 0 nor 1, or a number is outside its range, or NaN
 * @see Angelopoulos, Bates, Candès, Jordan & Lei, "Learn then Test", arXiv:2110.01052, Algorithm 1
 */
export function selectiveRisk(
  readings: Float64Array,
  score: Float64Array,
  { target, level }: SelectiveRiskOptions,
): SelectiveThreshold | null {
  if (!(target > 0 && target < 1)) throw new RangeError(`target not in (0, 1): ${target}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level not in (0, 1): ${level}`);
  const points = servedSets(readings, score);
  const starts = startsOf(points, readings.length, { target, level });
  if (starts.length === 0) return null;
  const pValues = points.map((point) => riskPValue(point, target));
  const { highest } = multiStartFixedSequence(pValues, { starts, level });
  const found = highest === null ? undefined : points[highest];
  if (found === undefined) return null;
  return { ...found, pValue: riskPValue(found, target), testLevel: level / starts.length };
}

interface ServedSet {
  readonly atLeast: number;
  readonly accepted: number;
  readonly wrong: number;
}

function riskPValue({ wrong, accepted }: ServedSet, target: number): number {
  return binomialCdf(wrong, accepted, target);
}

/** One per distinct reading, highest first. */
function servedSets(readings: Float64Array, score: Float64Array): readonly ServedSet[] {
  if (readings.length !== score.length) throw new RangeError(`${readings.length} readings but ${score.length} scores`);
  const order = Uint32Array.from(readings.keys()).sort((a, b) => (readings[b] ?? 0) - (readings[a] ?? 0));
  const sets: ServedSet[] = [];
  let wrong = 0;
  order.forEach((item, place) => {
    const value = score[item] ?? Number.NaN;
    if (value !== 0 && value !== 1) throw new RangeError(`score ${item} neither 0 nor 1: ${value}`);
    wrong += 1 - value;
    const atLeast = readings[item] ?? Number.NaN;
    // Behind the last item there is no reading.
    const following = readings[order[place + 1] ?? readings.length];
    if (following !== atLeast) sets.push({ atLeast, accepted: place + 1, wrong });
  });
  return sets;
}

/** The first sets that serve enough; fewer than the wishes where several fall on one set. */
function startsOf(sets: readonly ServedSet[], items: number, options: SelectiveRiskOptions): readonly number[] {
  const { target, level } = options;
  const shares = START_SHARES.length + 1;
  const least = trialsToProve(START_FAILURES, target, level / shares);
  const wishes = [least, ...START_SHARES.map((share) => Math.max(least, Math.ceil(share * items)))];
  const found = wishes.map((wish) => sets.findIndex(({ accepted }) => accepted >= wish));
  return [...new Set(found)].filter((index) => index >= 0);
}
