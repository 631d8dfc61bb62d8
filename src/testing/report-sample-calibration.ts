/**
 * A calibration of sample outcomes with textbook intervals: enough to look at a
 * report, not a substitute for the real one.
 * @module
 */
import type { Calibration, PolicyEvaluation, TaskTypeDecision, WholeTable } from "../core/calibration.js";
import { sha256Hex } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import type { Policy } from "../core/policy.js";
import { wholeRow } from "./report-rows.js";
import { decide } from "./report-sample-decision.js";
import { LUCK, summary } from "./report-sample-estimates.js";
import { evaluate, type ItemCells, markFront } from "./report-sample-policies.js";
import { reliabilities, worths } from "./report-sample-signals.js";
import type { SampleCalibrationSpec } from "./report-sample-spec.js";

export function sampleCalibration(spec: SampleCalibrationSpec): Calibration {
  const { outcomes, tierOrder, options } = spec;
  const cells = cellsByType(outcomes);
  const taskTypes = [...cells].map(([taskType, items]) => decide(taskType, items, outcomes, spec));
  const routes = Object.fromEntries(taskTypes.map(({ taskType, choice }) => [taskType, choice]));
  const all = [...cells.values()].flat();
  const named: readonly (readonly [string, Policy])[] = [
    ...tierOrder.map((tier) => [`always-${tier}`, { kind: "single", tier }] as const),
    ["table", { kind: "table", routes, otherwise: options.reference }],
    ["oracle", { kind: "oracle" }],
  ];
  const policies = markFront(named.map(([name, policy]) => evaluate(name, policy, all, spec)));
  return {
    options,
    tierOrder,
    simulated: spec.simulated,
    runIds: [...new Set(outcomes.map(({ runId }) => runId))],
    overall: tierOrder.map((tier) => summary(tier, outcomes)),
    taskTypes,
    whole: sampleWhole(spec, taskTypes, policies),
    policies,
    signals: reliabilities(outcomes, tierOrder, spec.options.reference),
    signalWorth: worths(spec),
    missing: missingCells(outcomes),
    warnings: spec.warnings,
  };
}

/** As of a table that was chosen and certified as a whole; with one task type, as decided by itself. */
function sampleWhole(
  { options }: SampleCalibrationSpec,
  taskTypes: readonly TaskTypeDecision[],
  policies: readonly PolicyEvaluation[],
): WholeTable {
  const { reference, margin } = options;
  const figuresOf = (name: string, luck: number) => {
    const own = policies.find((policy) => policy.name === name);
    if (own === undefined) return null;
    const { quality, costUsd, harm, qualityVsReference } = own;
    return {
      quality: quality.v - luck,
      costUsd: costUsd?.v ?? null,
      harm: harm.v,
      netLoss: luck - qualityVsReference.v,
    };
  };
  const bestSingleFigures = figuresOf(`always-${reference}`, 0);
  const [only] = taskTypes;
  if (taskTypes.length === 1 && only !== undefined) {
    const everywhere = only.choice.kind === "single" ? only.choice.tier : null;
    return wholeRow(reference, { everywhere, figures: figuresOf("table", 0), bestSingleFigures, reason: only.reason });
  }
  const items = taskTypes.reduce((sum, one) => sum + one.items, 0);
  const choosing = Math.round(items * 0.4);
  return wholeRow(reference, {
    basis: "whole-table",
    certificate: {
      type: "non-inferiority",
      scope: "whole-table",
      method: "fixed-sequence-betting",
      epsilon: margin,
      delta: 0.05,
      pValue: 0.012,
      k: null,
      n: items - choosing,
      step: 3,
      assumes: ["exchangeable-items", "same-models-and-prompts", "same-traffic-mix"],
    },
    figures: figuresOf("table", LUCK),
    bestSingleFigures,
    split: { choosing, testing: items - choosing, testUnitsSha256: sha256Hex("test units") },
    reason: `One table for all task types costs less than ${reference} and keeps the promise.`,
    advice: [
      { kind: "low-volume", text: "At 20 tasks a day the table saves $4.02 a month: too little to look after." },
    ],
  });
}

function cellsByType(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly ItemCells[]> {
  const types = new Map<string, Map<string, Map<string, Outcome>>>();
  for (const outcome of outcomes.filter(({ score }) => score !== null)) {
    const items = types.get(outcome.taskType) ?? new Map<string, Map<string, Outcome>>();
    const item = items.get(outcome.itemId) ?? new Map<string, Outcome>();
    types.set(outcome.taskType, items.set(outcome.itemId, item.set(outcome.tier, outcome)));
  }
  return new Map([...types].map(([taskType, items]) => [taskType, [...items.values()]]));
}

function missingCells(outcomes: readonly Outcome[]): Calibration["missing"] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const key = JSON.stringify([outcome.taskType, outcome.tier]);
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()].flatMap((group) => {
    const cells = group.filter(({ status }) => status !== "scored").length;
    const [first] = group;
    return cells === 0 || first === undefined
      ? []
      : [{ taskType: first.taskType, tier: first.tier, cells, of: group.length }];
  });
}
