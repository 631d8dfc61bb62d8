import type { PolicyEvaluation, TierSummary } from "../core/calibration.js";
import { quantileOfSorted } from "../stats/quantile.js";
import { costQuantiles } from "./cost-quantiles.js";
import type { MissingCells } from "./missing-cells.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";

/**
 * Every tier that was measured on all task types, over all of them: quality,
 * cost and mean latency traffic-weighted as its always-policy, cost quantiles
 * traffic-weighted too, latency quantiles over all answers.
 *
 * @param weights - share of every matrix in the traffic
 */
export function overallSummaries(
  policies: readonly PolicyEvaluation[],
  matrices: readonly TaskTypeMatrix[],
  { missing, weights }: { readonly missing: readonly MissingCells[]; readonly weights: readonly number[] },
): readonly TierSummary[] {
  return policies.flatMap(({ policy, quality, costUsd, latencyMs }) => {
    if (policy.kind !== "single") return [];
    const { tier } = policy;
    return [
      {
        tier,
        quality,
        costUsd,
        costQuantilesUsd: costQuantiles(tier, matrices, weights),
        latencyMs: latencyMs === null ? null : { ...latencyQuantiles(tier, matrices), mean: latencyMs },
        missing: missing.filter((one) => one.tier === tier).reduce((sum, { cells }) => sum + cells, 0),
      },
    ];
  });
}

function latencyQuantiles(
  tier: string,
  matrices: readonly TaskTypeMatrix[],
): { readonly p50: number; readonly p95: number } {
  const parts = matrices.map(
    ({ columns }) => columns.find((one) => one.tier === tier)?.latencyMs ?? new Float64Array(0),
  );
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  all.sort();
  return { p50: quantileOfSorted(all, 0.5), p95: quantileOfSorted(all, 0.95) };
}
