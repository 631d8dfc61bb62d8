import type { SignalReliability } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { auroc } from "../stats/auroc.js";
import { rateEstimate } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import type { SignalColumn, TierColumn } from "./tier-column.js";

/** An answer counts as right above this score. */
const RIGHT_ABOVE = 0.5;
const TENTHS = 10;

/**
 * How well each signal of each tier tells right answers (score above one half)
 * from wrong ones. Missing readings count as the lowest, as at run time.
 */
export function signalReliability(matrix: TaskTypeMatrix, confidence: number): readonly SignalReliability[] {
  return matrix.columns.flatMap((column) =>
    [...column.signals].map(([signal, { readings, isMissing }]) => ({
      taskType: matrix.taskType,
      tier: column.tier,
      signal,
      auroc: auroc(readings, rightAnswers(column)),
      bins: bins(column, { readings, isMissing }, { matrix, levels: matrix.levels.get(signal) ?? null, confidence }),
      missing: isMissing.reduce((sum, value) => sum + value, 0),
    })),
  );
}

/** 1 per right answer, else 0. */
export function rightAnswers({ score }: TierColumn): Uint8Array {
  return Uint8Array.from(score, (value) => (value > RIGHT_ABOVE ? 1 : 0));
}

interface QualityContext {
  readonly matrix: TaskTypeMatrix;
  readonly confidence: number;
}

interface BinContext extends QualityContext {
  readonly levels: readonly string[] | null;
}

function bins(column: TierColumn, { readings }: SignalColumn, context: BinContext): SignalReliability["bins"] {
  const labels = context.levels ?? Array.from({ length: TENTHS }, (_, i) => `${i / TENTHS}–${(i + 1) / TENTHS}`);
  const binOf = (reading: number) =>
    context.levels === null ? Math.min(TENTHS - 1, Math.max(0, Math.floor(reading * TENTHS))) : reading;
  const entries = labels.map((): number[] => []);
  readings.forEach((reading, entry) => entries[binOf(reading)]?.push(entry));
  return labels.flatMap((label, bin) => {
    const own = entries[bin] ?? [];
    return own.length === 0 ? [] : [{ label, n: own.length, quality: qualityOf(own, column, context) }];
  });
}

/** Mean score of some answers, given in ascending order: those of one item or cluster are not independent of each other. */
export function qualityOf(
  entries: readonly number[],
  column: TierColumn,
  { matrix, confidence }: QualityContext,
): Estimate {
  const numbers = new Map<number, number>();
  let item = 0;
  const units = Int32Array.from(entries, (entry) => {
    while ((column.starts[item + 1] ?? 0) <= entry) item += 1;
    const unit = matrix.units[item] ?? 0;
    const number = numbers.get(unit) ?? numbers.size;
    numbers.set(unit, number);
    return number;
  });
  const scores = Float64Array.from(entries, (entry) => column.score[entry] ?? 0);
  return rateEstimate(scores, { units, unitCount: numbers.size, confidence });
}
