import type { CalibrationOptions } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { missingOfPairs } from "./adaptive-decision.js";
import { inCodeUnitOrder } from "./item-rows.js";
import { incompleteTaskTypes, type MissingCells, refuseMissing } from "./missing-cells.js";
import { type OutcomeMatrices, outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { priceOrder } from "./price-order.js";
import { type SequentialPair, sequentialPairs } from "./sequential-pairs.js";

/** What was measured, before anything is decided on it. */
export interface MeasuredTypes {
  /** Those that the outcomes belong to, oldest first. */
  readonly used: readonly Run[];
  /** Of the task types that were asked in full; columns in any order. */
  readonly matrices: readonly TaskTypeMatrix[];
  /** Of those that an adaptive run asked. */
  readonly sequential: ReadonlyMap<string, readonly SequentialPair[]>;
  readonly missing: readonly MissingCells[];
  /** Task types in which so much is missing that nothing may be certified. */
  readonly incomplete: ReadonlySet<string>;
  /** All tiers in price order, or, where not every price is known, in that of the runs. */
  readonly order: readonly string[];
  readonly isByCost: boolean;
  readonly warnings: readonly string[];
}

/**
 * Sorts outcomes into task types that may be compared.
 *
 * @throws DataError on outcomes that cannot be compared, or with too many cells missing unless `allowMissing`
 */
export function measuredTypes(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  { reference, objective, allowMissing }: CalibrationOptions,
): MeasuredTypes {
  const used = usedRuns(outcomes, runs);
  const sequential = sequentialPairs(outcomes, used, reference);
  if (sequential.size > 0 && objective.kind !== "cost") {
    throw new UsageError("a budget or failure costs need every tier on every item, and an adaptive run has not that");
  }
  const { matrices, warnings, ...built } = fixedMatrices(outcomes, used, { reference, sequential });
  const pairs = [...sequential.values()].flat();
  const missing = [...built.missing, ...[...sequential.values()].flatMap(missingOfPairs)];
  if (!allowMissing) refuseMissing(missing);
  const given = [...new Set(used.flatMap(({ tiers }) => tiers.map(({ id }) => id)))];
  const { order, isByCost } = priceOrder([...matrices, ...pairs.map(({ matrix }) => matrix)], given);
  return { used, matrices, sequential, missing, incomplete: incompleteTaskTypes(missing), order, isByCost, warnings };
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
