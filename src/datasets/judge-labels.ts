import { existsSync } from "node:fs";
import { z } from "zod";
import { csvLine, textOfCell } from "../core/csv-cell.js";
import { DataError } from "../core/errors.js";
import { type JsonValue, sha256Hex } from "../core/json.js";
import { type JudgeLabel, JudgeLabelSchema } from "../core/judge-label.js";
import { readRows } from "./read-rows.js";
import type { Row } from "./row.js";
import { shown } from "./shown.js";

/** Beside the items: what people said, appended label by label. */
export const LABEL_FILE = "judge-labels.csv";
/** Beside the items: answers of known quality, written for the dataset. */
export const FIXTURE_FILE = "judge-fixtures.jsonl";

/** Of the file, in this order. */
const COLUMNS = [
  "item_id",
  "cluster",
  "tier",
  "answer_sha256",
  "answer_length",
  "judge",
  "rubric",
  "criterion",
  "verdict",
  "annotator",
  "judge_score",
  "judge_model",
  "judge_met",
] as const;
type Column = (typeof COLUMNS)[number];
/** Instead of hash and length. */
const ANSWER = "answer";
const OPTIONAL: readonly string[] = ["cluster", "judge_score", "judge_model", "judge_met"];

export const LABEL_HEADER = csvLine(COLUMNS);

/** A label as a line of the file. */
export function labelLine(label: JudgeLabel): string {
  const cells = cellsOf(label);
  return csvLine(COLUMNS.map((name) => cells[name]));
}

/**
 * A label as a line of a file that somebody began: by hand, or with an earlier version.
 *
 * @param header - the first line of that file
 * @returns null where the file has no column for something that a label needs, or one for something else
 */
export function labelLineUnder(header: string, label: JudgeLabel): string | null {
  const columns = header
    .replace(/^\uFEFF/, "")
    .trim()
    .split(",");
  const cells = cellsOf(label);
  const isNeeded = (name: string) => !OPTIONAL.includes(name);
  if (COLUMNS.some((name) => isNeeded(name) && !columns.includes(name))) return null;
  if (columns.some((name) => !Object.hasOwn(cells, name))) return null;
  return csvLine(columns.map((name) => cells[name as Column]));
}

function cellsOf(label: JudgeLabel): { readonly [column in Column]: string | number | null } {
  const { judgeMet = null } = label;
  return {
    item_id: label.itemId,
    cluster: label.cluster,
    tier: label.tier,
    answer_sha256: label.answerSha256,
    answer_length: label.answerLength,
    judge: label.judge,
    rubric: label.rubric,
    criterion: label.criterion,
    verdict: yesOrNo(label.isMet),
    annotator: label.annotator,
    judge_score: label.judgeScore,
    judge_model: label.judgeModel,
    judge_met: judgeMet === null ? null : yesOrNo(judgeMet),
  };
}

function yesOrNo(isMet: boolean): "yes" | "no" {
  return isMet ? "yes" : "no";
}

/**
 * The labels of a file, in file order; none where there is no file.
 *
 * @throws DataError naming `file:line` and the column at the first thing that is wrong
 */
export async function readJudgeLabels(file: string): Promise<readonly JudgeLabel[]> {
  if (!existsSync(file)) return [];
  const labels: JudgeLabel[] = [];
  for await (const row of readRows(file)) labels.push(labelOf(row));
  return labels;
}

