import type { JsonObject, JsonValue } from "../core/json.js";
import { alteredValue, hasNumber, isList, withAlteredNumber } from "./altered-value.js";
import { type AnswerKey, type AnswerKeyEntry, foldAnswer, jsonDocument } from "./answer-key.js";
import type { SeededRandom } from "./seeded-random.js";

/** How many other items' answers are looked at for values to confuse with the right ones. */
const FOREIGN_SAMPLE = 6;
/** Tries to be no other item's right answer either; impossible for labels, rarely needed elsewhere. */
const TRIES = 8;

export interface WrongAnswerOptions {
  /** True where the API enforces a schema: then no field is dropped and no null put in. */
  readonly keepsShape: boolean;
}

/**
 * A plausible wrong answer: another label, a record with one to three wrong fields,
 * or a text with a wrong, foreign or missing line. Differs from the reference in more
 * than letter case, white space or JSON spelling.
 */
export function wrongAnswer(
  entry: AnswerKeyEntry,
  key: AnswerKey,
  random: SeededRandom,
  { keepsShape }: WrongAnswerOptions = { keepsShape: false },
): string {
  const labels = (entry.labels ?? []).filter((label) => differs(label, entry.reference));
  if (labels.length > 0) return random.pick(labels);
  const others = key.references(entry.taskType).filter((reference) => reference !== entry.reference);
  const foreign = random.sample(others, FOREIGN_SAMPLE);
  const document = jsonDocument(entry.reference) as JsonValue;
  const candidate = () =>
    document === null
      ? wrongText(entry.reference, foreign, random)
      : JSON.stringify(wrongDocument(document, foreign, keepsShape, random));
  let answer = candidate();
  for (let tries = 1; tries < TRIES && key.isReference(answer); tries += 1) answer = candidate();
  return differs(answer, entry.reference) ? answer : lastResort(entry.reference, document, random);
}

function differs(text: string, reference: string): boolean {
  return foldAnswer(text).toLowerCase() !== foldAnswer(reference).toLowerCase();
}

function lastResort(reference: string, document: JsonValue, random: SeededRandom): string {
  return document === null ? `not ${reference}` : JSON.stringify(alteredValue(document, random));
}

function wrongDocument(
  document: JsonValue,
  foreign: readonly string[],
  keepsShape: boolean,
  random: SeededRandom,
): JsonValue {
  if (!isRecord(document)) return alteredValue(document, random);
  const records = foreign.map((text) => jsonDocument(text) as JsonValue).filter(isRecord);
  const fields = Object.keys(document);
  const count = 1 + random.integer(Math.min(3, Math.max(1, fields.length)));
  return random
    .sample(fields, count)
    .reduce<JsonObject>((wrong, field) => wrongField(wrong, field, records, keepsShape, random), document);
}

type Mistake = "alter" | "confuse" | "null" | "drop";

function wrongField(
  record: JsonObject,
  field: string,
  others: readonly JsonObject[],
  keepsShape: boolean,
  random: SeededRandom,
): JsonObject {
  const value = record[field] ?? null;
  const confusable = others.flatMap((other) => {
    const theirs = Object.hasOwn(other, field) ? (other[field] ?? null) : undefined;
    return theirs !== undefined && differs(JSON.stringify(theirs), JSON.stringify(value)) ? [theirs] : [];
  });
  const mistakes: Mistake[] = [
    ...(confusable.length > 0 ? (["confuse"] as const) : []),
    ...(canAlter(value) || confusable.length === 0 ? (["alter"] as const) : []),
    // A field that says nothing is as good as dropped, so dropping it would not be wrong.
    ...(keepsShape || isBlank(value) ? [] : (["null", "drop"] as const)),
  ];
  const mistake = random.pick(mistakes);
  if (mistake === "confuse") return { ...record, [field]: random.pick(confusable) };
  if (mistake === "null") return { ...record, [field]: null };
  if (mistake === "drop") return Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
  return { ...record, [field]: alteredValue(value, random) };
}

function canAlter(value: JsonValue): boolean {
  return typeof value === "string" ? hasNumber(value) : value !== null;
}

function isBlank(value: JsonValue): boolean {
  return value === null || value === "" || (isList(value) && value.length === 0);
}

function isRecord(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

function wrongText(reference: string, foreign: readonly string[], random: SeededRandom): string {
  const lines = reference.split("\n");
  const full = [...lines.keys()].filter((index) => lines[index]?.trim() !== "");
  if (full.length === 0) return "unknown";
  const replaced = (at: number, line: string) => lines.map((old, index) => (index === at ? line : old)).join("\n");
  const foreignLines = foreign.flatMap((text) => text.split("\n")).filter((line) => isForeign(line, lines));
  const withNumbers = full.filter((index) => hasNumber(lines[index] ?? ""));
  const mistakes: (() => string)[] = [];
  if (withNumbers.length > 0) {
    const at = random.pick(withNumbers);
    mistakes.push(() => replaced(at, withAlteredNumber(lines[at] ?? "", random) ?? ""));
  }
  if (foreignLines.length > 0) mistakes.push(() => replaced(random.pick(full), random.pick(foreignLines)));
  if (full.length > 1) {
    const dropped = random.pick(full);
    mistakes.push(() => lines.filter((_, index) => index !== dropped).join("\n"));
  }
  return mistakes.length > 0 ? random.pick(mistakes)() : `not ${reference}`;
}

function isForeign(line: string, lines: readonly string[]): boolean {
  return line.trim() !== "" && lines.every((own) => differs(own, line));
}
