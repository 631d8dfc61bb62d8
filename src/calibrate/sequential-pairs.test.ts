import { describe, expect, test } from "vitest";
import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { unitName, unitRank } from "./sequential-order.js";
import { sequentialPairs } from "./sequential-pairs.js";

const RUN = seededRun(["haiku", "opus"], {
  adaptive: {
    seed: 3,
    batchUnits: 10,
    minUnits: 30,
    margin: 0.05,
    confidence: 0.95,
    reference: "opus",
    mostCells: 0,
  },
});

/** Cells of one tier on the first `count` items. */
function asked(tier: string, count: number, change: (item: number) => Partial<Outcome> = () => ({})): Outcome[] {
  return Array.from({ length: count }, (_, i) => ({
    ...seededOutcome({ itemId: `item-${i}`, tier, score: 1 }),
    ...change(i),
  }));
}

const NEVER = { status: "errored", outcomeClass: "budget_denied", score: null, attempts: 0 } as const;
const pairOf = (outcomes: readonly Outcome[]) => sequentialPairs(outcomes, [RUN], "opus").get("triage")?.[0];

test("cut short inside a batch: a cell whose reference was never asked is not missing", () => {
  const pair = pairOf([...asked("haiku", 40), ...asked("opus", 33)]);
  expect(pair?.matrix.itemIds).toHaveLength(33);
  expect(pair?.missing.map(({ tier, cells, of }) => [tier, cells, of])).toEqual([
    ["haiku", 0, 33],
    ["opus", 0, 33],
  ]);
});

test("nor is one that the run gave up before it sent anything, on either tier", () => {
  const skipped = { ...NEVER, status: "skipped" } as const;
  const pair = pairOf([
    ...asked("haiku", 40, (item) => (item >= 36 ? NEVER : {})),
    ...asked("opus", 40, (item) => (item >= 38 ? skipped : item >= 33 ? NEVER : {})),
  ]);
  expect(pair?.missing.map(({ cells, of }) => [cells, of])).toEqual([
    [0, 33],
    [0, 33],
  ]);
});

test("a cell that was asked and has no score is missing", () => {
  const errored = { status: "errored", outcomeClass: "infra_timeout", score: null } as const;
  const cut = { ...NEVER, outcomeClass: "interrupted", attempts: 1 } as const;
  const pair = pairOf([
    ...asked("haiku", 40, (item) => (item === 5 ? errored : {})),
    ...asked("opus", 40, (item) => (item === 7 || item === 8 ? cut : {})),
  ]);
  expect(pair?.matrix.itemIds).toHaveLength(37);
  expect(pair?.missing.map(({ tier, cells, of }) => [tier, cells, of])).toEqual([
    ["haiku", 1, 40],
    ["opus", 2, 40],
  ]);
});

test("trials are cells of their own", () => {
  const second = asked("haiku", 10, () => ({ trial: 1 }));
  const pair = pairOf([...asked("haiku", 30), ...second, ...asked("opus", 30)]);
  expect(pair?.missing.map(({ cells, of }) => [cells, of])).toEqual([
    [0, 30],
    [0, 30],
  ]);
  expect(pair?.matrix.trials).toBe(1);
});

test("a score that came without an attempt counts as asked", () => {
  const pair = pairOf([...asked("haiku", 30, () => ({ attempts: 0 })), ...asked("opus", 30)]);
  expect(pair?.matrix.itemIds).toHaveLength(30);
});

test("a tier without a score beside one of the reference makes no pair", () => {
  const errored = { status: "errored", outcomeClass: "infra_timeout", score: null } as const;
  const none = [...asked("haiku", 30, () => errored), ...asked("opus", 30)];
  expect(sequentialPairs(none, [RUN], "opus").get("triage")).toEqual([]);
  const crossed = [
    ...asked("haiku", 30, (item) => (item < 15 ? errored : {})),
    ...asked("opus", 30, (item) => (item < 15 ? {} : errored)),
  ];
  expect(sequentialPairs(crossed, [RUN], "opus").get("triage")).toEqual([]);
});

describe("task types", () => {
  const adaptive = { ...RUN, runId: "adaptive", createdAt: "2026-10-31T00:00:00.000Z" };
  const plain = seededRun(["haiku", "opus"], { runId: "plain" });
  const of = (taskType: string, runId: string) =>
    [...asked("haiku", 10), ...asked("opus", 10)].map((one) => ({ ...one, taskType, runId }));

  test("are in order of their names, those that were asked in full left out", () => {
    const rows = [...of("b", "adaptive"), ...of("c", "plain"), ...of("a", "adaptive")];
    const pairs = sequentialPairs(rows, [plain, adaptive], "opus");
    expect([...pairs.keys()]).toEqual(["a", "b"]);
    expect(pairs.get("b")?.map(({ taskType, tier }) => [taskType, tier])).toEqual([["b", "haiku"]]);
  });

  test("of an adaptive run and others are refused, with their names", () => {
    const third = seededRun(["haiku", "opus"], { runId: "third" });
    const rows = [...of("a", "plain"), ...of("a", "adaptive"), ...of("a", "third"), ...of("b", "third")];
    expect(() => sequentialPairs(rows, [plain, adaptive, third], "opus")).toThrow(
      new DataError(
        'task type "a" was measured by the adaptive run "adaptive" and by plain, third: an adaptive run stops where its own answers say so and cannot be mixed; use one of them',
      ),
    );
  });
});

describe("units", () => {
  const clustered = (item: number) => ({ cluster: item < 6 ? `doc-${item % 2}` : null });
  const rows = [...asked("haiku", 12, clustered), ...asked("opus", 12, clustered)];

  test("stand in the order in which the run asked them: by the rank of their names", () => {
    const { matrix, order = [] } = pairOf(rows) ?? {};
    const ranks = order.map((unit) => {
      const item = Number(matrix?.itemIds[matrix.units.indexOf(unit)]?.slice(5));
      return unitRank(unitName(`item-${item}`, clustered(item).cluster), { seed: 3, taskType: "triage" });
    });
    expect(ranks).toEqual(ranks.toSorted());
    expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("are weighed against the largest, of the plan where it says so", () => {
    expect(pairOf(rows)?.largestUnit).toBe(3);
    const planned = { ...RUN, adaptive: { ...RUN.adaptive, largestUnits: { triage: 7 } } } as typeof RUN;
    expect(sequentialPairs(rows, [planned], "opus").get("triage")?.[0]?.largestUnit).toBe(7);
  });
});
