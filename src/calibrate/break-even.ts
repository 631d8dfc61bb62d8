import type { Estimate } from "../core/estimate.js";
import type { BreakEven } from "../core/signal-worth.js";
import { clusterMean, sumOf } from "../stats/cluster-mean.js";
import { meanInterval } from "../stats/mean-interval.js";
import { ratioOfMeans } from "../stats/ratio-of-means.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import type { SignalCuts } from "./signal-cuts.js";
import { itemMeans, type TierColumn } from "./tier-column.js";

/**
 * From which share of escalations on a cascade from a tier to each stronger one
 * costs more than the stronger one alone.
 *
 * A request costs the tier and the signal always, and the stronger tier where it
 * escalates: c + s + e·C. Always asking the stronger tier costs C. The two are equal
 * at e* = 1 − (c + s) / C. The savings are replayed item by item, so they also count
 * what the mean does not know: that requests which escalate may cost the stronger
 * tier more than others.
 */
export function breakEvens(cuts: SignalCuts): readonly BreakEven[] {
  const { matrix, column } = cuts;
  const own = matrix.columns.indexOf(column);
  const last = matrix.columns.findIndex(({ tier }) => tier === matrix.reference);
  return matrix.columns.slice(own + 1, last + 1).map((stronger) => breakEven(stronger, cuts));
}

function breakEven(stronger: TierColumn, cuts: SignalCuts): BreakEven {
  const { column, matrix, confidence, readings } = cuts;
  if (column.costUsd === null || stronger.costUsd === null || cuts.costUsd === null) {
    return { stronger: stronger.tier, rate: null, savingsUsd: null };
  }
  const first = itemMeans(column.costUsd, column.starts).map((cost, item) => cost + (cuts.costUsd?.[item] ?? 0));
  const above = itemMeans(stronger.costUsd, stronger.starts);
  const savingsUsd = cuts.cuts.map((cut) => {
    const escalated = itemMeans(
      readings.map((reading) => (reading >= cut ? 0 : 1)),
      column.starts,
    );
    const savings = above.map((cost, item) => cost - (first[item] ?? 0) - (escalated[item] ?? 0) * cost);
    return changeEstimate(savings, matrix, confidence);
  });
  return { stronger: stronger.tier, rate: rateOf(first, above, cuts), savingsUsd };
}

function rateOf(first: Float64Array, above: Float64Array, { matrix, confidence }: SignalCuts): Estimate | null {
  if (!(sumOf(above) > 0)) return null;
  const saved = above.map((cost, item) => cost - (first[item] ?? 0));
  const { ratio, interval } = ratioOfMeans(saved, above, { ...matrix, confidence });
  // One unit leaves the rate open; it is never above 1.
  const [lo, hi] = matrix.unitCount === 1 ? [ratio, ratio] : interval;
  return { v: ratio, ci: [lo, Math.min(1, hi)], n: matrix.unitCount };
}

/** Mean of signed amounts, one per item: a (cluster-robust) t interval; [v, v] where there is one unit only. */
function changeEstimate(
  values: Float64Array,
  { units, unitCount }: Pick<TaskTypeMatrix, "units" | "unitCount">,
  confidence: number,
): Estimate {
  const summary = clusterMean(values, units, unitCount);
  const v = summary.mean;
  const [lo, hi] = unitCount === 1 ? [v, v] : meanInterval(summary, confidence);
  return { v, ci: [lo, hi], n: unitCount };
}
