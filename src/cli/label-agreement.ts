import { join } from "node:path";
import type { JudgeOptions } from "../calibrate/judge-coefficients.js";
import type { PointwiseOptions } from "../calibrate/judge-verdict.js";
import { type LabelledAnswer, labelledAnswers, verdictsOf } from "../calibrate/labelled-answers.js";
import { EXIT, UsageError } from "../core/errors.js";
import type { EvalDefinition } from "../core/eval.js";
import type { Outcome } from "../core/outcome.js";
import type { Judge } from "../core/score.js";
import { FIXTURE_ANNOTATOR, LABEL_FILE } from "../datasets/judge-labels.js";
import type { Effects } from "./effects.js";
import { type AgreementFound, tellAgreement } from "./judge-agreement.js";
import { labelFolder, labelsOf } from "./judging.js";
import type { Project } from "./load-project.js";
import { countText } from "./money-text.js";
import { findRun } from "./stored-run.js";

export interface LabelAgreementWish {
  readonly evaluation: EvalDefinition;
  /** A run whose verdicts on the labelled answers count; absent: those that the labels remember. */
  readonly run: string | undefined;
  readonly db: string;
  readonly options: JudgeOptions & Pick<PointwiseOptions, "alternative">;
  /** A score counts as a pass from here on; absent: as each judge says, or 1. */
  readonly passAt: number | undefined;
  readonly asJson: boolean;
}

/** `judge agreement <eval>`: the judges of an eval against the labels and fixtures beside its dataset. Offline. */
export async function labelAgreement(wish: LabelAgreementWish, project: Project, effects: Effects): Promise<number> {
  const { evaluation, run, asJson } = wish;
  const { taskType, scorers } = evaluation;
  const judges = scorers.filter((scorer) => scorer.kind === "judge");
  if (judges.length === 0) throw new UsageError(`eval "${taskType}" has no judge`);
  const file = join(labelFolder(project, evaluation), LABEL_FILE);
  const labels = await labelsOf(project, evaluation);
  if (labels.length === 0)
    throw new UsageError(`no labels in ${file}: make some with: npx tierbench judge label ${taskType}`);
  const outcomes = run === undefined ? [] : await outcomesOf(wish, run);
  const answers = labelledAnswers(labels, outcomes);
  const current = answers.filter(({ judge, rubric }) => isOf(judges, judge, rubric));
  const stale = answers.length - current.length;
  if (stale > 0)
    effects.note(
      `${countText(stale, "labelled answer")} of another version of the rubric do not count; label anew with: npx tierbench judge label ${taskType}`,
    );
  const found = await agreementFound(wish, judges, { current, outcomes });
  if (found.judges.length === 0)
    throw new UsageError(
      `no labelled answer of ${taskType} has a verdict by its rubric of today: score a run with --judge, and name it`,
    );
  const fixtures = labels.filter(({ annotator }) => annotator === FIXTURE_ANNOTATOR).length;
  if (fixtures > 0 && !asJson) effects.note("Labels of fixtures say how an answer was made; nobody has voted on them.");
  tellAgreement(found, asJson, effects);
  return EXIT.ok;
}

interface Material {
  /** Labelled answers of the rubrics of today. */
  readonly current: readonly LabelledAnswer[];
  readonly outcomes: readonly Outcome[];
}

/** Every judge by name, with each model that has judged. */
async function agreementFound(
  { evaluation: { taskType }, options, passAt: wished }: LabelAgreementWish,
  judges: readonly Judge[],
  { current, outcomes }: Material,
): Promise<AgreementFound> {
  const { pointwiseAgreement } = await import("../calibrate/judge-pointwise.js");
  const { criteriaAgreement } = await import("../calibrate/judge-criteria.js");
  const { voteSpreads } = await import("../calibrate/judge-votes.js");
  const { orderedVerdicts } = await import("../calibrate/judge-orders.js");
  const { pairwiseAgreement } = await import("../calibrate/judge-pairwise.js");
  const models = [...new Set(current.flatMap(({ verdicts }) => [...verdicts.keys()]))].sort();
  const inUse = judges
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .flatMap(({ name: judge, version: rubric, passAt = 1 }) =>
      models.map((model) => ({ taskType, judge, rubric, model, passAt: wished ?? passAt })),
    );
  const scored = outcomes.map((outcome) => ({
    ...outcome,
    scores: outcome.scores.filter(({ scorer, version }) => isOf(judges, scorer, version)),
  }));
  return {
    judges: inUse.flatMap((one) => pointwiseAgreement(verdictsOf(current, one), { ...options, passAt: one.passAt })),
    criteria: inUse
      .map((one) => criteriaAgreement(current, one, options))
      .filter(({ criteria }) => criteria.length > 1),
    votes: voteSpreads(scored, options),
    orders: pairwiseAgreement(orderedVerdicts(scored, current), options),
  };
}

function isOf(judges: readonly Judge[], judge: string, rubric: string): boolean {
  return judges.some(({ name, version }) => name === judge && version === rubric);
}

async function outcomesOf({ evaluation, db }: LabelAgreementWish, name: string) {
  const { openStore } = await import("../store/duckdb-store.js");
  await using store = await openStore(db, { readOnly: true });
  const { runId } = await findRun(store, name);
  return await store.outcomes({ runIds: [runId], taskTypes: [evaluation.taskType] });
}
