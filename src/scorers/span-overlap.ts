import { z } from "zod";
import type { Validator } from "../core/score.js";
import { QuotableText, quotesIn, type Span, wordSpans } from "./_quotes.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";

const LabelSchema = z.looseObject({
  spans: z.array(z.tuple([z.int().min(0), z.int().min(1)])),
});

export interface SpanOverlapOptions {
  /** The text of the input that is quoted. */
  readonly source: string;
  /** The field of the JSON answer that lists the quotes. @defaultValue "quotes" */
  readonly field?: string;
}

/**
 * Validator: the F1 of the words that an answer quotes against the words of the
 * label's spans.
 *
 * The label is `{ spans: [[start, end], …] }`, half-open, in UTF-16 units of the
 * source. A quote stands for its first occurrence; one that does not occur, up to
 * white space, counts as so many wrong words, and every word that is quoted
 * again counts as wrong too. Without spans only an empty list is right.
 */
export function spanOverlap(options: SpanOverlapOptions): Validator {
  needOptions("spanOverlap", options, "source");
  const { source, field = "quotes", ...stray } = options;
  refuseStray("spanOverlap", stray);
  const name = "span-overlap";
  const version = `1:${JSON.stringify([source, field])}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const input = Object.hasOwn(item.input, source) ? item.input[source] : undefined;
      if (typeof input !== "string") return cannotSay(name, `item "${item.id}": input.${source} is not a text`);
      const label = LabelSchema.safeParse(item.expected);
      if (!label.success) return cannotSay(name, `item "${item.id}": expected needs spans: [[start, end], …]`);
      const spans = label.data.spans.map(([start, end]) => ({ start, end }));
      const words = wordSpans(input);
      const hollow = spans.find((span) => span.end > input.length || wordsInside(words, [span]).size === 0);
      if (hollow !== undefined)
        return cannotSay(name, `item "${item.id}": span ${hollow.start} to ${hollow.end} holds no word`);
      const quotes = quotesIn(text, field);
      if (quotes === undefined) return verdict(name, version, 0, `no list of texts in "${field}": ${quoted(text)}`);
      const { value, reason } = compare(quotes, input, words, wordsInside(words, spans));
      return verdict(name, version, value, reason);
    },
  };
}

/** The words that stand wholly inside one of the spans, by number. */
function wordsInside(words: readonly Span[], spans: readonly Span[]): ReadonlySet<number> {
  const inside = ({ start, end }: Span) => spans.some((span) => start >= span.start && end <= span.end);
  return new Set(words.flatMap((word, number) => (inside(word) ? [number] : [])));
}

function compare(
  quotes: readonly string[],
  input: string,
  words: readonly Span[],
  wanted: ReadonlySet<number>,
): { readonly value: number; readonly reason: string } {
  const quotable = new QuotableText(input);
  const found = quotes.map((quote) => quotable.find(quote));
  const counts = found.map((span, index) =>
    span === undefined ? Math.max(1, wordSpans(quotes[index] ?? "").length) : wordsInside(words, [span]).size,
  );
  const said = counts.reduce((sum, count) => sum + count, 0);
  const covered = wordsInside(
    words,
    found.filter((span) => span !== undefined),
  );
  const right = [...covered].filter((word) => wanted.has(word)).length;
  if (said + wanted.size === 0) return { value: 1, reason: "nothing to quote, nothing quoted" };
  const strange = quotes.find((_, index) => found[index] === undefined);
  const figures = `${right} of ${wanted.size} words found, ${said - right} quoted in vain`;
  const reason = strange === undefined ? figures : `${figures}; not verbatim: ${quoted(strange)}`;
  return { value: (2 * right) / (said + wanted.size), reason };
}
