import { describe, expect, test } from "vitest";
import { CASCADE_WORLDS, type CascadeWorld, drawCascadeWorld } from "../testing/benchmark-worlds.js";
import { allCascades } from "./cascade-routing.js";
import { lambdaPath } from "./lambda-path.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { replay } from "./replay.js";
import { routingModel } from "./routing-model.js";

const [LADDER, INFORMATIVE, USELESS] = CASCADE_WORLDS as readonly [CascadeWorld, CascadeWorld, CascadeWorld];

function mean(values: Float64Array | null): number {
  return (values ?? new Float64Array(0)).reduce((sum, value) => sum + value, 0) / (values?.length ?? 1);
}

describe("the routing model", () => {
  test("shares add up to 1, and single tiers are expected to do as they did", () => {
    const matrix = drawCascadeWorld(LADDER, 4000, 1);
    const model = routingModel(matrix, "harm");
    expect(model.cells.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 10);
    expect(model.tiers.map(({ cost }) => cost)).toEqual([1, 20, 40]);
    const singles = allCascades(model).filter(({ rule }) => rule.length === 1);
    expect(singles.map(({ cost }) => Math.round(cost * 1e6) / 1e6)).toEqual([1, 20, 40]);
    for (const [t, { loss }] of singles.entries()) {
      expect(Math.abs(loss - mean(matrix.columns[t]?.harm ?? null))).toBeLessThan(0.02);
    }
    expect(singles[2]?.loss).toBe(0);
  });

  test("expects of cascades what a replay on fresh rows finds", () => {
    const model = routingModel(drawCascadeWorld(LADDER, 4000, 1), "harm");
    const fresh = drawCascadeWorld(LADDER, 20_000, 2);
    for (const { policy, expectedLoss, expectedCost } of lambdaPath(model)) {
      const outcome = replay(policy, fresh);
      expect(Math.abs(mean(outcome.harm) - expectedLoss)).toBeLessThan(0.025);
      expect(Math.abs(mean(outcome.costUsd) - expectedCost)).toBeLessThan(1.5);
    }
  });

  test("without costs the places in price order stand for them", () => {
    const matrix = drawCascadeWorld(LADDER, 300, 1);
    const unpriced: TaskTypeMatrix = { ...matrix, columns: matrix.columns.map((one) => ({ ...one, costUsd: null })) };
    expect(routingModel(unpriced, "harm").tiers.map(({ cost }) => cost)).toEqual([1 / 3, 2 / 3, 1]);
  });
});

describe("the λ-path", () => {
  test("runs from safe to bold, each step cheaper, from near the reference to the cheapest tier", () => {
    const path = lambdaPath(routingModel(drawCascadeWorld(LADDER, 2000, 1), "harm"));
    expect(path.length).toBeGreaterThan(10);
    for (let i = 1; i < path.length; i += 1) {
      expect(path[i]?.expectedLoss).toBeGreaterThanOrEqual(path[i - 1]?.expectedLoss ?? 0);
      expect(path[i]?.expectedCost).toBeLessThan(path[i - 1]?.expectedCost ?? 0);
    }
    const known = path.flatMap(({ lambda }) => lambda ?? []);
    expect(known.length).toBeGreaterThan(3);
    expect(known.length).toBeLessThanOrEqual(25);
    expect(known).toEqual(known.slice().sort((a, b) => a - b));
    expect(path.at(-1)?.policy).toEqual({ kind: "single", tier: "haiku" });
    expect(path.map(({ policy }) => policy)).not.toContainEqual({ kind: "single", tier: "opus" });
  });

  test("chains compete: pairs and the full chain all appear", () => {
    const path = lambdaPath(routingModel(drawCascadeWorld(INFORMATIVE, 3000, 1), "harm"));
    const lengths = new Set(path.map(({ policy }) => (policy.kind === "single" ? 1 : policy.steps.length)));
    expect(lengths).toEqual(new Set([1, 2, 3]));
  });

  test("an informative signal lets expect less harm at the same cost than a useless one", () => {
    const at = (world: CascadeWorld) =>
      lambdaPath(routingModel(drawCascadeWorld(world, 3000, 1), "harm")).find(({ expectedCost }) => expectedCost < 20)
        ?.expectedLoss ?? 1;
    expect(at(INFORMATIVE)).toBeLessThan(0.02);
    expect(at(USELESS)).toBeGreaterThan(0.05);
  });

  test("no difference in price, nothing to trade", () => {
    const model = routingModel(drawCascadeWorld(LADDER, 200, 1), "harm");
    expect(lambdaPath({ ...model, tiers: model.tiers.map((tier) => ({ ...tier, cost: 1 })) })).toEqual([]);
  });
});
