import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DataError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import type { JsonValue } from "../core/json.js";

/** A plausible wrong answer, made from the right one. */
export type Mutation = readonly [name: string, text: string];
/** Makes wrong answers from the reference answer of an item. */
export type Mutate = (reference: string, item: Item, items: readonly Item[]) => readonly Mutation[];

/**
 * The mutations of a dataset: those of its `mutations.js`, else ones made from the form of the reference.
 *
 * @param folder - of the dataset
 * @throws DataError if the file has no function as its default export
 */
export async function mutationsOf(folder: string): Promise<Mutate> {
  const file = join(folder, "mutations.js");
  if (!existsSync(file)) return genericMutations;
  const loaded = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { readonly default?: unknown };
  if (typeof loaded.default === "function") return loaded.default as Mutate;
  throw new DataError(
    "no function as default export; write: export default function mutations(reference, item, items)",
    {
      file,
    },
  );
}

/** Wrong answers made from the form of the reference: a label, JSON or text. */
export const genericMutations: Mutate = (reference, item, items) => {
  const value = jsonOf(reference);
  const inner =
    value !== undefined ? jsonMutations(value) : [...labelMutations(item, items), ...textMutations(reference)];
  const around: readonly Mutation[] = [
    ["empty", ""],
    ["words before", `Here is the answer:\n${reference}`],
    ["words after", `${reference}\n\nLet me know if you need anything else.`],
  ];
  return [...inner, ...around].filter(([, text]) => text !== reference);
};

function jsonOf(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

function labelMutations(item: Item, items: readonly Item[]): readonly Mutation[] {
  if (typeof item.expected !== "string") return [];
  const labels = new Set(items.flatMap(({ expected }) => (typeof expected === "string" ? [expected] : [])));
  labels.delete(item.expected);
  return [...labels].slice(0, 3).map((label) => [`another label, ${label}`, label]);
}

function textMutations(reference: string): readonly Mutation[] {
  const lines = reference.split("\n");
  const number = /\d+/.exec(reference)?.[0];
  return [
    ["its first half", reference.slice(0, reference.length / 2)],
    ...(lines.length > 1
      ? lines.map((_, at): Mutation => [`without line ${at + 1}`, lines.filter((_, index) => index !== at).join("\n")])
      : []),
    ...(number === undefined
      ? []
      : [["another number", reference.replaceAll(number, String(Number(number) + 1))] as const]),
  ];
}

function jsonMutations(value: JsonValue): readonly Mutation[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const rebuilt = (kept: readonly (readonly [string, JsonValue])[]): string =>
    JSON.stringify(Array.isArray(value) ? kept.map(([, entry]) => entry) : Object.fromEntries(kept));
  return [
    ["nothing in it", Array.isArray(value) ? "[]" : "{}"],
    ...entries.map(([key], at): Mutation => [`without ${key}`, rebuilt(entries.filter((_, index) => index !== at))]),
    ...entries.map(([key, entry], at): Mutation => {
      const changed = entries.map((pair, index) => (index === at ? ([key, altered(entry)] as const) : pair));
      return [`another ${key}`, rebuilt(changed)];
    }),
    ["wrapped once more", JSON.stringify([value])],
  ];
}

/** Another value of the same kind; of a list or object, with its first leaf changed. */
function altered(value: JsonValue): JsonValue {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return `${value}x`;
  if (value === null) return "x";
  if (Array.isArray(value)) return value.length === 0 ? ["x"] : value.with(0, altered(value[0] as JsonValue));
  const [first, ...rest] = Object.entries(value);
  return first === undefined ? { x: 1 } : Object.fromEntries([[first[0], altered(first[1])], ...rest]);
}
