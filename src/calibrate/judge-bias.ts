import type { Estimate } from "../core/estimate.js";
import { bootstrapMeans, percentileInterval } from "../stats/bootstrap.js";
import { sumOf } from "../stats/cluster-mean.js";
import { seededRandom } from "../stats/random.js";
import { ratioOfMeans } from "../stats/ratio-of-means.js";
import type { JudgeOptions } from "./judge-coefficients.js";
import { type LabelledVerdict, unitsOfVerdicts } from "./judge-verdict.js";

/** How much a judge's score rises with the length of an answer that people score the same. */
export interface LengthSlope {
  /** Rise of the judge's score, in [−1, 1] mostly, for an answer of twice the length. */
  readonly perDoubling: Estimate;
  /** Labelled answers with a known length. */
  readonly answers: number;
}

/**
 * Leaning towards one tier: (judge − human) on its answers minus (judge − human)
 * on all others. On the judge's own tier it is self-preference. The interval is
 * a percentile bootstrap over whole items.
 *
 * @returns null with labels of one tier only
 */
export function selfPreference(
  tier: string,
  labelled: readonly LabelledVerdict[],
  { confidence, seed, resamples }: JudgeOptions,
): Estimate | null {
  const { units, unitCount } = unitsOfVerdicts(labelled);
  const columns = Array.from({ length: 4 }, () => new Float64Array(unitCount));
  labelled.forEach((verdict, i) => {
    const at = verdict.tier === tier ? 0 : 2;
    const unit = units[i] ?? 0;
    add(columns[at], unit, verdict.judgeScore - verdict.humanScore);
    add(columns[at + 1], unit, 1);
  });
  const gap = ([own = 0, owns = 0, other = 0, others = 0]: readonly number[]) => own / owns - other / others;
  const v = gap(columns.map(sumOf));
  if (!Number.isFinite(v)) return null;
  const strata = [{ weight: 1, sizes: new Float64Array(unitCount).fill(1), columns }];
  const means = bootstrapMeans(strata, resamples, seededRandom(seed, "self-preference"));
  const replicates = Float64Array.from({ length: resamples }, (_, b) => gap(means.map((column) => column[b] ?? 0)));
  const [lo, hi] = percentileInterval(replicates.filter(Number.isFinite), confidence);
  return { v, ci: [Math.min(lo, v), Math.max(hi, v)], n: unitCount };
}

/**
 * Slope of the judge's score on the binary logarithm of the length, among
 * answers of one tier that people score the same: a longer answer may well be
 * better, or come from a better tier, and that is not what is asked. The
 * interval is cluster-robust, items being the clusters.
 *
 * @returns null where lengths are not known, or do not differ among such answers
 */
export function lengthSlope(labelled: readonly LabelledVerdict[], { confidence }: JudgeOptions): LengthSlope | null {
  const known = labelled.filter(({ length }) => length !== null);
  const alike = new Map<string, LabelledVerdict[]>();
  for (const verdict of known) {
    const key = JSON.stringify([verdict.tier, verdict.humanScore]);
    alike.set(key, [...(alike.get(key) ?? []), verdict]);
  }
  const centred = [...alike.values()].flatMap((verdicts) => {
    const lengths = verdicts.map(({ length }) => Math.log2(length ?? 1));
    const scores = verdicts.map(({ judgeScore }) => judgeScore);
    const [meanLength, meanScore] = [lengths, scores].map((values) => sumOf(values) / values.length);
    return verdicts.map((verdict, i) => ({
      verdict,
      length: (lengths[i] ?? 0) - (meanLength ?? 0),
      score: (scores[i] ?? 0) - (meanScore ?? 0),
    }));
  });
  const { units, unitCount } = unitsOfVerdicts(centred.map(({ verdict }) => verdict));
  const squares = Float64Array.from(centred, ({ length }) => length * length);
  if (unitCount < 2 || !(sumOf(squares) > 1e-9)) return null;
  const products = Float64Array.from(centred, ({ length, score }) => length * score);
  const { ratio, interval } = ratioOfMeans(products, squares, { units, unitCount, confidence });
  return { perDoubling: { v: ratio, ci: [interval[0], interval[1]], n: unitCount }, answers: centred.length };
}

function add(column: Float64Array | undefined, unit: number, amount: number): void {
  if (column !== undefined) column[unit] = (column[unit] ?? 0) + amount;
}
