import { DataError } from "../core/errors.js";
import { type ItemRows, inCodeUnitOrder } from "./item-rows.js";

/** Cells of one task type and tier that have no score. */
export interface MissingCells {
  readonly taskType: string;
  readonly tier: string;
  /** Errored, skipped or never run. */
  readonly cells: number;
  readonly of: number;
}

/** Largest share of a tier's cells that may be missing; so the shares of two tiers differ by no more either. */
export const MISSING_LIMIT = 0.005;

/**
 * Counts missing cells per tier. A cell is expected on every tier that the run
 * used for the task type, for every (item, trial) that the run has on any tier.
 */
export function missingCells(taskType: string, items: readonly ItemRows[]): readonly MissingCells[] {
  const tiersOfRun = new Map<string, Set<string>>();
  for (const { rows } of items) {
    for (const { runId, tier } of rows) {
      const tiers = tiersOfRun.get(runId) ?? new Set<string>();
      tiersOfRun.set(runId, tiers.add(tier));
    }
  }
  const expected = new Map<string, number>();
  const scored = new Map<string, number>();
  const count = (map: Map<string, number>, tier: string) => map.set(tier, (map.get(tier) ?? 0) + 1);
  for (const { rows } of items) {
    rows.forEach(({ runId, trial, tier, status }, index) => {
      if (status === "scored") count(scored, tier);
      // Rows come by (run, trial): the first of each stands for all tiers of the run.
      const previous = rows[index - 1];
      if (previous?.runId === runId && previous.trial === trial) return;
      for (const expectedTier of tiersOfRun.get(runId) ?? []) count(expected, expectedTier);
    });
  }
  return [...expected]
    .sort(([a], [b]) => inCodeUnitOrder(a, b))
    .map(([tier, of]) => ({ taskType, tier, cells: of - (scored.get(tier) ?? 0), of }));
}

/** Task types in which so much is missing that nothing may be certified. */
export function incompleteTaskTypes(missing: readonly MissingCells[]): ReadonlySet<string> {
  return new Set(missing.filter(({ cells, of }) => cells / of > MISSING_LIMIT).map(({ taskType }) => taskType));
}

/**
 * Refuses to go on where missing cells could decide the result: failures are
 * seldom random, and a tier that fails on hard items looks better than it is.
 *
 * @throws DataError naming the worst task type and tier
 */
export function refuseMissing(missing: readonly MissingCells[]): void {
  const incomplete = incompleteTaskTypes(missing);
  if (incomplete.size === 0) return;
  const worst = missing.reduce((a, b) => (b.cells / b.of > a.cells / a.of ? b : a));
  const others = incomplete.size === 1 ? "" : ` (and ${incomplete.size - 1} more task types)`;
  throw new DataError(
    `task type "${worst.taskType}", tier "${worst.tier}": ${worst.cells} of ${worst.of} cells have no score${others}, at most 0.5 % may be missing; resume the run (score it where a scorer was broken), or use --allow-missing`,
  );
}
