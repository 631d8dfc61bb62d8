import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Judging } from "../calibrate/judge-trust.js";
import type { EvalDefinition } from "../core/eval.js";
import type { JudgeLabel } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import {
  FIXTURE_FILE,
  LABEL_FILE,
  labelsOfFixture,
  readJudgeFixtures,
  readJudgeLabels,
} from "../datasets/judge-labels.js";
import { loadDefinitions, type Project } from "./load-project.js";

/**
 * What people have said of the answers of judged task types, and what the evals
 * ask of their judges. Without a judge among the scores nothing is loaded.
 */
export async function judgingOf(project: Project, outcomes: readonly Outcome[]): Promise<Judging> {
  const judged = new Set(
    outcomes.filter(({ scores }) => scores.some(({ kind }) => kind === "judge")).map(({ taskType }) => taskType),
  );
  if (judged.size === 0) return { labels: {}, floors: {} };
  const evals = (await loadDefinitions(project)).filter(({ taskType }) => judged.has(taskType));
  const labels = await Promise.all(evals.map(async (one) => [one.taskType, await labelsOf(project, one)] as const));
  return {
    labels: Object.fromEntries(labels),
    floors: Object.fromEntries(evals.map((one) => [one.taskType, byJudge(one, "agreementFloor")])),
    passes: Object.fromEntries(evals.map((one) => [one.taskType, byJudge(one, "passAt")])),
  };
}

/** Labels and fixtures beside a dataset. */
export async function labelsOf(project: Project, evaluation: EvalDefinition): Promise<readonly JudgeLabel[]> {
  const folder = labelFolder(project, evaluation);
  const fixtures = await readJudgeFixtures(join(folder, FIXTURE_FILE));
  return [...fixtures.flatMap(labelsOfFixture), ...(await readJudgeLabels(join(folder, LABEL_FILE)))];
}

/** Where labels stand: beside the items. */
export function labelFolder({ root }: Project, { dataset }: EvalDefinition): string {
  const path = resolve(root, dataset);
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? dirname(path) : path;
}

/** What the judges of an eval ask for, of those that do. */
function byJudge({ scorers }: EvalDefinition, name: "agreementFloor" | "passAt"): { readonly [judge: string]: number } {
  return Object.fromEntries(
    scorers.flatMap((scorer) => {
      const asked = scorer.kind === "judge" ? scorer[name] : undefined;
      return asked === undefined ? [] : [[scorer.name, asked]];
    }),
  );
}
