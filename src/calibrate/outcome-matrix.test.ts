import { describe, expect, test } from "vitest";
import { DataError } from "../core/errors.js";
import type { Run } from "../core/run.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { incompleteTaskTypes, refuseMissing } from "./missing-cells.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder, priceOrder } from "./price-order.js";

const RUN = seededRun(["haiku", "opus"]);
const build = (rows: Parameters<typeof outcomeMatrices>[0], runs = [RUN]) => outcomeMatrices(rows, runs, "opus");

test("only items with a score on every tier are compared; the others count as missing", () => {
  const rows = outcomesFromStrings({ haiku: "101", opus: "111" });
  const errored = seededOutcome({ itemId: "item-0003", tier: "haiku", score: null });
  const { matrices, missing, warnings } = build([
    ...rows,
    errored,
    seededOutcome({ itemId: "item-0003", tier: "opus", score: 1 }),
  ]);
  expect(matrices[0]?.itemIds).toEqual(["item-0000", "item-0001", "item-0002"]);
  expect(missing).toEqual([
    { taskType: "triage", tier: "haiku", cells: 1, of: 4 },
    { taskType: "triage", tier: "opus", cells: 0, of: 4 },
  ]);
  expect(warnings[0]).toContain("1 of 4 items");
  expect(() => refuseMissing(missing)).toThrow('task type "triage", tier "haiku": 1 of 4 cells have no score');
});

test("a row that was never written is missing too", () => {
  const { missing } = build(outcomesFromStrings({ haiku: "10", opus: "111" }));
  expect(missing.find(({ tier }) => tier === "haiku")).toMatchObject({ cells: 1, of: 3 });
});

test("half a percent may be missing, also as the gap between tiers", () => {
  const cells = (tier: string, missing: number) => ({ taskType: "t", tier, cells: missing, of: 1000 });
  expect(incompleteTaskTypes([cells("a", 5), cells("b", 0)]).size).toBe(0);
  expect(incompleteTaskTypes([cells("a", 6), cells("b", 5)]).has("t")).toBe(true);
  expect(() => refuseMissing([cells("a", 5), cells("b", 0)])).not.toThrow();
});

test("several runs about the same cell are further trials of it", () => {
  const first = outcomesFromStrings({ haiku: "1", opus: "1" });
  const second = outcomesFromStrings({ haiku: "0", opus: "1" }, () => ({ runId: "run-2" }));
  const { matrices } = build([...first, ...second], [RUN, seededRun(["haiku", "opus"], { runId: "run-2" })]);
  expect(matrices[0]?.trials).toBe(2);
  expect(matrices[0]?.columns.map(({ tier, meanScore }) => [tier, meanScore[0]])).toEqual([
    ["haiku", 0.5],
    ["opus", 1],
  ]);
});

test("a tier that one task type lacks is left out there, aloud", () => {
  const triage = outcomesFromStrings({ haiku: "10", opus: "11" });
  const reply = outcomesFromStrings({ opus: "11" }, () => ({ taskType: "reply" }));
  const { matrices, warnings } = build([...triage, ...reply]);
  expect(matrices.map(({ columns }) => columns.length)).toEqual([1, 2]);
  expect(warnings).toEqual(['Task type "reply" has no scores of haiku: left out there.']);
});

test("items of one cluster are one unit, also where an item has the cluster's name", () => {
  const rows = outcomesFromStrings({ haiku: "101", opus: "111" }, (itemId) => ({
    cluster: itemId === "item-0002" ? null : "item-0002",
  }));
  expect(build(rows).matrices[0]).toMatchObject({ unitCount: 2, units: Int32Array.of(0, 0, 1) });
});

test("single items are units of their own, and so is every cluster", () => {
  const clusters = ["x", null, "y", null, "x"];
  const rows = outcomesFromStrings({ haiku: "10111", opus: "11111" }, (itemId) => ({
    cluster: clusters[Number(itemId.slice(-1))] ?? null,
  }));
  expect(build(rows).matrices[0]).toMatchObject({
    unitCount: 4,
    units: Int32Array.of(0, 1, 2, 3, 0),
    unitClusters: ["x", null, "y", null],
  });
});

test("columns stand in the order of their names; the reference harms nothing, whatever its trials", () => {
  const answers = { sonnet: "1", opus: "1", haiku: "0" };
  const again = outcomesFromStrings({ opus: "0" }, () => ({ runId: "run-2" }));
  const second = seededRun(["opus"], { runId: "run-2" });
  const [matrix] = build([...outcomesFromStrings(answers), ...again], [RUN, second]).matrices;
  expect(matrix?.columns.map(({ tier }) => tier)).toEqual(["haiku", "opus", "sonnet"]);
  expect(matrix?.columns.map(({ harm }) => [...harm])).toEqual([[0.5], [0, 0], [0]]);
  expect(matrix?.trials).toBe(2);
});

test("names the tiers that are there, and those that are not", () => {
  const three = outcomesFromStrings({ sonnet: "1", haiku: "1", opus: "1" });
  expect(() => outcomeMatrices(three, [RUN], "gpt")).toThrow(
    new DataError('the reference tier "gpt" has no outcomes; tiers with outcomes: haiku, opus, sonnet'),
  );
  expect(() => build(outcomesFromStrings({ opus: "1" }))).toThrow(
    new DataError('only the tier "opus" has outcomes: choosing needs at least two tiers'),
  );
  const reply = outcomesFromStrings({ opus: "1" }, () => ({ taskType: "reply" }));
  expect(build([...three, ...reply]).warnings).toEqual([
    'Task type "reply" has no scores of haiku, sonnet: left out there.',
  ]);
});

