import type { Calibration, TierSummary } from "../core/calibration.js";
import { duration, UNKNOWN } from "./format-number.js";

export interface LatencyRow {
  readonly scope: string;
  readonly tier: string;
  readonly p50: string;
  readonly p95: string;
  readonly mean: string;
}

/** Median and slow end of one tier, milliseconds. */
export interface LatencyRange {
  readonly tier: string;
  readonly p50: number;
  readonly p95: number;
}

export interface LatencyView {
  /** Over all task types, for the chart. */
  readonly ranges: readonly LatencyRange[];
  readonly rows: readonly LatencyRow[];
}

/** Latency of answering calls by tier; null where no tier has one. */
export function latencyView({ overall, taskTypes }: Calibration): LatencyView | null {
  const ranges = overall.flatMap(({ tier, latencyMs }) =>
    latencyMs === null ? [] : [{ tier, p50: latencyMs.p50, p95: latencyMs.p95 }],
  );
  if (ranges.length === 0) return null;
  const byType = taskTypes.flatMap(({ taskType, tiers }) => tiers.map((summary) => latencyRow(taskType, summary)));
  return { ranges, rows: [...overall.map((summary) => latencyRow("All task types", summary)), ...byType] };
}

function latencyRow(scope: string, { tier, latencyMs }: TierSummary): LatencyRow {
  if (latencyMs === null) return { scope, tier, p50: UNKNOWN, p95: UNKNOWN, mean: UNKNOWN };
  const { p50, p95, mean } = latencyMs;
  const interval = `${duration(mean.v)} (${duration(mean.ci[0])} to ${duration(mean.ci[1])})`;
  return { scope, tier, p50: duration(p50), p95: duration(p95), mean: interval };
}
