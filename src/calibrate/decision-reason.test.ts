import { describe, expect, it } from "vitest";
import type { CascadeEvaluation, Comparison } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { type DecisionFacts, decisionReason } from "./decision-reason.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";

const matrixOf = (tiers: readonly string[], unitCount = 200) =>
  ({ reference: "opus", unitCount, columns: tiers.map((tier) => ({ tier })) }) as unknown as TaskTypeMatrix;
const single = (tier: string): RoutePolicy => ({ kind: "single", tier });
const comparison = (tier: string, v: number) => ({ tier, n: 200, difference: { v } }) as unknown as Comparison;
const needing = (tier: string, itemsNeeded: number): Comparison => ({ ...comparison(tier, 0), itemsNeeded });
const CASCADE: RoutePolicy = {
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: "high" }] } },
    { tier: "opus", accept: "always" },
  ],
};
const evaluation = (policy: RoutePolicy) => ({ policy, escalation: { v: 0.25 } }) as CascadeEvaluation;

function reasonOf(change: Partial<DecisionFacts>, options: Partial<DecisionFacts["options"]> = {}): string {
  return decisionReason({
    choice: single("opus"),
    status: "certified",
    matrix: matrixOf(["haiku", "sonnet", "opus"]),
    comparisons: [comparison("haiku", 0.012), comparison("sonnet", -0.005)],
    cascades: [],
    undecided: [],
    itemsStillNeeded: null,
    options: { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.025, minItems: 30, ...options },
    ...change,
  });
}

describe("decisionReason", () => {
  it("of too few items: how many there are and how many are needed", () => {
    expect(reasonOf({ matrix: matrixOf(["haiku", "opus"], 29) })).toBe(
      "Only 29 independent items, at least 30 are needed: the reference stays.",
    );
    expect(reasonOf({ matrix: matrixOf(["haiku", "opus"], 1) })).toBe(
      "Only 1 independent item, at least 30 are needed: the reference stays.",
    );
    expect(reasonOf({ matrix: matrixOf(["haiku", "opus"], 30) })).toMatch(/^Every cheaper tier/);
  });

  it("of a tier: its own difference and the promise", () => {
    expect(reasonOf({ choice: single("sonnet") })).toBe(
      "sonnet loses less than 5 points against opus (certified; difference −0.5 points on 200 items).",
    );
    expect(reasonOf({ choice: single("haiku") }, { margin: 0.01 })).toBe(
      "haiku loses less than 1 point against opus (certified; difference +1.2 points on 200 items).",
    );
    expect(reasonOf({ choice: single("haiku"), comparisons: [comparison("haiku", 0)], status: "estimated" })).toBe(
      "haiku loses less than 5 points against opus (estimated with cells missing, not certified; difference 0.0 points on 200 items).",
    );
  });

  it("of an estimate: what stands in the way of a certificate", () => {
    const estimated = { choice: single("sonnet"), status: "estimated" } as const;
    expect(reasonOf(estimated)).toContain("(estimated with cells missing, not certified;");
    expect(reasonOf({ ...estimated, isDoubted: true })).toContain("(estimated on a judge's word, not certified;");
    expect(reasonOf({ ...estimated, isDoubted: true, isSifted: true })).toContain(
      "(estimated without the items that were set aside, not certified;",
    );
  });

  it("of a cascade: the rule, the promise and how many go on", () => {
    expect(reasonOf({ choice: CASCADE, cascades: [evaluation(single("haiku")), evaluation(CASCADE)] })).toBe(
      "haiku if sure ≥ high, else opus: at most 2.5 % of items lose a right answer of opus (certified; 25 % escalate).",
    );
    const end = single("haiku");
    expect(reasonOf({ choice: end, cascades: [evaluation(CASCADE), evaluation(end)] })).toBe(
      "haiku: at most 2.5 % of items lose a right answer of opus (certified).",
    );
  });

  it("of the reference: alone, cheapest already, undecided, or better than all", () => {
    expect(reasonOf({ matrix: matrixOf(["opus"]) })).toBe("Only opus was measured here: nothing to choose from.");
    expect(reasonOf({ matrix: matrixOf(["opus", "ultra"]) })).toBe("opus is the cheapest tier here already.");
    expect(reasonOf({ undecided: [comparison("haiku", 0)], itemsStillNeeded: 84 })).toBe(
      "Undecided whether haiku loses less than 5 points against opus: about 84 more items would probably tell.",
    );
    expect(reasonOf({ undecided: [needing("haiku", 290), needing("sonnet", 207)], itemsStillNeeded: 7 })).toBe(
      "Undecided whether haiku, sonnet lose less than 5 points against opus: about 7 more items would probably tell for sonnet.",
    );
    expect(reasonOf({}, { margin: 0.025 })).toBe(
      "Every cheaper tier loses 2.5 points or more against opus (certified).",
    );
    expect(reasonOf({ status: "estimated" })).toBe(
      "Every cheaper tier loses 5 points or more against opus (estimated with cells missing, not certified).",
    );
  });
});
