import type { Validator } from "../core/score.js";
import { QuotableText, quotesIn } from "./_quotes.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";

export interface VerbatimQuotesOptions {
  /** The text of the input that is quoted. */
  readonly source: string;
  /** The field of the JSON answer that lists the quotes. @defaultValue "quotes" */
  readonly field?: string;
}

/**
 * Validator without a label: the share of an answer's quotes that stand in the
 * input, in whole words and equal up to white space. An empty list passes; an
 * answer without a list of texts, or a quote without a word, does not. Usable
 * as a runtime signal.
 */
export function verbatimQuotes(options: VerbatimQuotesOptions): Validator {
  needOptions("verbatimQuotes", options, "source");
  const { source, field = "quotes", ...stray } = options;
  refuseStray("verbatimQuotes", stray);
  const name = "verbatim-quotes";
  const version = `1:${JSON.stringify([source, field])}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: false,
    score({ item, text }) {
      const input = Object.hasOwn(item.input, source) ? item.input[source] : undefined;
      if (typeof input !== "string") return cannotSay(name, `item "${item.id}": input.${source} is not a text`);
      const quotes = quotesIn(text, field);
      if (quotes === undefined) return verdict(name, version, 0, `no list of texts in "${field}": ${quoted(text)}`);
      const quotable = new QuotableText(input);
      const invented = quotes.filter((quote) => quotable.find(quote) === undefined);
      if (invented.length === 0) return verdict(name, version, 1, "every quote is verbatim");
      const reason = `not in input.${source}: ${invented.map((quote) => quoted(quote)).join(", ")}`;
      return verdict(name, version, 1 - invented.length / quotes.length, reason);
    },
  };
}
