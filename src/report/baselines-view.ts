import type { Calibration, PolicyEvaluation } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import type { RoutingTable } from "../core/routing-table.js";
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
import { crossFittedFigures, isPlanned, isReferenceItself, onlyTarget } from "./table-figures.js";

/** A number with the interval under it. */
export interface NumberWords {
  readonly value: string;
  readonly interval: string;
}

/** One policy replayed on the measured answers. */
export interface BaselineRow {
  readonly name: string;
  readonly role: string;
  /** `table`: in-sample; `expected`: the same, cross-fitted; `bound`: the oracle. */
  readonly kind: "table" | "expected" | "bound" | "other";
  /** Null where no interval is shown. */
  readonly n: number | null;
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

/** The table first, in-sample and cross-fitted, then single tiers in price order, then everything else, the oracle last. */
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
  const rows = ordered.flatMap((evaluation) => {
    const row = baselineRow(evaluation, calibration, unit);
    return row.kind === "table" ? [row, ...expectedRow(calibration, unit)] : [row];
  });
  return { unit, rows };
}

/** The table judged on items that it was not learnt from; nothing where nothing was learnt. */
function expectedRow(calibration: Calibration, unit: CostUnit): readonly BaselineRow[] {
  const figures = crossFittedFigures(calibration);
  if (figures === null) return [];
  const { quality, difference, costUsd, costRatio, harm } = figures;
  const bare = (value: string): NumberWords => ({ value, interval: "" });
  return [
    {
      name: "This table, cross-fitted",
      role: "the same way of choosing, on unseen items",
      kind: "expected",
      n: null,
      quality: bare(percent(quality)),
      difference: bare(signedPoints(difference)),
      cost: bare(costUsd === null ? UNKNOWN : usd(costUsd * unit.items)),
      costRatio: costChange(costRatio),
      harm: bare(percent(harm)),
      escalation: "–",
      latency: "–",
      front: "–",
    },
  ];
}

/** That the rows are not equally hard on themselves, and why a single tier that looks better here is not chosen. */
export function inSampleNote(calibration: Calibration, table: RoutingTable): string {
  const { policies, whole } = calibration;
  if (onlyTarget(table) !== null) return "";
  const note = "The table is judged here on items it was chosen on, which may flatter it; single tiers are not chosen.";
  const own = policies.find(({ policy }) => policy.kind === "table");
  const rival = policies.find((one) => own !== undefined && one.policy.kind === "single" && looksBetter(one, own));
  if (rival?.policy.kind !== "single" || isPlanned(whole.basis)) return note;
  const why =
    rival.policy.tier === whole.bestSingle
      ? "on items that the table was not learnt from it does not"
      : "it did not pass the test of all task types together, so nothing is promised of it";
  return `${note} Here always ${rival.policy.tier} looks as good for no more; ${why}.`;
}

function looksBetter(one: PolicyEvaluation, own: PolicyEvaluation): boolean {
  if (one.costUsd === null || own.costUsd === null) return false;
  return one.quality.v >= own.quality.v && one.costUsd.v <= own.costUsd.v;
}

/** A policy by the name a reader knows it by. */
export function policyName({ policy, name }: PolicyEvaluation): string {
  if (policy.kind === "table") return "This table";
  if (policy.kind === "oracle") return "Oracle";
  return policy.kind === "single" ? `Always ${policy.tier}` : name;
}

function policyRole({ policy }: PolicyEvaluation, calibration: Calibration): string {
  const { options, tierOrder, whole } = calibration;
  if (policy.kind === "table") {
    if (isReferenceItself(policy, options.reference)) return "the reference itself";
    return crossFittedFigures(calibration) === null ? "" : "in-sample";
  }
  if (policy.kind === "oracle") return "knows the answers: a bound, not a choice";
  if (policy.kind !== "single") return "";
  const roles = [
    policy.tier === options.reference ? "reference" : "",
    policy.tier === tierOrder[0] ? "cheapest tier" : "",
    policy.tier === whole.bestSingle && policy.tier !== options.reference ? "cheapest that keeps the promise" : "",
  ];
  return roles.filter((role) => role !== "").join(", ");
}

function baselineRow(evaluation: PolicyEvaluation, calibration: Calibration, unit: CostUnit): BaselineRow {
  const { policy, quality, qualityVsReference, costUsd, costRatio, harm, escalation, latencyMs } = evaluation;
  const isReference = isReferenceItself(policy, calibration.options.reference);
  return {
    name: policyName(evaluation),
    role: policyRole(evaluation, calibration),
    kind: policy.kind === "table" ? "table" : policy.kind === "oracle" ? "bound" : "other",
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
