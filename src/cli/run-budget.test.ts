import { describe, expect, it } from "vitest";
import { memoryStore } from "../store/memory-store.js";
import { DEAR, LADDER } from "../testing/benchmark-fixture.js";
import { sampleAttempt, sampleCell, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { type BudgetWish, capsOf, isCapped, keptText, keptWish, runBudget } from "./run-budget.js";
import { chargedSoFar, NOTHING_SPENT, spentSoFar } from "./spent-so-far.js";

async function chargedFor(charges: readonly (number | null)[]): Promise<number | null> {
  await using store = memoryStore();
  const run = sampleRun();
  await store.createRun(run, [], []);
  const outcome = sampleOutcome("a", { runId: run.runId });
  const attempts = charges.map((chargedNanoUsd, index) =>
    sampleAttempt("a", { cellKey: outcome.cellKey, index, chargedNanoUsd }),
  );
  await store.record(outcome, attempts);
  return await chargedSoFar(store, run.runId);
}

it("adds up every attempt, and one unknown charge makes the sum unknown, never smaller", async () => {
  expect(await chargedFor([5, 7])).toBe(12);
  expect(await chargedFor([5, null, 7])).toBeNull();
});

it("tells the tiers apart, and leaves the judge to the whole", async () => {
  await using store = memoryStore();
  await store.createRun(sampleRun(), [sampleCell("a"), sampleCell("b", { tier: "opus" })], []);
  await store.record(sampleOutcome("a"), [
    sampleAttempt("a", { chargedNanoUsd: 5 }),
    sampleAttempt("a", { index: 1, role: "judge:kind", chargedNanoUsd: 100 }),
  ]);
  await store.settle("run-1", sampleAttempt("b", { chargedNanoUsd: 7 }), null);
  await store.settle("run-1", sampleAttempt("b", { index: 1, chargedNanoUsd: null }), null);
  const { total, byTier } = await spentSoFar(store, "run-1");
  expect(total).toBeNull();
  expect([...byTier].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual([
    ["haiku", 5],
    ["opus", null],
  ]);
});

describe("the budget of a run", () => {
  const wish = (totalUsd: number | undefined, tiers: Record<string, number> = {}): BudgetWish => ({
    totalUsd,
    tiersUsd: new Map(Object.entries(tiers)),
  });

  it("counts what earlier parts were charged, in the whole and in each tier", () => {
    const spent = { ...NOTHING_SPENT, total: 6e8, byTier: new Map([[DEAR.id, 4e8]]) };
    const { budget, tierBudgets } = runBudget(wish(1, { [DEAR.id]: 0.5 }), spent, LADDER, "r");
    expect([budget.reserve(4e8), budget.reserve(1)]).toEqual([true, false]);
    const own = tierBudgets.get(DEAR.id);
    expect([own?.reserve(1e8), own?.reserve(1)]).toEqual([true, false]);
  });

  it("sets aside what batches may cost that are under way", () => {
    const underWay = { total: 3e8, byTier: new Map([[DEAR.id, 2e8]]) };
    const { budget, tierBudgets } = runBudget(wish(1, { [DEAR.id]: 0.5 }), { ...NOTHING_SPENT, underWay }, LADDER);
    expect([budget.reserve(7e8), budget.reserve(1)]).toEqual([true, false]);
    expect(tierBudgets.get(DEAR.id)?.reserve(3e8 + 1)).toBe(false);
  });

  it("refuses a cap over spending that is not known, and asks for nothing without one", () => {
    const unknown = { ...NOTHING_SPENT, total: null, byTier: new Map([[DEAR.id, null]]) };
    expect(() => runBudget(wish(1), unknown, LADDER, "r")).toThrow(/run "r" has calls whose cost is not known/);
    expect(() => runBudget(wish(undefined, { [DEAR.id]: 1 }), unknown, LADDER, "r")).toThrow(/cost is not known/);
    expect(runBudget(wish(undefined), unknown, LADDER, "r").budget.reserve(1e15)).toBe(true);
  });

  it("refuses a tier that the run has not", () => {
    expect(() => runBudget(wish(1, { opis: 1 }), NOTHING_SPENT, LADDER)).toThrow(
      /--tier-budget-usd names tier "opis", which is not in this run: cheap, middle, dear/,
    );
  });
});

describe("the budget of a resumed run", () => {
  const none: BudgetWish = { totalUsd: undefined, tiersUsd: new Map() };
  const first: BudgetWish = { totalUsd: 0.05, tiersUsd: new Map([["opus", 0.02]]) };
  const caps = capsOf(first);

  it("is the one that it was begun with, until another is said", () => {
    expect(keptWish(none, caps)).toEqual(first);
    expect(keptWish({ ...none, totalUsd: 1 }, caps)).toEqual({ ...first, totalUsd: 1 });
    expect(keptWish({ ...none, tiersUsd: new Map([["haiku", 1]]) }, caps)).toEqual({
      totalUsd: 0.05,
      tiersUsd: new Map([
        ["opus", 0.02],
        ["haiku", 1],
      ]),
    });
  });

  it("is none where none is said, or none was", () => {
    expect(isCapped(keptWish({ ...none, totalUsd: null }, caps))).toBe(false);
    expect(isCapped(keptWish(none, capsOf(none)))).toBe(false);
    expect(capsOf({ ...none, totalUsd: null })).toBeUndefined();
  });

  it("is said with all that it holds", () => {
    expect(keptText(first)).toMatch(/^the budget of \$0\.0500, \$0\.0200 for opus is kept; --budget-usd .* none$/);
  });
});
