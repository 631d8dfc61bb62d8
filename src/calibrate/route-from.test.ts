import { describe, expect, test } from "vitest";
import type {
  Calibration,
  CalibrationOptions,
  CascadeEvaluation,
  Comparison,
  TaskTypeDecision,
  TierSummary,
} from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import type { RoutePolicy } from "../core/policy.js";
import { clopperPearsonUpper } from "../stats/clopper-pearson.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { routeFrom } from "./route-from.js";

const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.03 };
const estimate = (v: number, n = 100): Estimate => ({ v, ci: [v - 0.01, v + 0.01], n });

const tier = (name: string, quality: number, costUsd: number): TierSummary => ({
  tier: name,
  quality: estimate(quality),
  costUsd: estimate(costUsd),
  costQuantilesUsd: null,
  latencyMs: { p50: 700, p95: 900, mean: estimate(710) },
  missing: 0,
});
const comparison = (name: string, change: Partial<Comparison>): Comparison => ({
  tier: name,
  n: 120,
  discordant: null,
  difference: { v: -0.1, ci: [-0.15, -0.05], n: 110 },
  test: "tango",
  pValue: 0.9,
  bettingPValue: null,
  adjustedPValue: 0.95,
  testLevel: 0.05,
  verdict: "undecided",
  posterior: null,
  spread: { discordance: 0.05, inflation: 1 },
  itemsNeeded: null,
  ...change,
});

const single = (name: string): RoutePolicy => ({ kind: "single", tier: name });
const cascadeAt = (atLeast: number | string): RoutePolicy => ({
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast }] } },
    { tier: "opus", accept: "always" },
  ],
});
const evaluation = (policy: RoutePolicy, change: Partial<CascadeEvaluation> = {}): CascadeEvaluation => ({
  policy,
  construction: "split",
  path: "any",
  risk: "harm",
  method: "binomial",
  quality: estimate(0.98),
  costUsd: estimate(0.015),
  difference: { v: -0.005, ci: [-0.02, 0.01], n: 60 },
  latencyP50Ms: 800,
  escalation: { v: 0.25, ci: [0.2, 0.3], n: 60 },
  harm: estimate(0.0123),
  pValue: 0.004,
  harmful: 2,
  n: 60,
  testLevel: 0.0125,
  passed: 1,
  isCertified: true,
  unitsNeeded: null,
  ...change,
});

const DECISION: TaskTypeDecision = {
  taskType: "triage",
  items: 120,
  clusters: 100,
  tiers: [tier("haiku", 0.8, 0.001), tier("sonnet", 0.97, 0.01), tier("opus", 0.98, 0.04)],
  comparisons: [
    comparison("haiku", { verdict: "inferior" }),
    comparison("sonnet", { verdict: "non-inferior", test: "cluster-t", adjustedPValue: 0.002 }),
  ],
  cascades: [],
  choice: single("sonnet"),
  status: "certified",
  reason: "Because.",
  itemsStillNeeded: 7,
  costToDecideUsd: null,
  slices: null,
};

const routeOf = (change: Partial<TaskTypeDecision> = {}) =>
  routeFrom({ ...DECISION, ...change }, {
    options: OPTIONS,
    tierOrder: ["haiku", "sonnet", "opus"],
  } as unknown as Calibration);

describe("a single tier", () => {
  test("one step, what to expect of it, and an alarm at the first escalation", () => {
    expect(routeOf()).toMatchObject({
      match: { taskType: "triage" },
      plan: [{ tier: "sonnet", accept: "always", carry: "none" }],
      onExhausted: "return-best",
      errorFallback: ["opus", "haiku"],
      expected: {
        n: 120,
        quality: estimate(0.97),
        vsReference: { diff: -0.1, ci: [-0.15, -0.05] },
        costUsd: estimate(0.01),
        escalation: { v: 0, ci: [0, 0], n: 100 },
        latencyP50Ms: 700,
      },
      monitor: { escalationP0Upper: 0, alarmAlpha: 0.01, onAlarm: "alarm" },
      status: "certified",
      reason: "Because.",
      itemsStillNeeded: 7,
    });
  });

  test("certified: the test of its comparison, with all of δ where no cascade was tried", () => {
    expect(routeOf().guarantee).toEqual({
      type: "non-inferiority",
      epsilon: 0.05,
      delta: 0.05,
      scope: "per-route",
      method: "cluster-t-holm",
      pValue: 0.002,
      k: null,
      n: 110,
      testLevel: 0.05,
      assumes: ["exchangeable-items", "same-models-and-prompts"],
    });
    const tried = routeOf({ cascades: [evaluation(cascadeAt(0.5))] });
    expect(tried).toMatchObject({
      guarantee: { type: "non-inferiority", testLevel: 0.025 },
      monitor: { escalationP0Upper: 0, onAlarm: "alarm" },
    });
  });

  test("the reference differs from itself by nothing, and keeps its promise without a test", () => {
    const { expected, guarantee } = routeOf({ choice: single("opus") });
    expect(expected.vsReference).toEqual({ diff: 0, ci: [0, 0] });
    expect(guarantee).toMatchObject({
      type: "reference",
      epsilon: 0,
      method: "none",
      pValue: null,
      k: null,
      n: 100,
      delta: 0.05,
    });
    expect(guarantee).not.toHaveProperty("testLevel");
  });

  test.each(["estimated", "insufficient-data"] as const)("%s: no guarantee", (status) => {
    expect(routeOf({ status })).toMatchObject({ status, guarantee: null });
  });

  test("costs and latencies that are not known are null", () => {
    const tiers = [{ ...tier("sonnet", 0.97, 0), costUsd: null, latencyMs: null }];
    expect(routeOf({ tiers }).expected).toMatchObject({ costUsd: null, latencyP50Ms: null });
  });
});

