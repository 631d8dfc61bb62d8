import { describe, expect, test } from "vitest";
import { planText } from "../core/policy.js";
import type { RoutingModel } from "./cascade-routing.js";
import { LAMBDA_COUNT, lambdaPath } from "./lambda-path.js";

/** Haiku for 1 and opus for 10; haiku's answers in equally frequent bins of such losses, opus's without any. */
function modelOf(losses: readonly number[], costs: readonly [number, number] = [1, 10]): RoutingModel {
  return {
    tiers: [
      {
        tier: "haiku",
        atLeast: losses.map((_, bin) => (bin === 0 ? "always" : { all: [{ signal: "sure", atLeast: bin }] })),
        cost: costs[0],
        signalCost: 0,
      },
      { tier: "opus", atLeast: ["always"], cost: costs[1], signalCost: 0 },
    ],
    cells: losses.map((loss, bin) => ({ bins: [bin, 0], weight: 1 / losses.length, loss: [loss, 0] })),
  };
}

/** The i-th of 25 values from 0.002 to 4, as loss for the whole price difference of 9. */
const lambdaAt = (i: number) => (0.002 * 2000 ** (i / 24)) / 9;
const plain = (model: RoutingModel) =>
  lambdaPath(model).map(({ policy, lambda, expectedLoss, expectedCost }) => ({
    plan: planText(policy),
    lambda: lambda === null ? null : Math.round(Math.log(lambda / lambdaAt(0)) / Math.log(2000 ** (1 / 24))),
    expectedLoss: Number(expectedLoss.toPrecision(12)),
    expectedCost: Number(expectedCost.toPrecision(12)),
  }));

describe("a path by hand", () => {
  test("from the safest to the boldest, each with the first price that leads to it, the reference left out", () => {
    expect(LAMBDA_COUNT).toBe(25);
    // 0.05 of loss for 4 dollars from opus on: 0.1125 for the whole difference, above the 12th value; then 0.4 for 5.
    expect(plain(modelOf([0.8, 0.1]))).toEqual([
      { plan: "haiku if sure ≥ 1, else opus", lambda: 13, expectedLoss: 0.05, expectedCost: 6 },
      { plan: "haiku", lambda: 19, expectedLoss: 0.45, expectedCost: 1 },
    ]);
    const [first] = lambdaPath(modelOf([0.8, 0.1]));
    expect(first?.lambda).toBeCloseTo(lambdaAt(13), 14);
  });

  test("smaller steps between, where no other policy is as good for as little", () => {
    // The strictest threshold loses 0.1 for 7 2/3 dollars: too much for any price, but nothing is better in both.
    expect(plain(modelOf([0.9, 0.1, 0.3]))).toEqual([
      {
        plan: "haiku if sure ≥ 2, else opus",
        lambda: null,
        expectedLoss: 0.1,
        expectedCost: Number((23 / 3).toPrecision(12)),
      },
      {
        plan: "haiku if sure ≥ 1, else opus",
        lambda: 15,
        expectedLoss: Number((0.4 / 3).toPrecision(12)),
        expectedCost: Number((13 / 3).toPrecision(12)),
      },
      { plan: "haiku", lambda: 19, expectedLoss: Number((1.3 / 3).toPrecision(12)), expectedCost: 1 },
    ]);
  });

  test("what another policy beats in cost and loss is no step", () => {
    // Bin 1 loses nothing and bin 2 all: to escalate it as well costs more and loses more.
    expect(plain(modelOf([1, 0, 0])).map(({ plan }) => plan)).toEqual(["haiku if sure ≥ 1, else opus", "haiku"]);
  });

  test("without a difference in price there is nothing to trade", () => {
    expect(lambdaPath(modelOf([0.8, 0.1], [5, 5]))).toEqual([]);
  });
});
