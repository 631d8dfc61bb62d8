import { describe, expect, it } from "vitest";
import type { RoutePolicy } from "../core/policy.js";
import { seededRandom } from "../stats/random.js";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { dealtUnits, firstUnits, markedUnits, selectRows, shuffle, tierRows, withArms } from "./tier-rows.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 1, sonnet: 2, opus: 4 };

type Cell = Pick<OutcomeSpec, "itemId" | "tier" | "score"> & Partial<OutcomeSpec>;

function matricesOf(cells: readonly Cell[]): readonly TaskTypeMatrix[] {
  const rows = cells.map((cell) => seededOutcome({ costUsd: COST[cell.tier] ?? 0, ...cell }));
  return outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices.map((one) => inPriceOrder(one, TIERS));
}

/** Two items of one cluster and one alone on all tiers; two items of another task type that lacks sonnet. */
const SCORES: readonly (readonly [taskType: string, item: string, scores: readonly (number | null)[]])[] = [
  ["a", "a1", [1, 1, 0]],
  ["a", "a2", [0, 1, 1]],
  ["a", "a3", [0, 0, 1]],
  ["b", "b1", [1, null, 1]],
  ["b", "b2", [0, null, 1]],
];
const CELLS = SCORES.flatMap(([taskType, itemId, scores]) =>
  TIERS.flatMap((tier, rank): Cell[] => {
    const score = scores[rank] ?? null;
    if (score === null) return [];
    const sure = { name: "sure", value: itemId === "a2" ? 0 : 1, level: itemId === "a2" ? "low" : "high" };
    const cluster = itemId === "a1" || itemId === "a3" ? "twins" : null;
    return [{ taskType, itemId, tier, score, cluster, signals: tier === "haiku" && taskType === "a" ? [sure] : [] }];
  }),
);
const MATRICES = matricesOf(CELLS);
const laidOut = () => tierRows(MATRICES, { tiers: TIERS, traffic: { a: 1, b: 3 } });
const CASCADE: RoutePolicy = {
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: "high" }] } },
    { tier: "opus", accept: "always" },
  ],
};
const ARM = { name: "haiku → opus by sure ≥ high", policies: [CASCADE, null] };

describe("tierRows", () => {
  it("lays the task types out one after the other, units numbered through", () => {
    const laid = laidOut();
    expect(laid).toMatchObject({
      taskTypes: ["a", "b"],
      tiers: TIERS,
      tierCount: 3,
      arms: [],
      reference: 2,
      weights: [0.25, 0.75],
      unitNames: ["a/a1", "a/a2", "b/b1", "b/b2"],
      isPriced: true,
    });
    expect([...laid.typeOf]).toEqual([0, 0, 0, 1, 1]);
    expect([...laid.unitOf]).toEqual([0, 1, 0, 2, 3]);
    expect([...laid.unitType]).toEqual([0, 0, 1, 1]);
    expect(firstUnits(MATRICES)).toEqual([0, 2]);
  });

  it("has what every tier did on every item, and says which task types lack it", () => {
    const laid = laidOut();
    expect(laid.columns.map(({ score }) => [...(score ?? [])])).toEqual([
      [1, 0, 0, 1, 0],
      [1, 1, 0, 0, 0],
      [0, 1, 1, 1, 1],
    ]);
    expect([...(laid.columns[0]?.netLoss ?? [])]).toEqual([-1, 1, 1, 0, 1]);
    expect([...(laid.columns[1]?.costUsd ?? [])]).toEqual([2, 2, 2, 0, 0]);
    expect([...laid.isMeasured]).toEqual([1, 1, 1, 1, 0, 1]);
  });

  it("is not priced where one cost is not known", () => {
    const unpriced = CELLS.map((cell, i) => (i === 4 ? { ...cell, costUsd: null } : cell));
    expect(tierRows(matricesOf(unpriced), { tiers: TIERS, traffic: null }).isPriced).toBe(false);
  });
});

