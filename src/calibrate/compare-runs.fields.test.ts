import { describe, expect, test } from "vitest";
import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import type { RunSide } from "./compare-pairs.js";
import { compareRuns, type RunComparisonOptions } from "./compare-runs.js";

const OPTIONS: RunComparisonOptions = {
  reference: "opus",
  margin: 0.05,
  harm: 0.05,
  confidence: 0.95,
  seed: 1,
  minItems: 30,
  traffic: null,
  maxCostIncrease: null,
  flipLimit: 5,
};

const ones = (n: number) => "1".repeat(n);
const line = (n: number, wrong: number) => "0".repeat(wrong) + ones(n - wrong);

/** Per task type and tier the right and wrong answers. */
interface Answers {
  readonly [taskType: string]: { readonly [tier: string]: string };
}

function side(runId: string, answers: Answers, change: Partial<Run> = {}): RunSide {
  const outcomes = Object.entries(answers).flatMap(([taskType, ofType]): readonly Outcome[] =>
    outcomesFromStrings(ofType, () => ({ taskType, runId })),
  );
  return { run: seededRun(["haiku", "opus"], { runId, ...change }), items: [], outcomes };
}
const small: Answers = { triage: { haiku: "1101", opus: "1111" } };
const compared = (base: RunSide, head: RunSide, change: Partial<RunComparisonOptions> = {}, anchor?: RunSide) =>
  compareRuns(base, head, { ...OPTIONS, ...change }, anchor ?? null);

describe("the two runs", () => {
  test("are named, with their dates and origin", () => {
    const imported = { origin: "import", simulated: true, createdAt: "2026-11-01T00:00:00.000Z" } as const;
    const { schemaVersion, base, head, options } = compared(side("a", small), side("b", small, imported));
    expect(schemaVersion).toBe("1.0.0");
    expect(base).toEqual({ runId: "a", createdAt: "2026-10-30T08:00:00.000Z", origin: "run", simulated: false });
    expect(head).toEqual({ runId: "b", ...imported });
    expect(options).toEqual(OPTIONS);
  });

  test("ask a tier in another way: another model or other parameters, where both have it", () => {
    const tier = (id: string, model: string, maxTokens = 9) => ({ id, model, params: { maxTokens } });
    const before = [tier("same", "m"), tier("gone", "m"), tier("longer", "m"), tier("other", "m")];
    const after = [tier("new", "m"), tier("other", "n"), tier("longer", "m", 10), tier("same", "m")];
    expect(compared(side("a", small, { tiers: before }), side("b", small, { tiers: after })).models).toEqual([
      { tier: "other", base: 'm {"maxTokens":9}', head: 'n {"maxTokens":9}' },
      { tier: "longer", base: 'm {"maxTokens":9}', head: 'm {"maxTokens":10}' },
    ]);
  });

  test("have other prompts where both know them and they differ", () => {
    const types = Object.fromEntries(
      ["same", "other", "added", "dropped", "constructor"].map((name) => [name, { haiku: "1" }]),
    );
    const found = compared(
      side("a", types, { promptHashes: { same: "p", other: "p", dropped: "p", absent: "p" } }),
      side("b", types, { promptHashes: { same: "p", other: "q", added: "q", absent: "q" } }),
    );
    expect(found.changedPrompts).toEqual(["other"]);
  });
});

describe("items still needed", () => {
  const cellOf = (n: number, lost: number, change: Partial<RunComparisonOptions> = {}) =>
    compared(side("a", { t: { haiku: ones(n) } }), side("b", { t: { haiku: line(n, lost) } }), change).changes[0];

  test("to rule the margin out if nothing changed: 1.96² · 0.95 / 0.05 without a flip", () => {
    expect(cellOf(40, 0)).toMatchObject({ verdict: "inconclusive", itemsNeeded: 73 });
  });

  test("are more than there are, which were not enough", () => {
    expect(cellOf(200, 6)).toMatchObject({ verdict: "inconclusive", itemsNeeded: 201 });
  });

  test("are null where it is decided, and where no number rules out a margin of 0", () => {
    expect(cellOf(200, 0)).toMatchObject({ verdict: "held", itemsNeeded: null });
    expect(cellOf(200, 60)).toMatchObject({ verdict: "regressed", itemsNeeded: null });
    expect(cellOf(200, 1, { margin: 0 })).toMatchObject({ verdict: "inconclusive", itemsNeeded: null });
  });
});

test("half a percent of missing answers may be, more rules nothing out", () => {
  const verdictOf = (missing: number) => {
    const base = side("a", { t: { haiku: ones(400) } });
    const outcomes = side("b", { t: { haiku: ones(400) } }).outcomes.map((row, i) =>
      i < missing ? { ...row, status: "errored" as const, score: null } : row,
    );
    return compared(base, { ...side("b", {}), outcomes }).changes[0]?.verdict;
  };
  expect([verdictOf(1), verdictOf(2), verdictOf(3)]).toEqual(["held", "held", "inconclusive"]);
});

test("noise stands beside the cell that it was measured on", () => {
  const both = { a: { haiku: ones(8) }, b: { haiku: ones(8), opus: ones(8) } };
  const anchor = side("c", { b: { haiku: "0111" } });
  const { changes } = compared(side("a", both), side("b", both), {}, anchor);
  expect(changes.map(({ taskType, tier, noise }) => [taskType, tier, noise?.changedItems])).toEqual([
    ["a", "haiku", undefined],
    ["b", "haiku", 1],
    ["b", "opus", undefined],
  ]);
});

describe("no routing diff", () => {
  test("without a reference, and at a margin of 0", () => {
    const routing = (change: Partial<RunComparisonOptions>) =>
      compared(side("a", small), side("b", small), change).routing;
    expect(routing({ reference: null })).toEqual({ diff: null, whyNot: "no reference tier is named" });
    expect(routing({ margin: 0 })).toEqual({
      diff: null,
      whyNot: "with a margin of 0 no cheaper tier can be certified",
    });
    expect(routing({}).whyNot).toBeNull();
  });

  test("but one where some answers are missing", () => {
    const head = side("b", small);
    const outcomes = head.outcomes.map((row, i) =>
      i === 0 ? { ...row, status: "errored" as const, score: null } : row,
    );
    expect(compared(side("a", small), { ...head, outcomes }).routing.whyNot).toBeNull();
  });
});

describe("options", () => {
  const at = (change: Partial<RunComparisonOptions>) => () => compared(side("a", small), side("b", small), change);

  test.each([
    [{ margin: -0.01 }, "margin must be from 0 to below 1, found -0.01"],
    [{ margin: 1 }, "margin must be from 0 to below 1, found 1"],
    [{ confidence: 0.5 }, "confidence must be between 0.5 and 1, found 0.5"],
    [{ confidence: 1 }, "confidence must be between 0.5 and 1, found 1"],
    [{ seed: 0.5 }, "seed must be a whole number, found 0.5"],
    [{ flipLimit: -1 }, "flipLimit must be a whole number of 0 or more, found -1"],
    [{ flipLimit: 0.5 }, "flipLimit must be a whole number of 0 or more, found 0.5"],
    [{ maxCostIncrease: -1 }, "maxCostIncrease must be 0 or more, found -1"],
    [{ maxCostIncrease: Number.POSITIVE_INFINITY }, "maxCostIncrease must be 0 or more, found Infinity"],
  ])("out of range: %o", (change, message) => {
    expect(at(change)).toThrow(new UsageError(message));
  });

  test("at the ends of their ranges are let through", () => {
    expect(at({ margin: 0, flipLimit: 0, maxCostIncrease: 0 })).not.toThrow();
  });
});
