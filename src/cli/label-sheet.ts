import { csvLine, textOfCell } from "../core/csv-cell.js";
import { DataError } from "../core/errors.js";
import type { JudgeLabel } from "../core/judge-label.js";
import { readRows } from "../datasets/read-rows.js";
import { type BlindedAnswer, type LabelQuestion, labelsFor, type OwnLabels } from "./label-tasks.js";
import { printableLine } from "./printable.js";

const COLUMNS = ["response", "input", "reference", "answer", "judge", "criterion", "question", "verdict"] as const;
const VERDICTS = new Map([
  ["y", true],
  ["yes", true],
  ["n", false],
  ["no", false],
]);

/** Blinded answers for a spreadsheet: a line for each question, its verdict left empty. */
export function sheetText(answers: readonly BlindedAnswer[], questions: readonly LabelQuestion[]): string {
  const lines = answers.flatMap(({ id, item, text }) =>
    questions.map(({ judge, criterion, question }) =>
      csvLine([
        id,
        JSON.stringify(item.input),
        judge.beside?.(item) ?? null,
        text,
        judge.name,
        criterion,
        question,
        null,
      ]),
    ),
  );
  return [csvLine(COLUMNS), ...lines].join("");
}

/** What a sheet says. */
export interface SheetLabels {
  readonly labels: readonly JudgeLabel[];
  /** Questions with a verdict that was not known yet, or is another now. */
  readonly added: number;
  /** Questions with the verdict that is known already. */
  readonly known: number;
  readonly empty: number;
}

/**
 * Reads a filled sheet. What stands in the columns of input, reference, answer and question is not looked at.
 *
 * @throws DataError naming `file:line` and the column; then nothing of the sheet is taken
 */
export async function labelsOfSheet(
  file: string,
  {
    answers,
    questions,
    own,
    annotator,
  }: {
    readonly answers: readonly BlindedAnswer[];
    readonly questions: readonly LabelQuestion[];
    readonly own: OwnLabels;
    readonly annotator: string;
  },
): Promise<SheetLabels> {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const seen = new Map<string, number>();
  const found = { labels: [] as JudgeLabel[], added: 0, known: 0, empty: 0 };
  let rows = 0;
  for await (const { file: name, line, fields } of readRows(file)) {
    rows += 1;
    const refuse = (message: string, field: string): never => {
      throw new DataError(message, { file: name, line, field });
    };
    const missing = ["response", "judge", "criterion", "verdict"].find((column) => !Object.hasOwn(fields, column));
    if (missing !== undefined) refuse("no such column; write the sheet anew with --export", missing);
    const unknown = Object.keys(fields).find((column) => !(COLUMNS as readonly string[]).includes(column));
    if (unknown !== undefined) refuse(`no such column; there are: ${COLUMNS.join(", ")}`, unknown);
    const cell = (column: string) => (typeof fields[column] === "string" ? textOfCell(fields[column]).trim() : "");
    const shown = (column: string) => `"${printableLine(cell(column)).slice(0, 40)}"`;
    const answer = byId.get(cell("response")) ?? refuse(`${shown("response")} is no answer of this run`, "response");
    const question =
      questions.find(({ judge, criterion }) => judge.name === cell("judge") && criterion === cell("criterion")) ??
      refuse(`${shown("criterion")} of judge ${shown("judge")} is no question of this rubric`, "criterion");
    const key = JSON.stringify([answer.id, question.judge.name, question.criterion]);
    const earlier = seen.get(key);
    if (earlier !== undefined) refuse(`the same question as on line ${earlier}`, "response");
    seen.set(key, line);
    const said = cell("verdict").toLowerCase();
    const isMet = VERDICTS.get(said);
    if (said === "") found.empty += 1;
    else if (isMet === undefined) refuse(`${shown("verdict")} is neither yes nor no, nor empty`, "verdict");
    else if (own.of(answer, question) === isMet) found.known += 1;
    else {
      found.added += 1;
      found.labels.push(...labelsFor(answer, question, { isMet, annotator }));
    }
  }
  if (rows === 0) throw new DataError("no rows; write a sheet with --export", { file });
  return found;
}
