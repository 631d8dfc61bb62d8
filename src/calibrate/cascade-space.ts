import type { Accept, SignalCondition } from "../core/policy.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemMeans, signalCost, type TierColumn } from "./tier-column.js";

/** The cascades of one task type, laid out so that they can be searched on any of its units. */
export interface CascadeSpace {
  readonly matrix: TaskTypeMatrix;
  readonly rungs: readonly Rung[];
  readonly axes: readonly SignalAxis[];
}

/** One tier: what a step of a cascade gains and costs. */
export interface Rung {
  readonly column: TierColumn;
  /** Per item: mean cost of an answer without its signals. */
  readonly cost: Float64Array;
}

/** What a tier's answers can be told apart by: nested conditions, from the laxest to the strictest. */
export interface SignalAxis {
  readonly rung: number;
  readonly accepts: readonly Accept[];
  /** Per item: mean cost of an answer with the signals that the conditions read. */
  readonly cost: Float64Array;
  /** Per trial: how many of the conditions hold. */
  readonly level: Uint8Array;
  /** What scores are expected from: the reading, and whether the checks passed. One number per trial each. */
  readonly features: readonly Float64Array[];
}

/** Continuous readings get at most this many thresholds. */
const MOST_CUTS = 32;

/**
 * Lays out the cascades of a task type: every chain of up to three tiers that
 * ends at the reference or below, each step but the last with one threshold.
 *
 * Thresholds are the distinct readings, each as the full set {reading ≥
 * threshold}, so that ties move together; above 32 of them, equal shares of the
 * trials. Signals of two levels are checks that must pass as well.
 *
 * @param matrix - columns in price order, all costs known
 */
export function cascadeSpace(matrix: TaskTypeMatrix): CascadeSpace {
  const last = matrix.columns.findIndex(({ tier }) => tier === matrix.reference);
  const rungs = matrix.columns.map((column): Rung => ({ column, cost: costReading(column, []) }));
  const axes = matrix.columns.slice(0, last).flatMap((column, rung) => axesOf(column, rung, matrix));
  return { matrix, rungs, axes };
}

function costReading(column: TierColumn, signals: readonly string[]): Float64Array {
  const cost = column.costUsd ?? new Float64Array(column.score.length);
  const extra = signals.length === 0 ? null : signalCost(column, new Set(signals));
  return itemMeans(
    cost.map((value, r) => value + (extra?.[r] ?? 0)),
    column.starts,
  );
}

function axesOf(column: TierColumn, rung: number, { levels }: TaskTypeMatrix): readonly SignalAxis[] {
  const names = [...column.signals.keys()];
  const isCheck = (name: string) => levels.get(name)?.length === 2;
  const gate = names.filter(isCheck);
  const passed = gate.map((name): SignalCondition => ({ signal: name, atLeast: levels.get(name)?.[1] ?? 1 }));
  const isOpenAt = (trial: number) => gate.every((name) => (column.signals.get(name)?.readings[trial] ?? 0) >= 1);
  const open = Float64Array.from(column.score, (_, trial) => (isOpenAt(trial) ? 1 : 0));
  const isOpen = (trial: number) => open[trial] === 1;
  const graded = names.filter((name) => !isCheck(name));
  if (graded.length === 0 && gate.length === 0) return [];
  if (graded.length === 0) {
    const cost = costReading(column, gate);
    return [{ rung, accepts: [{ all: passed }], cost, level: Uint8Array.from(open), features: [open] }];
  }
  return graded.map((name) => {
    const readings = column.signals.get(name)?.readings ?? new Float64Array(0);
    const cuts = cutsOf(readings);
    return {
      rung,
      accepts: cuts.map((cut) => ({
        all: [...passed, { signal: name, atLeast: levels.get(name)?.[cut] ?? cut }],
      })),
      cost: costReading(column, [...gate, name]),
      level: Uint8Array.from(readings, (reading, trial) =>
        isOpen(trial) ? cuts.filter((cut) => reading >= cut).length : 0,
      ),
      features: [readings, open],
    };
  });
}

/** Ascending. */
function cutsOf(readings: Float64Array): readonly number[] {
  const sorted = readings.slice().sort();
  const distinct = [...new Set(sorted)];
  if (distinct.length <= MOST_CUTS) return distinct;
  const cuts = Array.from({ length: MOST_CUTS }, (_, i) => sorted[Math.floor((i * sorted.length) / MOST_CUTS)] ?? 0);
  return [...new Set(cuts)];
}
