import { describe, expect, test } from "vitest";
import type { Policy } from "../core/policy.js";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { policyTotals, QUANTITIES } from "./policy-totals.js";

const HAIKU: Policy = { kind: "single", tier: "haiku" };

type Cell = Omit<OutcomeSpec, "itemId" | "tier">;

/** Per item what haiku did; opus is always right, for 4 cents in a second. */
function matrixOf(taskType: string, cells: readonly Cell[]): TaskTypeMatrix {
  const rows = cells.flatMap((cell, i) => {
    const item = { ...cell, itemId: `item-${String(i).padStart(5, "0")}`, taskType };
    return [
      seededOutcome({ ...item, tier: "haiku" }),
      seededOutcome({ ...item, tier: "opus", score: 1, costUsd: 0.04, latencyMs: 1000 }),
    ];
  });
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return matrix;
}

const A = matrixOf("a", [
  { score: 1, costUsd: 0.001, latencyMs: 100, cluster: "doc" },
  { score: 0, costUsd: 0.003, latencyMs: 200, cluster: "doc" },
  { score: 1, costUsd: 0.002, latencyMs: 300 },
]);
const B = matrixOf("b", [
  { score: 0, costUsd: 0.01, latencyMs: 500 },
  { score: 1, costUsd: 0.03, latencyMs: 700 },
]);
const WEIGHTS = { weights: [0.75, 0.25], seed: 1 };

/** The columns of one task type by name, as plain numbers. */
function sumsOf(strata: ReturnType<typeof policyTotals>["strata"], index: number) {
  const { sizes, columns } = strata[index] ?? { sizes: [], columns: [] };
  return {
    sizes: [...sizes],
    ...Object.fromEntries(QUANTITIES.map((quantity, q) => [quantity, [...(columns[q] ?? [])]])),
  };
}

describe("totals", () => {
  test("means are weighed by task type", () => {
    const { means } = policyTotals(HAIKU, [A, B], WEIGHTS);
    expect(means.score).toBeCloseTo(0.75 * (2 / 3) + 0.25 * 0.5, 14);
    expect(means.costUsd).toBeCloseTo(0.75 * 0.002 + 0.25 * 0.02, 14);
    expect(means.latencyMs).toBeCloseTo(0.75 * 200 + 0.25 * 600, 10);
    expect(means.harm).toBeCloseTo(0.75 / 3 + 0.25 / 2, 14);
    expect(means.escalated).toBe(0);
  });

  test("sums are by unit: items of one cluster stand together", () => {
    const { strata } = policyTotals(HAIKU, [A, B], WEIGHTS);
    expect(sumsOf(strata, 0)).toEqual({
      sizes: [2, 1],
      score: [1, 1],
      costUsd: [0.004, 0.002],
      latencyMs: [300, 300],
      harm: [1, 0],
      escalated: [0, 0],
    });
    expect(sumsOf(strata, 1)).toMatchObject({ sizes: [1, 1], score: [0, 1], costUsd: [0.01, 0.03], harm: [1, 0] });
  });

  test("what is not known for one task type has no mean, and counts nothing there", () => {
    const unknown = matrixOf("b", [
      { score: 0, costUsd: null, latencyMs: 500 },
      { score: 1, costUsd: 0.03, latencyMs: null },
    ]);
    const { means, strata } = policyTotals(HAIKU, [A, unknown], WEIGHTS);
    expect(means).toMatchObject({ costUsd: null, latencyMs: null });
    expect(means.score).toBeCloseTo(0.625, 14);
    expect(sumsOf(strata, 0)).toMatchObject({ costUsd: [0.004, 0.002] });
    expect(sumsOf(strata, 1)).toMatchObject({ score: [0, 1], costUsd: [0, 0], latencyMs: [0, 0] });
  });
});

/** Haiku's cost names the item: what is added up shows which items went together. */
const numbered = (items: number) =>
  matrixOf(
    "many",
    Array.from({ length: items }, (_, i) => ({ score: 1, costUsd: i / 1000 })),
  );

describe("very many units", () => {
  const M401 = numbered(401);
  const groupsOf = (seed: number, taskType = "many") => {
    const all = Array.from({ length: 25 }, () => ({ ...M401, taskType }));
    const { strata } = policyTotals(HAIKU, all, { weights: all.map(() => 1 / 25), seed });
    return { sizes: strata[0]?.sizes ?? new Float64Array(0), costs: strata[0]?.columns[1] ?? new Float64Array(0) };
  };

  const first = groupsOf(1);

  test("are put together in even groups, every item in one", () => {
    const { sizes, costs } = first;
    expect(Array.from(sizes.toSorted())).toEqual([...Array.from({ length: 199 }, () => 2), 3]);
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo((400 * 401) / 2 / 1000, 9);
  });

  test("at random: pairs of two early items are about as many as chance would make", () => {
    const { sizes, costs } = first;
    // Two of 401 places add up to less than 200 with probability 1/8: 25 of 200 pairs, standard deviation below 5.
    const early = [...costs].filter((cost, group) => sizes[group] === 2 && cost < 0.2).length;
    expect(early).toBeGreaterThan(10);
    expect(early).toBeLessThan(40);
  });

  test("the same for all policies of a seed, others for another seed or task type", () => {
    expect(groupsOf(1)).toEqual(first);
    expect(groupsOf(2).costs).not.toEqual(first.costs);
    expect(groupsOf(1, "other").costs).not.toEqual(first.costs);
  });

  test("5,000 units are shared by the task types, with 200 at least for each", () => {
    const unitsOf = (matrix: TaskTypeMatrix, types: number) => {
      const all = Array.from({ length: types }, () => matrix);
      const { strata } = policyTotals(HAIKU, all, { weights: all.map(() => 1 / types), seed: 1 });
      return strata[0]?.sizes.length;
    };
    const [M200, M5001] = [numbered(200), numbered(5001)];
    expect([unitsOf(M5001, 1), unitsOf(M401, 12), unitsOf(M401, 13), unitsOf(M401, 26)]).toEqual([5000, 401, 384, 200]);
    const { strata } = policyTotals(
      HAIKU,
      Array.from({ length: 25 }, () => M200),
      { weights: [1], seed: 1 },
    );
    // As many as there may be: every unit stays where it was.
    expect([...(strata[0]?.columns[1] ?? [])]).toEqual(Array.from({ length: 200 }, (_, i) => i / 1000));
  });
});
