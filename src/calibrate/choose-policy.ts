import type { CalibrationOptions, CascadeEvaluation, TaskTypeDecision, TierSummary } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { certifiedCascades } from "./certified-cascades.js";
import { compareTiers } from "./compare-tiers.js";
import { decisionReason } from "./decision-reason.js";
import { fixedPaths } from "./fixed-path.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { isPriced, type Known, stillNeeded, undecidedBelow } from "./still-needed.js";
import { testLevels } from "./test-levels.js";
import { tierSummary } from "./tier-summary.js";

/** What the choice needs to know besides the outcomes. */
export interface ChoiceContext {
  readonly options: CalibrationOptions;
  /** Tier → cells of this task type without a score. */
  readonly missing: ReadonlyMap<string, number>;
  /** True where so much is missing that nothing may be certified. */
  readonly isIncomplete: boolean;
  /** True where a judge scored that is not trusted: nothing may be certified then either. @defaultValue false */
  readonly isDoubted?: boolean;
  /** True where so many items were set aside for marks in their answers that nothing may be certified. @defaultValue false */
  readonly isSifted?: boolean;
}

/** Without costs a cascade counts as cheaper than the reference only below this share of escalations. */
const ESCALATION_LIMIT_WITHOUT_COSTS = 0.5;

/**
 * Decides one task type for itself: the cheapest of the reference, the tiers
 * certified non-inferior to it, and the cascades certified to harm at most the target.
 *
 * The tests share the failure probability ({@link testLevels}), so that the
 * certificate of whatever is chosen holds with probability 1 − δ although it was
 * chosen after looking. Fewer independent units than `minItems`: the reference.
 */
export function chooseForTaskType(matrix: TaskTypeMatrix, context: ChoiceContext): TaskTypeDecision {
  const { options, missing, isIncomplete, isDoubted = false, isSifted = false } = context;
  const { confidence } = options;
  const evidence: Evidence = {
    matrix,
    tiers: matrix.columns.map((column) =>
      tierSummary(column, matrix, { confidence, missing: missing.get(column.tier) ?? 0 }),
    ),
    ...testedPolicies(matrix, options),
  };
  const hasEnough = matrix.unitCount >= options.minItems;
  const choice = hasEnough ? cheapestCertified(evidence) : referenceOf(matrix);
  const undecided = undecidedBelow(choice, evidence);
  const needed = stillNeeded(undecided, matrix, options.minItems);
  const isReference = choice.kind === "single" && choice.tier === matrix.reference;
  const isSettled = hasEnough && (!isReference || (undecided.length === 0 && matrix.columns.length > 1));
  const isWithheld = isIncomplete || isDoubted || isSifted;
  const status = !isSettled ? "insufficient-data" : isWithheld ? "estimated" : "certified";
  return {
    taskType: matrix.taskType,
    items: matrix.itemIds.length,
    clusters: matrix.unitCount,
    tiers: evidence.tiers,
    comparisons: evidence.comparisons,
    cascades: evidence.cascades,
    choice,
    status,
    reason: decisionReason({ ...evidence, ...needed, choice, status, undecided, options, isDoubted, isSifted }),
    ...needed,
    // Known once the whole has spoken.
    slices: null,
  };
}

interface Evidence extends Known {
  readonly matrix: TaskTypeMatrix;
}

function testedPolicies(
  matrix: TaskTypeMatrix,
  { margin, harm, confidence, seed, minItems }: CalibrationOptions,
): Pick<Evidence, "comparisons" | "cascades"> {
  const hasCascades = fixedPaths(matrix).length > 0;
  const levels = testLevels(confidence, hasCascades);
  return {
    comparisons: compareTiers(matrix, { margin, confidence, level: levels.singles, seed, minUnits: minItems }),
    cascades: hasCascades ? certifiedCascades(matrix, { harm, confidence, level: levels.cascades, seed }) : [],
  };
}

function referenceOf({ reference }: TaskTypeMatrix): RoutePolicy {
  return { kind: "single", tier: reference };
}

function cheapestCertified(evidence: Evidence): RoutePolicy {
  const { matrix, tiers, comparisons, cascades } = evidence;
  const certified = new Set(comparisons.filter((c) => c.verdict === "non-inferior").map(({ tier }) => tier));
  const singles = tiers.filter(({ tier }) => tier === matrix.reference || certified.has(tier));
  const usable = cascades.filter(({ isCertified }) => isCertified);
  if (!isPriced(tiers)) return cheapestWithoutCosts(matrix, singles, usable);
  // Tiers come in price order and before cascades, so that ties go to the simpler policy.
  const options = [
    ...singles.map(({ tier, costUsd }) => ({ policy: { kind: "single" as const, tier }, cost: costUsd?.v ?? 0 })),
    ...usable.map(({ policy, costUsd }) => ({ policy, cost: costUsd?.v ?? Number.POSITIVE_INFINITY })),
  ];
  return options.reduce((best, option) => (option.cost < best.cost ? option : best)).policy;
}

/** The given order stands for the price; a cascade is taken where only the reference is left and few items escalate. */
function cheapestWithoutCosts(
  matrix: TaskTypeMatrix,
  singles: readonly TierSummary[],
  cascades: readonly CascadeEvaluation[],
): RoutePolicy {
  const first = singles[0]?.tier ?? matrix.reference;
  if (first !== matrix.reference) return { kind: "single", tier: first };
  const few = cascades
    .filter(({ escalation }) => escalation.v <= ESCALATION_LIMIT_WITHOUT_COSTS)
    .sort((a, b) => a.escalation.v - b.escalation.v);
  return few[0]?.policy ?? referenceOf(matrix);
}