describe("clusters that stand in several task types", () => {
  /** Cluster x in both task types, y in one of them with two items, and items alone. */
  const shared = matricesOf(
    (
      [
        ["a", "a1", "x"],
        ["a", "a2", null],
        ["a", "a3", "y"],
        ["a", "a4", "y"],
        ["b", "b1", null],
        ["b", "b2", "x"],
        ["b", "b3", null],
      ] as const
    ).flatMap(([taskType, itemId, cluster]) =>
      ["haiku", "opus"].map((tier) => ({ taskType, itemId, tier, cluster, score: 1 })),
    ),
  );
  const rows = () => tierRows(shared, { tiers: ["haiku", "opus"], traffic: null });

  it("are one independent group; a cluster of one task type is its unit", () => {
    const laid = rows();
    expect(laid.unitNames).toEqual(["a/a1", "a/a2", "a/a3", "b/b1", "b/b2", "b/b3"]);
    expect(laid.sharedBy).toEqual(["x", null, null, null, "x", null]);
    expect([...laid.groupOf]).toEqual([0, 1, 2, 3, 0, 4]);
  });

  it("stay one group where units are selected, numbered anew", () => {
    const selected = selectRows(rows(), (unit) => unit !== 1 && unit !== 3);
    expect(selected.unitNames).toEqual(["a/a1", "a/a3", "b/b2", "b/b3"]);
    expect(selected.sharedBy).toEqual(["x", null, "x", null]);
    expect([...selected.groupOf]).toEqual([0, 1, 0, 2]);
  });

  const seeds = Array.from({ length: 60 }, (_, seed) => seed);
  const spread = (sides: readonly number[]) => [...new Set(sides)].sort((a, b) => a - b);

  it("are dealt to one fold, by a hash of their name and the stream", () => {
    const folds = seeds.map((seed) => dealtUnits(rows(), { groups: 3, seed, stream: "s" }));
    expect(folds.map((dealt) => dealt[4])).toEqual(folds.map((dealt) => dealt[0]));
    expect(spread(folds.map((dealt) => dealt[0] ?? -1))).toEqual([0, 1, 2]);
    const others = seeds.map((seed) => dealtUnits(rows(), { groups: 3, seed, stream: "other" })[0]);
    expect(others).not.toEqual(folds.map((dealt) => dealt[0]));
    // Units on their own do not follow the cluster.
    expect(folds.some((dealt) => dealt[1] !== dealt[0])).toBe(true);
  });

  it("are marked together, as often as the share says", () => {
    const marked = (share: number, stream = "s") => seeds.map((seed) => markedUnits(rows(), { share, seed, stream }));
    const few = marked(0.2);
    expect(few.map((sides) => sides[4])).toEqual(few.map((sides) => sides[0]));
    const count = (all: readonly Uint8Array[]) => all.reduce((sum, sides) => sum + (sides[0] ?? 0), 0);
    // 12 and 48 of 60 expected, with a standard deviation of 3.1.
    expect(Math.abs(count(few) - 12)).toBeLessThan(10);
    expect(Math.abs(count(marked(0.8)) - 48)).toBeLessThan(10);
    expect(marked(0.2, "other").map((sides) => sides[0])).not.toEqual(few.map((sides) => sides[0]));
  });
});

describe("withArms", () => {
  it("adds a column per arm, measured where the task type has its policy", () => {
    const laid = laidOut();
    const rows = withArms(laid, MATRICES, [ARM]);
    expect(rows.tiers).toEqual([...TIERS, ARM.name]);
    expect(rows).toMatchObject({ tierCount: 3, arms: [ARM], isPriced: true });
    expect([...rows.isMeasured]).toEqual([1, 1, 1, 1, 1, 0, 1, 0]);
    const column = rows.columns[3];
    expect([...(column?.score ?? [])]).toEqual([1, 1, 0, 0, 0]);
    expect([...(column?.costUsd ?? [])]).toEqual([1, 5, 1, 0, 0]);
    expect([...(column?.harm ?? [])]).toEqual([0, 0, 1, 0, 0]);
    expect([...(column?.netLoss ?? [])]).toEqual([-1, 0, 1, 0, 0]);
    expect(column).toMatchObject({ latencyMs: null, escalated: null, overRouted: null });
  });

  it("leaves the rows alone where there are no arms, or no prices to hold them against", () => {
    const laid = laidOut();
    expect(withArms(laid, MATRICES, [])).toBe(laid);
    const unpriced = { ...laid, isPriced: false };
    expect(withArms(unpriced, MATRICES, [ARM])).toBe(unpriced);
  });
});

