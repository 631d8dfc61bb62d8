import { describe, expect, it } from "vitest";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { type LabelCosts, labelCost } from "./label-cost.js";

const costs = {
  hold: { release: 10, escalate: 2 },
  escalate: { release: 8, hold: 4 },
  release: { hold: 3, escalate: 1 },
};
const score = (text: string, expected: JsonValue | undefined = "hold") =>
  labelCost({ costs }).score(answer(text, expected));
const inField = (text: string, expected: JsonValue | undefined = { risk: "hold", spans: [] }) =>
  labelCost({ costs, field: "risk" }).score(answer(text, expected));

describe("labelCost", () => {
  it.each([
    ["hold", "hold", 1],
    [" Hold\n", "hold", 1],
    ["escalate", "hold", 0.8],
    ["release", "hold", 0],
    ["release", "escalate", 1 - 8 / 10],
    ["hold", "escalate", 0.6],
    ["escalate", "release", 0.9],
    ["hold", "Release", 0.7],
  ])("%j for %j scores %d", (text, expected, value) =>
    expect(score(text, expected)).toMatchObject({ scorer: "label-cost", value: expect.closeTo(value, 12) }),
  );

  it("says what the confusion costs", () => {
    expect(score("Escalate")).toMatchObject({ reason: 'expected "hold", got "escalate": costs 2 of 10' });
  });

  it.each([
    "",
    " ",
    "hold.",
    '"hold"',
    "hold, escalate",
    "hold or release",
    "not release",
    "The decision is hold.",
    "hold\nbecause the test failed",
    '{"risk":"hold"}',
    "h\u043eld",
    "ho\u200bld",
    "__proto__",
    "constructor",
    "toString",
    "undefined",
  ])("costs the worst where the answer is no label: %j", (text) => {
    expect(score(text)).toMatchObject({ value: 0 });
    expect(score(text, "release")).toMatchObject({ value: 0 });
  });

  it.each([
    ['{"risk":"hold"}', 1],
    ['{"risk":" HOLD ","quotes":[]}', 1],
    ['```json\n{"risk":"escalate"}\n```', 0.8],
    ['{"risk":["hold"]}', 0],
    ['{"risk":{"risk":"hold"}}', 0],
    ['{"risk":null}', 0],
    ['{"Risk":"hold"}', 0],
    ['{"severity":"hold"}', 0],
    ['["hold"]', 0],
    ["hold", 0],
    ["", 0],
    ['It is {"risk":"hold"}', 0],
  ])("reads one field of a JSON answer: %j scores %d", (text, value) =>
    expect(inField(text)).toMatchObject({ scorer: "label-cost-risk", value: expect.closeTo(value, 12) }),
  );

  it.each<JsonValue | undefined>([undefined, null, 3, "", "ship", ["hold"], { risk: "hold" }])(
    "cannot say with a label that has no row: %j",
    (expected) =>
      expect(labelCost({ costs }).score(answer("hold", expected))).toEqual({
        scorer: "label-cost",
        failure: "validator_error",
        reason: 'item "i1": expected is no label of costs: hold, escalate, release',
      }),
  );

  it("cannot say where the field of the label is missing, inherited or unknown", () => {
    for (const expected of [{}, { risk: "ship" }, "hold", null])
      expect(inField('{"risk":"hold"}', expected)).toMatchObject({
        reason: 'item "i1": risk is no label of costs: hold, escalate, release',
      });
    const inherited = labelCost({ costs, field: "constructor" }).score(answer("{}", {}));
    expect(inherited).toMatchObject({ failure: "validator_error" });
  });

  it("has another version with other costs or another field", () => {
    const versions = [
      labelCost({ costs }),
      labelCost({ costs, field: "risk" }),
      labelCost({ costs: { ...costs, release: { hold: 3, escalate: 2 } } }),
    ].map(({ version }) => version);
    expect(new Set(versions).size).toBe(3);
  });

  it.each<[LabelCosts, string]>([
    [{}, "labelCost needs two labels or more, found 0"],
    [{ hold: {} }, "labelCost needs two labels or more, found 1"],
    [{ a: { A: 1 }, A: { a: 1 } }, 'labelCost has the label "A" in two spellings: keep one'],
    [{ a: { b: 1 }, b: {} }, 'labelCost: "b" taken for "a" needs a cost above 0, found nothing'],
    [{ a: { b: 0 }, b: { a: 1 } }, 'labelCost: "a" taken for "b" needs a cost above 0, found 0'],
    [{ a: { b: -1 }, b: { a: 1 } }, 'labelCost: "a" taken for "b" needs a cost above 0, found -1'],
    [{ a: { b: Number.NaN }, b: { a: 1 } }, 'labelCost: "a" taken for "b" needs a cost above 0, found NaN'],
    [{ a: { b: Infinity }, b: { a: 1 } }, 'labelCost: "a" taken for "b" needs a cost above 0, found Infinity'],
    [{ a: { b: 1, a: 2 }, b: { a: 1 } }, 'labelCost: "a" answered rightly costs 2: leave it out'],
    [{ a: { b: 1, c: 1 }, b: { a: 1 } }, 'labelCost: costs of "a" name "c", which has no row of its own: add one'],
  ])("refuses %j", (matrix, message) => expect(() => labelCost({ costs: matrix })).toThrow(message));
});
