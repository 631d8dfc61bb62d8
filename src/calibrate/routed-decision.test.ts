import { describe, expect, it } from "vitest";
import type { CascadeEvaluation, Comparison, TaskTypeDecision, TierSummary } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { type RoutedContext, routedDecision } from "./routed-decision.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COSTS_USD = [0.001, 0.01, 0.04];
const ITEMS = 40;
const rows = Array.from({ length: ITEMS }, (_, item) =>
  TIERS.map((tier, rank) =>
    seededOutcome({
      itemId: `item-${String(item).padStart(2, "0")}`,
      tier,
      score: 1,
      costUsd: COSTS_USD[rank] ?? 0,
      signals: tier === "opus" ? [] : [{ name: "sure", value: item % 2, level: item % 2 === 0 ? "low" : "high" }],
    }),
  ),
).flat();
const [matrix] = outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices.map((one) => inPriceOrder(one, TIERS));
if (matrix === undefined) throw new Error("one task type has one matrix");

const CONTEXT: RoutedContext = {
  matrix,
  options: { ...CALIBRATION_DEFAULTS, reference: "opus", harm: 0.3, confidence: 0.9, minItems: ITEMS },
  isIncomplete: false,
  basis: "part of one table",
};
const single = (tier: string): RoutePolicy => ({ kind: "single", tier });
const cascade = (atLeast: string): RoutePolicy => ({
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast }] } },
    { tier: "opus", accept: "always" },
  ],
});
const comparison = (tier: string, verdict: Comparison["verdict"]) => ({ tier, verdict }) as Comparison;
const evaluation = (policy: RoutePolicy, isCertified: boolean) => ({ policy, isCertified }) as CascadeEvaluation;

const DECISION = {
  taskType: "triage",
  items: ITEMS,
  clusters: ITEMS,
  tiers: TIERS.map((tier, rank) => ({ tier, costUsd: { v: COSTS_USD[rank] } }) as TierSummary),
  comparisons: [comparison("haiku", "inferior"), comparison("sonnet", "non-inferior")],
  cascades: [],
  choice: single("sonnet"),
  status: "certified",
  reason: "its own",
} as unknown as TaskTypeDecision;

const route = (
  choice: RoutePolicy,
  decision: Partial<TaskTypeDecision> = {},
  context: Partial<RoutedContext> = {},
): TaskTypeDecision => routedDecision({ ...DECISION, ...decision }, choice, { ...CONTEXT, ...context });