describe("a cascade", () => {
  const chosen = evaluation(cascadeAt(0.5));
  const { plan, expected, guarantee, monitor } = routeOf({ choice: chosen.policy, cascades: [chosen] });

  test("its steps, and what its own evaluation expects", () => {
    expect(plan).toEqual([
      { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 0.5 }] }, carry: "none" },
      { tier: "opus", accept: "always", carry: "none" },
    ]);
    expect(expected).toEqual({
      n: 120,
      quality: chosen.quality,
      vsReference: { diff: -0.005, ci: [-0.02, 0.01] },
      costUsd: chosen.costUsd,
      escalation: chosen.escalation,
      latencyP50Ms: 800,
    });
  });

  test("certified: its own test, with the harm that was counted", () => {
    expect(guarantee).toEqual({
      type: "harm-rate",
      epsilon: 0.03,
      delta: 0.05,
      scope: "per-route",
      method: "fixed-sequence-binomial",
      pValue: 0.004,
      k: 2,
      n: 60,
      testLevel: 0.0125,
      assumes: ["exchangeable-items", "same-models-and-prompts"],
    });
    const betting = evaluation(cascadeAt(0.5), { method: "betting", harmful: 1.5 });
    expect(routeOf({ choice: betting.policy, cascades: [betting] }).guarantee).toMatchObject({
      method: "fixed-sequence-betting",
      k: null,
    });
  });

  test("drift: the upper 99.5 % bound of 15 escalations of 60, and demotion", () => {
    expect(monitor).toEqual({
      escalationP0Upper: clopperPearsonUpper(15, 60, 0.005),
      alarmAlpha: 0.01,
      onAlarm: "demote",
    });
  });

  test.each([
    [0.3, 10, 3],
    [0.25, 10, 3],
    [0, 10, 0],
    [1, 10, 10],
    [0.1 + 0.2, 10, 3],
  ])("drift: a share of %d of %i units counts as %i", (v, n, count) => {
    const one = evaluation(cascadeAt(0.5), { escalation: { v, ci: [0, 1], n } });
    const route = routeOf({ choice: one.policy, cascades: [one] });
    expect(route.monitor.escalationP0Upper).toBe(clopperPearsonUpper(count, n, 0.005));
  });
});

describe("alternatives", () => {
  test("are all that was not chosen, tiers first, with why", () => {
    const tried = [
      evaluation(cascadeAt("high"), { costUsd: null }),
      evaluation(cascadeAt(0.25), { isCertified: false, harm: estimate(0.0456) }),
    ];
    expect(routeOf({ cascades: tried }).alternatives).toEqual([
      { tier: "haiku", quality: 0.8, costUsd: 0.001, reason: "inferior: −10.0 points (−15.0 to −5.0)" },
      { tier: "opus", quality: 0.98, costUsd: 0.04, reason: "reference: not cheaper" },
      {
        tier: "haiku",
        plan: "haiku if sure ≥ high, else opus",
        quality: 0.98,
        costUsd: null,
        reason: "certified: not chosen",
      },
      {
        tier: "haiku",
        plan: "haiku if sure ≥ 0.25, else opus",
        quality: 0.98,
        costUsd: 0.015,
        reason: "harm 4.6 % not certified within 3.0 %",
      },
    ]);
  });

  test("of a cascade are all tiers, those of its own steps too", () => {
    const chosen = evaluation(cascadeAt(0.5));
    const tiers = [tier("haiku", 0.8, 0.001), { ...tier("sonnet", 0.97, 0.01), costUsd: null }];
    expect(routeOf({ choice: chosen.policy, cascades: [chosen], tiers }).alternatives).toEqual([
      { tier: "haiku", quality: 0.8, costUsd: 0.001, reason: "inferior: −10.0 points (−15.0 to −5.0)" },
      { tier: "sonnet", quality: 0.97, costUsd: null, reason: "non-inferior: not chosen" },
    ]);
  });

  test("that would do for less were passed over for the table as a whole, and say so", () => {
    const chosen = evaluation(cascadeAt(0.5), { costUsd: estimate(0.012) });
    const cheaper = evaluation(cascadeAt("high"), { costUsd: estimate(0.011) });
    const { alternatives } = routeOf({ choice: chosen.policy, cascades: [chosen, cheaper] });
    expect(alternatives.map(({ tier: name, reason }) => `${name} ${reason}`)).toEqual([
      "haiku inferior: −10.0 points (−15.0 to −5.0)",
      "sonnet non-inferior: cheaper, but the table as a whole went another way",
      "opus reference: not cheaper",
      "haiku certified: cheaper, but the table as a whole went another way",
    ]);
  });
});
