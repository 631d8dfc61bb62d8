import type { Estimate } from "../core/estimate.js";
import type { Outcome } from "../core/outcome.js";
import { usdFromNano } from "../core/price.js";
import { sumOf } from "../stats/cluster-mean.js";
import { quantileOfSorted } from "../stats/quantile.js";
import { ratioOfMeans } from "../stats/ratio-of-means.js";
import { unitsOfPairs } from "./compare-change.js";
import type { PairedItem } from "./compare-pairs.js";

/** Mean cost per item of the same items in two runs, answers and their signals, judges left out. */
export interface CostChange {
  readonly baseUsd: number;
  readonly headUsd: number;
  /** Head divided by base, paired; null where the base cost nothing or there is one unit only. */
  readonly ratio: Estimate | null;
}

/** Latency of the answering calls of the same items in two runs, milliseconds. */
export interface LatencyChange {
  readonly base: { readonly p50: number; readonly p95: number };
  readonly head: { readonly p50: number; readonly p95: number };
  /** Mean of the head divided by that of the base, paired; null as for costs. */
  readonly ratio: Estimate | null;
}

/** What became of the cost; null where any of it is unknown. */
export function costChange(items: readonly PairedItem[], confidence: number): CostChange | null {
  const costOf = ({ costNanoUsd }: Outcome) => (costNanoUsd === null ? null : usdFromNano(costNanoUsd));
  const means = meansOfItems(items, costOf);
  if (means === null) return null;
  const [baseUsd, headUsd] = [means.base, means.head].map((values) => sumOf(values) / values.length);
  return { baseUsd: baseUsd ?? 0, headUsd: headUsd ?? 0, ratio: ratioOf(means, items, confidence) };
}

/** What became of the latency; null where any of it was not measured. */
export function latencyChange(items: readonly PairedItem[], confidence: number): LatencyChange | null {
  const means = meansOfItems(items, ({ latencyMs }) => latencyMs);
  if (means === null) return null;
  const quantiles = (side: "base" | "head") => {
    const sorted = Float64Array.from(items.flatMap((item) => item[side].map(({ latencyMs }) => latencyMs ?? 0))).sort();
    return { p50: quantileOfSorted(sorted, 0.5), p95: quantileOfSorted(sorted, 0.95) };
  };
  return { base: quantiles("base"), head: quantiles("head"), ratio: ratioOf(means, items, confidence) };
}

interface PairedMeans {
  readonly base: Float64Array;
  readonly head: Float64Array;
}

function meansOfItems(items: readonly PairedItem[], read: (row: Outcome) => number | null): PairedMeans | null {
  const meanOf = (rows: readonly Outcome[]) => {
    const values = rows.map(read);
    return values.includes(null) ? Number.NaN : sumOf(values.map((value) => value ?? 0)) / values.length;
  };
  const base = Float64Array.from(items, (item) => meanOf(item.base));
  const head = Float64Array.from(items, (item) => meanOf(item.head));
  return base.some(Number.isNaN) || head.some(Number.isNaN) ? null : { base, head };
}

function ratioOf({ base, head }: PairedMeans, items: readonly PairedItem[], confidence: number): Estimate | null {
  const { units, unitCount } = unitsOfPairs(items);
  if (!(sumOf(base) > 0) || unitCount < 2) return null;
  const { ratio, interval } = ratioOfMeans(head, base, { units, unitCount, confidence });
  return { v: ratio, ci: [Math.max(0, interval[0]), interval[1]], n: unitCount };
}
