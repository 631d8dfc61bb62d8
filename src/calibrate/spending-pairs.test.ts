import { describe, expect, test } from "vitest";
import type { Calibration, CalibrationOptions, Comparison, TaskTypeDecision } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { type OpenPair, sortPairs } from "./spending-pairs.js";

const COSTS: { readonly [tier: string]: number | null } = { haiku: 0.001, sonnet: 0.002, opus: 0.004 };
const single = (tier: string): RoutePolicy => ({ kind: "single", tier });
const sure = (v: number) => ({ v, ci: [v, v] as [number, number], n: 100 });

const comparison = (tier: string, change: Partial<Comparison> = {}): Comparison => ({
  tier,
  n: 100,
  discordant: { referenceOnly: 0, tierOnly: 0 },
  difference: { v: 0, ci: [-0.03, 0.03], n: 100 },
  test: "tango",
  pValue: 0.5,
  bettingPValue: null,
  adjustedPValue: 0.5,
  testLevel: 0.05,
  verdict: "undecided",
  posterior: null,
  spread: { discordance: 0, inflation: 1 },
  itemsNeeded: null,
  ...change,
});

function decision(
  comparisons: readonly Comparison[],
  { costs = COSTS, ...change }: Partial<TaskTypeDecision> & { readonly costs?: typeof COSTS } = {},
): TaskTypeDecision {
  return {
    taskType: "triage",
    items: 100,
    clusters: 100,
    tiers: Object.entries(costs).map(([tier, usd]) => ({
      tier,
      quality: sure(0.9),
      costUsd: usd === null ? null : sure(usd),
      costQuantilesUsd: null,
      latencyMs: null,
      missing: 0,
    })),
    comparisons,
    cascades: [],
    choice: single("opus"),
    status: "insufficient-data",
    reason: "",
    itemsStillNeeded: null,
    costToDecideUsd: null,
    slices: null,
    ...change,
  };
}

const sorted = (taskTypes: readonly TaskTypeDecision[], options: Partial<CalibrationOptions> = {}) =>
  sortPairs({ taskTypes, options: { ...CALIBRATION_DEFAULTS, reference: "opus", ...options } } as Calibration, 0.8);
const tiersOf = (open: readonly OpenPair[]) => open.map(({ tier }) => tier);

describe("what there is to do", () => {
  test("nothing about what is decided or no cheaper", () => {
    const decided = decision([
      comparison("haiku", { verdict: "inferior" }),
      comparison("sonnet", { verdict: "non-inferior" }),
    ]);
    const dearer = decision([comparison("sonnet")], { choice: single("haiku") });
    expect(sorted([decided, dearer])).toEqual({ open: [], counts: { nonInferior: 1, inferior: 1, notCheaper: 1 } });
  });

  test("a certificate counts from the least number of units on", () => {
    const certified = [comparison("haiku", { verdict: "non-inferior" })];
    expect(sorted([decision(certified, { clusters: 30 })]).counts.nonInferior).toBe(1);
    const few = sorted([decision(certified, { clusters: 29 })]);
    expect([tiersOf(few.open), few.counts.nonInferior]).toEqual([["haiku"], 0]);
    const worse = sorted([decision([comparison("haiku", { verdict: "inferior" })], { clusters: 29 })]);
    expect(worse.counts.inferior).toBe(1);
  });
});

describe("cheaper than the present choice", () => {
  const both = [comparison("haiku"), comparison("sonnet")];
  const openOf = (change: Parameters<typeof decision>[1]) => tiersOf(sorted([decision(both, change)]).open);

  test("by price, however the tiers stand", () => {
    expect(openOf({})).toEqual(["haiku", "sonnet"]);
    expect(openOf({ costs: { sonnet: 0.001, haiku: 0.005, opus: 0.004 } })).toEqual(["sonnet"]);
    // As dear is not cheaper.
    expect(openOf({ costs: { haiku: 0.004, sonnet: 0.003, opus: 0.004 } })).toEqual(["sonnet"]);
  });

  test("by their order where any price is not known", () => {
    const unknown = { haiku: 0.9, sonnet: null, opus: 0.004 };
    expect(openOf({ costs: unknown })).toEqual(["haiku", "sonnet"]);
    expect(openOf({ costs: unknown, choice: single("sonnet") })).toEqual(["haiku"]);
    expect(openOf({ costs: { haiku: 0.9, sonnet: 0.8, opus: null } })).toEqual(["haiku", "sonnet"]);
    expect(openOf({ costs: { opus: null, haiku: 0.001, sonnet: 0.002 } })).toEqual([]);
  });

  const cascadeTo = (tier: string): RoutePolicy => ({
    kind: "cascade",
    steps: [
      { tier: "haiku", accept: { all: [{ signal: "s", atLeast: 0.5 }] } },
      { tier, accept: "always" },
    ],
  });
  const evaluated = (policy: RoutePolicy, usd: number | null) =>
    ({ policy, costUsd: usd === null ? null : sure(usd) }) as unknown as TaskTypeDecision["cascades"][number];

  test("than a cascade by what that costs, found by its content", () => {
    const cascades = [evaluated(cascadeTo("sonnet"), 0.0001), evaluated(cascadeTo("opus"), 0.0015)];
    const { open, counts } = sorted([decision(both, { choice: cascadeTo("opus"), cascades })]);
    expect([tiersOf(open), counts.notCheaper]).toEqual([["haiku"], 1]);
    expect(open[0]?.savingPer1000Usd).toBeCloseTo(0.5, 12);
  });

  test("than a cascade without a price by the place of its last tier", () => {
    expect(openOf({ choice: cascadeTo("opus"), cascades: [evaluated(cascadeTo("opus"), null)] })).toEqual([
      "haiku",
      "sonnet",
    ]);
    expect(openOf({ choice: cascadeTo("sonnet"), cascades: [] })).toEqual(["haiku"]);
  });
});

