import type { Calibration, CalibrationOptions, TaskTypeDecision, WholeTable } from "../core/calibration.js";
import { DataError } from "../core/errors.js";
import type { JudgeTrust } from "../core/judge-trust.js";
import type { Outcome } from "../core/outcome.js";
import type { Policy, RoutePolicy } from "../core/policy.js";
import type { Run } from "../core/run.js";
import { adaptiveWhole, decideAdaptively } from "./adaptive-decision.js";
import { chooseForTaskType } from "./choose-policy.js";
import { conclusionWarnings } from "./conclusion-warnings.js";
import { evaluatePolicies, type NamedPolicy, trafficWeights } from "./evaluate-policies.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { itemTraits, type TraitedItem } from "./item-traits.js";
import { doubtedTaskTypes, doubtWords } from "./judge-trust.js";
import { type MeasuredTypes, measuredTypes } from "./measured-types.js";
import type { MissingCells } from "./missing-cells.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { overallSummaries } from "./overall-summary.js";
import { inPriceOrder } from "./price-order.js";
import { type RoutedContext, routedDecision } from "./routed-decision.js";
import { signalReliability } from "./signal-reliability.js";
import { signalWorth } from "./signal-worth.js";
import { sliceCheck } from "./slice-check.js";
import { withPosteriors } from "./undecided-posteriors.js";
import type { ChosenWhole } from "./whole-context.js";
import { chooseWhole } from "./whole-table.js";

/** What a conclusion rests on besides outcomes, runs and options. */
export interface Surroundings {
  /** Of the bootstrap behind the intervals of whole policies. */
  readonly resamples: number;
  readonly items: readonly TraitedItem[];
  /** How far the judges are trusted, by task type. */
  readonly trusts: ReadonlyMap<string, readonly JudgeTrust[]>;
  /** Task types of which so many items were set aside for marks in their answers that nothing may be certified. */
  readonly sifted: ReadonlySet<string>;
}

/** A calibration with the rows that each task type was decided on, in the same order. */
export interface Conclusion {
  readonly calibration: Calibration;
  readonly matrices: readonly TaskTypeMatrix[];
}

/**
 * Decides every task type for itself and all of them together, and holds the result against the outcomes.
 *
 * @throws DataError on outcomes that cannot be compared, or with too many cells missing unless `allowMissing`
 */
export function conclude(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  options: CalibrationOptions,
  surroundings: Surroundings,
): Conclusion {
  const { resamples, items, trusts } = surroundings;
  const measured = measuredTypes(outcomes, runs, options);
  const { used, order, missing } = measured;
  const context: ConclusionContext = { options, measured, surroundings, doubted: doubtedTaskTypes(trusts) };
  const own = ownDecisions(context);
  const matrices = own.map(({ matrix }) => matrix);
  checkTraffic(matrices, options);
  const signals = matrices.flatMap((matrix) => signalReliability(matrix, options.confidence));
  const chosen = chosenWhole(own, signals, context);
  const traits = itemTraits(outcomes, items, options.reference);
  const taskTypes = own.map((one) => finished(one, chosen, traits, context));
  const compared = comparedPolicies(matrices, taskTypes, context);
  const policies = evaluatePolicies(compared, matrices, { ...options, resamples });
  const calibration: Calibration = {
    options,
    tierOrder: order,
    simulated: outcomes.some(({ simulated }) => simulated) || used.some(({ simulated }) => simulated),
    runIds: used.map(({ runId }) => runId),
    overall: overallSummaries(policies, matrices, { missing, weights: trafficWeights(matrices, options.traffic) }),
    taskTypes,
    whole: chosen.whole,
    policies,
    signals,
    signalWorth: matrices.flatMap((matrix) => signalWorth(matrix, options.confidence)),
    missing: missing.filter(({ cells }) => cells > 0),
    warnings: conclusionWarnings({ measured, matrices, taskTypes, trusts }, options),
  };
  return { calibration, matrices };
}

/** What every step of a conclusion goes by. */
interface ConclusionContext {
  readonly options: CalibrationOptions;
  readonly measured: MeasuredTypes;
  readonly surroundings: Surroundings;
  /** Task types whose judge is not trusted. */
  readonly doubted: ReadonlySet<string>;
}

/** Whether anything keeps a task type from being certified. */
function standingOf(taskType: string, { measured, surroundings, doubted }: ConclusionContext) {
  return {
    isIncomplete: measured.incomplete.has(taskType),
    isDoubted: doubted.has(taskType),
    isSifted: surroundings.sifted.has(taskType),
  };
}

interface OwnDecision {
  readonly decision: TaskTypeDecision;
  /** The rows that it was decided on. */
  readonly matrix: TaskTypeMatrix;
}

/** Every task type for itself, in name order. */
function ownDecisions(context: ConclusionContext): readonly OwnDecision[] {
  const { options, measured } = context;
  const { matrices, sequential, missing, order } = measured;
  const fixed = matrices.map((one): OwnDecision => {
    const matrix = inPriceOrder(one, order);
    const standing = standingOf(one.taskType, context);
    const choice = { options, missing: missingByTier(missing, one.taskType), ...standing };
    return { matrix, decision: chooseForTaskType(matrix, choice) };
  });
  const adaptive = [...sequential].map(([taskType, pairs]) =>
    decideAdaptively(pairs, { options, order, ...standingOf(taskType, context) }),
  );
  return [...fixed, ...adaptive].sort((a, b) => inCodeUnitOrder(a.decision.taskType, b.decision.taskType));
}

