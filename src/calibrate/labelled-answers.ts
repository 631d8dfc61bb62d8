import { sha256Hex } from "../core/json.js";
import { type JudgeLabel, verdictSource, WHOLE_ANSWER } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import { inCodeUnitOrder } from "./item-rows.js";
import type { LabelledVerdict } from "./judge-verdict.js";

/** One judge as it scored: another rubric or another model is another judge. */
export interface JudgeInUse {
  readonly taskType: string;
  readonly judge: string;
  readonly rubric: string;
  /** See `verdictSource`. */
  readonly model: string;
}

/** An answer with what people say of it and, where one is known, what a judge says. */
export interface LabelledAnswer {
  readonly itemId: string;
  readonly cluster: string | null;
  readonly tier: string;
  readonly answerSha256: string;
  readonly length: number;
  readonly judge: string;
  readonly rubric: string;
  /** Share of criteria met, in [0, 1]: by most annotators, criterion by criterion; null where they are split evenly or not done. */
  readonly humanScore: number | null;
  /** Judge model → its score. */
  readonly verdicts: ReadonlyMap<string, number>;
  /** Criterion by criterion, in the order of the labels. */
  readonly criteria: ReadonlyMap<string, LabelledCriterion>;
}

/** What is known of one criterion of one answer. */
export interface LabelledCriterion {
  /** By most annotators; null where they are split evenly. */
  readonly isMet: boolean | null;
  /** Judge model → what it says. */
  readonly verdicts: ReadonlyMap<string, boolean>;
}

/** The judges whose verdicts are among the scores of these outcomes, in name order. */
export function judgesInUse(outcomes: readonly Outcome[]): readonly JudgeInUse[] {
  const found = new Map<string, JudgeInUse>();
  for (const outcome of outcomes) {
    for (const { kind, scorer, version, judgeModel } of outcome.scores) {
      if (kind !== "judge") continue;
      const model = verdictSource(judgeModel, outcome);
      const one = { taskType: outcome.taskType, judge: scorer, rubric: version, model };
      found.set(JSON.stringify(Object.values(one)), one);
    }
  }
  return [...found].sort(([a], [b]) => inCodeUnitOrder(a, b)).map(([, one]) => one);
}

/**
 * Puts together what stands in labels of one task type about one answer. Of two
 * labels by one annotator the later one counts. A verdict in the outcomes, of the
 * same rubric on the very same words, counts before one that a label remembers.
 *
 * @param outcomes - of the same task type
 */
export function labelledAnswers(
  labels: readonly JudgeLabel[],
  outcomes: readonly Outcome[],
): readonly LabelledAnswer[] {
  const answers = new Map<string, JudgeLabel[]>();
  for (const label of labels) {
    const key = JSON.stringify([label.judge, label.rubric, label.itemId, label.tier, label.answerSha256]);
    answers.set(key, [...(answers.get(key) ?? []), label]);
  }
  const stored = storedVerdicts(labels, outcomes);
  const criteria = criteriaByRubric(labels);
  return [...answers.values()].flatMap((ofAnswer) => {
    const [first] = ofAnswer;
    if (first === undefined) return [];
    const { itemId, tier, answerSha256, judge, rubric, answerLength: length } = first;
    const remembered = ofAnswer.flatMap(({ judgeModel, judgeScore }) =>
      judgeModel === null || judgeScore === null ? [] : [[judgeModel, judgeScore] as const],
    );
    const known = stored.get(verdictKey(first)) ?? { cluster: null, verdicts: [], criteria: [] };
    const verdicts = new Map([...remembered, ...known.verdicts]);
    const cluster = first.cluster ?? known.cluster;
    const humanScore = humanScoreOf(ofAnswer, criteria.get(JSON.stringify([judge, rubric])) ?? new Set());
    const ofCriteria = labelledCriteria(ofAnswer, known.criteria);
    return [{ itemId, cluster, tier, answerSha256, length, judge, rubric, humanScore, verdicts, criteria: ofCriteria }];
  });
}

/** The answers that one judge and people have both scored. */
export function verdictsOf(
  answers: readonly LabelledAnswer[],
  { taskType, judge, rubric, model }: JudgeInUse,
): readonly LabelledVerdict[] {
  return answers.flatMap((answer) => {
    const judgeScore = answer.judge === judge && answer.rubric === rubric ? answer.verdicts.get(model) : undefined;
    if (judgeScore === undefined || answer.humanScore === null) return [];
    const { itemId, cluster, tier, humanScore } = answer;
    const length = answer.length > 0 ? answer.length : null;
    const prompting = `rubric ${rubric.slice(0, 8)}`;
    return [
      { itemId, cluster, taskType, tier, judge: `${judge} (${model})`, prompting, humanScore, judgeScore, length },
    ];
  });
}

