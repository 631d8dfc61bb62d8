import type { TierSummary } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import type { Outcome } from "../core/outcome.js";
import { usdFromNano } from "../core/price.js";

const Z = 1.96;

/** Quality that is only luck in choosing. */
export const LUCK = 0.004;

export function estimate(values: readonly number[], [least, most]: readonly [number, number]): Estimate {
  const n = values.length;
  const v = values.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  const variance = values.reduce((sum, value) => sum + (value - v) ** 2, 0) / Math.max(1, n - 1);
  const half = Z * Math.sqrt(Math.max(variance, 0.25 / Math.max(1, n) ** 2) / Math.max(1, n));
  return { v, ci: [Math.max(least, v - half), Math.min(most, v + half)], n };
}

export const SHARE = [0, 1] as const;

export const DIFFERENCE = [-1, 1] as const;

export function money(values: readonly (number | null)[]): Estimate | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length === 0) return null;
  const v = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - v) ** 2, 0) / known.length);
  const half = (Z * deviation) / Math.sqrt(known.length);
  return { v, ci: [Math.max(0, v - half), v + half], n: known.length };
}

function costQuantiles(values: readonly (number | null)[]): TierSummary["costQuantilesUsd"] {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < values.length || known.length === 0) return null;
  const quantile = (share: number) => known[Math.floor(share * (known.length - 1))] ?? 0;
  return { p50: quantile(0.5), p95: quantile(0.95) };
}

export function summary(tier: string, outcomes: readonly Outcome[]): TierSummary {
  const own = outcomes.filter((outcome) => outcome.tier === tier);
  const scored = own.filter(({ score }) => score !== null);
  const latencies = scored.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs])).sort((a, b) => a - b);
  const quantile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0;
  return {
    tier,
    quality: estimate(
      scored.map(({ score }) => score ?? 0),
      SHARE,
    ),
    costUsd: money(scored.map(costOf)),
    costQuantilesUsd: costQuantiles(scored.map(costOf)),
    latencyMs:
      latencies.length === 0
        ? null
        : { p50: quantile(0.5), p95: quantile(0.95), mean: money(latencies) ?? estimate([0], SHARE) },
    missing: own.length - scored.length,
  };
}

export function costOf({ costNanoUsd }: Outcome): number | null {
  return costNanoUsd === null ? null : usdFromNano(costNanoUsd);
}
