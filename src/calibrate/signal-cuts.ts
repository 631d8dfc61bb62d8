import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemMeans, type SignalColumn, signalCost, type TierColumn } from "./tier-column.js";

/** Continuous readings get at most this many thresholds. */
const MOST_CUTS = 32;

/** One signal of one tier, and the thresholds that its answers are taken from. */
export interface SignalCuts {
  readonly matrix: TaskTypeMatrix;
  readonly column: TierColumn;
  readonly readings: Float64Array;
  /** Strictest first; the last takes every answer. */
  readonly cuts: readonly number[];
  /** Mean cost of the signal's own calls, per item; null where not known. */
  readonly costUsd: Float64Array | null;
  readonly confidence: number;
}

/** The thresholds of a signal of a tier, and what its calls take. */
export function signalCuts(
  signal: string,
  { readings }: SignalColumn,
  context: Pick<SignalCuts, "matrix" | "column" | "confidence">,
): SignalCuts {
  const cost = signalCost(context.column, new Set([signal]));
  const costUsd = cost === null ? null : itemMeans(cost, context.column.starts);
  return { ...context, readings, cuts: strictestFirst(readings), costUsd };
}

/** The distinct readings; above the limit, equal shares of the answers, and the lowest. */
function strictestFirst(readings: Float64Array): readonly number[] {
  const sorted = readings.slice().sort().reverse();
  const distinct = [...new Set(sorted)];
  if (distinct.length <= MOST_CUTS) return distinct;
  const cuts = Array.from({ length: MOST_CUTS }, (_, i) => {
    const place = Math.ceil(((i + 1) * sorted.length) / MOST_CUTS) - 1;
    return sorted[place] ?? 0;
  });
  return [...new Set(cuts)];
}
