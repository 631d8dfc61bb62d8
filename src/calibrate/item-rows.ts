import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";

/** Everything that was measured on one item. */
export interface ItemRows {
  readonly itemId: string;
  readonly cluster: string | null;
  /** Scored rows by tier, by (run, trial). */
  readonly byTier: ReadonlyMap<string, readonly Outcome[]>;
  /** All rows, by (run, trial, tier). */
  readonly rows: readonly Outcome[];
}

/** Order of UTF-16 code units: the same on every machine and in every locale. */
export function inCodeUnitOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Groups rows by task type and item, both in name order, whatever order they come in.
 *
 * @throws DataError on a row of an unknown run, a row that occurs twice, a score out of range, or
 *   an item in two clusters
 */
export function rowsByTaskType(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
): ReadonlyMap<string, readonly ItemRows[]> {
  const known = new Set(runs.map(({ runId }) => runId));
  const types = new Map<string, Map<string, Outcome[]>>();
  for (const outcome of outcomes) {
    if (!known.has(outcome.runId)) {
      throw new DataError(
        `outcome of item "${outcome.itemId}" belongs to run "${outcome.runId}", which is not among the runs`,
      );
    }
    const items = types.get(outcome.taskType) ?? new Map<string, Outcome[]>();
    types.set(outcome.taskType, items);
    const rows = items.get(outcome.itemId);
    if (rows === undefined) items.set(outcome.itemId, [outcome]);
    else rows.push(outcome);
  }
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => inCodeUnitOrder(a, b));
  return new Map(
    sorted(types).map(([taskType, items]) => [taskType, sorted(items).map(([itemId, rows]) => itemRows(itemId, rows))]),
  );
}

function itemRows(itemId: string, unsorted: readonly Outcome[]): ItemRows {
  const rows = unsorted.slice().sort(byRunTrialTier);
  const cluster = rows[0]?.cluster ?? null;
  const byTier = new Map<string, Outcome[]>();
  rows.forEach((row, index) => {
    const previous = rows[index - 1];
    if (previous !== undefined && byRunTrialTier(previous, row) === 0) {
      throw new DataError(
        `item "${itemId}", tier "${row.tier}", trial ${row.trial} occurs twice in run "${row.runId}": remove one`,
      );
    }
    if (row.cluster !== cluster) {
      throw new DataError(`item "${itemId}" is in cluster "${cluster}" and in "${row.cluster}": it must be in one`);
    }
    if (row.status !== "scored") return;
    if (row.score === null || !(row.score >= 0 && row.score <= 1)) {
      throw new DataError(
        `item "${itemId}", tier "${row.tier}": score ${row.score} is not in [0, 1]: correct it, or mark the row as errored`,
      );
    }
    refuseImpossible(row);
    const answers = byTier.get(row.tier);
    if (answers === undefined) byTier.set(row.tier, [row]);
    else answers.push(row);
  });
  return { itemId, cluster, byTier, rows };
}

/** Stores and imports refuse these; rows made by other programs come here first. */
function refuseImpossible({ itemId, tier, costNanoUsd, signalCostNanoUsd, latencyMs, signals }: Outcome): void {
  const amounts = { costNanoUsd, signalCostNanoUsd, latencyMs };
  for (const [name, value] of Object.entries(amounts)) {
    if (value !== null && !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new DataError(
        `item "${itemId}", tier "${tier}": ${name} ${value} is not 0 or more; use null where it is not known`,
      );
    }
  }
  const unread = signals.find(({ value }) => !Number.isFinite(value));
  if (unread !== undefined) {
    throw new DataError(
      `item "${itemId}", tier "${tier}": signal "${unread.name}" reads ${unread.value}; leave out what could not be read`,
    );
  }
}

function byRunTrialTier(a: Outcome, b: Outcome): number {
  return inCodeUnitOrder(a.runId, b.runId) || a.trial - b.trial || inCodeUnitOrder(a.tier, b.tier);
}
