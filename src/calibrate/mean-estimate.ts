import type { Estimate } from "../core/estimate.js";
import { clusterMean } from "../stats/cluster-mean.js";
import { meanInterval } from "../stats/mean-interval.js";
import { wilsonInterval } from "../stats/wilson-interval.js";

/** Which items belong together, and how sure intervals are to be. */
export interface EstimateContext {
  readonly units: Int32Array;
  readonly unitCount: number;
  /** Two-sided, in (0.5, 1). */
  readonly confidence: number;
}

/**
 * Mean of values in [0, 1], one per item.
 *
 * Wilson's interval for 0/1 values of independent items; else a (cluster-robust)
 * t interval cut to [0, 1]. Values without any spread get Wilson's interval over
 * the units: what did not vary here may vary elsewhere.
 */
export function rateEstimate(values: Float64Array, context: EstimateContext): Estimate {
  const { units, unitCount: n, confidence } = context;
  const summary = clusterMean(values, units, n);
  const v = Math.min(1, Math.max(0, summary.mean));
  const isCount = n === values.length && values.every((value) => value === 0 || value === 1);
  const hasSpread = summary.standardError > 0 && n > 1;
  const [lo, hi] = isCount || !hasSpread ? wilsonInterval(v * n, n, confidence) : meanInterval(summary, confidence);
  return { v, ci: [Math.max(0, Math.min(lo, v)), Math.min(1, Math.max(hi, v))], n };
}

/** Mean of amounts, one per item: a (cluster-robust) t interval, not below 0; [v, v] where there is one unit only. */
export function amountEstimate(values: Float64Array, context: EstimateContext): Estimate {
  const summary = clusterMean(values, context.units, context.unitCount);
  const v = summary.mean;
  if (context.unitCount === 1) return { v, ci: [v, v], n: 1 };
  const [lo, hi] = meanInterval(summary, context.confidence);
  return { v, ci: [Math.max(0, lo), hi], n: context.unitCount };
}

/** Mean of paired differences in [−1, 1], one per item: a (cluster-robust) t interval. */
export function differenceEstimate(values: Float64Array, context: EstimateContext): Estimate {
  const summary = clusterMean(values, context.units, context.unitCount);
  const v = summary.mean;
  const unseen = unseenSpread(context.unitCount, context.confidence);
  const [lo, hi] =
    summary.standardError === 0 || context.unitCount === 1
      ? [v - unseen, v + unseen]
      : meanInterval(summary, context.confidence);
  return { v, ci: [Math.max(-1, lo), Math.min(1, hi)], n: context.unitCount };
}

/** How far the mean of values of size at most 1 may be from what all n units agree on, on one side. */
export function unseenSpread(n: number, confidence: number): number {
  return 1 - ((1 - confidence) / 2) ** (1 / n);
}
