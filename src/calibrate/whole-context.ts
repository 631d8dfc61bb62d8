import type {
  Advice,
  CalibrationOptions,
  CrossFittedFigures,
  SignalReliability,
  TaskTypeDecision,
  WholeTable,
} from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { type AdvisedTable, adviceOn } from "./advice.js";
import { crossFit } from "./cross-fit.js";
import { figuresOf } from "./cross-fitted-bar.js";
import { trafficWeights } from "./evaluate-policies.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { unitTable } from "./shrunken-effects.js";
import { taskTypeLearner } from "./task-type-table.js";
import { tierRows } from "./tier-rows.js";

/** What the choice for all task types together needs to know. */
export interface WholeContext {
  readonly options: CalibrationOptions;
  /** All tiers in price order. */
  readonly tiers: readonly string[];
  readonly signals: readonly SignalReliability[];
  /** Task type → what a wrong answer costs, USD. */
  readonly failureCostsUsd: { readonly [taskType: string]: number };
  /** True where so much is missing that nothing may be certified. */
  readonly isIncomplete: boolean;
  /** Task types scored by a judge that is not trusted: no certificate may rest on them. @defaultValue none */
  readonly doubted?: ReadonlySet<string>;
  /** Task types of which so many items were set aside for marks in their answers that nothing may be certified. @defaultValue none */
  readonly sifted?: ReadonlySet<string>;
}

/** The whole and its routes. */
export interface ChosenWhole {
  /** Task type → route; null: every task type keeps its own decision. */
  readonly routes: { readonly [taskType: string]: RoutePolicy } | null;
  readonly whole: WholeTable;
}

/** Folds in which deciding each task type for itself is judged. */
export const FOLDS = 5;

/**
 * What deciding each task type for itself does on items that it did not learn
 * from; null where it moves nothing away from the reference.
 */
export function ownFigures(
  matrices: readonly TaskTypeMatrix[],
  decisions: readonly TaskTypeDecision[],
  { options, tiers }: Pick<WholeContext, "options" | "tiers">,
): CrossFittedFigures | null {
  const isMoved = decisions.some(({ choice }) => choice.kind === "cascade" || choice.tier !== options.reference);
  if (!isMoved) return null;
  const rows = tierRows(matrices, { tiers, traffic: options.traffic });
  const folds = { folds: FOLDS, repeats: 1, seed: options.seed };
  const [values] = crossFit(unitTable(rows), [taskTypeLearner(matrices, options)], folds);
  return values === undefined ? null : figuresOf(rows, values);
}

/** Why the whole may promise nothing, as a sentence; null: it may. A task type without traffic has no part in the promise. */
export function withheldWords(
  matrices: readonly TaskTypeMatrix[],
  {
    options,
    isIncomplete,
    doubted = new Set(),
    sifted = new Set(),
  }: Pick<WholeContext, "options" | "isIncomplete" | "doubted" | "sifted">,
): string | null {
  if (isIncomplete) return "Too many cells are missing to certify it.";
  if (sifted.size > 0)
    return `Not certified, because items of ${[...sifted].join(", ")} whose answers speak to their judge were set aside.`;
  const weights = trafficWeights(matrices, options.traffic);
  const names = matrices.filter(({ taskType }, m) => doubted.has(taskType) && (weights[m] ?? 0) > 0);
  if (names.length === 0) return null;
  return `Not certified, because the judge of ${names.map(({ taskType }) => taskType).join(", ")} is not trusted yet.`;
}

/** Advice on a table in the situation that the calibration was told of. */
export function adviceOf(table: AdvisedTable, { options, signals, failureCostsUsd }: WholeContext): readonly Advice[] {
  const { reference, tasksPerDay } = options;
  return adviceOn(table, { reference, tasksPerDay, signals, failureCostsUsd });
}