/** All task types together; where one was measured adaptively, each stays as it was decided for itself. */
function chosenWhole(
  own: readonly OwnDecision[],
  signals: Calibration["signals"],
  { options, measured, surroundings, doubted }: ConclusionContext,
): ChosenWhole {
  const decisions = own.map(({ decision }) => decision);
  if (measured.sequential.size > 0) return { routes: null, whole: adaptiveWhole(decisions, options.reference) };
  return chooseWhole(
    own.map(({ matrix }) => matrix),
    decisions,
    {
      options,
      tiers: measured.order,
      signals,
      failureCostsUsd: failureCosts(measured.used),
      isIncomplete: measured.incomplete.size > 0,
      doubted,
      sifted: surroundings.sifted,
    },
  );
}

/** A decision with its route in the whole, its judges, and what is said of its pairs and slices. */
function finished(
  { decision, matrix }: OwnDecision,
  { routes, whole }: ChosenWhole,
  traits: ReturnType<typeof itemTraits>,
  context: ConclusionContext,
): TaskTypeDecision {
  const { options, measured, surroundings } = context;
  const { taskType } = decision;
  const inWhole = { matrix, options, ...standingOf(taskType, context), basis: basisWords(whole) };
  const made = withJudges(routed(decision, routes, inWhole), surroundings.trusts.get(taskType));
  // Tests for a fixed number of items do not hold where the answers said when to stop.
  if (measured.sequential.has(taskType)) return made;
  const comparisons = withPosteriors(made.comparisons, options.margin);
  return { ...made, comparisons, slices: sliceCheck(made, matrix, { ...options, traits }) };
}

/** Every tier that answered everywhere, the table, and the oracle. */
function comparedPolicies(
  matrices: readonly TaskTypeMatrix[],
  taskTypes: readonly TaskTypeDecision[],
  { options, measured }: ConclusionContext,
): readonly NamedPolicy[] {
  const everywhere = measured.order.filter((tier) =>
    matrices.every(({ columns }) => columns.some((one) => one.tier === tier)),
  );
  return [
    ...everywhere.map((tier) => ({ name: `always-${tier}`, policy: { kind: "single" as const, tier } })),
    { name: "table", policy: tablePolicy(taskTypes, options.reference) },
    { name: "oracle", policy: { kind: "oracle" as const } },
  ];
}

/** What a route rests on, to go on with in a sentence. */
function basisWords({ basis, certificate }: WholeTable): string {
  const promised = certificate === null ? "not promised" : "promised";
  if (basis === "whole-table") return `part of a table that was chosen, and is ${promised}, as a whole`;
  if (basis === "single-tier") return `one tier for everything, ${promised} as a whole`;
  if (basis === "budget") return "the best quality that the budget buys";
  return basis === "stakes" ? "the lowest cost with errors" : "no cheaper table kept its promise";
}

function routed(
  decision: TaskTypeDecision,
  routes: { readonly [taskType: string]: RoutePolicy } | null,
  context: RoutedContext,
): TaskTypeDecision {
  const route = routes !== null && Object.hasOwn(routes, decision.taskType) ? routes[decision.taskType] : undefined;
  return route === undefined ? decision : routedDecision(decision, route, context);
}

/** Says of a judged task type whether its judges are trusted, and why not. */
function withJudges(decision: TaskTypeDecision, judges: readonly JudgeTrust[] | undefined): TaskTypeDecision {
  return judges === undefined ? decision : { ...decision, reason: `${decision.reason}${doubtWords(judges)}`, judges };
}

/** The policy that follows the decisions, with the reference for anything else. */
export function tablePolicy(taskTypes: readonly TaskTypeDecision[], reference: string): Policy {
  const routes = Object.fromEntries(taskTypes.map(({ taskType, choice }) => [taskType, choice]));
  return { kind: "table", routes, otherwise: reference };
}

function failureCosts(runs: readonly Run[]): { readonly [taskType: string]: number } {
  return Object.assign({}, ...runs.map(({ failureCostsUsd }) => failureCostsUsd)) as Record<string, number>;
}

function checkTraffic(matrices: readonly TaskTypeMatrix[], { traffic }: CalibrationOptions): void {
  if (traffic === null) return;
  for (const { taskType } of matrices) {
    const weight = Object.hasOwn(traffic, taskType) ? traffic[taskType] : undefined;
    if (weight === undefined) throw new DataError(`traffic has no weight for task type "${taskType}": add one`);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new DataError(`traffic of task type "${taskType}" must be 0 or more, found ${weight}`);
    }
  }
  if (matrices.every(({ taskType }) => traffic[taskType] === 0)) {
    throw new DataError("traffic of all measured task types is 0: give one of them a weight");
  }
}

function missingByTier(missing: readonly MissingCells[], taskType: string): ReadonlyMap<string, number> {
  return new Map(missing.filter((one) => one.taskType === taskType).map(({ tier, cells }) => [tier, cells]));
}
