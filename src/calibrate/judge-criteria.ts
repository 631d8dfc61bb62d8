import type { Estimate } from "../core/estimate.js";
import { type AgreementCoefficients, agreementCoefficients, type JudgeOptions } from "./judge-coefficients.js";
import { unitsOfVerdicts } from "./judge-verdict.js";
import type { JudgeInUse, LabelledAnswer } from "./labelled-answers.js";
import { rateEstimate } from "./mean-estimate.js";

/** Agreement of one judge with people on one criterion, over the answers of all tiers. */
export interface CriterionAgreement {
  readonly criterion: string;
  readonly labelled: number;
  readonly agreement: AgreementCoefficients;
  /** Share of answers that meet it of which the judge says so, of those that do not; null without any. */
  readonly sensitivity: Estimate | null;
  readonly specificity: Estimate | null;
}

/** Agreement of one judge with people, criterion by criterion. */
export interface CriteriaAgreement extends Omit<JudgeInUse, "taskType"> {
  /** In the order of the labels; those of which nobody knows what the judge says are left out. */
  readonly criteria: readonly CriterionAgreement[];
}

/**
 * On which criteria a judge agrees with people: one that agrees on the whole may owe it to the easy ones.
 * Items, or clusters where they share a source, are the independent units.
 *
 * @param answers - of any judges and rubrics
 */
export function criteriaAgreement(
  answers: readonly LabelledAnswer[],
  { judge, model, rubric }: JudgeInUse,
  options: JudgeOptions,
): CriteriaAgreement {
  const ours = answers.filter((answer) => answer.judge === judge && answer.rubric === rubric);
  const names = [...new Set(ours.flatMap(({ criteria }) => [...criteria.keys()]))];
  return { judge, model, rubric, criteria: names.flatMap((name) => agreementOn(name, ours, model, options)) };
}

function agreementOn(
  criterion: string,
  answers: readonly LabelledAnswer[],
  model: string,
  options: JudgeOptions,
): readonly CriterionAgreement[] {
  const rated = answers.flatMap(({ itemId, cluster, criteria }) => {
    const { isMet: human = null, verdicts } = criteria.get(criterion) ?? {};
    const judge = verdicts?.get(model);
    return human === null || judge === undefined ? [] : [{ itemId, cluster, taskType: null, human, judge }];
  });
  if (rated.length === 0) return [];
  const ratings = { human: rated.map(({ human }) => human), judge: rated.map(({ judge }) => judge) };
  const rightOn = (isMet: boolean) => {
    const among = rated.filter(({ human }) => human === isMet);
    const values = Float64Array.from(among, ({ judge }) => Number(judge === isMet));
    const { confidence } = options;
    return among.length === 0 ? null : rateEstimate(values, { ...unitsOfVerdicts(among), confidence });
  };
  return [
    {
      criterion,
      labelled: rated.length,
      agreement: agreementCoefficients(ratings, unitsOfVerdicts(rated), options),
      sensitivity: rightOn(true),
      specificity: rightOn(false),
    },
  ];
}
