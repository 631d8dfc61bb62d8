import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { answerKey, foldAnswer } from "./answer-key.js";

const entry = (itemId: string, reference: string, fingerprint = itemId) => ({
  fingerprint,
  itemId,
  taskType: "t",
  reference,
});

describe("answerKey", () => {
  it("finds entries by prompt and pools the answers of a task type", () => {
    const key = answerKey([entry("a", "yes"), entry("b", "no"), entry("c", "yes")]);
    expect(key.size).toBe(3);
    expect(key.get("b")?.reference).toBe("no");
    expect(key.get("z")).toBeUndefined();
    expect(key.references("t")).toEqual(["yes", "no"]);
    expect(key.references("other")).toEqual([]);
  });

  it("knows a right answer whatever its white space and JSON spelling", () => {
    const key = answerKey([entry("a", '{"x":1,"y":[2]}'), entry("b", "- one\n- two")]);
    expect(key.isReference('{ "y": [2],\n "x": 1 }\n')).toBe(true);
    expect(key.isReference("  - one  - two\n")).toBe(true);
    expect(key.isReference('{"x":1,"y":[3]}')).toBe(false);
    expect(key.isReference("- one")).toBe(false);
  });

  it("refuses two answers to one prompt, naming both items", () => {
    expect(() => answerKey([entry("a", "yes", "f"), entry("b", "no", "f")])).toThrow(UsageError);
    expect(() => answerKey([entry("a", "yes", "f"), entry("b", "no", "f")])).toThrow(/"a" and "b"/);
    expect(answerKey([entry("a", "yes", "f"), entry("b", "yes ", "f")]).size).toBe(1);
  });
});

describe("foldAnswer", () => {
  it("does not take a broken document for JSON", () => {
    expect(foldAnswer('{"a": 1')).toBe('{"a": 1');
  });
});
