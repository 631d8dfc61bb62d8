/**
 * Small hand-made parts of a report's input, for numbers that can be worked on paper.
 * @module
 */
import type { Comparison, PolicyEvaluation, TierSummary, Verdict, WholeTable } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import type { Outcome } from "../core/outcome.js";
import type { Policy } from "../core/policy.js";

export function est(v: number, lo: number, hi: number, n = 100): Estimate {
  return { v, ci: [lo, hi], n };
}

/** A scored, right answer; say what differs. */
export function outcomeRow(change: Partial<Outcome> = {}): Outcome {
  return {
    runId: "run-1",
    cellKey: "0".repeat(64),
    itemId: "item-1",
    taskType: "triage",
    tier: "haiku",
    trial: 0,
    model: "claude-haiku-5-5",
    cluster: null,
    status: "scored",
    outcomeClass: "ok",
    score: 1,
    scores: [],
    signals: [],
    responseText: "answer",
    usage: null,
    costNanoUsd: null,
    signalCostNanoUsd: null,
    judgeCostNanoUsd: null,
    chargedNanoUsd: null,
    latencyMs: null,
    attempts: 1,
    error: null,
    simulated: false,
    extra: {},
    ...change,
  };
}

export function policyRow(name: string, policy: Policy, quality: number, costUsd: number | null): PolicyEvaluation {
  return {
    name,
    policy,
    quality: est(quality, quality - 0.02, quality + 0.02),
    costUsd: costUsd === null ? null : est(costUsd, costUsd * 0.9, costUsd * 1.1),
    latencyMs: null,
    qualityVsReference: est(quality - 0.9, quality - 0.92, quality - 0.88),
    costRatio: costUsd === null ? null : est(costUsd / 0.01, costUsd / 0.011, costUsd / 0.009),
    harm: est(0.01, 0, 0.02),
    escalation: est(0, 0, 0),
    isParetoOptimal: false,
  };
}

export function comparisonRow(tier: string, difference: Estimate, verdict: Verdict): Comparison {
  return {
    tier,
    n: difference.n,
    discordant: { referenceOnly: 4, tierOnly: 3 },
    difference,
    test: "tango",
    pValue: 0.01,
    bettingPValue: null,
    adjustedPValue: 0.02,
    testLevel: 0.05,
    verdict,
    posterior: verdict === "undecided" ? 0.81 : null,
    spread: { discordance: 7 / difference.n, inflation: 1 },
    itemsNeeded: verdict === "undecided" ? 400 : null,
  };
}

export function summaryRow(tier: string, quality: number, costUsd: number | null): TierSummary {
  return {
    tier,
    quality: est(quality, quality - 0.05, quality + 0.05),
    costUsd: costUsd === null ? null : est(costUsd, costUsd, costUsd),
    costQuantilesUsd: costUsd === null ? null : { p50: costUsd / 2, p95: costUsd * 3 },
    latencyMs: null,
    missing: 0,
  };
}

/** A whole that sends everything to the reference and promises nothing. */
export function wholeRow(reference: string, change: Partial<WholeTable> = {}): WholeTable {
  return {
    basis: "task-types",
    everywhere: null,
    bestSingle: reference,
    certificate: null,
    figures: null,
    bestSingleFigures: null,
    split: null,
    itemsStillNeeded: null,
    reason: "Each task type was decided on its own evidence.",
    advice: [],
    ...change,
  };
}
