import type { Calibration, TierSummary } from "../core/calibration.js";
import { UNKNOWN, usd, usdInterval } from "./format-number.js";

/** What one answer of a tier costs, without signals and the judge. */
export interface AnswerCostRow {
  readonly scope: string;
  readonly tier: string;
  readonly p50: string;
  readonly p95: string;
  readonly mean: string;
}

/** By tier, over all task types and then for each; empty where no cost is known. */
export function answerCostView({ overall, taskTypes }: Calibration): readonly AnswerCostRow[] {
  const byType = taskTypes.flatMap(({ taskType, tiers }) => tiers.map((summary) => answerCostRow(taskType, summary)));
  const rows = [...overall.map((summary) => answerCostRow("All task types", summary)), ...byType];
  return rows.every(({ mean }) => mean === UNKNOWN) ? [] : rows;
}

function answerCostRow(scope: string, { tier, costUsd, costQuantilesUsd }: TierSummary): AnswerCostRow {
  return {
    scope,
    tier,
    p50: usd(costQuantilesUsd?.p50 ?? null),
    p95: usd(costQuantilesUsd?.p95 ?? null),
    mean: costUsd === null ? UNKNOWN : `${usd(costUsd.v)} (${usdInterval(costUsd.ci)})`,
  };
}
