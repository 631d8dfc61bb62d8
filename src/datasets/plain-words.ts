import type { JsonValue } from "../core/json.js";

/** Scripts without spaces between words: each character counts as one. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}\p{M}]+/gu;

/** Text without what changes in copying: compatibility forms (NFKC), case, white space and invisible characters. */
export function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The words of a text, without punctuation and symbols, as they compare. */
export function plainWords(text: string): readonly string[] {
  return plainText(text).match(WORD) ?? [];
}

/** Words so that one sequence can be looked up in another with `includes`. */
export function wordLine(words: readonly string[]): string {
  return ` ${words.join(" ")} `;
}

/** A text somewhere inside a JSON value. */
export interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** The texts and numbers inside a JSON value. */
export function leavesOf(value: JsonValue, path = ""): readonly Leaf[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value === "number") return [{ path, text: String(value) }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    leavesOf(one, Array.isArray(value) ? `${path}[]` : path === "" ? key : `${path}.${key}`),
  );
}

/** A JSON value whose texts are all changed in one way. */
export function mapTexts(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one: JsonValue) => mapTexts(one, change));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)]));
}
