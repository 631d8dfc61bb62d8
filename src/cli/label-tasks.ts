import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { UsageError } from "../core/errors.js";
import { type EvalDefinition, stripSignals } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { sha256Hex } from "../core/json.js";
import { type JudgeLabel, verdictSource, WHOLE_ANSWER } from "../core/judge-label.js";
import type { Outcome } from "../core/outcome.js";
import type { Judge } from "../core/score.js";
import { LABEL_HEADER, labelLineUnder } from "../datasets/judge-labels.js";
import { reasonOf } from "./write-file.js";

/** One question about one answer. */
export interface LabelQuestion {
  readonly judge: Judge;
  /** Name of the criterion, or `*` for a judge without any. */
  readonly criterion: string;
  readonly question: string;
}

/** Words that a person is shown: without tier, model or verdict. */
export interface BlindedAnswer {
  /** Says nothing, and is no number to a spreadsheet. */
  readonly id: string;
  readonly item: Item;
  /** As its scorers saw it. */
  readonly text: string;
  /** Every outcome with these words on this item: two tiers may say the same. */
  readonly outcomes: readonly Outcome[];
}

/** What can be asked about the answers of an eval. */
export function labelQuestions(judges: readonly Judge[]): readonly LabelQuestion[] {
  return judges.flatMap((judge) =>
    (judge.questions ?? [{ name: WHOLE_ANSWER, question: "Is the whole answer right?" }]).map(({ name, question }) => ({
      judge,
      criterion: name,
      question,
    })),
  );
}

/** The stored answers of one task type, each text once, in an order that the seed alone decides. */
export function blindedAnswers(
  evaluation: EvalDefinition,
  { outcomes, items }: { readonly outcomes: readonly Outcome[]; readonly items: readonly Item[] },
  seed: number,
): readonly BlindedAnswer[] {
  const byId = new Map(items.filter(({ taskType }) => taskType === evaluation.taskType).map((item) => [item.id, item]));
  const answers = new Map<string, BlindedAnswer>();
  for (const outcome of outcomes) {
    const item = byId.get(outcome.itemId);
    if (item === undefined || outcome.taskType !== evaluation.taskType || !outcome.responseText) continue;
    const id = `r-${sha256Hex(JSON.stringify([item.id, outcome.responseText])).slice(0, 16)}`;
    const known = answers.get(id)?.outcomes ?? [];
    const text = stripSignals(evaluation, outcome.responseText);
    answers.set(id, { id, item, text, outcomes: [...known, outcome] });
  }
  const placeOf = ({ id }: BlindedAnswer) => sha256Hex(`${seed} ${id}`);
  return [...answers.values()].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** What one person says, for every outcome with these words. */
export function labelsFor(
  { item, outcomes }: BlindedAnswer,
  { judge, criterion }: LabelQuestion,
  { isMet, annotator }: Pick<JudgeLabel, "isMet" | "annotator">,
): readonly JudgeLabel[] {
  const { name, version } = judge;
  const tiers = new Map(outcomes.map((outcome) => [outcome.tier, outcome]));
  return [...tiers.values()].map((outcome) => {
    const text = outcome.responseText ?? "";
    const verdict = outcome.scores.find((score) => score.scorer === name && score.version === version);
    return {
      itemId: item.id,
      cluster: outcome.cluster,
      tier: outcome.tier,
      answerSha256: sha256Hex(text),
      answerLength: text.length,
      judge: name,
      rubric: version,
      criterion,
      isMet,
      annotator,
      judgeScore: verdict?.value ?? null,
      judgeModel: verdict === undefined ? null : verdictSource(verdict.judgeModel, outcome),
      judgeMet: verdict?.criteria?.[criterion] ?? null,
    };
  });
}

/** What one person has said already; the last word counts. */
export class OwnLabels {
  readonly #said = new Map<string, boolean>();
  readonly #annotator: string;

  constructor(labels: readonly JudgeLabel[], annotator: string) {
    this.#annotator = annotator;
    this.add(labels);
  }

  add(labels: readonly JudgeLabel[]): void {
    for (const label of labels.filter(({ annotator }) => annotator === this.#annotator))
      this.#said.set(keyOf(label), label.isMet);
  }

  /** Null: not asked yet. */
  of({ item, outcomes }: BlindedAnswer, { judge, criterion }: LabelQuestion): boolean | null {
    const answerSha256 = sha256Hex(outcomes[0]?.responseText ?? "");
    const place = { itemId: item.id, answerSha256, judge: judge.name, rubric: judge.version, criterion };
    return this.#said.get(keyOf(place)) ?? null;
  }
}

function keyOf(label: Pick<JudgeLabel, "itemId" | "answerSha256" | "judge" | "rubric" | "criterion">): string {
  return JSON.stringify([label.itemId, label.answerSha256, label.judge, label.rubric, label.criterion]);
}

/**
 * Adds labels to the end of a file; one that ends in the middle of a line gets its end first.
 * @throws UsageError if the file cannot be written, or has other columns
 */
export function appendLabels(file: string, labels: readonly JudgeLabel[]): void {
  if (labels.length === 0) return;
  const known = textOf(file);
  const start = known === "" ? LABEL_HEADER : known.endsWith("\n") ? "" : "\n";
  const header = known === "" ? LABEL_HEADER : (known.split("\n", 1)[0] ?? "");
  const lines = labels.map((label) => labelLineUnder(header, label));
  if (lines.includes(null))
    throw new UsageError(`${file}: its columns cannot hold a label; they must be ${LABEL_HEADER.trim()}`);
  try {
    appendFileSync(file, `${start}${lines.join("")}`);
  } catch (cause) {
    throw new UsageError(`cannot write ${file}: ${reasonOf(cause)}`, { cause });
  }
}

function textOf(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  } catch (cause) {
    throw new UsageError(`cannot read ${file}: ${reasonOf(cause)}`, { cause });
  }
}
