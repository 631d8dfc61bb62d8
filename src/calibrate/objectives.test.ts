import { describe, expect, it } from "vitest";
import { breakEvens, planForBudget, planForStakes } from "./objectives.js";
import type { TierModel } from "./shrunken-effects.js";

/** Two task types, three tiers: on the first sonnet is worth its price, on the second it never is. */
const MODEL: TierModel = {
  taskTypes: ["write", "sort"],
  tiers: ["haiku", "sonnet", "opus"],
  tierCount: 3,
  reference: 2,
  weights: [0.5, 0.5],
  quality: Float64Array.of(0.6, 0.9, 0.95, 0.8, 0.81, 0.9),
  cost: Float64Array.of(0.001, 0.004, 0.014, 0.001, 0.011, 0.011),
  isPriced: true,
  isOpen: new Uint8Array(6).fill(1),
  kappa: [0, 0, 0],
};

describe("planForBudget", () => {
  it("meets the budget exactly by a draw between two neighbours of the path", () => {
    const plan = planForBudget(MODEL, 0.002);
    // haiku everywhere costs .001, sonnet on write .0025: γ = 2/3.
    expect(plan.upperShare).toBeCloseTo(2 / 3, 12);
    expect([[...plan.lower.tierOf], [...plan.upper.tierOf]]).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(plan.costUsd).toBeCloseTo(0.002, 15);
    expect(plan.quality).toBeCloseTo(0.7 + (2 / 3) * 0.15, 12);
  });

  it("is never worse for more money, and needs no draw once everything is best", () => {
    let before = 0;
    for (const budget of [0.001, 0.0015, 0.0025, 0.004, 0.0075, 0.01, 0.0125, 0.02]) {
      const { quality, costUsd } = planForBudget(MODEL, budget);
      expect(quality).toBeGreaterThanOrEqual(before);
      expect(costUsd).toBeLessThanOrEqual(budget + 1e-12);
      before = quality;
    }
    expect(planForBudget(MODEL, 1)).toMatchObject({ upperShare: 0, costUsd: 0.0125 });
  });

  it("refuses a budget below the cheapest table, and costs that are not known", () => {
    expect(() => planForBudget(MODEL, 0.0005)).toThrow("below the cheapest table, $0.001");
    expect(() => planForBudget(MODEL, Number.NaN)).toThrow("above 0");
    expect(() => planForBudget(MODEL, 0)).toThrow("budget must be above 0 USD per item, found 0");
    expect(() => planForBudget({ ...MODEL, isPriced: false }, 1)).toThrow("not known");
  });
});

describe("stakes", () => {
  it("names the failure cost at which each tier becomes the best", () => {
    const [write, sort] = breakEvens(MODEL);
    expect(write?.tiers.map(({ tier }) => tier)).toEqual(["haiku", "sonnet", "opus"]);
    expect(write?.tiers.map(({ fromUsd }) => fromUsd)).toEqual([0, expect.closeTo(0.01, 12), expect.closeTo(0.2, 12)]);
    expect(sort?.tiers).toEqual([
      { tier: "haiku", fromUsd: 0 },
      { tier: "opus", fromUsd: expect.closeTo(0.1, 12) as number },
    ]);
  });

  it("minimises cost plus failure cost times errors, type by type", () => {
    const plan = planForStakes(MODEL, (taskType) => (taskType === "write" ? 0.05 : 0.15));
    expect([...plan.tierOf]).toEqual([1, 2]);
    expect(plan.lossUsd).toBeCloseTo(0.5 * (0.004 + 0.05 * 0.1) + 0.5 * (0.011 + 0.15 * 0.1), 12);
    for (const { lossUsd } of plan.singles) expect(plan.lossUsd).toBeLessThanOrEqual(lossUsd ?? 1);
    expect([...planForStakes(MODEL, () => 0).tierOf]).toEqual([0, 0]);
    expect(() => planForStakes(MODEL, () => -1)).toThrow('failure cost of task type "write"');
  });

  it("needs costs, and stakes that are numbers", () => {
    const unpriced = { ...MODEL, isPriced: false };
    expect(() => breakEvens(unpriced)).toThrow("break-even failure costs need costs, and some are not known");
    expect(() => planForStakes(unpriced, () => 1)).toThrow(
      "stakes need costs, and some are not known: give cost_usd or tokens",
    );
    expect(() => planForStakes(MODEL, () => Number.POSITIVE_INFINITY)).toThrow(
      'failure cost of task type "write" must be 0 or more, found Infinity',
    );
    expect(() => planForStakes(MODEL, () => Number.NaN)).toThrow("found NaN");
  });

  it("starts each task type's ladder at its own cheapest tier", () => {
    const model = { ...MODEL, cost: Float64Array.of(0.003, 0.002, 0.014, 0.001, 0.011, 0.011) };
    expect(breakEvens(model).map(({ tiers: [first] }) => first)).toEqual([
      { tier: "sonnet", fromUsd: 0 },
      { tier: "haiku", fromUsd: 0 },
    ]);
  });

  it("holds the plan against every tier that all task types have, arms aside", () => {
    const model: TierModel = { ...MODEL, tierCount: 2, isOpen: Uint8Array.of(1, 1, 1, 1, 0, 1) };
    const { singles } = planForStakes(model, () => 0.1);
    // 0.001 + 0.1 × (0.4 + 0.2) / 2.
    expect(singles).toEqual([
      { tier: "haiku", lossUsd: expect.closeTo(0.031, 12) as number },
      { tier: "sonnet", lossUsd: null },
    ]);
    const all = planForStakes(MODEL, () => 0.1).singles;
    expect(all.map(({ lossUsd }) => lossUsd)).toEqual(
      // Sonnet 0.0075 + 0.1 × (0.1 + 0.19) / 2, opus 0.0125 + 0.1 × (0.05 + 0.1) / 2.
      [0.031, 0.022, 0.02].map((value) => expect.closeTo(value, 12) as number),
    );
  });
});
