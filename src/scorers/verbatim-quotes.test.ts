import { describe, expect, it } from "vitest";
import { answer } from "../testing/scoring-context.js";
import { validatorSignal } from "./validator-signal.js";
import { verbatimQuotes } from "./verbatim-quotes.js";

const clause =
  "The Supplier shall indemnify\n   the Customer (and its Affiliates) against «all» claims of $5; façade naïve.";
const context = (text: string) => {
  const seen = answer(text);
  return { ...seen, item: { ...seen.item, input: { clause, note: "other text", number: 5 } } };
};
const score = (text: string) => verbatimQuotes({ source: "clause" }).score(context(text));
const quotes = (...list: unknown[]) => JSON.stringify({ risk: "x", quotes: list });

describe("verbatimQuotes", () => {
  it.each([
    [[]],
    [["The Supplier shall indemnify"]],
    [["shall indemnify the Customer"]],
    [["  shall\tindemnify\r\nthe  Customer "]],
    [["(and its Affiliates)", "Affiliates"]],
    [["«all» claims of $5;"]],
    [[clause]],
    [["claims of $5", "The Supplier"]],
  ])("passes %j", (list) =>
    expect(score(quotes(...list))).toMatchObject({ value: 1, reason: "every quote is verbatim" }),
  );

  it.each([
    ["another case", "the supplier shall indemnify"],
    ["a changed word", "The Supplier will indemnify"],
    ["an ellipsis", "The Supplier shall … the Customer"],
    ["words left out", "The Supplier indemnify"],
    ["words in another order", "indemnify shall Supplier The"],
    ["marks added", '"The Supplier"'],
    ["a piece of a word", "Suppl"],
    ["the end of a word", "demnify"],
    ["a word cut at an accent", "fa"],
    ["another form of a letter", "facade"],
    ["a fold of compatibility", "The Ｓupplier"],
    ["an invisible character", "The\u200bSupplier"],
    ["nothing", ""],
    ["white space", " \n"],
    ["punctuation", "(;)"],
    ["text of another field", "other text"],
    ["white space where there is none", "Affiliates )"],
  ])("fails %s", (_name, quote) => expect(score(quotes(quote))).toMatchObject({ value: 0 }));

  it("scores the share that is verbatim and names the rest", () => {
    expect(score(quotes("The Supplier", "the Vendor", "claims", "losses"))).toMatchObject({
      value: 0.5,
      reason: 'not in input.clause: "the Vendor", "losses"',
    });
  });

  it.each(["", "no quotes", "[]", '["claims"]', "{}", '{"quotes":"claims"}', '{"quotes":null}', '{"Quotes":[]}'])(
    "fails an answer without a list: %j",
    (text) =>
      expect(score(text)).toMatchObject({ value: 0, reason: expect.stringContaining('no list of texts in "quotes"') }),
  );

  it.each([[["claims", 5]], [[null]], [[["claims"]]], [[{ quote: "claims" }]]])(
    "fails a list of other things: %j",
    (list) => expect(score(quotes(...list))).toMatchObject({ value: 0 }),
  );

  it("finds a quote that tears a word where it stands first, and none further on", () => {
    const seen = answer(quotes("art 1"));
    const input = { clause: "part 1 and art 1" };
    expect(verbatimQuotes({ source: "clause" }).score({ ...seen, item: { ...seen.item, input } })).toMatchObject({
      value: 1,
    });
  });

  it("takes ten thousand quotes of a long text in its stride", () => {
    const seen = answer(quotes(...Array.from({ length: 10_000 }, () => "a")));
    const input = { clause: "ab ".repeat(500) };
    expect(verbatimQuotes({ source: "clause" }).score({ ...seen, item: { ...seen.item, input } })).toMatchObject({
      value: 0,
    });
  });

  it.each(["missing", "number", "constructor"])("cannot say where the input has no text %j", (source) =>
    expect(verbatimQuotes({ source }).score(context(quotes()))).toEqual({
      scorer: "verbatim-quotes",
      failure: "validator_error",
      reason: `item "i1": input.${source} is not a text`,
    }),
  );

  it("reads other fields on demand, under another version", () => {
    const other = verbatimQuotes({ source: "note", field: "words" });
    expect(other.score(context('{"words":["other text"]}'))).toMatchObject({ value: 1 });
    expect(other.version).not.toBe(verbatimQuotes({ source: "note" }).version);
  });

  it("is a signal: production has the input", async () => {
    const signal = validatorSignal(verbatimQuotes({ source: "clause" }));
    const read = async (text: string) => {
      const { response } = context(text);
      return signal.read({ input: { clause }, rawText: text, text, response, extraTexts: [] });
    };
    expect(await read(quotes("claims of $5"))).toMatchObject({ level: "pass" });
    expect(await read(quotes("claims of $5", "invented"))).toMatchObject({ level: "fail" });
  });
});
