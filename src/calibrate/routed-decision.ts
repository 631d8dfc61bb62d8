import type { CalibrationOptions, Comparison, RouteStatus, TaskTypeDecision } from "../core/calibration.js";
import { planText, type RoutePolicy } from "../core/policy.js";
import { evaluateCascade } from "./certified-cascades.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { type Known, stillNeeded, undecidedBelow } from "./still-needed.js";
import { testLevels } from "./test-levels.js";

/** The table that a route is part of. */
export interface RoutedContext {
  readonly matrix: TaskTypeMatrix;
  readonly options: CalibrationOptions;
  /** True where so much is missing that nothing may be certified. */
  readonly isIncomplete: boolean;
  /** True where a judge scored that is not trusted: nothing may be certified then either. @defaultValue false */
  readonly isDoubted?: boolean;
  /** True where so many items were set aside for marks in their answers that nothing may be certified. @defaultValue false */
  readonly isSifted?: boolean;
  /** What the table rests on, to end a sentence with. */
  readonly basis: string;
}

/**
 * The decision for one task type as part of a table that was chosen as a whole:
 * the table's route, certified where the task type's own tests say so too.
 */
export function routedDecision(
  decision: TaskTypeDecision,
  choice: RoutePolicy,
  context: RoutedContext,
): TaskTypeDecision {
  if (isSame(choice, decision.choice)) return decision;
  const { decided, cascades } = withEvidence(decision, choice, context);
  const { status, reason } = statusOf(decision, decided, cascades, context);
  const { matrix, options } = context;
  const open = openTiers({ ...decision, cascades, choice: decided, status });
  return { ...decision, cascades, choice: decided, status, reason, ...stillNeeded(open, matrix, options.minItems) };
}

/** Tiers on which more items would tell something: whether the route itself holds, or once it does, whether a cheaper one would. */
function openTiers(decision: Known & Pick<TaskTypeDecision, "choice" | "status">): readonly Comparison[] {
  const { choice, status, comparisons } = decision;
  if (status === "certified") return undecidedBelow(choice, decision);
  return comparisons.filter(
    ({ tier, verdict }) => verdict === "undecided" && choice.kind === "single" && tier === choice.tier,
  );
}

interface Evidenced {
  /** The route; the very policy of its evaluation where it has one. */
  readonly decided: RoutePolicy;
  readonly cascades: TaskTypeDecision["cascades"];
}

function withEvidence(
  { cascades }: TaskTypeDecision,
  choice: RoutePolicy,
  { matrix, options }: RoutedContext,
): Evidenced {
  // A path that ended at the tier alone is its evidence only where it was certified.
  const known = cascades.find(
    ({ policy, isCertified }) => isSame(policy, choice) && (isCertified || policy.kind === "cascade"),
  );
  if (known !== undefined) return { decided: known.policy, cascades };
  if (choice.kind === "single") return { decided: choice, cascades };
  const { harm, confidence, seed } = options;
  const level = testLevels(confidence, true).cascades;
  return {
    decided: choice,
    cascades: [...cascades, evaluateCascade(choice, matrix, cascades, { harm, confidence, level, seed })],
  };
}

function statusOf(
  { comparisons, clusters }: TaskTypeDecision,
  choice: RoutePolicy,
  cascades: TaskTypeDecision["cascades"],
  { matrix, options, isIncomplete, isDoubted = false, isSifted = false, basis }: RoutedContext,
): { readonly status: RouteStatus; readonly reason: string } {
  const words = planText(choice);
  if (choice.kind === "single" && choice.tier === matrix.reference) {
    return {
      status: isIncomplete || isDoubted || isSifted ? "estimated" : "certified",
      reason: `${words}, the reference itself: ${basis}.`,
    };
  }
  const cascade = cascades.find(({ policy }) => policy === choice);
  const comparison = comparisons.find(({ tier }) => choice.kind === "single" && tier === choice.tier);
  const isProven = cascade?.isCertified === true || comparison?.verdict === "non-inferior";
  if (isProven && !isIncomplete && clusters >= options.minItems) {
    if (isSifted)
      return {
        status: "estimated",
        reason: `${words}: ${basis}; its own items say so, without those that were set aside.`,
      };
    if (isDoubted)
      return { status: "estimated", reason: `${words}: ${basis}; its own items say so on a judge's word.` };
    return {
      status: "certified",
      reason: `${words}: ${basis}; certified on its own ${matrix.itemIds.length} items too.`,
    };
  }
  const own = comparison?.verdict === "inferior" ? "its own items speak against it" : "its own items do not decide";
  return { status: "estimated", reason: `${words}: ${basis}; ${own}.` };
}

function isSame(one: RoutePolicy, other: RoutePolicy): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
