import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Adaptive, Run } from "../core/run.js";
import { unitSizes } from "./certify-path.js";
import { inCodeUnitOrder } from "./item-rows.js";
import type { MissingCells } from "./missing-cells.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { unitName, unitRank } from "./sequential-order.js";

/** A tier and the reference on what an adaptive run has asked both. */
export interface SequentialPair {
  readonly taskType: string;
  readonly tier: string;
  /** Two columns, the tier's and the reference's, over the items that have a score on both. */
  readonly matrix: TaskTypeMatrix;
  /** Numbers of the matrix's units, in the order in which the run asked them. */
  readonly order: readonly number[];
  /** Items of the largest unit of the task type. */
  readonly largestUnit: number;
  /** Of the two tiers, among the cells that were asked: what was never asked is not missing. */
  readonly missing: readonly MissingCells[];
}

/**
 * The pairs of the task types that an adaptive run has measured. Such a run asks
 * every tier only as long as it has to, so that its matrix is incomplete by
 * design: each tier is held against the reference on its own items.
 *
 * @param runs - every run that the outcomes belong to
 * @returns task type → pairs in the order of the run's tiers; task types that were asked in full are not in it,
 *   nor are tiers without a score on any item that the reference has a score on
 * @throws DataError where a task type has outcomes of an adaptive run and of another run
 */
export function sequentialPairs(
  outcomes: readonly Outcome[],
  runs: readonly Run[],
  reference: string,
): ReadonlyMap<string, readonly SequentialPair[]> {
  const byType = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const ofType = byType.get(outcome.taskType);
    if (ofType === undefined) byType.set(outcome.taskType, [outcome]);
    else ofType.push(outcome);
  }
  const result = new Map<string, readonly SequentialPair[]>();
  for (const taskType of [...byType.keys()].sort(inCodeUnitOrder)) {
    const ofType = byType.get(taskType) ?? [];
    const run = adaptiveRun(taskType, ofType, runs);
    if (run === null) continue;
    const candidates = run.tiers.map(({ id }) => id).filter((id) => id !== reference);
    result.set(
      taskType,
      candidates.flatMap((tier) => pairOf(ofType, run, { taskType, tier, reference }) ?? []),
    );
  }
  return result;
}

type AdaptiveRun = Run & { readonly adaptive: Adaptive };

function adaptiveRun(taskType: string, outcomes: readonly Outcome[], runs: readonly Run[]): AdaptiveRun | null {
  const ids = new Set(outcomes.map(({ runId }) => runId));
  const used = runs.filter(({ runId }) => ids.has(runId));
  const run = used.find(({ adaptive }) => adaptive !== undefined);
  if (run?.adaptive === undefined) return null;
  if (used.length > 1) {
    const others = used.filter((other) => other !== run).map(({ runId }) => runId);
    throw new DataError(
      `task type "${taskType}" was measured by the adaptive run "${run.runId}" and by ${others.join(", ")}: an adaptive run stops where its own answers say so and cannot be mixed; use one of them`,
    );
  }
  return { ...run, adaptive: run.adaptive };
}

function pairOf(
  ofType: readonly Outcome[],
  run: AdaptiveRun,
  { taskType, tier, reference }: { readonly taskType: string; readonly tier: string; readonly reference: string },
): SequentialPair | null {
  // A run that was cut short inside a batch has asked one of the two and not the other: nothing is missing there.
  const [own, other] = [tier, reference].map((name) => askedOf(ofType, name));
  const rows = ofType.filter((outcome) => {
    const isOfPair = outcome.tier === tier || outcome.tier === reference;
    return isOfPair && own?.has(cellOf(outcome)) === true && other?.has(cellOf(outcome)) === true;
  });
  if (!hasPair(rows, tier, reference)) return null;
  const { matrices, missing } = outcomeMatrices(rows, [run], reference);
  const [matrix] = matrices;
  if (matrix === undefined) return null;
  const clusters = new Map(rows.map(({ itemId, cluster }) => [itemId, cluster]));
  const ranks = new Map<number, string>();
  matrix.itemIds.forEach((itemId, index) => {
    const unit = matrix.units[index] ?? 0;
    if (ranks.has(unit)) return;
    ranks.set(unit, unitRank(unitName(itemId, clusters.get(itemId) ?? null), { seed: run.adaptive.seed, taskType }));
  });
  const order = [...ranks].sort(([, a], [, b]) => inCodeUnitOrder(a, b)).map(([unit]) => unit);
  const largestUnit = run.adaptive.largestUnits?.[taskType] ?? Math.max(1, ...unitSizes(matrix));
  return { taskType, tier, matrix, order, largestUnit, missing };
}

/** Cells that a tier was asked: not those that the run gave up before it sent anything. */
function askedOf(outcomes: readonly Outcome[], name: string): ReadonlySet<string> {
  const asked = outcomes.filter(({ tier, status, attempts }) => tier === name && (status === "scored" || attempts > 0));
  return new Set(asked.map(cellOf));
}

/** Ids hold no line break. */
function cellOf({ itemId, trial }: Outcome): string {
  return `${itemId}\n${trial}`;
}

/** Whether any item has a score on both tiers. */
function hasPair(rows: readonly Outcome[], tier: string, reference: string): boolean {
  const scoredOn = (name: string) =>
    new Set(rows.flatMap((row) => (row.tier === name && row.status === "scored" ? [row.itemId] : [])));
  const ofReference = scoredOn(reference);
  return [...scoredOn(tier)].some((itemId) => ofReference.has(itemId));
}
