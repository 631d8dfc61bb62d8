/**
 * From stored outcomes to estimates, policies and a routing table. Pure and
 * seeded: the same outcomes in any order give the same bytes. It knows nothing
 * of files, clocks or stores.
 * @module
 */
import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { type ItemRows, inCodeUnitOrder, rowsByTaskType } from "./item-rows.js";
import { type MissingCells, missingCells } from "./missing-cells.js";
import { type TierColumn, tierColumn } from "./tier-column.js";

/** The paired outcomes of one task type: items × tiers, trials inside. */
export interface TaskTypeMatrix {
  readonly taskType: string;
  /** Items with at least one score on every tier, in id order. */
  readonly itemIds: readonly string[];
  /** The independent unit of every item: its cluster where it has one, else itself. */
  readonly units: Int32Array;
  readonly unitCount: number;
  /** Per unit the cluster that it is; null for a single item. Clusters may stand in several task types. */
  readonly unitClusters: readonly (string | null)[];
  readonly reference: string;
  /** Cheapest first once put into price order. */
  readonly columns: readonly TierColumn[];
  /** Signal → its levels, least confident first; null for a continuous signal. */
  readonly levels: ReadonlyMap<string, readonly string[] | null>;
  /** Most trials of any item on any tier. */
  readonly trials: number;
}

/** All task types, and what is missing from them. */
export interface OutcomeMatrices {
  readonly matrices: readonly TaskTypeMatrix[];
  readonly missing: readonly MissingCells[];
  readonly warnings: readonly string[];
}

/**
 * Sorts outcomes into one matrix per task type.
 *
 * Rows of several runs about the same (item, tier) are further trials of it.
 * Only items with a score on every tier of their type are kept, so that every
 * comparison is paired.
 *
 * @throws DataError on no outcomes, an unknown run, a row that occurs twice, a score out of
 *   range, an item in two clusters, fewer than two tiers, or a task type without the reference
 */
export function outcomeMatrices(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  reference: string,
): OutcomeMatrices {
  if (outcomes.length === 0) throw new DataError("no outcomes: run the benchmark or import a table first");
  const byType = rowsByTaskType(outcomes, runs);
  const tiers = new Set(outcomes.map(({ tier }) => tier));
  if (tiers.size < 2) {
    throw new DataError(`only the tier "${[...tiers].join()}" has outcomes: choosing needs at least two tiers`);
  }
  if (!tiers.has(reference)) {
    throw new DataError(
      `the reference tier "${reference}" has no outcomes; tiers with outcomes: ${[...tiers].sort(inCodeUnitOrder).join(", ")}`,
    );
  }
  const warnings: string[] = [];
  const missing: MissingCells[] = [];
  const matrices = [...byType].map(([taskType, items]) => {
    missing.push(...missingCells(taskType, items));
    return matrixOf(taskType, items, { runs, reference, allTiers: tiers, warnings });
  });
  return { matrices, missing, warnings };
}

interface MatrixContext {
  readonly runs: readonly Run[];
  readonly reference: string;
  readonly allTiers: ReadonlySet<string>;
  readonly warnings: string[];
}

function matrixOf(taskType: string, items: readonly ItemRows[], context: MatrixContext): TaskTypeMatrix {
  const { reference, warnings } = context;
  const scored = new Set(items.flatMap(({ byTier }) => [...byTier.keys()]));
  if (!scored.has(reference)) {
    throw new DataError(
      `task type "${taskType}" has no scored outcome of the reference tier "${reference}": run it, or choose another reference`,
    );
  }
  const absent = [...context.allTiers].filter((tier) => !scored.has(tier)).sort(inCodeUnitOrder);
  if (absent.length > 0) {
    warnings.push(`Task type "${taskType}" has no scores of ${absent.join(", ")}: left out there.`);
  }
  const complete = items.filter(({ byTier }) => byTier.size === scored.size);
  if (complete.length === 0) {
    throw new DataError(`task type "${taskType}" has no item with a score on every tier: nothing can be compared`);
  }
  if (complete.length < items.length) {
    warnings.push(
      `Task type "${taskType}": ${items.length - complete.length} of ${items.length} items have no score on some tier and are left out.`,
    );
  }
  const levels = levelsOf(taskType, complete, context);
  const columnOf = (tier: string, answers: TierColumn | null) =>
    tierColumn(
      tier,
      complete.map(({ byTier }) => byTier.get(tier) ?? []),
      { signals: [...levels.keys()], reference: answers },
    );
  const referenceColumn = columnOf(reference, null);
  const columns = [...scored]
    .sort(inCodeUnitOrder)
    .map((tier) => (tier === reference ? referenceColumn : columnOf(tier, referenceColumn)));
  const trials = Math.max(...columns.map(({ mostTrials }) => mostTrials));
  return {
    taskType,
    itemIds: complete.map(({ itemId }) => itemId),
    ...unitsOf(complete),
    reference,
    columns,
    levels,
    trials,
  };
}

function unitsOf(items: readonly ItemRows[]): Pick<TaskTypeMatrix, "units" | "unitCount" | "unitClusters"> {
  const numbers = new Map<string, number>();
  const unitClusters: (string | null)[] = [];
  const units = Int32Array.from(items, ({ itemId, cluster }) => {
    // Prefixed, so that a cluster and an item of one name stay apart.
    const name = cluster === null ? `item ${itemId}` : `cluster ${cluster}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    unitClusters[number] = cluster;
    return number;
  });
  return { units, unitCount: numbers.size, unitClusters };
}

/** Signals that were read at least once, with the levels that the runs define or the readings show. */
function levelsOf(
  taskType: string,
  items: readonly ItemRows[],
  { runs, warnings }: MatrixContext,
): Map<string, readonly string[] | null> {
  const shown = new Map<string, Map<number, string>>();
  for (const { rows } of items) {
    for (const { signals } of rows) {
      for (const { name, value, level } of signals) {
        let seen = shown.get(name);
        if (seen === undefined) shown.set(name, (seen = new Map<number, string>()));
        if (level !== undefined) seen.set(value, level);
      }
    }
  }
  const result = new Map<string, readonly string[] | null>();
  for (const name of [...shown.keys()].sort(inCodeUnitOrder)) {
    const definitions = runs.flatMap(({ signals }) =>
      signals.filter((s) => s.taskType === taskType && s.name === name),
    );
    if (new Set(definitions.map(({ version }) => version)).size > 1) {
      warnings.push(
        `Signal "${name}" of task type "${taskType}" changed its version between runs: readings may differ.`,
      );
    }
    const defined = definitions.at(-1);
    const seen = [...(shown.get(name) ?? [])].sort(([a], [b]) => a - b).map(([, level]) => level);
    result.set(name, defined === undefined ? (seen.length === 0 ? null : seen) : defined.levels);
  }
  return result;
}
