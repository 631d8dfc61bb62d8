import type { Accept } from "../core/policy.js";
import { sumOf } from "../stats/cluster-mean.js";
import { isotonicFit } from "../stats/isotonic.js";
import { quantileOfSorted } from "../stats/quantile.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import type { TierColumn } from "./tier-column.js";

/** More bins than this cost more in noise than they gain in resolution. */
export const BIN_LIMIT = 12;
/** Imagined trials at the pooled rate that every bin is given. */
const PRIOR_TRIALS = 4;

/** The readings of one tier in ordered bins: what a router can tell apart, least confident first. */
export interface SignalBins {
  readonly tier: string;
  readonly count: number;
  /** Bin → the condition "this bin or a better one", which a policy can state; for bin 0 "always". */
  readonly atLeast: readonly Accept[];
  /** Bin → probability of a right answer (mean score), smoothed and non-decreasing. */
  readonly correct: Float64Array;
}

/** What bins are made with besides the readings. */
export interface SignalBinOptions {
  /** Most bins, whole number ≥ 1. @defaultValue 12 */
  readonly limit?: number;
  /** The same tier on rows of related task types: where the bins of this one are drawn to. */
  readonly pooled?: TierColumn;
}

/**
 * Bins the signals of a tier.
 *
 * Discrete signals keep their levels; continuous ones are cut at quantiles, ties
 * kept whole. Several signals are peeled: from all trials on, the threshold of one
 * signal is raised by one level, always the raise that gives up the trials with
 * the lowest rate of right answers, so that "this bin or better" stays a
 * conjunction of thresholds, the only thing a table can state. Rates are
 * Dirichlet-smoothed towards the pooled rate and made monotone; neighbours
 * that come out equal are one bin.
 *
 * @returns one bin where the tier reads no signal
 */
export function signalBins(column: TierColumn, matrix: TaskTypeMatrix, options: SignalBinOptions = {}): SignalBins {
  const { limit = BIN_LIMIT, pooled } = options;
  if (!(Number.isInteger(limit) && limit >= 1)) throw new RangeError(`limit not a whole number ≥ 1: ${limit}`);
  const axes = [...column.signals.keys()].map((signal) => axisOf(signal, column, matrix, limit));
  const peeled = peel(axes, column);
  const own = tally(peeled, column);
  const other = pooled === undefined ? null : tally(peeled, pooled);
  const overall = other ?? own;
  const base = (sumOf(overall.sums) + 0.5) / (sumOf(overall.sizes) + 1);
  const rates = own.sums.map((sum, b) => {
    const prior = other === null ? base : towards(other.sums[b] ?? 0, other.sizes[b] ?? 0, base);
    return towards(sum, own.sizes[b] ?? 0, prior);
  });
  const fitted = isotonicFit(
    rates,
    own.sizes.map((size) => size + PRIOR_TRIALS),
  );
  const kept = fewest(fitted, own.sizes, limit);
  return {
    tier: column.tier,
    count: kept.length,
    atLeast: kept.map((b) => (b === 0 ? "always" : conditionOf(peeled[b] ?? [], axes, matrix))),
    correct: Float64Array.from(kept, (b) => fitted[b] ?? base),
  };
}

/** The bin of every trial of a column, whether or not the bins were made from it. */
export function binsOfTrials(bins: SignalBins, column: TierColumn, matrix: TaskTypeMatrix): Uint8Array {
  const found = new Uint8Array(column.score.length);
  bins.atLeast.forEach((accept, bin) => {
    if (accept === "always") return;
    const limits = accept.all.map(({ signal, atLeast }) => ({
      readings: column.signals.get(signal)?.readings,
      value: typeof atLeast === "number" ? atLeast : (matrix.levels.get(signal)?.indexOf(atLeast) ?? 0),
    }));
    for (let r = 0; r < found.length; r += 1) {
      if (limits.every(({ readings, value }) => (readings?.[r] ?? 0) >= value)) found[r] = bin;
    }
  });
  return found;
}

interface Axis {
  readonly signal: string;
  /** Ascending; the first one excludes nothing. */
  readonly cuts: Float64Array;
}

