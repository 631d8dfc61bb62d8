import { describe, expect, it } from "vitest";
import type { Item } from "../core/item.js";
import type { Outcome } from "../core/outcome.js";
import { outcomeRow } from "../testing/report-rows.js";
import { reportSample } from "../testing/report-sample.js";
import { failuresView } from "./failures-view.js";

const { table, items } = reportSample();
const cell = (change: Partial<Outcome>) => outcomeRow({ taskType: "triage", itemId: "triage-0001", ...change });
const right = cell({ tier: "opus" });
const wrong = (change: Partial<Outcome> = {}) => cell({ tier: "haiku", score: 0, responseText: "no", ...change });

describe("failures", () => {
  it("lists an item that a tier got wrong and the reference right, with both answers and the reason", () => {
    const scores = [
      { scorer: "label-match", kind: "validator" as const, value: 0, reason: "another label", version: "1" },
    ];
    const { rows, total, kept } = failuresView([right, wrong({ scores })], items, table);
    expect([total, kept]).toEqual([1, 1]);
    expect(rows[0]).toMatchObject({
      itemId: "triage-0001",
      fate: "kept",
      scores: "0.00 against 1.00",
      answer: { text: "no", more: 0 },
      referenceAnswer: { text: "answer", more: 0 },
      reasons: [{ text: "label-match: another label", more: 0 }],
    });
    expect(rows[0]?.prompt?.text).toContain('"channel": "email"');
  });

  it("gives the reasons of what failed, the worst first, and none of what passed", () => {
    const score = (scorer: string, value: number) =>
      ({ scorer, kind: "validator", value, reason: `is ${value}`, version: "1" }) as const;
    const passing = ["a1", "a2", "a3", "a4"].map((name) => score(name, 1));
    const reasons = (scores: Outcome["scores"]) =>
      failuresView([right, wrong({ scores })], items, table).rows[0]?.reasons.map(({ text }) => text);
    expect(reasons([...passing, score("half", 0.5), score("none", 0)])).toEqual(["none: is 0", "half: is 0.5"]);
    expect(reasons([score("a1", 1)])).toEqual(["a1: is 1"]);
  });

  it("leaves out what both got wrong, what both got right, and what is missing", () => {
    const errored = cell({ tier: "haiku", status: "errored", score: null });
    expect(failuresView([right, errored], items, table).total).toBe(0);
    expect(failuresView([cell({ tier: "opus", score: 0 }), wrong()], items, table).total).toBe(0);
    expect(failuresView([right, cell({ tier: "haiku" })], items, table).total).toBe(0);
    expect(failuresView([wrong()], items, table).total).toBe(0);
  });

  it("judges trials by their mean", () => {
    const trials = [wrong(), wrong({ trial: 1, score: 1 }), wrong({ trial: 2 })];
    expect(failuresView([right, ...trials], items, table).rows[0]?.scores).toBe("0.33 against 1.00");
    expect(failuresView([right, ...trials.slice(0, 2)], items, table).total).toBe(0);
  });

  it("takes task types in turn, worst first within each", () => {
    const of = (taskType: string, itemId: string, score: number) => [
      cell({ taskType, itemId, tier: "opus" }),
      cell({ taskType, itemId, tier: "sonnet", score }),
    ];
    const outcomes = [...of("triage", "t-1", 0.4), ...of("triage", "t-2", 0), ...of("extraction", "x-1", 0.2)];
    const { rows } = failuresView([...outcomes, ...of("extraction", "x-2", 0.3)], [], table);
    expect(rows.map(({ itemId }) => itemId)).toEqual(["t-2", "x-1", "x-2", "t-1"]);
  });

  it("lets an expectation of many lines flow, and leaves a short one as it is written", () => {
    const known = items.find(({ taskType, id }) => taskType === "triage" && id === "triage-0001");
    if (known === undefined) throw new Error("the sample has changed");
    const expectedOf = (expected: Item["expected"]) =>
      failuresView([right, wrong()], [{ ...known, expected }], table).rows[0]?.expected?.text;
    expect(expectedOf({ label: "billing" })).toBe('{\n  "label": "billing"\n}');
    expect(expectedOf({ facts: ["a\n b", "c", "d", "e", "f", "g", "h"] })).toBe(
      '{ "facts": [ "a\\n b", "c", "d", "e", "f", "g", "h" ] }',
    );
  });

  it("knows that a cascade would have doubted an answer", () => {
    const extraction = { taskType: "extraction", itemId: "extraction-0001" };
    const said = (level: string) => wrong({ ...extraction, signals: [{ name: "self-report", value: 0, level }] });
    const reference = cell({ ...extraction, tier: "opus" });
    expect(failuresView([reference, said("low")], items, table)).toMatchObject({ kept: 0, escalated: 1 });
    expect(failuresView([reference, said("high")], items, table)).toMatchObject({ kept: 1, escalated: 0 });
    const sonnet = wrong({ ...extraction, tier: "sonnet" });
    expect(failuresView([reference, sonnet], items, table).rows[0]?.fate).toBe("not asked");
  });

  it("shows at most a hundred and says how many there are; long texts are cut", () => {
    const many = Array.from({ length: 130 }, (_, index) => `x-${index}`).flatMap((itemId) => [
      cell({ itemId, tier: "opus" }),
      wrong({ itemId, responseText: "y".repeat(3810) }),
    ]);
    const view = failuresView(many, [], table);
    expect([view.total, view.rows.length]).toEqual([130, 100]);
    expect(view.rows[0]).toMatchObject({ prompt: null, expected: null, answer: { more: 3210 } });
  });
});
