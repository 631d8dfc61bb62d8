import type { JsonValue } from "../core/json.js";
import { jsonAnswer } from "./json-answer.js";

/** Half-open, in UTF-16 units of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The list of texts in one field of a JSON answer; undefined where it is anything else. */
export function quotesIn(answer: string, field: string): readonly string[] | undefined {
  const object = jsonAnswer(answer);
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  const list = Object.hasOwn(object, field) ? (object as { readonly [key: string]: JsonValue })[field] : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.every((quote) => typeof quote === "string") ? list : undefined;
}

/** The words of a text, and where they stand. */
export function wordSpans(text: string): readonly Span[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
}

/**
 * Where a quote stands in a text: its first occurrence that tears no word
 * apart. Runs of white space count as one space; all else must be equal.
 */
export class QuotableText {
  /** The text with every run of white space as one space. */
  readonly #folded: string;
  /** Unit of the folded text → unit of the text. */
  readonly #origins: readonly number[];

  constructor(text: string) {
    const parts: string[] = [];
    const origins: number[] = [];
    for (const { index, 0: part } of text.matchAll(/\s+|[^\s]/gu)) {
      const folded = /^\s/.test(part) ? " " : part;
      parts.push(folded);
      for (let unit = 0; unit < folded.length; unit += 1) origins.push(index + unit);
    }
    this.#folded = parts.join("");
    this.#origins = [...origins, text.length];
  }

  find(quote: string): Span | undefined {
    const wanted = quote.replace(/\s+/g, " ").trim();
    if (!/[\p{L}\p{N}]/u.test(wanted)) return undefined;
    for (let at = this.#folded.indexOf(wanted); at !== -1; at = this.#folded.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (!this.#cutsWord(at) && !this.#cutsWord(end))
        return { start: this.#origins[at] ?? 0, end: (this.#origins[end - 1] ?? 0) + 1 };
    }
    return undefined;
  }

  #cutsWord(at: number): boolean {
    return /[\p{L}\p{N}\p{M}]{2}$/u.test(`${this.#folded[at - 1] ?? " "}${this.#folded[at] ?? " "}`);
  }
}
