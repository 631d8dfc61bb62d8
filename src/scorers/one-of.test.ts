import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { answer } from "../testing/scoring-context.js";
import { oneOf } from "./one-of.js";

const validator = oneOf(["refund", "Bug report"]);

describe("oneOf", () => {
  it.each(["refund", "REFUND", " refund\n", "bug report"])("is right: %j", (text) =>
    expect(validator.score(answer(text))).toMatchObject({ value: 1, reason: "an allowed label" }),
  );

  it.each([
    "",
    "refunds",
    "refund.",
    "refund, bug report",
    "refund\nbug report",
    "The answer is refund",
    "refund because I say so",
    '"refund"',
    "bug  report",
    "r\u0435fund",
    "__proto__",
    "constructor",
  ])("is wrong: %j", (text) => expect(validator.score(answer(text))).toMatchObject({ value: 0 }));

  it("says the same whatever the label: it needs none", () => {
    expect(validator.needsLabel).toBe(false);
    expect(validator.score(answer("refund", "bug"))).toEqual(validator.score(answer("refund")));
  });

  it.each([[[]], [[""]], [["refund", " "]]])("refuses %j, which no answer could be, or none at all", (labels) => {
    expect(() => oneOf(labels)).toThrow(UsageError);
    expect(() => oneOf(labels)).toThrow("oneOf needs labels, none of them empty");
  });

  it("has a version that depends on the set of labels, not on their order", () => {
    expect(oneOf(["a", "b"]).version).toBe(oneOf(["b", "a"]).version);
    expect(oneOf(["a", "b"]).version).not.toBe(oneOf(["a", "c"]).version);
    expect(oneOf(["a", "b"]).version).not.toBe(oneOf(["a|b"]).version);
  });
});
