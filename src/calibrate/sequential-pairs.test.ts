import { expect, test } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
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