describe("routedDecision", () => {
  it("keeps the decision that the table agrees with", () => {
    expect(route(single("sonnet"), {}, { isIncomplete: true })).toEqual(DECISION);
    const decided = { choice: cascade("high") };
    expect(route(cascade("high"), decided)).toEqual({ ...DECISION, ...decided });
  });

  it("the reference is certified, being what all is held against; not where too much is missing", () => {
    expect(route(single("opus"))).toEqual({
      ...DECISION,
      choice: single("opus"),
      status: "certified",
      reason: "opus, the reference itself: part of one table.",
      itemsStillNeeded: null,
      costToDecideUsd: null,
    });
    expect(route(single("opus"), {}, { isIncomplete: true }).status).toBe("estimated");
    expect(route(single("opus"), {}, { isSifted: true }).status).toBe("estimated");
  });

  it("a tier is certified where its own test says so, on enough units, with nothing missing", () => {
    const elsewhere = { choice: single("opus") };
    expect(route(single("sonnet"), elsewhere)).toMatchObject({
      choice: single("sonnet"),
      status: "certified",
      reason: "sonnet: part of one table; certified on its own 40 items too.",
    });
    expect(route(single("sonnet"), elsewhere, { isSifted: true })).toMatchObject({
      status: "estimated",
      reason: "sonnet: part of one table; its own items say so, without those that were set aside.",
    });
    const undecided = {
      status: "estimated",
      reason: "sonnet: part of one table; its own items do not decide.",
    };
    expect(route(single("sonnet"), elsewhere, { isIncomplete: true })).toMatchObject(undecided);
    expect(route(single("sonnet"), { ...elsewhere, clusters: ITEMS - 1 })).toMatchObject(undecided);
    const open = { ...elsewhere, comparisons: [comparison("sonnet", "undecided")] };
    expect(route(single("sonnet"), open)).toMatchObject(undecided);
    expect(route(single("haiku"))).toMatchObject({
      status: "estimated",
      reason: "haiku: part of one table; its own items speak against it.",
    });
  });

  it("a cascade that was tested already keeps its evidence", () => {
    const cascades = [evaluation(cascade("low"), true), evaluation(cascade("high"), false)];
    const certified = route(cascade("low"), { cascades });
    expect(certified).toMatchObject({
      status: "certified",
      reason: "haiku if sure ≥ low, else opus: part of one table; certified on its own 40 items too.",
    });
    expect(certified.choice).toBe(cascades[0]?.policy);
    expect(certified.cascades).toBe(cascades);
    // Neither the verdict on its first tier nor another cascade's certificate says anything about it.
    expect(route(cascade("high"), { cascades })).toMatchObject({
      status: "estimated",
      reason: "haiku if sure ≥ high, else opus: part of one table; its own items do not decide.",
    });
  });

  it("a tier that a path of cascades ended at has that path's certificate, and nothing of a path that failed", () => {
    const undecided = [comparison("haiku", "undecided")];
    const passed = evaluation(single("haiku"), true);
    const certified = route(single("haiku"), { comparisons: undecided, cascades: [passed] });
    expect(certified).toMatchObject({ status: "certified", cascades: [passed] });
    expect(certified.choice).toBe(passed.policy);
    const failed = evaluation(single("haiku"), false);
    const proven = [comparison("haiku", "non-inferior")];
    expect(route(single("haiku"), { comparisons: proven, cascades: [failed] }).status).toBe("certified");
    expect(route(single("haiku"), { comparisons: undecided, cascades: [failed] }).status).toBe("estimated");
  });

  it("a cascade that no path led to is judged now, at the level of cascades", () => {
    const looser = { ...evaluation(cascade("low"), true), construction: "fixed" as const, testLevel: 0.01, path: "p" };
    const routed = route(cascade("high"), { cascades: [looser] });
    expect(routed.cascades).toHaveLength(2);
    expect(routed.cascades[0]).toBe(looser);
    // The certified path went through it: it asks for more.
    expect(routed.cascades[1]).toMatchObject({ policy: cascade("high"), isCertified: true, path: "p", n: ITEMS });
    expect(routed).toMatchObject({ choice: cascade("high"), status: "certified" });
    const alone = route(cascade("high"));
    // Half of 1 − 0.9; nothing lost on 40 items.
    expect(alone.cascades).toMatchObject([
      { policy: cascade("high"), isCertified: false, testLevel: 0.05, harmful: 0 },
    ]);
    expect(alone.cascades[0]?.pValue).toBeCloseTo(0.7 ** ITEMS, 12);
    expect(alone).toMatchObject({ choice: cascade("high"), status: "estimated" });
  });

  it("says how many items would tell whether the route itself holds, not some other tier", () => {
    const comparisons = [
      { ...comparison("haiku", "undecided"), itemsNeeded: 140 },
      { ...comparison("sonnet", "undecided"), itemsNeeded: ITEMS + 1 },
    ];
    const decided = { comparisons, choice: single("opus"), itemsStillNeeded: 1, costToDecideUsd: 0.051 };
    const routed = route(single("haiku"), decided);
    expect(routed).toMatchObject({ status: "estimated", itemsStillNeeded: 100 });
    expect(routed.costToDecideUsd).toBeCloseTo(100 * 0.051, 9);
    // No number is known for a cascade that was chosen with the whole table.
    expect(route(cascade("high"), decided)).toMatchObject({ itemsStillNeeded: null, costToDecideUsd: null });
    const proven = [{ ...comparison("haiku", "undecided"), itemsNeeded: 140 }, comparison("sonnet", "non-inferior")];
    const below = route(single("sonnet"), { ...decided, comparisons: proven });
    expect(below).toMatchObject({ status: "certified", itemsStillNeeded: 100 });
  });
});
