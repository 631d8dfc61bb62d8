import type { Calibration, PolicyEvaluation } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import {
  type CostUnit,
  costChange,
  costUnit,
  duration,
  percent,
  percentInterval,
  pointsInterval,
  signedPoints,
  UNKNOWN,
  usd,
  usdInterval,
} from "./format-number.js";

/** A number with the interval under it. */
export interface NumberWords {
  readonly value: string;
  readonly interval: string;
}

/** One policy replayed on the measured answers. */
export interface BaselineRow {
  readonly name: string;
  readonly role: string;
  readonly isTable: boolean;
  readonly isBound: boolean;
  readonly n: number;
  readonly quality: NumberWords;
  readonly difference: NumberWords;
  readonly cost: NumberWords;
  readonly costRatio: string;
  readonly harm: NumberWords;
  readonly escalation: string;
  readonly latency: string;
  readonly front: string;
}

export interface BaselinesView {
  readonly unit: CostUnit;
  readonly rows: readonly BaselineRow[];
}

/** The table first, then single tiers in price order, then everything else, the oracle last. */
export function baselinesView(calibration: Calibration): BaselinesView {
  const costs = calibration.policies.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd.v]));
  const unit = costUnit(costs);
  const position = new Map(calibration.tierOrder.map((tier, index) => [tier, index]));
  const rank = ({ policy }: PolicyEvaluation) => {
    if (policy.kind === "table") return -1;
    if (policy.kind === "single") return position.get(policy.tier) ?? calibration.tierOrder.length;
    return policy.kind === "oracle" ? Number.MAX_SAFE_INTEGER : calibration.tierOrder.length + 1;
  };
  const ordered = [...calibration.policies].sort((a, b) => rank(a) - rank(b));
  return { unit, rows: ordered.map((evaluation) => baselineRow(evaluation, calibration, unit)) };
}

/** A policy by the name a reader knows it by. */
export function policyName({ policy, name }: PolicyEvaluation): string {
  if (policy.kind === "table") return "This table";
  if (policy.kind === "oracle") return "Oracle";
  return policy.kind === "single" ? `Always ${policy.tier}` : name;
}

function policyRole({ policy }: PolicyEvaluation, { options, tierOrder }: Calibration): string {
  if (policy.kind === "oracle") return "knows the answers: a bound, not a choice";
  if (policy.kind !== "single") return "";
  const roles = [
    policy.tier === options.reference ? "reference" : "",
    policy.tier === tierOrder[0] ? "cheapest tier" : "",
  ];
  return roles.filter((role) => role !== "").join(", ");
}

function baselineRow(evaluation: PolicyEvaluation, calibration: Calibration, unit: CostUnit): BaselineRow {
  const { policy, quality, qualityVsReference, costUsd, costRatio, harm, escalation, latencyMs } = evaluation;
  const isReference = policy.kind === "single" && policy.tier === calibration.options.reference;
  return {
    name: policyName(evaluation),
    role: policyRole(evaluation, calibration),
    isTable: policy.kind === "table",
    isBound: policy.kind === "oracle",
    n: quality.n,
    quality: { value: percent(quality.v), interval: percentInterval(quality.ci) },
    difference: isReference
      ? { value: "–", interval: "" }
      : { value: signedPoints(qualityVsReference.v), interval: pointsInterval(qualityVsReference.ci) },
    cost: moneyWords(costUsd, unit),
    costRatio: isReference ? "–" : costChange(costRatio?.v ?? null),
    harm: isReference ? { value: "–", interval: "" } : { value: percent(harm.v), interval: percentInterval(harm.ci) },
    escalation: policy.kind === "table" || policy.kind === "cascade" ? percent(escalation.v) : "–",
    latency: latencyMs === null ? UNKNOWN : duration(latencyMs.v),
    front: frontWords(evaluation),
  };
}

function frontWords({ policy, isParetoOptimal, costUsd }: PolicyEvaluation): string {
  if (policy.kind === "oracle") return "–";
  if (costUsd === null) return UNKNOWN;
  return isParetoOptimal ? "yes" : "no";
}

/** Per-item money in the unit of its table. */
export function moneyWords(cost: Estimate | null, unit: CostUnit): NumberWords {
  if (cost === null) return { value: UNKNOWN, interval: "" };
  const [lo, hi] = cost.ci;
  return { value: usd(cost.v * unit.items), interval: usdInterval([lo * unit.items, hi * unit.items]) };
}
