import { describe, expect, test } from "vitest";
import { binomialCdf } from "../stats/binomial.js";
import { CASCADE_WORLDS, type CascadeWorld, drawCascadeWorld } from "../testing/benchmark-worlds.js";
import { cascadeTruth, naiveCascade } from "../testing/benchmark-worlds-truth.js";
import { type CertifiedCascadeOptions, certifiedCascades, cheapestCascade } from "./certified-cascades.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { replay } from "./replay.js";

const LEVEL = 0.05;
const OPTIONS: CertifiedCascadeOptions = { harm: 0.02, confidence: 0.95, level: LEVEL, seed: 1 };
const [LADDER, INFORMATIVE, USELESS, , CLUSTERED] = CASCADE_WORLDS as readonly [
  CascadeWorld,
  CascadeWorld,
  CascadeWorld,
  CascadeWorld,
  CascadeWorld,
];
const truthOfLadder = cascadeTruth(LADDER, 100_000);

function measured(
  world: CascadeWorld,
  items: number,
  draws: number,
  change: (seed: number) => Partial<CertifiedCascadeOptions> = () => ({}),
) {
  const truth = world === LADDER ? truthOfLadder : cascadeTruth(world, 50_000);
  let [broken, cost] = [0, 0];
  for (let seed = 1; seed <= draws; seed += 1) {
    const matrix = drawCascadeWorld(world, items, seed);
    const options = { ...OPTIONS, ...change(seed) };
    const holds = truth(cheapestCascade(certifiedCascades(matrix, options), matrix));
    if ((options.risk === "net-loss" ? holds.netLoss : holds.harm) > options.harm) broken += 1;
    cost += holds.cost / draws;
  }
  return { broken: broken / draws, cost, seen: `seeds 1 to ${draws}` };
}

/** How often the pair of thresholds that looks best on the sample breaks the promise. */
function naiveBroken(world: CascadeWorld, items: number, draws: number): number {
  let broken = 0;
  for (let seed = 1; seed <= draws; seed += 1) {
    const choice = naiveCascade(drawCascadeWorld(world, items, seed), OPTIONS.harm);
    if (truthOfLadder(choice).harm > OPTIONS.harm) broken += 1;
  }
  return broken / draws;
}

function allowed(draws: number): number {
  return LEVEL + 3 * Math.sqrt((LEVEL * (1 - LEVEL)) / draws);
}

describe("what is certified holds, and it pays", () => {
  test("three tiers, 500 items: cost at most 23.6 of 40, where the naive choice breaks its promise", () => {
    const { broken, cost, seen } = measured(LADDER, 500, 120);
    expect(broken, seen).toBeLessThanOrEqual(allowed(120));
    expect(cost, seen).toBeLessThanOrEqual(23.6);
    expect(naiveBroken(LADDER, 500, 40)).toBeGreaterThan(0.5);
  });

  test("three tiers, 1,500 items: cost at most 20.6", () => {
    const { broken, cost, seen } = measured(LADDER, 1500, 40);
    expect(broken, seen).toBeLessThanOrEqual(allowed(40));
    expect(cost, seen).toBeLessThanOrEqual(20.6);
  });

  test.each(CASCADE_WORLDS)("$name, 200 items", (world) => {
    const { broken, cost, seen } = measured(world, 200, 100);
    expect(broken, seen).toBeLessThanOrEqual(allowed(100));
    expect(cost, seen).toBeLessThan(40.001);
  });

  test("clusters count once, and enough of them are certified too", () => {
    const { broken, cost, seen } = measured(CLUSTERED, 2400, 30);
    expect(broken, seen).toBeLessThanOrEqual(allowed(30));
    expect(cost, seen).toBeLessThan(35);
  });

  test("net loss within 5 points: cheaper than harm, and true", () => {
    const change = () => ({ risk: "net-loss" as const, harm: 0.05 });
    const { broken, cost, seen } = measured(LADDER, 400, 30, change);
    expect(broken, seen).toBeLessThanOrEqual(allowed(30));
    expect(cost, seen).toBeLessThan(measured(LADDER, 400, 30, () => ({ harm: 0.05 })).cost);
  });

  test("a path learnt from other rows is true as well", () => {
    const change = (seed: number) => ({ prior: drawCascadeWorld(LADDER, 400, 10_000 + seed) });
    const { broken, cost, seen } = measured(LADDER, 500, 60, change);
    expect(broken, seen).toBeLessThanOrEqual(allowed(60));
    expect(cost, seen).toBeLessThanOrEqual(23.6);
  });
});

