import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { spanOverlap } from "./span-overlap.js";

//              0         1         2         3         4         5         6
//              0123456789012345678901234567890123456789012345678901234567890123
const source = "one two three four five six. Seven eight nine ten, and one two";
const spansOf = (...texts: string[]): JsonValue => ({
  spans: texts.map((text) => [source.indexOf(text), source.indexOf(text) + text.length]),
});
const score = (list: unknown, expected: JsonValue = spansOf("two three", "eight nine")) => {
  const seen = answer(JSON.stringify({ quotes: list }), expected);
  return spanOverlap({ source: "text" }).score({ ...seen, item: { ...seen.item, input: { text: source } } });
};
const f1 = (right: number, said: number, wanted = 4) => expect.closeTo((2 * right) / (said + wanted), 12);

describe("spanOverlap", () => {
  it.each([
    [["two three", "eight nine"]],
    [["eight nine", "two three"]],
    [["two", "three", "nine", "eight"]],
    [[" two\n three ", "eight nine"]],
    [["two three", "eight nine"].map((quote) => quote.replace(" ", "\t"))],
  ])("is right: %j", (list) =>
    expect(score(list)).toMatchObject({ value: 1, reason: "4 of 4 words found, 0 quoted in vain" }),
  );

  it.each([
    ["half of it", ["two three"], f1(2, 2)],
    ["a word too many", ["two three four", "eight nine"], f1(4, 5)],
    ["a word too few", ["two", "eight nine"], f1(3, 3)],
    ["the whole text", [source], f1(4, 13)],
    ["every word", source.split(" "), f1(4, 13)],
    ["one quote twice", ["two three", "two three", "eight nine"], f1(4, 6)],
    ["a quote inside another", ["two three", "three", "eight nine"], f1(4, 5)],
    ["overlapping quotes", ["one two three", "two three four", "eight nine"], f1(4, 8)],
    ["an invented quote beside", ["two three", "eight nine", "eleven twelve"], f1(4, 6)],
    ["an empty quote beside", ["two three", "eight nine", ""], f1(4, 5)],
    ["punctuation beside", ["two three", "eight nine", "."], f1(4, 5)],
    ["the words in another order", ["three two", "nine eight"], f1(0, 4)],
    ["another case", ["Two three", "Eight nine"], f1(0, 4)],
    ["an ellipsis between", ["two three … eight nine"], f1(0, 4)],
    ["both joined", ["two three eight nine"], f1(0, 4)],
    ["pieces of the words", ["wo thre", "ight nin"], f1(0, 4)],
    ["other words", ["four five"], f1(0, 2)],
    ["no quotes", [], f1(0, 0)],
  ])("scores %s", (_name, list, value) => expect(score(list)).toMatchObject({ value }));

  it("gives nothing to what only repeats, and less the more of it", () => {
    const values = [1, 2, 8, 64].map((times) => score(Array.from({ length: times }, () => "two three")));
    const numbers = values.map((one) => ("value" in one ? one.value : Number.NaN));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    expect(new Set(numbers).size).toBe(4);
  });

  it("takes a quote for its first occurrence", () => {
    expect(score(["one two"], { spans: [[55, 62]] })).toMatchObject({ value: 0 });
    expect(score(["and one two"], { spans: [[55, 62]] })).toMatchObject({ value: f1(2, 3, 2) });
  });

  it("counts a word once, however many spans hold it", () => {
    expect(
      score(["two three"], {
        spans: [
          [4, 13],
          [4, 7],
          [4, 13],
        ],
      }),
    ).toMatchObject({ value: 1 });
  });

  it("names the first quote that is not verbatim", () => {
    expect(score(["two three", "nought", "eight nine"])).toMatchObject({
      reason: '4 of 4 words found, 1 quoted in vain; not verbatim: "nought"',
    });
  });

  it("wants no quotes where nothing is to be quoted", () => {
    expect(score([], { spans: [] })).toMatchObject({ value: 1, reason: "nothing to quote, nothing quoted" });
    for (const list of [[""], ["two"], [source], ["nought"], ["."]])
      expect(score(list, { spans: [] })).toMatchObject({ value: 0 });
  });

  it.each(["two three", null, ["two three", 5], [["two three"]], { 0: "two three" }])(
    "scores 0 without a list of texts: %j",
    (list) => {
      expect(score(list)).toMatchObject({ value: 0, reason: expect.stringContaining('no list of texts in "quotes"') });
      expect(score(list, { spans: [] })).toMatchObject({ value: 0 });
    },
  );

  it.each<JsonValue>([
    null,
    "two three",
    {},
    { spans: "two three" },
    { spans: [[4]] },
    { spans: [[-1, 3]] },
    { spans: [[0.5, 3]] },
  ])("cannot say with the label %j", (expected) =>
    expect(score(["two three"], expected)).toEqual({
      scorer: "span-overlap",
      failure: "validator_error",
      reason: 'item "i1": expected needs spans: [[start, end], …]',
    }),
  );

  it.each([
    [4, 4],
    [13, 4],
    [5, 6],
    [60, 63],
    [27, 29],
  ])("cannot say with a span that holds no word: %d to %d", (start, end) =>
    expect(score([], { spans: [[start, end]] })).toMatchObject({
      failure: "validator_error",
      reason: `item "i1": span ${start} to ${end} holds no word`,
    }),
  );

  it("cannot say without the text that is quoted", () => {
    expect(spanOverlap({ source: "text" }).score(answer('{"quotes":[]}', { spans: [] }))).toMatchObject({
      failure: "validator_error",
      reason: 'item "i1": input.text is not a text',
    });
  });
});
