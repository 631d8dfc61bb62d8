import { UsageError } from "../core/errors.js";
import type { Estimate } from "../core/estimate.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { type LengthSlope, lengthSlope, selfPreference } from "./judge-bias.js";
import { type AgreementCoefficients, agreementCoefficients } from "./judge-coefficients.js";
import {
  type CorrectedDifference,
  type CorrectedQuality,
  correctedDifference,
  correctedQuality,
} from "./judge-correction.js";
import {
  isLabelled,
  itemKeyOf,
  type LabelledVerdict,
  type PointwiseOptions,
  type PointwiseVerdict,
  unitsOfVerdicts,
} from "./judge-verdict.js";
import { differenceEstimate, rateEstimate } from "./mean-estimate.js";

/** One judge on the answers of one tier: its errors are never pooled over tiers. */
export interface TierJudgement {
  readonly tier: string;
  readonly labelled: number;
  readonly unlabelled: number;
  readonly agreement: AgreementCoefficients;
  /** Share of truly right answers that it passes, of truly wrong ones that it fails; null without any. */
  readonly sensitivity: Estimate | null;
  readonly specificity: Estimate | null;
  /** Mean of judge minus human score: above 0 is lenient. */
  readonly bias: Estimate;
  /** Bias on this tier minus bias on all others, whole items resampled; null with one tier only. */
  readonly selfPreference: Estimate | null;
  readonly quality: CorrectedQuality;
}

/** Agreement of one judge, asked in one way, with people. */
export interface PointwiseAgreement {
  readonly judge: string;
  readonly prompting: string | null;
  readonly items: number;
  readonly labelled: number;
  readonly unlabelled: number;
  readonly agreement: AgreementCoefficients;
  /** In order of first appearance. */
  readonly tiers: readonly TierJudgement[];
  /** Every pair of tiers, paired by item. */
  readonly differences: readonly CorrectedDifference[];
  readonly lengthSlope: LengthSlope | null;
}

/**
 * Agreement with human scores per judge × prompting, both in name order; tiers
 * without any human score are left out.
 *
 * @param verdicts - each (judge, prompting, task type, item, tier) once
 * @throws UsageError if `passAt` is out of range
 */
export function pointwiseAgreement(
  verdicts: readonly PointwiseVerdict[],
  options: PointwiseOptions,
): readonly PointwiseAgreement[] {
  const { passAt } = options;
  if (!(passAt > 0 && passAt <= 1)) throw new UsageError(`passAt must be above 0 and at most 1, found ${passAt}`);
  const groups = new Map<string, PointwiseVerdict[]>();
  for (const verdict of verdicts) {
    const key = JSON.stringify([verdict.judge, verdict.prompting ?? ""]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [verdict]);
    else group.push(verdict);
  }
  return [...groups].sort(([a], [b]) => inCodeUnitOrder(a, b)).flatMap(([, group]) => agreementOf(group, options));
}

function agreementOf(group: readonly PointwiseVerdict[], options: PointwiseOptions): readonly PointwiseAgreement[] {
  // In name order, so that the resampling does not depend on that of the rows.
  const verdicts = group
    .map((verdict) => ({ verdict, key: itemKeyOf(verdict) }))
    .sort((a, b) => inCodeUnitOrder(a.key, b.key) || inCodeUnitOrder(a.verdict.tier, b.verdict.tier))
    .map(({ verdict }) => verdict);
  const labelled = verdicts.filter(isLabelled);
  const [first] = labelled;
  if (first === undefined) return [];
  const tiers = [...new Set(group.filter(isLabelled).map(({ tier }) => tier))];
  const of = (tier: string) => verdicts.filter((verdict) => verdict.tier === tier);
  return [
    {
      judge: first.judge,
      prompting: first.prompting,
      items: unitsOfVerdicts(verdicts).unitCount,
      labelled: labelled.length,
      unlabelled: verdicts.length - labelled.length,
      agreement: coefficientsOf(labelled, options),
      tiers: tiers.map((tier) => tierJudgement(tier, of(tier), labelled, options)),
      differences: tiers.flatMap((tier, i) =>
        tiers.slice(i + 1).map((other) => correctedDifference([other, of(other)], [tier, of(tier)], options)),
      ),
      lengthSlope: lengthSlope(labelled, options),
    },
  ];
}

function coefficientsOf(labelled: readonly LabelledVerdict[], options: PointwiseOptions): AgreementCoefficients {
  const ratings = {
    human: labelled.map(({ humanScore }) => humanScore >= options.passAt),
    judge: labelled.map(({ judgeScore }) => judgeScore >= options.passAt),
  };
  return agreementCoefficients(ratings, unitsOfVerdicts(labelled), options);
}

function tierJudgement(
  tier: string,
  verdicts: readonly PointwiseVerdict[],
  all: readonly LabelledVerdict[],
  options: PointwiseOptions,
): TierJudgement {
  const labelled = verdicts.filter(isLabelled);
  const { passAt, confidence } = options;
  const isRight = ({ humanScore }: LabelledVerdict) => humanScore >= passAt;
  const rate = (among: readonly LabelledVerdict[], holds: (verdict: LabelledVerdict) => boolean) => {
    const values = Float64Array.from(among, (verdict) => Number(holds(verdict)));
    return among.length === 0 ? null : rateEstimate(values, { ...unitsOfVerdicts(among), confidence });
  };
  const bias = Float64Array.from(labelled, ({ judgeScore, humanScore }) => judgeScore - humanScore);
  return {
    tier,
    labelled: labelled.length,
    unlabelled: verdicts.length - labelled.length,
    agreement: coefficientsOf(labelled, options),
    sensitivity: rate(labelled.filter(isRight), ({ judgeScore }) => judgeScore >= passAt),
    specificity: rate(
      labelled.filter((verdict) => !isRight(verdict)),
      ({ judgeScore }) => judgeScore < passAt,
    ),
    bias: differenceEstimate(bias, { ...unitsOfVerdicts(labelled), confidence }),
    selfPreference: selfPreference(tier, all, options),
    quality: correctedQuality(verdicts, options),
  };
}
