import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { answer } from "../testing/scoring-context.js";
import { plantedFaults } from "./planted-faults.js";

const DRAFT =
  "The fair drew 1,200 guests. It rained on Sunday, as always. Ann Lee opened it.\nTotal: 12 + 30 = 52\nWe thank all.";
const FAULTS = [
  { quote: "1,200", kind: "number" },
  { quote: "Ann Lee", kind: "name" },
  { quote: "= 52", kind: "sum" },
];
const score = (said: JsonValue | string, faults: JsonValue | undefined = FAULTS, draft: JsonValue = DRAFT) => {
  const context = answer(
    typeof said === "string" ? said : JSON.stringify(said),
    faults === undefined ? undefined : { faults },
  );
  return plantedFaults({ text: "draft" }).score({ ...context, item: { ...context.item, input: { draft } } });
};
const valueOf = (...args: Parameters<typeof score>) => {
  const said = score(...args);
  return "value" in said ? said.value : null;
};
const sentences = DRAFT.split(/(?<=[.!?]) |\n/).map((quote) => ({ quote, kind: "number" }));

describe("plantedFaults", () => {
  it("is right where every fault is found and nothing else, in whatever order and length up to a sentence", () => {
    expect(score(FAULTS)).toMatchObject({ value: 1, reason: "every fault and nothing else" });
    expect(valueOf([...FAULTS].reverse())).toBe(1);
    const long = [
      { quote: "The fair drew 1,200 guests.", kind: "number" },
      { quote: "Ann Lee opened it", kind: "name", note: "it was Bo" },
      { quote: "Total: 12 + 30 = 52", kind: "sum" },
    ];
    expect(valueOf(long)).toBe(1);
  });

  it.each<[string, JsonValue, number]>([
    ["one is missed", FAULTS.slice(1), 4 / 5],
    ["one is of another kind", FAULTS.with(0, { quote: "1,200", kind: "date" }), 5 / 6],
    ["there is a false alarm", [...FAULTS, { quote: "It rained", kind: "number" }], 6 / 7],
    ["one is said twice", [...FAULTS, { quote: "1,200", kind: "number" }], 6 / 7],
    ["one is said a hundred times", Array.from({ length: 100 }, () => FAULTS[0] ?? {}), 2 / 103],
    ["every sentence is listed", sentences, 4 / 8],
    ["every character is listed", [...new Set(DRAFT)].map((quote) => ({ quote, kind: "number" })), 0.2],
    ["nothing is found", [], 0],
  ])("where %s", (_, said, most) => {
    expect(valueOf(said)).toBeLessThanOrEqual(most + 1e-12);
    if (_ !== "every character is listed") expect(valueOf(said)).toBeCloseTo(most, 12);
  });

  it.each<[string, string]>([
    ["the whole draft", DRAFT],
    ["two sentences", "The fair drew 1,200 guests. It rained on Sunday, as always."],
    ["a sentence and a word", "The fair drew 1,200 guests. It"],
    ["two lines", "Ann Lee opened it.\nTotal: 12 + 30 = 52"],
    ["what stands there more than once", "1"],
    ["nothing", ""],
    ["what does not stand there", "1200"],
    ["other case", "ANN LEE"],
    ["the sentence beside it", "It rained on Sunday, as always."],
    ["the same line beside it", "Total: 12"],
  ])("takes a quote of %s for a false alarm", (_, quote) => {
    for (const fault of FAULTS) expect(valueOf([{ quote, kind: fault.kind }])).toBe(0);
  });

  it("lets one finding meet one fault only, the one of its kind", () => {
    const faults = [
      { quote: "1,200", kind: "number" },
      { quote: "guests", kind: "name" },
    ];
    const both = { quote: "drew 1,200 guests", kind: "name" };
    expect(valueOf([both], faults)).toBeCloseTo(2 / 3, 12);
    expect(valueOf([both, { quote: "1,200", kind: "number" }], faults)).toBe(1);
    expect(valueOf([{ quote: "1,200 guests", kind: "date" }, ...faults], faults)).toBeCloseTo(4 / 5, 12);
  });

  it("asks for an empty list where there is no fault", () => {
    expect(score([], [])).toMatchObject({ value: 1 });
    expect(valueOf([{ quote: "1,200", kind: "number" }], [])).toBe(0);
    expect(valueOf("[]", [], "")).toBe(1);
  });

  it.each([
    "",
    "no faults",
    "{}",
    '{"findings":[]}',
    "[1]",
    '["1,200"]',
    '[{"quote":"1,200"}]',
    '[{"quote":1200,"kind":"number"}]',
    "Here: []",
  ])("scores 0 where the answer is no list of findings: %j", (text) => {
    expect(score(text)).toMatchObject({ value: 0, reason: expect.stringMatching(/^not a list/) });
    expect(valueOf(text, [])).toBe(0);
  });

  it.each<[string, JsonValue | undefined, JsonValue]>([
    ["without faults", undefined, DRAFT],
    ["with a fault that is none", [{ quote: "", kind: "x" }], DRAFT],
    ["with a fault that does not stand in the draft", [{ quote: "elsewhere", kind: "x" }], DRAFT],
    ["with a fault that stands there twice", [{ quote: "it", kind: "x" }], "it and it"],
    ["without a draft", FAULTS, 7],
  ])("cannot say %s", (_, faults, draft) =>
    expect(
      plantedFaults({ text: "draft" }).score({
        ...answer("[]"),
        item: { ...answer("[]").item, input: { draft }, expected: faults === undefined ? null : { faults } },
      }),
    ).toMatchObject({ failure: "validator_error", reason: expect.stringContaining('item "i1"') }),
  );

  it("weighs what is missed by beta", () => {
    const half = [FAULTS[0] ?? {}];
    const by = (beta: number) => {
      const context = answer(JSON.stringify(half), { faults: FAULTS });
      const said = plantedFaults({ text: "draft", beta }).score({
        ...context,
        item: { ...context.item, input: { draft: DRAFT } },
      });
      return "value" in said ? said.value : null;
    };
    expect(by(2)).toBeCloseTo(5 / 13, 12);
    expect(by(0.5)).toBeCloseTo(1.25 / 1.75, 12);
    expect(() => plantedFaults({ text: "draft", beta: 0 })).toThrow(
      new UsageError("plantedFaults: beta must be a positive number, found 0"),
    );
  });

  it("is quick on a long draft and many findings", () => {
    const long = "A word. ".repeat(50_000);
    const many = Array.from({ length: 2_000 }, (_, index) => ({ quote: `word ${index}`, kind: "x" }));
    expect(valueOf(many, [{ quote: "tail", kind: "x" }], `${long}tail`)).toBe(0);
  });
});
