import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { answer } from "../testing/scoring-context.js";
import { contains } from "./contains.js";

const validator = contains({ all: ["Invoice", "42"], none: ["sorry"] });

describe("contains", () => {
  it.each(["invoice 42", "The INVOICE has number 42.", "42invoice"])("is right: %j", (text) =>
    expect(validator.score(answer(text))).toMatchObject({ value: 1 }),
  );

  it.each([
    ["", 'lacks "Invoice"'],
    ["invoice", 'lacks "42"'],
    ["in voice 42", 'lacks "Invoice"'],
    ["invoice 4 2", 'lacks "42"'],
    ["Sorry, invoice 42", 'contains "sorry"'],
  ])("is wrong: %j", (text, reason) => expect(validator.score(answer(text))).toMatchObject({ value: 0, reason }));

  it("reads its texts as texts, not as patterns", () => {
    const literal = contains({ all: ["a.c", "(x)"] });
    expect(literal.score(answer("a.c (x)"))).toMatchObject({ value: 1 });
    expect(literal.score(answer("abc x"))).toMatchObject({ value: 0 });
  });

  it.each<[what: string, all: string[], none: string[], message: RegExp]>([
    ["no text at all", [], [], /needs a text in all or none/],
    ["an empty text that must occur", ["invoice", ""], [], /every answer contains ""/],
    ["an empty text that may not", ["invoice"], [""], /every answer contains ""/],
    [
      "a text inside one that must occur",
      ["Unhappy"],
      ["happY"],
      /contains "Unhappy" contains "happY", which it must not/,
    ],
  ])("refuses %s: the answer would not matter", (_what, all, none, message) => {
    expect(() => contains({ all, none })).toThrow(UsageError);
    expect(() => contains({ all, none })).toThrow(message);
  });

  it("may only rule out", () => {
    const polite = contains({ all: [], none: ["sorry"] });
    expect(polite.score(answer("Invoice 42"))).toMatchObject({ value: 1 });
    expect(polite.score(answer("Sorry"))).toMatchObject({ value: 0 });
  });

  it("needs no label, and has a version that names its texts", () => {
    expect(validator.needsLabel).toBe(false);
    expect(contains({ all: ["a"] }).version).not.toBe(contains({ all: ["b"] }).version);
    expect(contains({ all: ["a"], none: ["b"] }).version).not.toBe(contains({ all: ["a", "b"] }).version);
  });
});
