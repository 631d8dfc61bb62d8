import { describe, expect, it } from "vitest";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder, meanCostUsd, priceOrder } from "./price-order.js";

/** Task type → tier → cost of each item, USD. */
type Costs = { readonly [taskType: string]: { readonly [tier: string]: readonly (number | null)[] } };

function matricesOf(costs: Costs, signalCostUsd = 0): readonly TaskTypeMatrix[] {
  const tiers = [...new Set(Object.values(costs).flatMap((types) => Object.keys(types)))];
  const rows = Object.entries(costs).flatMap(([taskType, types]) =>
    Object.entries(types).flatMap(([tier, items]) =>
      items.map((costUsd, i) =>
        seededOutcome({ itemId: `${taskType}-${i}`, taskType, tier, score: 1, costUsd, signalCostUsd }),
      ),
    ),
  );
  return outcomeMatrices(rows, [seededRun(tiers)], "opus").matrices;
}
const orderOf = (costs: Costs, given: readonly string[] = []) => priceOrder(matricesOf(costs), given);

describe("priceOrder", () => {
  it("is by mean cost per item over the task types that have all tiers", () => {
    const costs = {
      // 1.5 and 1 per item here, 2 and 4 there; four items in all: 1.625 against 1.75.
      a: { haiku: [1, 2, 1.5], mini: [1, 1, 1], opus: [9, 9, 9] },
      b: { haiku: [2], mini: [4], opus: [9] },
      c: { haiku: [100], opus: [9] },
    };
    expect(orderOf(costs)).toEqual({ order: ["haiku", "mini", "opus"], isByCost: true });
    expect(orderOf({ ...costs, b: { haiku: [4], mini: [4], opus: [9] } }).order).toEqual(["mini", "haiku", "opus"]);
  });

  it("is by cost over the reference's where no task type has all tiers", () => {
    const costs = {
      a: { haiku: [3], opus: [10] },
      // Half the reference's, though twice as much as haiku's.
      b: { mini: [6, 4, 5], opus: [20, 20, 20] },
    };
    expect(orderOf(costs)).toEqual({ order: ["mini", "haiku", "opus"], isByCost: true });
    const free = { a: { haiku: [3], opus: [0] }, b: { mini: [6], opus: [0] } };
    expect(orderOf(free, ["mini", "opus", "haiku"])).toEqual({ order: ["mini", "opus", "haiku"], isByCost: false });
    const unknown = { a: { haiku: [3], opus: [10] }, b: { mini: [null], opus: [20] } };
    expect(orderOf(unknown, ["opus"])).toEqual({ order: ["opus", "haiku", "mini"], isByCost: false });
    const partly = { a: { haiku: [3], opus: [10] }, b: { mini: [1], opus: [null] } };
    expect(orderOf(partly).isByCost).toBe(false);
  });

  it("adds several task types up before it divides", () => {
    const costs = {
      a: { haiku: [1], opus: [10] },
      b: { haiku: [9, 9], opus: [10, 10] },
      c: { mini: [6, 6], opus: [10, 10] },
    };
    // Haiku 19 of 30, mini 12 of 20.
    expect(orderOf(costs).order).toEqual(["mini", "haiku", "opus"]);
    expect(orderOf({ ...costs, c: { mini: [7, 7], opus: [10, 10] } }).order).toEqual(["haiku", "mini", "opus"]);
  });

  it("is the given order where a cost is unknown; unnamed tiers follow by name", () => {
    const costs = { a: { haiku: [1], mini: [null], opus: [2], alto: [3] } };
    expect(orderOf(costs, ["opus", "mini"])).toEqual({ order: ["opus", "mini", "alto", "haiku"], isByCost: false });
    const equal = { a: { haiku: [1], mini: [1], opus: [1], alto: [1] } };
    expect(orderOf(equal, ["opus", "mini"])).toEqual({ order: ["opus", "mini", "alto", "haiku"], isByCost: true });
  });
});

describe("meanCostUsd", () => {
  it("is per item, without signals; null where one is unknown", () => {
    const [matrix] = matricesOf({ a: { haiku: [3, 5], opus: [null, 1] } }, 2);
    const means = matrix?.columns.map((column) => [column.tier, meanCostUsd(column)]);
    expect(means).toEqual([
      ["haiku", 2],
      ["opus", null],
    ]);
  });
});

describe("inPriceOrder", () => {
  it("puts the columns into the order and leaves the matrix as it was", () => {
    const [matrix] = matricesOf({ a: { haiku: [1], mini: [1], opus: [1] } });
    if (matrix === undefined) throw new Error("one task type has one matrix");
    const names = ({ columns }: TaskTypeMatrix) => columns.map(({ tier }) => tier);
    expect(names(inPriceOrder(matrix, ["opus", "haiku", "mini"]))).toEqual(["opus", "haiku", "mini"]);
    expect(names(matrix)).toEqual(["haiku", "mini", "opus"]);
  });
});
