import type { TierSummary } from "../core/calibration.js";
import { weightedQuantiles } from "../stats/weighted-quantile.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import type { TierRows } from "./tier-rows.js";

/**
 * Median and 95th percentile of what one answer of a tier costs, without signals.
 * Every item counts the same inside its task type, however many trials it has.
 *
 * @param weights - share of every matrix in the traffic
 * @returns null where a matrix lacks the tier, or any cost is unknown
 */
export function costQuantiles(
  tier: string,
  matrices: readonly TaskTypeMatrix[],
  weights: readonly number[],
): TierSummary["costQuantilesUsd"] {
  const values: number[] = [];
  const shares: number[] = [];
  for (const [m, { columns, itemIds }] of matrices.entries()) {
    const column = columns.find((one) => one.tier === tier);
    if (column === undefined || column.costUsd === null) return null;
    const { costUsd, starts } = column;
    for (let i = 0; i < itemIds.length; i += 1) {
      const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? 0];
      const share = (weights[m] ?? 0) / itemIds.length / (to - from);
      for (let entry = from; entry < to; entry += 1) {
        values.push(costUsd[entry] ?? 0);
        shares.push(share);
      }
    }
  }
  const all = { values: Float64Array.from(values), weights: Float64Array.from(shares) };
  const [p50 = 0, p95 = 0] = weightedQuantiles(all, [0.5, 0.95]);
  return { p50, p95 };
}

/**
 * Median and 95th percentile over items, each with its share of its task type's traffic.
 *
 * @param costUsd - one per item; null where not known
 */
export function itemCostQuantiles(
  { typeOf, weights }: Pick<TierRows, "typeOf" | "weights">,
  costUsd: Float64Array | null,
): TierSummary["costQuantilesUsd"] {
  if (costUsd === null) return null;
  const sizes = new Float64Array(weights.length);
  for (const type of typeOf) sizes[type] = (sizes[type] ?? 0) + 1;
  const shares = Float64Array.from(typeOf, (type) => (weights[type] ?? 0) / (sizes[type] ?? 1));
  const [p50 = 0, p95 = 0] = weightedQuantiles({ values: costUsd, weights: shares }, [0.5, 0.95]);
  return { p50, p95 };
}