describe("an open pair", () => {
  const first = (change: Parameters<typeof decision>[1] = {}, options: Partial<CalibrationOptions> = {}) =>
    sorted([decision([comparison("haiku")], change)], options).open[0];

  test("knows its costs and what it would save", () => {
    expect(first()).toMatchObject({
      taskType: "triage",
      tier: "haiku",
      itemsNow: 100,
      tierCostUsd: 0.001,
      referenceCostUsd: 0.004,
      tiers: 3,
      savingPer1000Usd: 3,
    });
    expect(first()?.itemCostUsd).toBeCloseTo(0.007, 12);
    expect(first()?.moreItems).toBe((first()?.itemsPlanned ?? 0) - 100);
  });

  test("saves nothing that is known where the price of either side is not", () => {
    const own = first({ costs: { haiku: null, sonnet: 0.002, opus: 0.004 } });
    expect(own).toMatchObject({
      tierCostUsd: null,
      referenceCostUsd: 0.004,
      itemCostUsd: null,
      savingPer1000Usd: null,
    });
    const present = first({ costs: { haiku: 0.001, sonnet: 0.002, opus: null } });
    expect(present).toMatchObject({ tierCostUsd: 0.001, referenceCostUsd: null, savingPer1000Usd: null });
  });

  test("saves by the share of its task type: of the items, or of the traffic", () => {
    const two = ["a", "b"].map((taskType, i) => decision([comparison("haiku")], { taskType, items: 100 + 200 * i }));
    const savings = (traffic: CalibrationOptions["traffic"]) =>
      sorted(two, { traffic }).open.map(({ savingPer1000Usd }) => savingPer1000Usd);
    expect(savings(null)).toEqual([0.75, 2.25]);
    expect(savings({ a: 1, b: 1, other: 9 })).toEqual([1.5, 1.5]);
    expect(savings({ b: 1 })).toEqual([0, 3]);
    expect(savings({ a: 0, b: 0 })).toEqual([0, 0]);
  });

  test("needs the items that its share of the level needs", () => {
    // Ten of 100 discordant: 687 at δ, 873 at half of it.
    const split = comparison("haiku", { spread: { discordance: 0.1, inflation: 1 } });
    const itemsOf = (others: readonly Comparison[], change: Parameters<typeof decision>[1] = {}) =>
      sorted([decision([split, ...others], change)]).open[0]?.itemsIfEqual;
    expect(itemsOf([])).toBe(687);
    expect(itemsOf([comparison("sonnet")])).toBe(873);
    expect(itemsOf([comparison("sonnet", { verdict: "inferior" })])).toBe(873);
    // Holm has given its level back.
    expect(itemsOf([comparison("sonnet", { verdict: "non-inferior" })])).toBe(687);
    // Half of it is for cascades.
    const beside = comparison("haiku", { spread: split.spread, testLevel: 0.025 });
    expect(sorted([decision([beside])]).open[0]?.itemsIfEqual).toBe(873);
  });

  test("never fewer items than decide anything", () => {
    // At a margin of a half three items would do.
    const least = (change: Partial<Comparison>, type: Parameters<typeof decision>[1], minItems: number) =>
      sorted([decision([comparison("haiku", change)], type)], { margin: 0.5, minItems }).open[0]?.itemsIfEqual;
    expect(least({}, {}, 1)).toBe(3);
    expect(least({}, {}, 40)).toBe(40);
    // Two items a unit.
    expect(least({}, { clusters: 50 }, 40)).toBe(80);
    expect(least({}, { clusters: 30 }, 40)).toBe(134);
    expect(least({ test: "paired-t", discordant: null }, {}, 1)).toBe(50);
    expect(least({ test: "paired-t", discordant: null }, {}, 60)).toBe(60);
  });
});