function axisOf(signal: string, column: TierColumn, { levels }: TaskTypeMatrix, limit: number): Axis {
  const readings = column.signals.get(signal)?.readings ?? new Float64Array(0);
  const names = levels.get(signal) ?? null;
  if (names !== null) return { signal, cuts: Float64Array.from(names.keys()) };
  const sorted = readings.slice().sort();
  const cuts = new Set([Number.NEGATIVE_INFINITY]);
  for (let part = 1; part < limit && sorted.length > 0; part += 1) {
    const cut = sorted[Math.ceil((part / limit) * sorted.length)] ?? quantileOfSorted(sorted, 1);
    // The lowest reading of all would make a bin that nothing falls below.
    if (cut > (sorted[0] ?? 0)) cuts.add(cut);
  }
  return { signal, cuts: Float64Array.from(cuts).sort() };
}

/** Bin → index into the cuts of every axis; bin 0 excludes nothing, each later one raises one axis by one. */
type Corner = readonly number[];

function peel(axes: readonly Axis[], column: TierColumn): readonly Corner[] {
  const corners: Corner[] = [axes.map(() => 0)];
  for (;;) {
    const corner = corners.at(-1) ?? [];
    const inside = trialsIn(corner, axes, column);
    let best: { readonly corner: Corner; readonly rate: number } | null = null;
    for (let a = 0; a < axes.length; a += 1) {
      if ((corner[a] ?? 0) + 1 >= (axes[a]?.cuts.length ?? 0)) continue;
      const raised = corner.map((cut, b) => (a === b ? cut + 1 : cut));
      const kept = trialsIn(raised, axes, column);
      const lost = inside.size - kept.size;
      // An empty slice is given up first: it costs nothing.
      const rate = lost === 0 ? -1 : (inside.right - kept.right + 0.5) / (lost + 1);
      if (best === null || rate < best.rate) best = { corner: raised, rate };
    }
    if (best === null) return corners.map((one) => one.map((cut, a) => axes[a]?.cuts[cut] ?? 0));
    corners.push(best.corner);
  }
}

function trialsIn(corner: Corner, axes: readonly Axis[], column: TierColumn) {
  const limits = axes.map(({ signal, cuts }, a) => ({
    readings: column.signals.get(signal)?.readings,
    value: cuts[corner[a] ?? 0] ?? 0,
  }));
  let [size, right] = [0, 0];
  for (let r = 0; r < column.score.length; r += 1) {
    if (!limits.every(({ readings, value }) => (readings?.[r] ?? 0) >= value)) continue;
    size += 1;
    right += column.score[r] ?? 0;
  }
  return { size, right };
}

/** Trials and their scores between each corner and the next. */
function tally(cuts: readonly Corner[], column: TierColumn) {
  const names = [...column.signals.values()];
  const sizes = new Float64Array(cuts.length);
  const sums = new Float64Array(cuts.length);
  for (let r = 0; r < column.score.length; r += 1) {
    let bin = 0;
    while (bin + 1 < cuts.length && cuts[bin + 1]?.every((cut, a) => (names[a]?.readings[r] ?? 0) >= cut)) bin += 1;
    sizes[bin] = (sizes[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + (column.score[r] ?? 0);
  }
  return { sizes, sums };
}

function towards(sum: number, size: number, prior: number): number {
  return (sum + PRIOR_TRIALS * prior) / (size + PRIOR_TRIALS);
}

/** First bins of the groups that remain once equal neighbours are joined, and then the smallest with a neighbour. */
function fewest(fitted: Float64Array, sizes: Float64Array, limit: number): readonly number[] {
  const kept: number[] = [];
  fitted.forEach((rate, b) => {
    if (b === 0 || rate > (fitted[b - 1] ?? 0)) kept.push(b);
  });
  while (kept.length > limit) {
    const size = (k: number) => sumOf(sizes.slice(kept[k], kept[k + 1] ?? sizes.length));
    let smallest = 1;
    for (let k = 1; k < kept.length; k += 1) if (size(k) < size(smallest)) smallest = k;
    kept.splice(smallest, 1);
  }
  return kept;
}

function conditionOf(cuts: Corner, axes: readonly Axis[], { levels }: TaskTypeMatrix): Accept {
  const all = axes.flatMap(({ signal, cuts: own }, a) => {
    const value = cuts[a] ?? 0;
    if (value === own[0]) return [];
    return [{ signal, atLeast: levels.get(signal)?.[value] ?? value }];
  });
  return { all };
}
