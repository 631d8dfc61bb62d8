import type { CalibrationOptions, TaskTypeDecision } from "../core/calibration.js";
import type { JudgeTrust } from "../core/judge-trust.js";
import { inCodeUnitOrder } from "./item-rows.js";
import type { MeasuredTypes } from "./measured-types.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { leaningWarnings } from "./own-answers.js";
import { sliceWarnings } from "./slice-check.js";

/** What a reader of a conclusion must know of. */
export interface WarnedConclusion {
  readonly measured: Pick<MeasuredTypes, "warnings" | "isByCost" | "incomplete" | "sequential">;
  readonly matrices: readonly TaskTypeMatrix[];
  readonly taskTypes: readonly TaskTypeDecision[];
  /** How far the judges are trusted, by task type. */
  readonly trusts: ReadonlyMap<string, readonly JudgeTrust[]>;
}

/** One sentence each, in the order of the table's making. */
export function conclusionWarnings(
  { measured, matrices, taskTypes, trusts }: WarnedConclusion,
  options: CalibrationOptions,
): readonly string[] {
  return [
    ...measured.warnings,
    ...priceWarnings(matrices, measured.isByCost),
    ...missingWarnings(measured.incomplete),
    ...leaningWarnings(trusts),
    ...sameAnswerWarnings(taskTypes),
    ...taskTypes.flatMap((decision) => sliceWarnings(decision, options)),
    ...adaptiveWarnings([...measured.sequential.keys()]),
    ...trafficWarnings(matrices, options),
  ];
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
