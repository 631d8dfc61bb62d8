import type { Item } from "../core/item.js";
import type { JsonValue } from "../core/json.js";
import { addTo, evenly, type Finding } from "./lint-finding.js";
import { type Leaf, leavesOf, mapTexts, plainText, plainWords, wordLine } from "./plain-words.js";

/** Everything that a model is sent about an item; null where it cannot be composed. */
export type PromptOf = (item: Item) => string | null;

/** What a label or a field is replaced by, to see whether a prompt depends on it. */
const STRANGER = "zqxjvk-stranger";
const STRANGE_NUMBER = 907_050_301;
/** An answer of so many words stands in a prompt by no coincidence. */
const LONG_ANSWER = 13;
/** Prompts that must all name a label for it to be part of the instructions. */
const PROMPTS_LOOKED_AT = 20;
/** A field is the label's double from so many items and this share of them on. */
const LEAST_ITEMS = 5;
const DOUBLE_SHARE = 0.8;

/** Labels that reach the model: by the eval's own doing, in a field of the input, or as text. */
export function lintLeaks(items: readonly Item[], promptOf: PromptOf): readonly Finding[] {
  const labelled = items.filter(({ expected }) => expected !== undefined && expected !== null);
  return [...readLabels(labelled, promptOf), ...labelFields(labelled, promptOf), ...answers(labelled, promptOf)];
}

/** The prompt may not change when the label does. */
function readLabels(items: readonly Item[], promptOf: PromptOf): readonly Finding[] {
  const found = items.filter(
    (item) => promptOf(item) !== promptOf({ ...item, expected: strange(item.expected ?? null) }),
  );
  if (found.length === 0) return [];
  const message = `the prompt changes with the label, in ${found.length} of ${items.length} items: it reads item.expected`;
  return [{ rule: "label-in-prompt", severity: "error", items: idsOf(found), message }];
}

function strange(value: JsonValue): JsonValue {
  if (typeof value === "number") return STRANGE_NUMBER;
  if (typeof value === "boolean") return !value;
  if (typeof value !== "object" || value === null) return STRANGER;
  if (Array.isArray(value)) return value.map((one: JsonValue) => strange(one));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, strange(one)]));
}

/** A field of the input that holds the label, if the prompt shows it. */
function labelFields(items: readonly Item[], promptOf: PromptOf): readonly Finding[] {
  const having = new Map<string, number>();
  const equal = new Map<string, Item[]>();
  for (const item of items) {
    const label = labelText(item);
    if (label === null) continue;
    const leaves = leavesOf(item.input);
    for (const path of new Set(leaves.map((leaf) => leaf.path))) having.set(path, (having.get(path) ?? 0) + 1);
    const same = leaves.filter((leaf) => plainText(leaf.text) === label);
    for (const path of new Set(same.map((leaf) => leaf.path))) addTo(equal, path, item);
  }
  return [...equal].flatMap(([path, found]): readonly Finding[] => {
    const of = having.get(path) ?? 0;
    if (found.length < LEAST_ITEMS || found.length < DOUBLE_SHARE * of) return [];
    const shows = found.filter((item) => promptOf(item) !== promptOf({ ...item, input: without(item, path) }));
    if (shows.length === 0) return [];
    const message = `input.${path} is the label in ${found.length} of ${of} items, and the prompt shows it`;
    return [{ rule: "label-in-field", severity: "error", items: idsOf(found), message }];
  });
}

function labelText({ expected }: Item): string | null {
  return typeof expected === "string" || typeof expected === "number" ? plainText(String(expected)) : null;
}

/** The input with the texts of one field replaced. */
function without(item: Item, path: string): Item["input"] {
  const { input } = item;
  const label = labelText(item);
  const [first = ""] = path.split(/[.[]/, 1);
  const inside = input[first] ?? null;
  const isNumber = typeof inside === "number";
  const replaced = isNumber
    ? STRANGE_NUMBER
    : mapTexts(inside, (text) => (plainText(text) === label ? STRANGER : text));
  return { ...input, [first]: replaced };
}

/** Answers that stand in their prompt word for word, unless every prompt names them. */
function answers(items: readonly Item[], promptOf: PromptOf): readonly Finding[] {
  const lines = new Map(items.map((item) => [item, wordLine(plainWords(promptOf(item) ?? ""))]));
  const looked = evenly(items, PROMPTS_LOOKED_AT).map((item) => lines.get(item) ?? "");
  const isListed = (answer: string): boolean => looked.every((line) => line.includes(answer));
  const found = items.flatMap((item) => {
    const shown = answerLeaves(item)
      .map(({ text }) => plainWords(text))
      .filter((words) => words.length > 0 && lines.get(item)?.includes(wordLine(words)));
    const long = shown.some((words) => words.length >= LONG_ANSWER);
    return shown.some((words) => !isListed(wordLine(words))) ? [{ item, long }] : [];
  });
  return [
    ...answerFindings(
      found.filter(({ long }) => long).map(({ item }) => item),
      items.length,
      "error",
    ),
    ...answerFindings(
      found.filter(({ long }) => !long).map(({ item }) => item),
      items.length,
      "warning",
    ),
  ];
}

/** Of an answer with parts only the long ones: names and numbers are there to be found in the input. */
function answerLeaves({ expected }: Item): readonly Leaf[] {
  const leaves = leavesOf(expected ?? null);
  if (typeof expected !== "object") return leaves;
  return leaves.filter(({ text }) => plainWords(text).length >= LONG_ANSWER);
}

function answerFindings(found: readonly Item[], of: number, severity: Finding["severity"]): readonly Finding[] {
  if (found.length === 0) return [];
  const message = `the answer stands in the prompt, in ${found.length} of ${of} items: a leak, unless it is to be found there`;
  return [{ rule: "answer-in-prompt", severity, items: idsOf(found), message }];
}

function idsOf(items: readonly Item[]): readonly string[] {
  return items.map(({ id }) => id);
}
