import { outcomeMatrices } from "../calibrate/outcome-matrix.js";
import { inPriceOrder } from "../calibrate/price-order.js";
import { signalWorth } from "../calibrate/signal-worth.js";
import type { SignalReliability } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import type { SignalWorth } from "../core/signal-worth.js";
import { estimate, SHARE } from "./report-sample-estimates.js";
import type { SampleCalibrationSpec } from "./report-sample-spec.js";
import { seededRun } from "./seeded-outcomes.js";

const LEVELS = ["low", "medium", "high"];

export function reliabilities(
  outcomes: readonly Outcome[],
  tierOrder: readonly string[],
  reference: string,
): readonly SignalReliability[] {
  const types = [...new Set(outcomes.map(({ taskType }) => taskType))];
  return types.flatMap((taskType) =>
    tierOrder.flatMap((tier) => {
      const own = outcomes.filter(
        (one) => one.taskType === taskType && one.tier === tier && one.score !== null && one.signals.length > 0,
      );
      if (own.length === 0 || tier === reference) return [];
      const bins = LEVELS.map((label) => {
        const scores = own.filter(({ signals }) => signals[0]?.level === label).map(({ score }) => score ?? 0);
        return { label, n: scores.length, quality: estimate(scores, SHARE) };
      });
      const missing = own.filter(({ signals }) => signals[0]?.isMissing === true).length;
      return [{ taskType, tier, signal: "self-report", auroc: auroc(own), bins, missing }];
    }),
  );
}

/** The one part that is not sketched: its charts show how its numbers hang together. */
export function worths({ outcomes, tierOrder, options }: SampleCalibrationSpec): readonly SignalWorth[] {
  const taskTypes = [...new Set(outcomes.map(({ taskType }) => taskType))];
  const definition = { name: "self-report", kind: "self-report" as const, levels: LEVELS, version: "1", extraCalls: 0 };
  const run = seededRun(tierOrder, {
    runId: outcomes[0]?.runId ?? "",
    signals: taskTypes.map((taskType) => ({ ...definition, taskType })),
  });
  return outcomeMatrices(outcomes, [run], options.reference).matrices.flatMap((matrix) =>
    signalWorth(inPriceOrder(matrix, tierOrder), options.confidence).filter(({ tier }) => tier !== options.reference),
  );
}

function auroc(outcomes: readonly Outcome[]): number | null {
  const reading = ({ signals }: Outcome) => signals[0]?.value ?? 0;
  const right = outcomes.filter(({ score }) => score === 1).map(reading);
  const wrong = outcomes.filter(({ score }) => score === 0).map(reading);
  if (right.length === 0 || wrong.length === 0) return null;
  const wins = right.flatMap((r) => wrong.map((w) => (r > w ? 1 : r === w ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}
