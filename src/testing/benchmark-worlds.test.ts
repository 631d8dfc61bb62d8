import { expect, test } from "vitest";
import {
  CASCADE_WORLDS,
  type CascadeWorld,
  drawCascadeWorld,
  drawPairedDifferences,
  drawSelectiveWorld,
  SELECTIVE_WORLDS,
} from "./benchmark-worlds.js";
import { cascadeTruth, GRID_THRESHOLDS } from "./benchmark-worlds-truth.js";

const TIERS = ["haiku", "sonnet", "opus"];

function pair(first: number, second: number) {
  return {
    kind: "cascade" as const,
    steps: TIERS.map((tier, t) => ({
      tier,
      accept: t === 2 ? ("always" as const) : { all: [{ signal: "confidence", atLeast: [first, second][t] ?? 0 }] },
    })),
  };
}

test("three tiers: the oracle over pairs of thresholds costs little less than the published 17.0 and 11.9", () => {
  const truth = cascadeTruth(CASCADE_WORLDS[0] as CascadeWorld, 200_000);
  const all = GRID_THRESHOLDS.flatMap((first) => GRID_THRESHOLDS.map((second) => truth(pair(first, second))));
  const oracle = (target: number) => Math.min(...all.filter(({ harm }) => harm <= target).map(({ cost }) => cost));
  // The published grid has as many values between the same ends, with a spacing that is not stated.
  expect(oracle(0.02)).toBeCloseTo(16.35, 0);
  expect(oracle(0.05)).toBeCloseTo(11.81, 0);
  expect(truth({ kind: "single", tier: "opus" })).toMatchObject({ harm: 0, netLoss: 0, cost: 40 });
  expect(truth(pair(1.01, 1.01)).cost).toBeCloseTo(61, 10);
});

test("skipping a rung costs what it should and keeps its answers", () => {
  const truth = cascadeTruth(CASCADE_WORLDS[0] as CascadeWorld, 50_000);
  const always = { tier: "opus", accept: "always" as const };
  const skipping = truth({
    kind: "cascade",
    steps: [{ tier: "haiku", accept: { all: [{ signal: "confidence", atLeast: 0.6 }] } }, always],
  });
  const asking = truth(pair(0.6, 1.01));
  expect(skipping.harm).toBeCloseTo(asking.harm, 12);
  expect(asking.cost - skipping.cost).toBeCloseTo((20 * (skipping.cost - 1)) / 40, 10);
});

test("a seed fixes a world, and clusters share their difficulty", () => {
  const world = CASCADE_WORLDS[4] as CascadeWorld;
  const one = drawCascadeWorld(world, 1600, 3);
  expect(drawCascadeWorld(world, 1600, 3)).toEqual(one);
  expect(one.unitCount).toBe(200);
  const score = one.columns[0]?.score ?? new Float64Array(0);
  let together = 0;
  for (let i = 0; i + 1 < 1600; i += 8) together += score[i] === score[i + 1] ? 1 : 0;
  // Without a shared difficulty right answers at rate .74 agree in about .61.
  expect(together / 200).toBeGreaterThan(0.65);
});

test.each(SELECTIVE_WORLDS)("$name: stated risk and share are those of a large draw", (world) => {
  const { readings, score } = drawSelectiveWorld(world, 100_000, 1);
  for (const threshold of world.name === "ties" ? [1, 2] : [0.2, 0.4, 0.7]) {
    const inside = [...readings.keys()].filter((i) => (readings[i] ?? 0) >= threshold);
    const wrong = inside.filter((i) => score[i] === 0).length;
    expect(Math.abs(inside.length / 100_000 - world.accepted(threshold))).toBeLessThan(0.01);
    expect(Math.abs(wrong / inside.length - world.risk(threshold))).toBeLessThan(0.006);
  }
});

test("paired differences have the stated mean and discordance", () => {
  const drawn = drawPairedDifferences({ discordance: 0.1, mean: 0.05 }, 100_000, 1);
  expect(drawn.reduce((sum, value) => sum + value, 0) / 100_000).toBeCloseTo(0.05, 2);
  expect(drawn.filter((value) => value !== 0).length / 100_000).toBeCloseTo(0.1, 2);
});