describe("levels of a signal", () => {
  const defined = (levels: readonly string[] | null, change: Partial<Run["signals"][number]> = {}) => ({
    taskType: "triage",
    name: "sure",
    kind: "self-report" as const,
    levels: levels === null ? null : [...levels],
    version: "1",
    extraCalls: 0,
    ...change,
  });
  /** Item i of haiku reads the i-th reading. */
  const read = (readings: readonly { name?: string; value: number; level?: string }[], runs: readonly Run[]) =>
    outcomeMatrices(
      outcomesFromStrings({ haiku: "1".repeat(readings.length), opus: "1".repeat(readings.length) }, (itemId, tier) => {
        const reading = readings[Number(itemId.slice(-4))];
        return { signals: tier === "haiku" && reading !== undefined ? [{ name: "sure", ...reading }] : [] };
      }),
      runs,
      "opus",
    );
  const levelsOf = (...args: Parameters<typeof read>) => [...(read(...args).matrices[0]?.levels ?? [])];

  test("are those that the readings show, least confident first; a signal without any is continuous", () => {
    const shown = [
      { value: 2, level: "high" },
      { value: 0, level: "low" },
      { value: 1, level: "middle" },
      { value: 0, level: "low" },
      { name: "length", value: 0.3 },
    ];
    expect(levelsOf(shown, [RUN])).toEqual([
      ["length", null],
      ["sure", ["low", "middle", "high"]],
    ]);
    expect(read(shown, [RUN]).matrices[0]?.columns.map(({ signals }) => [...signals.keys()])).toEqual([
      ["length", "sure"],
      [],
    ]);
    expect(
      levelsOf(
        [
          { name: "z", value: 1 },
          { name: "a", value: 1 },
        ],
        [RUN],
      ).map(([name]) => name),
    ).toEqual(["a", "z"]);
  });

  test("are those that the latest run defines for the task type, read or not", () => {
    const seen = [{ value: 1, level: "middle" }];
    const other = [
      defined(["x", "y"], { taskType: "reply" }),
      defined(["p", "q"], { name: "length" }),
      defined(["low", "middle", "high"]),
      defined(["u", "v"], { taskType: "reply" }),
    ];
    expect(levelsOf(seen, [seededRun(["haiku", "opus"], { signals: other })])).toEqual([
      ["sure", ["low", "middle", "high"]],
    ]);
    const runs = [
      ["low", "high"],
      ["no", "maybe", "yes"],
    ].map((levels, at) => seededRun(["haiku", "opus"], { runId: `run-${at + 1}`, signals: [defined(levels)] }));
    const { matrices, warnings } = read(seen, runs);
    expect([...(matrices[0]?.levels ?? [])]).toEqual([["sure", ["no", "maybe", "yes"]]]);
    expect(warnings).toEqual([]);
    expect(levelsOf(seen, [seededRun(["haiku", "opus"], { signals: [defined(null)] })])).toEqual([["sure", null]]);
  });

  test("say so where the signal changed between runs", () => {
    const runs = ["1", "2"].map((version, at) =>
      seededRun(["haiku", "opus"], { runId: `run-${at + 1}`, signals: [defined(["low", "high"], { version })] }),
    );
    expect(read([{ value: 1, level: "high" }], runs).warnings).toEqual([
      'Signal "sure" of task type "triage" changed its version between runs: readings may differ.',
    ]);
  });
});

test.each([
  ["no outcomes", [], "no outcomes"],
  ["one tier", outcomesFromStrings({ opus: "11" }), "at least two tiers"],
  ["no reference", outcomesFromStrings({ haiku: "11", sonnet: "11" }), 'reference tier "opus" has no outcomes'],
  [
    "a type without the reference",
    [
      ...outcomesFromStrings({ haiku: "11", opus: "11" }),
      ...outcomesFromStrings({ haiku: "1" }, () => ({ taskType: "reply" })),
    ],
    'task type "reply" has no scored outcome of the reference',
  ],
  [
    "a row twice",
    [...outcomesFromStrings({ haiku: "1" }), ...outcomesFromStrings({ haiku: "0", opus: "1" })],
    "occurs twice",
  ],
  ["a score of 2", outcomesFromStrings({ haiku: "2", opus: "1" }), "score 2 is not in [0, 1]"],
  ["an unknown run", outcomesFromStrings({ haiku: "1", opus: "1" }, () => ({ runId: "gone" })), 'run "gone"'],
  [
    "two clusters",
    outcomesFromStrings({ haiku: "1", opus: "1" }, (_, tier) => ({ cluster: tier })),
    "it must be in one",
  ],
  [
    "no common item",
    [seededOutcome({ itemId: "a", tier: "haiku", score: 1 }), seededOutcome({ itemId: "b", tier: "opus", score: 1 })],
    "nothing can be compared",
  ],
])("refuses %s", (_, rows, message) => {
  expect(() => build(rows)).toThrow(message);
});

test("price order: measured cost, not the given order; unknown costs leave the given order", () => {
  const cost = (amounts: { readonly [tier: string]: number | null }) =>
    build(outcomesFromStrings({ haiku: "11", opus: "11" }, (_, tier) => ({ costUsd: amounts[tier] ?? null }))).matrices;
  const reversed = cost({ haiku: 0.02, opus: 0.01 });
  expect(priceOrder(reversed, ["haiku", "opus"])).toEqual({ order: ["opus", "haiku"], isByCost: true });
  expect(reversed.map((matrix) => inPriceOrder(matrix, ["opus", "haiku"]).columns.map(({ tier }) => tier))).toEqual([
    ["opus", "haiku"],
  ]);
  expect(priceOrder(cost({ haiku: null, opus: 0.01 }), ["haiku", "opus"])).toEqual({
    order: ["haiku", "opus"],
    isByCost: false,
  });
});
