import type { Calibration, CalibrationOptions, TaskTypeDecision } from "../core/calibration.js";
import { DataError, UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Policy } from "../core/policy.js";
import type { Run } from "../core/run.js";
import { beatenTableWarning } from "./beaten-table.js";
import { chooseForTaskType } from "./choose-policy.js";
import { DEFAULT_RESAMPLES, evaluatePolicies } from "./evaluate-policies.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { incompleteTaskTypes, type MissingCells, refuseMissing } from "./missing-cells.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { overallSummaries } from "./overall-summary.js";
import { inPriceOrder, priceOrder } from "./price-order.js";
import { signalReliability } from "./signal-reliability.js";

/** What `calibrate` uses where the caller has no wish; the reference has no default. */
export const CALIBRATION_DEFAULTS: Omit<CalibrationOptions, "reference"> = Object.freeze({
  margin: 0.03,
  harm: 0.02,
  confidence: 0.95,
  seed: 1,
  minItems: 30,
  traffic: null,
  allowMissing: false,
});

/**
 * Concludes from outcomes which policy each task type needs.
 *
 * A deterministic function: the same outcomes in any order, runs and options give
 * the same result, bit by bit.
 *
 * @param runs - every run that the outcomes belong to; several runs about the same (item, tier)
 *   count as further trials
 * @param resamples - of the bootstrap behind the intervals of whole policies
 * @throws UsageError on options out of range
 * @throws DataError on outcomes that cannot be compared, or with too many cells missing unless `allowMissing`
 */
export function calibrate(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  options: CalibrationOptions,
  { resamples = DEFAULT_RESAMPLES }: { readonly resamples?: number } = {},
): Calibration {
  checkOptions(options);
  const used = usedRuns(outcomes, runs);
  const built = outcomeMatrices(outcomes, used, options.reference);
  if (!options.allowMissing) refuseMissing(built.missing);
  const given = [...new Set(used.flatMap(({ tiers }) => tiers.map(({ id }) => id)))];
  const { order, isByCost } = priceOrder(built.matrices, given);
  const matrices = built.matrices.map((matrix) => inPriceOrder(matrix, order));
  const incomplete = incompleteTaskTypes(built.missing);
  const taskTypes = matrices.map((matrix) =>
    chooseForTaskType(matrix, {
      options,
      missing: missingByTier(built.missing, matrix.taskType),
      isIncomplete: incomplete.has(matrix.taskType),
    }),
  );
  checkTraffic(matrices, options);
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
  return {
    options,
    tierOrder: order,
    simulated: outcomes.some(({ simulated }) => simulated) || used.some(({ simulated }) => simulated),
    runIds: used.map(({ runId }) => runId),
    overall: overallSummaries(policies, matrices, built.missing),
    taskTypes,
    policies,
    signals: matrices.flatMap((matrix) => signalReliability(matrix, options.confidence)),
    missing: built.missing.filter(({ cells }) => cells > 0),
    warnings: [
      ...built.warnings,
      ...priceWarnings(matrices, isByCost),
      ...missingWarnings(incomplete),
      ...trafficWarnings(matrices, options),
      ...beatenTableWarning(policies),
    ],
  };
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

function checkOptions({ margin, harm, confidence, seed, minItems }: CalibrationOptions): void {
  const check = (name: string, value: number, isGood: boolean, range: string) => {
    if (!isGood) throw new UsageError(`${name} must be ${range}, found ${value}`);
  };
  check("margin", margin, margin > 0 && margin < 1, "between 0 and 1");
  check("harm", harm, harm > 0 && harm < 1, "between 0 and 1");
  check("confidence", confidence, confidence > 0.5 && confidence < 1, "between 0.5 and 1");
  check("seed", seed, Number.isSafeInteger(seed), "a whole number");
  check("minItems", minItems, Number.isInteger(minItems) && minItems >= 1, "a whole number of 1 or more");
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
