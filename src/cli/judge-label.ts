import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { EXIT, UsageError } from "../core/errors.js";
import { JudgeLabelSchema } from "../core/judge-label.js";
import { LABEL_FILE, readJudgeLabels } from "../datasets/judge-labels.js";
import type { Effects } from "./effects.js";
import { labelFolder } from "./judging.js";
import { labelsOfSheet, sheetText } from "./label-sheet.js";
import {
  appendLabels,
  type BlindedAnswer,
  blindedAnswers,
  type LabelQuestion,
  labelQuestions,
  OwnLabels,
} from "./label-tasks.js";
import { labelInTerminal, labelledText } from "./label-terminal.js";
import { loadDefinitions, type Project } from "./load-project.js";
import { countText } from "./money-text.js";
import { findRun } from "./stored-run.js";
import { writeFileWhole } from "./write-file.js";

/** What is to be labelled, by whom, and in which way. */
export interface LabelWish {
  readonly taskType: string;
  readonly run: string;
  readonly db: string;
  readonly annotator: string | undefined;
  readonly exportTo: string | undefined;
  readonly importFrom: string | undefined;
  readonly limit: number | undefined;
  readonly seed: number;
}

/** `judge label`: what people say of stored answers, blinded, into the file beside the dataset. Makes no model calls. */
export async function labelAnswers(wish: LabelWish, project: Project, effects: Effects): Promise<number> {
  const { exportTo, importFrom } = wish;
  if (exportTo !== undefined && importFrom !== undefined)
    throw new UsageError("--export and --import: give one of them");
  const { answers, questions, file } = await openWork(wish, project);
  const shown = relative(effects.cwd, file);
  if (exportTo !== undefined) return exportSheet(resolve(effects.cwd, exportTo), { answers, questions }, effects);
  const annotator = annotatorOf(wish.annotator);
  const own = new OwnLabels(await readJudgeLabels(file), annotator);
  const work = { answers, questions, own, annotator, file };
  if (importFrom !== undefined) {
    const { labels, added, known, empty } = await labelsOfSheet(resolve(effects.cwd, importFrom), work);
    appendLabels(file, labels);
    effects.print(`${countText(added, "label")} added to ${shown}, ${known} known already, ${empty} left empty`);
    return EXIT.ok;
  }
  const isOpen = answers.some((answer) => questions.some((question) => own.of(answer, question) === null));
  if (!isOpen) {
    effects.print(`${annotator} has labelled all ${countText(answers.length, "answer")} already: ${shown}`);
    return EXIT.ok;
  }
  using lines = (await effects.lines?.()) ?? null;
  if (lines === null)
    throw new UsageError("no terminal to ask on; write a sheet with --export file.csv, and take it in with --import");
  effects.print(labelledText(await labelInTerminal(work, effects, lines), shown));
  return EXIT.ok;
}

interface OpenWork {
  readonly answers: readonly BlindedAnswer[];
  readonly questions: readonly LabelQuestion[];
  readonly file: string;
}

async function openWork({ taskType, run: name, db, seed, limit }: LabelWish, project: Project): Promise<OpenWork> {
  const evals = await loadDefinitions(project);
  const evaluation = evals.find((one) => one.taskType === taskType);
  if (evaluation === undefined) {
    const known = evals.map((one) => one.taskType).join(", ");
    throw new UsageError(`unknown eval "${taskType}"; one of: ${known === "" ? "none is there" : known}`);
  }
  const judges = evaluation.scorers.filter((scorer) => scorer.kind === "judge");
  if (judges.length === 0) throw new UsageError(`eval "${taskType}" has no judge: there is nothing to label`);
  const { openStore } = await import("../store/duckdb-store.js");
  await using store = await openStore(db, { readOnly: true });
  const { runId } = await findRun(store, name);
  const outcomes = await store.outcomes({ runIds: [runId], taskTypes: [taskType] });
  const answers = blindedAnswers(evaluation, { outcomes, items: await store.items([runId]) }, seed);
  if (answers.length === 0) throw new UsageError(`run "${runId}" has no answer of ${taskType} to label`);
  const file = join(labelFolder(project, evaluation), LABEL_FILE);
  return { answers: answers.slice(0, limit), questions: labelQuestions(judges), file };
}

function exportSheet(path: string, { answers, questions }: Pick<OpenWork, "answers" | "questions">, effects: Effects) {
  if (existsSync(path)) throw new UsageError(`${path} is there already, perhaps filled in: give another name`);
  writeFileWhole(path, sheetText(answers, questions));
  effects.print(
    `${relative(effects.cwd, path)}: ${countText(answers.length, "answer")}, ${countText(questions.length, "question")} each; write yes or no as verdict`,
  );
  return EXIT.ok;
}

function annotatorOf(name: string | undefined): string {
  if (name === undefined) throw new UsageError("--annotator is missing: who labels?");
  const parsed = JudgeLabelSchema.shape.annotator.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `--annotator: ${parsed.error.issues[0]?.message ?? "not a name"}, found ${JSON.stringify(name)}`,
  );
}