function labelOf({ file, line, fields }: Row): JudgeLabel {
  const refuse = (message: string, field: string): never => {
    throw new DataError(message, { file, line, field });
  };
  const hasText = Object.hasOwn(fields, ANSWER);
  const isNeeded = (name: string) => !OPTIONAL.includes(name) && !(hasText && name.startsWith("answer_"));
  const unknown = Object.keys(fields).find((name) => name !== ANSWER && !COLUMNS.includes(name as Column));
  if (unknown !== undefined) refuse(`no such column; there are: ${COLUMNS.join(", ")}`, unknown);
  const missing = COLUMNS.find((name) => isNeeded(name) && !Object.hasOwn(fields, name));
  if (missing !== undefined) refuse("no such column; every label needs it", missing);
  const text = (name: string): string => textOfCell(cellOf(fields[name]));
  const orNull = (name: string) => (text(name) === "" ? null : text(name));
  const numberOf = (name: string) => (orNull(name) === null ? null : Number(text(name)));
  const verdict = text("verdict");
  if (verdict !== "yes" && verdict !== "no") refuse(`"${shown(verdict)}" is neither yes nor no`, "verdict");
  const met = text("judge_met");
  if (!["yes", "no", ""].includes(met)) refuse(`"${shown(met)}" is neither yes nor no, nor empty`, "judge_met");
  const parsed = JudgeLabelSchema.safeParse({
    itemId: text("item_id"),
    cluster: orNull("cluster"),
    tier: text("tier"),
    answerSha256: hasText ? sha256Hex(text(ANSWER)) : text("answer_sha256"),
    answerLength: hasText ? text(ANSWER).length : numberOf("answer_length"),
    judge: text("judge"),
    rubric: text("rubric"),
    criterion: text("criterion"),
    isMet: verdict === "yes",
    annotator: text("annotator"),
    judgeScore: numberOf("judge_score"),
    judgeModel: orNull("judge_model"),
    ...(met === "" ? {} : { judgeMet: met === "yes" }),
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(issue?.message ?? "not a label", columnOf(String(issue?.path[0] ?? "")));
}

/** CSV cells are text; a file of JSON lines may hold numbers. */
function cellOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
}

function columnOf(property: string): string {
  return property.replace(/[A-Z]|(?<=Sha)256/g, (part) => (part === "256" ? part : `_${part.toLowerCase()}`));
}

/** Who labels a fixture: whoever wrote it so. */
export const FIXTURE_ANNOTATOR = "author";

/** One answer of known quality. */
const FixtureSchema = z.strictObject({
  itemId: JudgeLabelSchema.shape.itemId,
  cluster: z.string().optional(),
  /** How it was written. */
  source: JudgeLabelSchema.shape.tier,
  answer: z.string(),
  /** What is wrong with it; absent: nothing. */
  flaw: z.string().optional(),
  human: z.record(JudgeLabelSchema.shape.criterion, z.boolean()),
  annotator: z.literal(FIXTURE_ANNOTATOR),
  judge: JudgeLabelSchema.shape.judge,
  rubric: JudgeLabelSchema.shape.rubric,
  /** Recorded, so that agreement is known offline. */
  recorded: z
    .strictObject({
      model: z.string().min(1),
      score: z.number().min(0).max(1),
      /** Criterion → met. */
      criteria: z.record(JudgeLabelSchema.shape.criterion, z.boolean()).optional(),
    })
    .optional(),
});
export type JudgeFixture = z.infer<typeof FixtureSchema>;

/** Answers of known quality beside a dataset; none where there is no such file. @throws DataError naming `file:line` */
export async function readJudgeFixtures(file: string): Promise<readonly JudgeFixture[]> {
  if (!existsSync(file)) return [];
  const fixtures: JudgeFixture[] = [];
  for await (const { file: name, line, fields } of readRows(file)) {
    const parsed = FixtureSchema.safeParse(fields);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new DataError(issue?.message ?? "not a fixture", { file: name, line, field: issue?.path.join(".") ?? "" });
    }
    fixtures.push(parsed.data);
  }
  return fixtures;
}

/** What a fixture says, criterion by criterion. */
export function labelsOfFixture(fixture: JudgeFixture): readonly JudgeLabel[] {
  const { itemId, cluster = null, source: tier, answer, human, annotator, judge, rubric, recorded } = fixture;
  return Object.entries(human).map(([criterion, isMet]) => ({
    itemId,
    cluster,
    tier,
    answerSha256: sha256Hex(answer),
    answerLength: answer.length,
    judge,
    rubric,
    criterion,
    isMet,
    annotator,
    judgeScore: recorded?.score ?? null,
    judgeModel: recorded?.model ?? null,
    ...(recorded?.criteria?.[criterion] === undefined ? {} : { judgeMet: recorded.criteria[criterion] }),
  }));
}