interface StoredVerdicts {
  readonly cluster: string | null;
  readonly verdicts: readonly (readonly [model: string, score: number])[];
  readonly criteria: readonly (readonly [model: string, met: { readonly [criterion: string]: boolean }])[];
}

function storedVerdicts(
  labels: readonly JudgeLabel[],
  outcomes: readonly Outcome[],
): ReadonlyMap<string, StoredVerdicts> {
  const labelledItems = new Set(labels.map(({ itemId }) => itemId));
  const found = new Map<string, StoredVerdicts>();
  for (const outcome of outcomes) {
    const { itemId, tier, cluster, responseText, scores } = outcome;
    // Hashing every answer of a large run would cost more than the calibration.
    if (responseText === null || !labelledItems.has(itemId)) continue;
    const answerSha256 = sha256Hex(responseText);
    for (const { kind, scorer: judge, version: rubric, value, judgeModel, criteria } of scores) {
      if (kind !== "judge") continue;
      const key = verdictKey({ itemId, tier, answerSha256, judge, rubric });
      const model = verdictSource(judgeModel, outcome);
      const earlier = found.get(key) ?? { verdicts: [], criteria: [] };
      found.set(key, {
        cluster,
        verdicts: [...earlier.verdicts, [model, value]],
        criteria: criteria === undefined ? earlier.criteria : [...earlier.criteria, [model, criteria]],
      });
    }
  }
  return found;
}

type VerdictPlace = Pick<JudgeLabel, "itemId" | "tier" | "answerSha256" | "judge" | "rubric">;

function verdictKey({ itemId, tier, answerSha256, judge, rubric }: VerdictPlace): string {
  return JSON.stringify([itemId, tier, answerSha256, judge, rubric]);
}

/** Judge and version → the criteria that anybody has labelled. */
function criteriaByRubric(labels: readonly JudgeLabel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { judge, rubric, criterion } of labels) {
    const key = JSON.stringify([judge, rubric]);
    const known = found.get(key) ?? new Set();
    found.set(key, criterion === WHOLE_ANSWER ? known : known.add(criterion));
  }
  return found;
}

/** What people and judges say of each criterion that somebody has labelled. */
function labelledCriteria(
  labels: readonly JudgeLabel[],
  stored: StoredVerdicts["criteria"],
): ReadonlyMap<string, LabelledCriterion> {
  const votes = votesOf(labels);
  votes.delete(WHOLE_ANSWER);
  return new Map(
    [...votes].map(([criterion, vote]) => {
      const remembered = labels.flatMap(({ criterion: name, judgeModel, judgeMet }) =>
        name !== criterion || judgeModel === null || typeof judgeMet !== "boolean"
          ? []
          : [[judgeModel, judgeMet] as const],
      );
      const known = stored.flatMap(([model, met]) => {
        const isMet = Object.hasOwn(met, criterion) ? met[criterion] : undefined;
        return isMet === undefined ? [] : [[model, isMet] as const];
      });
      return [criterion, { isMet: vote === 0 ? null : vote > 0, verdicts: new Map([...remembered, ...known]) }];
    }),
  );
}

/** Criterion → annotators for it minus those against it; of two labels by one annotator the later one counts. */
function votesOf(labels: readonly JudgeLabel[]): Map<string, number> {
  const latest = new Map(labels.map((label) => [JSON.stringify([label.criterion, label.annotator]), label]));
  const votes = new Map<string, number>();
  for (const { criterion, isMet } of latest.values())
    votes.set(criterion, (votes.get(criterion) ?? 0) + (isMet ? 1 : -1));
  return votes;
}

/** Null where a criterion has no label yet, or annotators are split evenly on one. */
function humanScoreOf(labels: readonly JudgeLabel[], criteria: ReadonlySet<string>): number | null {
  const votes = votesOf(labels);
  // Whoever looked at the criteria one by one knows more than whoever gave one verdict.
  const isWhole = criteria.size > 0 && [...criteria].every((criterion) => votes.has(criterion));
  const counted = (isWhole ? [...criteria] : [WHOLE_ANSWER]).map((criterion) => votes.get(criterion) ?? 0);
  return counted.includes(0) ? null : counted.filter((vote) => vote > 0).length / counted.length;
}
