import type { CalibrationOptions, CascadeEvaluation, Comparison, TaskTypeDecision } from "../core/calibration.js";
import { planText, stepsOf } from "../core/policy.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";

/** What the sentence about a decision is made of. */
export interface DecisionFacts {
  readonly choice: TaskTypeDecision["choice"];
  readonly status: TaskTypeDecision["status"];
  readonly matrix: TaskTypeMatrix;
  readonly comparisons: readonly Comparison[];
  readonly cascades: readonly CascadeEvaluation[];
  readonly undecided: readonly Comparison[];
  readonly itemsStillNeeded: number | null;
  readonly options: CalibrationOptions;
  /** True where a judge scored that is not trusted. @defaultValue false */
  readonly isDoubted?: boolean;
  /** True where items were set aside because an answer speaks to its judge. @defaultValue false */
  readonly isSifted?: boolean;
}

/** One sentence a person can read: what was chosen and why. */
export function decisionReason(facts: DecisionFacts): string {
  const { choice, status, matrix, options } = facts;
  if (matrix.unitCount < options.minItems) {
    return `Only ${matrix.unitCount} independent ${matrix.unitCount === 1 ? "item" : "items"}, at least ${options.minItems} are needed: the reference stays.`;
  }
  const proof = status === "estimated" ? estimatedWords(facts) : "certified";
  const cascade = facts.cascades.find(({ policy }) => policy === choice);
  if (cascade !== undefined) return cascadeReason(cascade, facts, proof);
  return `${singleReason(facts, proof)}${leftOutWords(facts, proof)}`;
}

function estimatedWords({ isDoubted = false, isSifted = false }: DecisionFacts): string {
  if (isSifted) return "estimated without the items that were set aside, not certified";
  return isDoubted ? "estimated on a judge's word, not certified" : "estimated with cells missing, not certified";
}

function singleReason(facts: DecisionFacts, proof: string): string {
  const { choice, matrix, options } = facts;
  if (choice.kind === "single" && choice.tier !== matrix.reference) {
    const test = facts.comparisons.find(({ tier }) => tier === choice.tier);
    return `${choice.tier} loses less than ${points(options.margin)} against ${matrix.reference} (${proof}; difference ${signed(test?.difference.v ?? 0)} on ${test?.n ?? 0} items).`;
  }
  return referenceReason(facts, proof);
}

/** Without costs nobody can say whether a cascade with many escalations is cheaper than the tier that serves instead. */
function leftOutWords({ choice, cascades, matrix, options }: DecisionFacts, proof: string): string {
  if (choice.kind !== "single") return "";
  const rankOf = (tier: string | undefined) => matrix.columns.findIndex((column) => column.tier === tier);
  const [first] = cascades
    .filter(({ isCertified, costUsd, policy }) => isCertified && costUsd === null && policy.kind === "cascade")
    .filter(({ policy }) => rankOf(stepsOf(policy)[0]?.tier) < rankOf(choice.tier))
    .sort((a, b) => a.escalation.v - b.escalation.v);
  if (first === undefined) return "";
  return ` Left out because costs are not known: ${planText(first.policy)}, ${proof} to cost at most ${percent(options.harm)} of items a right answer; ${percent(first.escalation.v)} escalate.`;
}

function cascadeReason(cascade: CascadeEvaluation, { matrix, options }: DecisionFacts, proof: string): string {
  const { policy, escalation } = cascade;
  const escalated = policy.kind === "single" ? "" : `; ${percent(escalation.v)} escalate`;
  return `${planText(policy)}: at most ${percent(options.harm)} of items lose a right answer of ${matrix.reference} (${proof}${escalated}).`;
}

function referenceReason(facts: DecisionFacts, proof: string): string {
  const { matrix, undecided, itemsStillNeeded, options } = facts;
  if (matrix.columns.length === 1) return `Only ${matrix.reference} was measured here: nothing to choose from.`;
  if (undecided.length > 0) {
    const names = undecided.map(({ tier }) => tier).join(", ");
    const first = undecided.length === 1 ? "" : ` for ${nearest(undecided)}`;
    return `Undecided whether ${names} ${undecided.length === 1 ? "loses" : "lose"} less than ${points(options.margin)} against ${matrix.reference}: about ${itemsStillNeeded ?? 0} more items would probably tell${first}.`;
  }
  const rank = matrix.columns.findIndex(({ tier }) => tier === matrix.reference);
  if (rank === 0) return `${matrix.reference} is the cheapest tier here already.`;
  return `Every cheaper tier loses ${points(options.margin)} or more against ${matrix.reference} (${proof}).`;
}

/** The tier that the fewest more items would decide. */
function nearest(undecided: readonly Comparison[]): string {
  const missing = ({ n, itemsNeeded }: Comparison) => (itemsNeeded ?? n + 1) - n;
  return undecided.reduce((best, one) => (missing(one) < missing(best) ? one : best)).tier;
}

function points(fraction: number): string {
  const value = Number((fraction * 100).toFixed(1));
  return `${value} ${value === 1 ? "point" : "points"}`;
}

function signed(fraction: number): string {
  const value = (fraction * 100).toFixed(1);
  return `${fraction > 0 ? "+" : ""}${value.replace("-", "−")} points`;
}

function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(1))} %`;
}