describe("selectRows", () => {
  it("keeps whole units with everything about them, and numbers them anew", () => {
    const laid = laidOut();
    const rows = selectRows(laid, (unit) => unit === 0 || unit === 3);
    expect(rows.unitNames).toEqual(["a/a1", "b/b2"]);
    expect([...rows.typeOf]).toEqual([0, 0, 1]);
    expect([...rows.unitOf]).toEqual([0, 0, 1]);
    expect([...rows.unitType]).toEqual([0, 1]);
    expect([...(rows.columns[0]?.score ?? [])]).toEqual([1, 0, 0]);
    expect([...(rows.columns[2]?.costUsd ?? [])]).toEqual([4, 4, 4]);
    expect(rows.weights).toEqual([0.25, 0.75]);
  });

  it("keeps unknown what is not known", () => {
    const laid = laidOut();
    const rows = withArms(laid, MATRICES, [ARM]);
    expect(selectRows(rows, (unit) => unit === 1).columns[3]?.latencyMs).toBeNull();
  });
});

describe("chance", () => {
  const many = matricesOf(
    ["p", "q"].flatMap((taskType) =>
      Array.from({ length: 7 }, (_, i) => ["haiku", "opus"].map((tier) => [`${taskType}${i}`, tier] as const))
        .flat()
        .map(([itemId, tier]) => ({ taskType, itemId, tier, score: 1 })),
    ),
  );
  const rowsOfMany = () => tierRows(many, { tiers: ["haiku", "opus"], traffic: null });

  it("deals 7 and 7 units to 4 groups, going on where the first task type ended", () => {
    const rows = rowsOfMany();
    const dealt = dealtUnits(rows, { groups: 4, seed: 2, stream: "s" });
    const sizes = (from: number) =>
      [0, 1, 2, 3].map((group) => dealt.slice(from, from + 7).filter((g) => g === group).length);
    expect(sizes(0)).toEqual([2, 2, 2, 1]);
    expect(sizes(7)).toEqual([2, 2, 1, 2]);
    expect(dealtUnits(rows, { groups: 4, seed: 2, stream: "s" })).toEqual(dealt);
    expect(dealtUnits(rows, { groups: 4, seed: 2, stream: "other" })).not.toEqual(dealt);
    // Types are shuffled apart, so knowing one says nothing of the other.
    expect(dealt.slice(0, 7)).not.toEqual(dealt.slice(7).map((group) => (group + 1) % 4));
  });

  it("marks a share of every task type, rounded, other units by another seed or stream", () => {
    const rows = rowsOfMany();
    const mark = (share: number, seed = 1, stream = "s") => [...markedUnits(rows, { share, seed, stream })];
    const count = (marked: readonly number[]) => marked.reduce((sum, value) => sum + value, 0);
    expect([count(mark(0.5).slice(0, 7)), count(mark(0.5).slice(7))]).toEqual([4, 4]);
    expect(count(mark(0.2))).toBe(2);
    expect(mark(0.5, 2)).not.toEqual(mark(0.5));
    expect(mark(0.5, 1, "other")).not.toEqual(mark(0.5));
    // A larger share only adds units.
    mark(0.2).forEach((value, unit) => {
      expect(mark(0.5)[unit]).toBeGreaterThanOrEqual(value);
    });
  });

  it("shuffles into every order about equally often", () => {
    const random = seededRandom(1, "orders");
    const seen = new Map<string, number>();
    for (let i = 0; i < 6000; i += 1) {
      const list = [1, 2, 3];
      shuffle(list, random);
      seen.set(list.join(""), (seen.get(list.join("")) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(["123", "132", "213", "231", "312", "321"]);
    // 1000 expected of each, with a standard deviation of 29.
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
