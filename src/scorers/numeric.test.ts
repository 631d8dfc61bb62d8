import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { numeric } from "./numeric.js";

const score = (text: string, expected?: JsonValue, options = {}) => numeric(options).score(answer(text, expected));

describe("numeric", () => {
  it.each<[string, JsonValue]>([
    ["18", 18],
    ["18", "18"],
    [" 18.0\n", 18],
    ["18.", 18],
    ["+18", 18],
    ["-18", -18],
    ["\u221218", -18],
    ["$18", 18],
    ["-$18", -18],
    ["$-18", -18],
    ["€ 18.50", 18.5],
    ["£1,077.60", 1077.6],
    ["70,000", "70,000"],
    ["1,234,567", 1234567],
    ["12,34,567", 1234567],
    ["1 234 567", 1234567],
    ["1\u202f234", 1234],
    ["50%", 50],
    ["1e3", 1000],
    [".5", 0.5],
    ["-.5", -0.5],
    ["3/4", 0.75],
    ["-3 / 4", -0.75],
    ["18 eggs", 18],
    ["The answer is 18.", 18],
    ["9 eggs at $2 make $18", 18],
    ["It costs $1,596.", 1596],
    ["- 18", 18],
    ["Total: -18", -18],
    ["between 3-18", 18],
    ["18\n\n18", 18],
    ["1, 2, 18", 18],
    ["18, so it is", 18],
    ["**18**", 18],
    ['{"n": 18}', 18],
    ["0", 0],
    ["-0", 0],
  ])("is right: %j for %j", (text, expected) => expect(score(text, expected)).toMatchObject({ value: 1 }));

  it.each<[string, JsonValue, string]>([
    ["19", 18, "expected 18, got 19"],
    ["-18", 18, "expected 18, got -18"],
    ["18.001", 18, "expected 18, got 18.001"],
    ["1.8", 18, "expected 18, got 1.8"],
    ["1,8", 18, "no number"],
    ["1 8", 18, "expected 18, got 8"],
    ["1\n8", 18, "expected 18, got 8"],
    ["18 of 20", 18, "expected 18, got 20"],
    ["1077,60", 1077.6, "no number"],
    ["10,20", 1020, "no number"],
    ["eighteen", 18, "no number"],
    ["", 0, "no number"],
    ["null", 0, "no number"],
    ["NaN", 0, "no number"],
    ["Infinity", 0, "no number"],
    ["1/0", 0, "no number"],
    ["1e999", 1, "expected 1, got 999"],
    ["١٨", 18, "no number"],
  ])("is wrong: %j for %j", (text, expected, reason) => {
    expect(score(text, expected)).toMatchObject({ value: 0, reason: expect.stringContaining(reason) });
  });

  it("counts a difference up to the tolerance as none", () => {
    expect(score("18.5", 18, { tolerance: 0.5 })).toMatchObject({ value: 1 });
    expect(score("18.51", 18, { tolerance: 0.5 })).toMatchObject({ value: 0 });
    expect(score("18", 18, { tolerance: 0 })).toMatchObject({ value: 1 });
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the tolerance %d", (tolerance) =>
    expect(() => numeric({ tolerance })).toThrow(
      new UsageError(`numeric: tolerance must be a finite number of 0 or more, found ${tolerance}`),
    ),
  );

  it.each([undefined, null, "eighteen", "", "1e999", [18], { n: 18 }, true])(
    "cannot say with the label %j",
    (expected) =>
      expect(score("18", expected)).toEqual({
        scorer: "numeric",
        failure: "validator_error",
        reason: 'item "i1": expected is not a number',
      }),
  );

  it("has a version that names tolerance and field", () => {
    const versions = [numeric(), numeric({ tolerance: 1 }), numeric({ field: "a" })].map((each) => each.version);
    expect(new Set(versions).size).toBe(3);
  });
});

describe("numeric with a field", () => {
  const field = (text: string) => numeric({ field: "answer" }).score(answer(text, 18));

  it.each([
    '{"answer": 18}',
    '{"answer": "18"}',
    '{"reasoning": "20 - 2", "answer": "$18.00"}',
    '{"answer": "18 dollars"}',
    '```json\n{"answer": 18}\n```',
    'Here it is:\n```json\n{"answer": 18}\n```\nThe key steps are 1 and 2.',
    '{"reasoning": "line one\nline two", "answer": "18"}',
    '{"answer": 18, "unit": "USD"',
    '{"reasoning": "an \\"answer\\": 3", "answer": 18}',
    'First {"answer": 3}, corrected: {"answer": 18}',
  ])("finds the number in %j", (text) => expect(field(text)).toMatchObject({ value: 1 }));

  it.each([
    ["18", "no field"],
    ["The answer is 18", "no field"],
    ['{"Answer": 18}', "no field"],
    ['{"result": {"answer": 18}}', "no field"],
    ['{"answer": null}', "no field"],
    ['{"answer": [18]}', "no field"],
    ['{"answer": ""}', "no number"],
    ['{"answer": "unknown", "check": 18}', "no number"],
    ['{"answer": 81}', "got 81"],
    ["", "no field"],
  ])("is wrong: %j", (text, reason) => {
    expect(field(text)).toMatchObject({ value: 0, reason: expect.stringContaining(reason) });
  });

  it("ends soon on an answer made to be slow", async () => {
    const started = performance.now();
    for (const text of [
      '"answer"'.repeat(20_000),
      `"answer"${" ".repeat(100_000)}`,
      "1,".repeat(100_000),
      "1/".repeat(100_000),
    ])
      await field(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
