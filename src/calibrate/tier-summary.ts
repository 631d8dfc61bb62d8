import type { TierSummary } from "../core/calibration.js";
import { quantileOfSorted } from "../stats/quantile.js";
import { costQuantiles } from "./cost-quantiles.js";
import { amountEstimate, type EstimateContext, rateEstimate } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemMeans, type TierColumn } from "./tier-column.js";

/** Quality, cost and latency of one tier on the items of a matrix. Cost is that of the answer, without signals. */
export function tierSummary(
  column: TierColumn,
  matrix: TaskTypeMatrix,
  { confidence, missing }: { readonly confidence: number; readonly missing: number },
): TierSummary {
  const context: EstimateContext = { units: matrix.units, unitCount: matrix.unitCount, confidence };
  const { costUsd, starts } = column;
  return {
    tier: column.tier,
    quality: rateEstimate(column.meanScore, context),
    costUsd: costUsd === null ? null : amountEstimate(itemMeans(costUsd, starts), context),
    costQuantilesUsd: costQuantiles(column.tier, [matrix], [1]),
    latencyMs: latencyOf(column, context),
    missing,
  };
}

function latencyOf({ latencyMs, starts }: TierColumn, context: EstimateContext): TierSummary["latencyMs"] {
  if (latencyMs === null) return null;
  const sorted = latencyMs.slice().sort();
  return {
    p50: quantileOfSorted(sorted, 0.5),
    p95: quantileOfSorted(sorted, 0.95),
    mean: amountEstimate(itemMeans(latencyMs, starts), context),
  };
}