describe("the evidence", () => {
  const matrix = drawCascadeWorld(LADDER, 500, 5);
  const results = certifiedCascades(matrix, OPTIONS);

  test("one result per path, cheapest first, sharing the level", () => {
    expect(results).toHaveLength(3);
    expect(results.every(({ testLevel }) => testLevel === LEVEL / 3)).toBe(true);
    const costs = results.map(({ costUsd }) => costUsd?.v ?? 0);
    expect(costs).toEqual(costs.slice().sort((a, b) => a - b));
  });

  test("can be checked again: k, n and the p-value", () => {
    for (const { policy, harmful, n, pValue, isCertified, testLevel } of results) {
      expect(harmful).toBe(replay(policy, matrix).harm.reduce((sum, value) => sum + value, 0));
      expect(pValue).toBe(binomialCdf(harmful, n, 0.02));
      expect(isCertified).toBe(pValue <= testLevel);
    }
    expect(results.some(({ isCertified }) => isCertified)).toBe(true);
  });

  test("the same rows give the same result; a larger target never costs more", () => {
    expect(certifiedCascades(matrix, OPTIONS)).toEqual(results);
    const cost = (harm: number) => certifiedCascades(matrix, { ...OPTIONS, harm })[0]?.costUsd?.v ?? 40;
    expect(cost(0.05)).toBeLessThanOrEqual(cost(0.02));
    expect(cost(0.1)).toBeLessThanOrEqual(cost(0.05));
  });

  test("a step that does not pay for itself is left out, with the reference in its place", () => {
    const chain = results.find(({ path }) => path === "haiku → sonnet → opus by confidence");
    // At these strict thresholds most answers that reach sonnet would be paid for twice.
    expect(chain?.isCertified).toBe(true);
    expect(chain?.policy.kind === "cascade" && chain.policy.steps.map(({ tier }) => tier)).toEqual(["haiku", "opus"]);
    const bold = drawCascadeWorld(INFORMATIVE, 1500, 1);
    const full = certifiedCascades(bold, OPTIONS).find(({ path }) => path === "haiku → sonnet → opus by confidence");
    expect(full?.policy.kind === "cascade" && full.policy.steps).toHaveLength(3);
  });
});

describe("when nothing passes", () => {
  test("the reference, with the number of units that would do", () => {
    const few = drawCascadeWorld(INFORMATIVE, 60, 1);
    const results = certifiedCascades(few, OPTIONS);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ isCertified: false, passed: 0, unitsNeeded: 149, n: 60 });
    expect(cheapestCascade(results, few)).toEqual({ kind: "single", tier: "opus" });
  });

  test("what a useless signal certifies saves hardly anything", () => {
    const matrix = drawCascadeWorld(USELESS, 500, 1);
    expect(certifiedCascades(matrix, OPTIONS)[0]?.costUsd?.v).toBeGreaterThan(36);
  });

  test("no signals: nothing to certify", () => {
    const matrix = drawCascadeWorld(LADDER, 200, 1);
    const silent: TaskTypeMatrix = {
      ...matrix,
      levels: new Map(),
      columns: matrix.columns.map((column) => ({ ...column, signals: new Map() })),
    };
    expect(certifiedCascades(silent, OPTIONS)).toEqual([]);
  });

  test("refuses promises that are none", () => {
    const matrix = drawCascadeWorld(LADDER, 50, 1);
    expect(() => certifiedCascades(matrix, { ...OPTIONS, harm: 0 })).toThrow(RangeError);
    expect(() => certifiedCascades(matrix, { ...OPTIONS, level: Number.NaN })).toThrow(RangeError);
  });
});

test("many rows: a path is learnt from 40 % of them and tested on the other 60 %", () => {
  const matrix = drawCascadeWorld(LADDER, 1500, 1);
  const learnt = certifiedCascades(matrix, { ...OPTIONS, harm: 0.05 }).find((one) => one.construction === "split");
  expect(learnt).toMatchObject({ n: 900, isCertified: true, testLevel: LEVEL / 4 });
  expect(certifiedCascades(matrix, OPTIONS).some((one) => one.construction === "split")).toBe(false);
});
