/**
 * How far a judge can be trusted: its agreement with people, its leanings, and
 * qualities corrected for its errors. Pure and seeded; knows no file and no model.
 * @module
 */
import type { Estimate } from "../core/estimate.js";
import { bootstrapMeans, percentileInterval } from "../stats/bootstrap.js";
import { cohenKappa } from "../stats/cohen-kappa.js";
import { gwetAc1 } from "../stats/gwet-ac1.js";
import { krippendorffAlpha } from "../stats/krippendorff-alpha.js";
import { seededRandom } from "../stats/random.js";
import { type EstimateContext, rateEstimate } from "./mean-estimate.js";

/** What every statement about a judge is made at. */
export interface JudgeOptions {
  /** Two-sided unless said otherwise, in (0.5, 1). */
  readonly confidence: number;
  /** Of the bootstrap. */
  readonly seed: number;
  /** Of the bootstrap, integer ≥ 1. */
  readonly resamples: number;
}

/** Agreement of a judge with people on right/wrong or one/two; a coefficient is null where it is 0/0. */
export interface AgreementCoefficients {
  readonly accuracy: Estimate;
  readonly kappa: Estimate | null;
  readonly ac1: Estimate | null;
  readonly alpha: Estimate | null;
}

/** Paired ratings of two categories; `true` is one of them, which does not matter. */
export interface BinaryRatings {
  readonly human: readonly boolean[];
  readonly judge: readonly boolean[];
}

type Shares = readonly [bothTrue: number, humanOnly: number, judgeOnly: number, bothFalse: number];

/**
 * Accuracy, Cohen's κ, Gwet's AC1 and Krippendorff's α with bootstrap intervals.
 *
 * Whole units (clusters, else items) are resampled, so that ratings that belong
 * together do not count as independent. Resamples in which a coefficient is 0/0 are left out.
 *
 * @param ratings - at least one, of equal length
 * @param context - the unit of every rating
 * @throws RangeError if there are no ratings or the lengths differ
 */
export function agreementCoefficients(
  { human, judge }: BinaryRatings,
  context: Pick<EstimateContext, "units" | "unitCount">,
  options: JudgeOptions,
): AgreementCoefficients {
  const replicates = shareReplicates({ human, judge }, context, options);
  const estimate = (v: number | null, coefficient: (shares: Shares, n: number) => number): Estimate | null => {
    if (v === null) return null;
    const values = Float64Array.from(replicates, (shares) => coefficient(shares, human.length)).filter(Number.isFinite);
    const [lo, hi] = values.length === 0 ? [v, v] : percentileInterval(values, options.confidence);
    return { v, ci: [Math.min(lo, v), Math.max(hi, v)], n: context.unitCount };
  };
  const agreed = Float64Array.from(human, (label, i) => Number(label === judge[i]));
  return {
    accuracy: rateEstimate(agreed, { ...context, confidence: options.confidence }),
    kappa: estimate(cohenKappa(human, judge), kappaOfShares),
    ac1: estimate(gwetAc1(human, judge, 2), ac1OfShares),
    alpha: estimate(
      krippendorffAlpha(
        human.map((label, i) => [label, judge[i] ?? null]),
        "nominal",
      ),
      alphaOfShares,
    ),
  };
}

/** Shares of the four combinations in each resample: all that the coefficients of two categories need. */
function shareReplicates(
  { human, judge }: BinaryRatings,
  { units, unitCount }: Pick<EstimateContext, "units" | "unitCount">,
  { seed, resamples }: JudgeOptions,
): readonly Shares[] {
  const sizes = new Float64Array(unitCount);
  const columns = Array.from({ length: 4 }, () => new Float64Array(unitCount));
  human.forEach((label, i) => {
    const unit = units[i] ?? 0;
    const column = columns[label ? (judge[i] ? 0 : 1) : judge[i] ? 2 : 3];
    sizes[unit] = (sizes[unit] ?? 0) + 1;
    if (column !== undefined) column[unit] = (column[unit] ?? 0) + 1;
  });
  const means = bootstrapMeans([{ weight: 1, sizes, columns }], resamples, seededRandom(seed, "agreement"));
  return Array.from({ length: resamples }, (_, b): Shares => {
    const [bothTrue = 0, humanOnly = 0, judgeOnly = 0, bothFalse = 0] = means.map((column) => column[b] ?? 0);
    return [bothTrue, humanOnly, judgeOnly, bothFalse];
  });
}

/** The coefficient of {@link cohenKappa} from shares; not finite where that is null. */
export function kappaOfShares([both, humanOnly, judgeOnly, neither]: Shares): number {
  const [human, judge] = [both + humanOnly, both + judgeOnly];
  const byChance = human * judge + (1 - human) * (1 - judge);
  return (both + neither - byChance) / (1 - byChance);
}

/** The coefficient of {@link gwetAc1} over two categories from shares. */
export function ac1OfShares([both, humanOnly, judgeOnly, neither]: Shares): number {
  const share = both + (humanOnly + judgeOnly) / 2;
  const byChance = 2 * share * (1 - share);
  return (both + neither - byChance) / (1 - byChance);
}

/** The nominal coefficient of {@link krippendorffAlpha} for n pairs from shares; not finite where that is null. */
export function alphaOfShares([both, humanOnly, judgeOnly]: Shares, n: number): number {
  const share = both + (humanOnly + judgeOnly) / 2;
  const expected = (2 * share * (1 - share) * (2 * n)) / (2 * n - 1);
  return 1 - (humanOnly + judgeOnly) / expected;
}
