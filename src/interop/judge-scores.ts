import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { PointwiseRow } from "./judge-verdicts.js";

/** A score of a judge, with that of a person where there is one. */
export interface JudgedAnswer {
  readonly itemId: string;
  readonly taskType: string | null;
  readonly tier: string;
  readonly judge: string;
  readonly prompting: string | null;
  readonly humanScore: number | null;
  readonly judgeScore: number;
  readonly length: number | null;
  /** The source that items of one task type share; null: none. */
  readonly cluster: string | null;
}

/** The scores of a file that brings its own judge scores. @throws DataError where a row has none */
export function judgedAnswers(rows: readonly PointwiseRow[]): readonly JudgedAnswer[] {
  return rows.map(({ place, judge, judgeScore, ...row }) => {
    if (judgeScore === null)
      throw new DataError("empty; give the judge's score, or name the run that has it", { ...place, field: "judge" });
    return { ...row, judge: judge ?? "judge", judgeScore };
  });
}

/**
 * Puts human labels beside the judge scores of one run's outcomes: labelled answers
 * and all the others, which nobody has looked at. First trials only, because a
 * label says which answer it is about by item and tier alone.
 *
 * @param rows - labels; a judge score in the file itself is refused, as it could contradict the stored one
 * @throws DataError where the outcomes hold no judge score, or a label belongs to none or to several of them
 */
export function labelledOutcomes(rows: readonly PointwiseRow[], outcomes: readonly Outcome[]): readonly JudgedAnswer[] {
  const answers = outcomes.filter(({ trial }) => trial === 0).flatMap(judgeScoresOf);
  if (answers.length === 0)
    throw new DataError("the named run holds no judge scores; score them with: npx tierbench score --judge");
  const keys = new Map<string, Set<string>>();
  for (const { itemId, tier, taskType } of answers) {
    const key = JSON.stringify([itemId, tier]);
    keys.set(key, (keys.get(key) ?? new Set()).add(taskType ?? ""));
  }
  const labels = new Map<string, PointwiseRow>();
  for (const row of rows) {
    const { place, itemId, tier } = row;
    if (row.judgeScore !== null)
      throw new DataError("the run has the judge's scores: leave this column empty, or name no run", {
        ...place,
        field: "judge",
      });
    const types = [...(keys.get(JSON.stringify([itemId, tier])) ?? [])].filter(
      (taskType) => row.taskType === null || row.taskType === taskType,
    );
    const [taskType, other] = types;
    if (taskType === undefined)
      throw new DataError(`item "${itemId}" on tier "${tier}" has no judge score in the named run`, {
        ...place,
        field: "item_id",
      });
    if (other !== undefined)
      throw new DataError(`item "${itemId}" is in task types ${types.join(", ")}: add a task_type column`, {
        ...place,
        field: "item_id",
      });
    labels.set(JSON.stringify([taskType, itemId, tier]), row);
  }
  return answers.map((answer) => {
    const label = labels.get(JSON.stringify([answer.taskType, answer.itemId, answer.tier]));
    return label === undefined
      ? answer
      : { ...answer, humanScore: label.humanScore, length: label.length ?? answer.length };
  });
}

/** A verdict is only as good as its rubric: another version of it is another judge. */
function judgeScoresOf({ itemId, taskType, tier, cluster, scores, responseText }: Outcome): readonly JudgedAnswer[] {
  return scores
    .filter(({ kind }) => kind === "judge")
    .map(({ scorer, version, judgeModel, value }) => ({
      itemId,
      taskType,
      tier,
      judge: judgeModel === undefined ? scorer : `${scorer} (${judgeModel})`,
      prompting: version.slice(0, 8),
      humanScore: null,
      judgeScore: value,
      cluster,
      length: responseText === null || responseText === "" ? null : responseText.length,
    }));
}
