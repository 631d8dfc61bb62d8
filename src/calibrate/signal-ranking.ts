import { riskCoverage } from "../stats/risk-coverage.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";

/** How well a signal ranks the answers of a tier by whether they are right. */
export interface SignalRanking {
  readonly taskType: string;
  readonly tier: string;
  readonly signal: string;
  /** Answers with a reading or its stand-in. */
  readonly answers: number;
  /** AURC: mean risk among the k most confident answers, over all k. */
  readonly area: number;
  /** Above the best order that there could be. */
  readonly excess: number;
  /** 0 for a perfect order, 1 for a random one; null where all answers are equally good. */
  readonly normalised: number | null;
}

/** Area under the risk–coverage curve of every signal of every tier. Missing readings count as the lowest. */
export function signalRankings(matrices: readonly TaskTypeMatrix[]): readonly SignalRanking[] {
  return matrices.flatMap(({ taskType, columns }) =>
    columns.flatMap(({ tier, score, signals }) =>
      [...signals].map(([signal, { readings }]) => {
        const losses = score.map((value) => 1 - value);
        const { area, excess, normalised } = riskCoverage(readings, losses);
        return { taskType, tier, signal, answers: score.length, area, excess, normalised };
      }),
    ),
  );
}
