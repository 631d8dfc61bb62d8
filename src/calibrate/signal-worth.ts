import type { Estimate } from "../core/estimate.js";
import type { SignalThreshold, SignalWorth } from "../core/signal-worth.js";
import { aurcInterval } from "../stats/aurc-interval.js";
import { auroc } from "../stats/auroc.js";
import { aurocInterval } from "../stats/auroc-interval.js";
import { riskCoverage } from "../stats/risk-coverage.js";
import { breakEvens } from "./break-even.js";
import { amountEstimate, rateEstimate } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { type SignalCuts, signalCuts } from "./signal-cuts.js";
import { qualityOf, rightAnswers } from "./signal-reliability.js";
import { itemMeans, type TierColumn } from "./tier-column.js";

/**
 * What every signal of every tier is worth, each on its own: how well it ranks
 * answers by whether they are right, what its calls cost, and from which share of
 * escalations on a cascade by it costs more than the stronger tier alone. In the
 * order of {@link signalReliability}; missing readings count as the lowest.
 *
 * @param matrix - columns in price order
 * @param confidence - of the intervals, two-sided, in (0.5, 1)
 */
export function signalWorth(matrix: TaskTypeMatrix, confidence: number): readonly SignalWorth[] {
  return matrix.columns.flatMap((column) =>
    [...column.signals].map(([signal, own]) => {
      const cuts = signalCuts(signal, own, { matrix, column, confidence });
      return {
        taskType: matrix.taskType,
        tier: column.tier,
        signal,
        auroc: aurocEstimate(cuts),
        ...aurcOf(cuts),
        thresholds: cuts.cuts.map((cut) => thresholdAt(cut, cuts, matrix.levels.get(signal) ?? null)),
        costUsd: cuts.costUsd === null ? null : amountEstimate(cuts.costUsd, { ...matrix, confidence }),
        breakEven: breakEvens(cuts),
      };
    }),
  );
}

function aurocEstimate({ column, readings, matrix, confidence }: SignalCuts): Estimate | null {
  const isRight = rightAnswers(column);
  const v = auroc(readings, isRight);
  if (v === null) return null;
  const units = unitsOfTrials(column, matrix);
  const [lo, hi] = aurocInterval(v, readings, isRight, { units, unitCount: matrix.unitCount, confidence });
  return { v, ci: [Math.min(lo, v), Math.max(hi, v)], n: matrix.unitCount };
}

function aurcOf({ column, readings, matrix, confidence }: SignalCuts): Pick<SignalWorth, "aurc" | "normalisedAurc"> {
  const losses = column.score.map((score) => 1 - score);
  const { area, normalised } = riskCoverage(readings, losses);
  const units = unitsOfTrials(column, matrix);
  const [lo, hi] = aurcInterval(area, readings, losses, { units, unitCount: matrix.unitCount, confidence });
  return { aurc: { v: area, ci: [lo, hi], n: matrix.unitCount }, normalisedAurc: normalised };
}

function unitsOfTrials({ starts, score }: TierColumn, { units }: TaskTypeMatrix): Int32Array {
  const own = new Int32Array(score.length);
  units.forEach((unit, item) => own.fill(unit, starts[item] ?? 0, starts[item + 1] ?? 0));
  return own;
}

function thresholdAt(
  cut: number,
  { matrix, column, readings, confidence }: SignalCuts,
  levels: readonly string[] | null,
): SignalThreshold {
  const entries = [...readings.keys()].filter((entry) => (readings[entry] ?? 0) >= cut);
  const isTaken = readings.map((reading) => (reading >= cut ? 1 : 0));
  const accepted = rateEstimate(itemMeans(isTaken, column.starts), { ...matrix, confidence });
  const quality = qualityOf(entries, column, { matrix, confidence });
  const risk: Estimate = { v: 1 - quality.v, ci: [1 - quality.ci[1], 1 - quality.ci[0]], n: quality.n };
  return { atLeast: levels?.[cut] ?? cut, accepted, risk };
}
