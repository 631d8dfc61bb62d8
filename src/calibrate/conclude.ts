import type { Calibration, CalibrationOptions, TaskTypeDecision, WholeTable } from "../core/calibration.js";
import { DataError, UsageError } from "../core/errors.js";
import type { JudgeTrust } from "../core/judge-trust.js";
import type { Outcome } from "../core/outcome.js";
import type { Policy, RoutePolicy } from "../core/policy.js";
import type { Run } from "../core/run.js";
import { adaptiveWhole, decideAdaptively, missingOfPairs } from "./adaptive-decision.js";
import { chooseForTaskType } from "./choose-policy.js";
import { evaluatePolicies, trafficWeights } from "./evaluate-policies.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { itemTraits, type TraitedItem } from "./item-traits.js";
import { doubtedTaskTypes, doubtWords } from "./judge-trust.js";
import { incompleteTaskTypes, type MissingCells, refuseMissing } from "./missing-cells.js";
import { type OutcomeMatrices, outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { overallSummaries } from "./overall-summary.js";
import { leaningWarnings } from "./own-answers.js";
import { inPriceOrder, priceOrder } from "./price-order.js";
import { type RoutedContext, routedDecision } from "./routed-decision.js";
import { sequentialPairs } from "./sequential-pairs.js";
import { signalReliability } from "./signal-reliability.js";
import { signalWorth } from "./signal-worth.js";
import { sliceCheck, sliceWarnings } from "./slice-check.js";
import { withPosteriors } from "./undecided-posteriors.js";
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
  { resamples, items, trusts, sifted }: Surroundings,
): Conclusion {
  const used = usedRuns(outcomes, runs);
  const sequential = sequentialPairs(outcomes, used, options.reference);
  if (sequential.size > 0 && options.objective.kind !== "cost") {
    throw new UsageError("a budget or failure costs need every tier on every item, and an adaptive run has not that");
  }
  const built = fixedMatrices(outcomes, used, { reference: options.reference, sequential });
  const pairs = [...sequential.values()].flat();
  const missing = [...built.missing, ...[...sequential.values()].flatMap(missingOfPairs)];
  if (!options.allowMissing) refuseMissing(missing);
  const given = [...new Set(used.flatMap(({ tiers }) => tiers.map(({ id }) => id)))];
  const { order, isByCost } = priceOrder([...built.matrices, ...pairs.map(({ matrix }) => matrix)], given);
  const incomplete = incompleteTaskTypes(missing);
  const doubted = doubtedTaskTypes(trusts);
  const standingOf = (taskType: string) => ({
    isIncomplete: incomplete.has(taskType),
    isDoubted: doubted.has(taskType),
    isSifted: sifted.has(taskType),
  });
  const own = [
    ...built.matrices.map((one) => {
      const matrix = inPriceOrder(one, order);
      const context = { options, missing: missingByTier(missing, one.taskType), ...standingOf(one.taskType) };
      return { matrix, decision: chooseForTaskType(matrix, context) };
    }),
    ...[...sequential].map(([taskType, ofType]) =>
      decideAdaptively(ofType, { options, order, ...standingOf(taskType) }),
    ),
  ].sort((a, b) => inCodeUnitOrder(a.decision.taskType, b.decision.taskType));
  const matrices = own.map(({ matrix }) => matrix);
  checkTraffic(matrices, options);
  const signals = matrices.flatMap((matrix) => signalReliability(matrix, options.confidence));
  const decisions = own.map(({ decision }) => decision);
  const { routes, whole } =
    sequential.size > 0
      ? { routes: null, whole: adaptiveWhole(decisions, options.reference) }
      : chooseWhole(matrices, decisions, {
          options,
          tiers: order,
          signals,
          failureCostsUsd: failureCosts(used),
          isIncomplete: incomplete.size > 0,
          doubted,
          sifted,
        });
  const sliced = { ...options, traits: itemTraits(outcomes, items, options.reference) };
  const taskTypes = own.map(({ matrix, decision }): TaskTypeDecision => {
    const { taskType } = decision;
    const context = { matrix, options, ...standingOf(taskType), basis: basisWords(whole) };
    const made = withJudges(routed(decision, routes, context), trusts.get(taskType));
    // Tests for a fixed number of items do not hold where the answers said when to stop.
    if (sequential.has(decision.taskType)) return made;
    const comparisons = withPosteriors(made.comparisons, options.margin);
    return { ...made, comparisons, slices: sliceCheck(made, matrix, sliced) };
  });
  const everywhere = order.filter((tier) => matrices.every(({ columns }) => columns.some((one) => one.tier === tier)));
  const policies = evaluatePolicies(
    [
      ...everywhere.map((tier) => ({ name: `always-${tier}`, policy: { kind: "single" as const, tier } })),
      { name: "table", policy: tablePolicy(taskTypes, options.reference) },
      { name: "oracle", policy: { kind: "oracle" as const } },
    ],
    matrices,
    { ...options, resamples },
  );
  const calibration: Calibration = {
    options,
    tierOrder: order,
    simulated: outcomes.some(({ simulated }) => simulated) || used.some(({ simulated }) => simulated),
    runIds: used.map(({ runId }) => runId),
    overall: overallSummaries(policies, matrices, { missing, weights: trafficWeights(matrices, options.traffic) }),
    taskTypes,
    whole,
    policies,
    signals,
    signalWorth: matrices.flatMap((matrix) => signalWorth(matrix, options.confidence)),
    missing: missing.filter(({ cells }) => cells > 0),
    warnings: [
      ...built.warnings,
      ...priceWarnings(matrices, isByCost),
      ...missingWarnings(incomplete),
      ...leaningWarnings(trusts),
      ...sameAnswerWarnings(taskTypes),
      ...taskTypes.flatMap((decision) => sliceWarnings(decision, options)),
      ...adaptiveWarnings([...sequential.keys()]),
      ...trafficWarnings(matrices, options),
    ],
  };
  return { calibration, matrices };
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

function usedRuns(outcomes: readonly Outcome[], runs: readonly Run[]): readonly Run[] {
  const ids = new Set(outcomes.map(({ runId }) => runId));
  return runs
    .filter(({ runId }) => ids.has(runId))
    .sort((a, b) => inCodeUnitOrder(a.createdAt, b.createdAt) || inCodeUnitOrder(a.runId, b.runId));
}

/** The task types that were measured in full; none of them may be missing where no other is there. */
function fixedMatrices(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  { reference, sequential }: { readonly reference: string; readonly sequential: ReadonlyMap<string, unknown> },
): OutcomeMatrices {
  const fixed = sequential.size === 0 ? outcomes : outcomes.filter(({ taskType }) => !sequential.has(taskType));
  if (fixed.length === 0 && outcomes.length > 0) return { matrices: [], missing: [], warnings: [] };
  return outcomeMatrices(fixed, runs, reference);
}

function failureCosts(runs: readonly Run[]): { readonly [taskType: string]: number } {
  return Object.assign({}, ...runs.map(({ failureCostsUsd }) => failureCostsUsd)) as Record<string, number>;
}

/** Nothing is learnt from items on which all tiers do the same; all wrong is seldom the models' doing. */
function sameAnswerWarnings(taskTypes: readonly TaskTypeDecision[]): readonly string[] {
  return taskTypes.flatMap(({ taskType, tiers }) => {
    if (tiers.every(({ quality }) => quality.v === 0)) {
      return [`Task type "${taskType}": no tier has a right answer. Check its scorer before you trust this table.`];
    }
    if (!tiers.every(({ quality }) => quality.v === 1)) return [];
    return [`Task type "${taskType}": every tier has every answer right. Harder items would tell the tiers apart.`];
  });
}

function adaptiveWarnings(taskTypes: readonly string[]): readonly string[] {
  if (taskTypes.length === 0) return [];
  return [
    `Measured adaptively (${taskTypes.join(", ")}): point estimates lean away from the margin, and neither cascades nor a whole table were tested.`,
  ];
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

function priceWarnings(matrices: readonly TaskTypeMatrix[], isByCost: boolean): readonly string[] {
  if (!isByCost) {
    return [
      "Some costs are not known: the tiers keep their given order, which stands for their price, and a cascade is taken only where at most half of the items escalate.",
    ];
  }
  return matrices
    .filter(({ columns }) => columns.some(({ costUsd }) => costUsd === null))
    .map(({ taskType }) => `Task type "${taskType}" has unknown costs: its choice rests on the order of the tiers.`);
}

function missingWarnings(incomplete: ReadonlySet<string>): readonly string[] {
  return [...incomplete].map(
    (taskType) => `Task type "${taskType}" has too many missing cells: its choice is estimated, not certified.`,
  );
}

function trafficWarnings(matrices: readonly TaskTypeMatrix[], { traffic }: CalibrationOptions): readonly string[] {
  const measured = new Set(matrices.map(({ taskType }) => taskType));
  return Object.keys(traffic ?? {})
    .filter((taskType) => !measured.has(taskType))
    .sort(inCodeUnitOrder)
    .map((taskType) => `Traffic names task type "${taskType}", which was not measured: it is left out of the totals.`);
}
