import { describe, expect, it } from "vitest";
import type { RoutePolicy } from "../core/policy.js";
import type { SignalReading } from "../core/signal.js";
import { CASCADE_WORLDS, type CascadeWorld, drawCascadeWorld } from "../testing/benchmark-worlds.js";
import { cascadeTruth } from "../testing/benchmark-worlds-truth.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { bestCascades } from "./cascade-search.js";
import { cascadeSpace } from "./cascade-space.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";

const isKnown = () => true;
const shift = [0, 0, 0];

function search(matrix: TaskTypeMatrix, failureCosts: readonly number[]): readonly RoutePolicy[] {
  return bestCascades(cascadeSpace(matrix), { isKnown, failureCosts, shift });
}

/** Haiku is right exactly where `isGood`; opus always; opus costs ten times as much. */
function twoTiers(items: number, read: (item: number) => { isGood: boolean; signals: readonly SignalReading[] }) {
  const rows = Array.from({ length: items }, (_, i) => i).flatMap((i) => {
    const { isGood, signals } = read(i);
    const itemId = `item-${String(i).padStart(4, "0")}`;
    return [
      seededOutcome({ itemId, tier: "haiku", score: isGood ? 1 : 0, costUsd: 1, signals }),
      seededOutcome({ itemId, tier: "opus", score: 1, costUsd: 10 }),
    ];
  });
  const signals = ["check", "other"].map((name) => ({
    name,
    taskType: "triage",
    kind: "validator" as const,
    levels: ["fail", "pass"],
    version: "1",
    extraCalls: 0,
  }));
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"], { signals })], "opus").matrices;
  if (matrix === undefined) throw new RangeError("no matrix");
  return matrix;
}

describe("bestCascades", () => {
  it("goes from the cheap tier over the cascade to the dear one as lost answers cost more", () => {
    const matrix = twoTiers(400, (i) => ({
      isGood: i % 10 >= 3,
      signals: [{ name: "confidence", value: (i % 10) / 10 }],
    }));
    expect(search(matrix, [1, 30])).toEqual([
      { kind: "single", tier: "haiku" },
      {
        kind: "cascade",
        steps: [
          { tier: "haiku", accept: { all: [{ signal: "confidence", atLeast: 0.3 }] } },
          { tier: "opus", accept: "always" },
        ],
      },
    ]);
    // A signal that says nothing leaves the two tiers.
    const useless = twoTiers(400, (i) => ({ isGood: i % 10 >= 5, signals: [{ name: "confidence", value: 0.5 }] }));
    expect(search(useless, [10, 1000])).toEqual([
      { kind: "single", tier: "haiku" },
      { kind: "single", tier: "opus" },
    ]);
  });

  it("states checks as conditions, in front of a threshold or alone", () => {
    const check = (i: number): SignalReading => ({
      name: "check",
      value: i % 4 === 0 ? 0 : 1,
      level: i % 4 === 0 ? "fail" : "pass",
    });
    const alone = twoTiers(400, (i) => ({ isGood: i % 4 !== 0, signals: [check(i)] }));
    const [first] = search(alone, [100]);
    expect(first).toMatchObject({
      steps: [{ accept: { all: [{ signal: "check", atLeast: "pass" }] } }, { tier: "opus" }],
    });
    const both = twoTiers(400, (i) => ({
      isGood: i % 4 !== 0 && i % 10 >= 5,
      signals: [check(i), { name: "confidence", value: (i % 10) / 10 }],
    }));
    const [second] = search(both, [100]);
    expect(second).toMatchObject({
      steps: [
        {
          accept: {
            all: [
              { signal: "check", atLeast: "pass" },
              { signal: "confidence", atLeast: 0.5 },
            ],
          },
        },
        {},
      ],
    });
  });

  it("learns from known units only", () => {
    const matrix = twoTiers(400, (i) => ({ isGood: i < 200, signals: [{ name: "confidence", value: (i % 10) / 10 }] }));
    const found = (from: number, to: number) =>
      bestCascades(cascadeSpace(matrix), { isKnown: (unit) => unit >= from && unit < to, failureCosts: [100], shift });
    expect(found(0, 200)).toEqual([{ kind: "single", tier: "haiku" }]);
    expect(found(200, 400)).toEqual([{ kind: "single", tier: "opus" }]);
  });

  it("comes near the best pair of thresholds of a world of three tiers, by what holds there", () => {
    const world = CASCADE_WORLDS[0] as CascadeWorld;
    const truth = cascadeTruth(world, 50_000);
    const failureCost = 150;
    const worth = (policy: RoutePolicy) => truth(policy).netLoss * failureCost + truth(policy).cost;
    const grid = Array.from({ length: 20 }, (_, i) => 0.3 + i * 0.035);
    const pair = (first: number, second: number): RoutePolicy => ({
      kind: "cascade",
      steps: [
        { tier: "haiku", accept: { all: [{ signal: "confidence", atLeast: first }] } },
        { tier: "sonnet", accept: { all: [{ signal: "confidence", atLeast: second }] } },
        { tier: "opus", accept: "always" },
      ],
    });
    const best = Math.min(...grid.flatMap((first) => grid.map((second) => worth(pair(first, second)))));
    const learnt = [1, 2, 3, 4, 5].map((seed) => {
      const [policy] = search(drawCascadeWorld(world, 500, seed), [failureCost]);
      return worth(policy ?? { kind: "single", tier: "opus" });
    });
    expect(learnt.reduce((sum, one) => sum + one, 0) / learnt.length).toBeLessThan(best + 1.5);
  });
});
