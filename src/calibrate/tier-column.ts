import type { Outcome } from "../core/outcome.js";
import { usdFromNano } from "../core/price.js";

/** What one signal read, one entry per trial. */
export interface SignalColumn {
  /** A missing reading stands at the lowest value, as the router reads it. */
  readonly readings: Float64Array;
  readonly isMissing: Uint8Array;
  /** Of its own calls; absent where it makes none, or the rows do not say which signal's calls took what. */
  readonly costUsd?: Float64Array;
}

/** One tier on the items of a matrix. Entries are trials; those of item i are [starts[i], starts[i + 1]). */
export interface TierColumn {
  readonly tier: string;
  readonly starts: Uint32Array;
  readonly score: Float64Array;
  /** Mean score per item. */
  readonly meanScore: Float64Array;
  /** Without the extra calls of signals; null where any is unknown. */
  readonly costUsd: Float64Array | null;
  /** Of the signals' extra calls; null where any cost is unknown. */
  readonly signalCostUsd: Float64Array | null;
  /** Null where any is unknown. */
  readonly latencyMs: Float64Array | null;
  /** By how much the reference did better, mean over its trials, never below 0; all 0 for the reference. */
  readonly harm: Float64Array;
  /** Signals that were read at least once on this tier. */
  readonly signals: ReadonlyMap<string, SignalColumn>;
  readonly mostTrials: number;
  /** True where every item has one trial and every score is 0 or 1. */
  readonly isBinary: boolean;
}

/**
 * @param items - per item its scored rows on this tier, at least one each
 * @param context - names of the signals, and the column of the reference (null: this is it)
 */
export function tierColumn(
  tier: string,
  items: readonly (readonly Outcome[])[],
  context: { readonly signals: readonly string[]; readonly reference: TierColumn | null },
): TierColumn {
  const starts = new Uint32Array(items.length + 1);
  items.forEach((rows, i) => {
    starts[i + 1] = (starts[i] ?? 0) + rows.length;
  });
  const rows = items.flat();
  // Plain loops: there may be a million rows.
  const amounts = (read: (row: Outcome) => number | null) => {
    const values = new Float64Array(rows.length);
    for (let r = 0; r < rows.length; r += 1) {
      const value = read(rows[r] as Outcome);
      if (value === null) return null;
      values[r] = value;
    }
    return values;
  };
  const score = amounts((row) => row.score ?? 0) ?? new Float64Array(0);
  const signals = new Map<string, SignalColumn>();
  for (const name of context.signals) {
    const column = signalColumn(name, rows);
    if (column !== null) signals.set(name, column);
  }
  const mostTrials = items.reduce((most, { length }) => Math.max(most, length), 0);
  return {
    tier,
    starts,
    score,
    meanScore: itemMeans(score, starts),
    costUsd: amounts(({ costNanoUsd: all, signalCostNanoUsd: extra }) =>
      all === null ? null : usdFromNano(all - (extra ?? 0)),
    ),
    signalCostUsd: amounts(({ costNanoUsd: all, signalCostNanoUsd: extra }) =>
      all === null ? null : usdFromNano(extra ?? 0),
    ),
    latencyMs: amounts(({ latencyMs }) => latencyMs),
    harm: harmOf(score, starts, context.reference),
    signals,
    mostTrials,
    isBinary: mostTrials === 1 && score.every((value) => value === 0 || value === 1),
  };
}

/** Mean over the trials of every item. */
export function itemMeans(entries: Float64Array, starts: Uint32Array): Float64Array {
  const means = new Float64Array(starts.length - 1);
  for (let i = 0; i < means.length; i += 1) {
    const start = starts[i] ?? 0;
    const end = starts[i + 1] ?? 0;
    let sum = 0;
    for (let r = start; r < end; r += 1) sum += entries[r] ?? 0;
    means[i] = sum / (end - start);
  }
  return means;
}

/** Trials of two tiers have nothing to do with each other, so each is held against all of the reference's. */
export function harmOf(score: Float64Array, starts: Uint32Array, reference: TierColumn | null): Float64Array {
  const harm = new Float64Array(score.length);
  if (reference === null) return harm;
  for (let i = 0; i + 1 < starts.length; i += 1) {
    const from = reference.starts[i] ?? 0;
    const to = reference.starts[i + 1] ?? 0;
    for (let r = starts[i] ?? 0; r < (starts[i + 1] ?? 0); r += 1) {
      let sum = 0;
      for (let s = from; s < to; s += 1) sum += Math.max(0, (reference.score[s] ?? 0) - (score[r] ?? 0));
      harm[r] = sum / (to - from);
    }
  }
  return harm;
}

function signalColumn(name: string, rows: readonly Outcome[]): SignalColumn | null {
  const readings = new Float64Array(rows.length);
  const isMissing = new Uint8Array(rows.length);
  let isRead = false;
  rows.forEach(({ signals }, r) => {
    const reading = signals.find((signal) => signal.name === name);
    if (reading !== undefined) isRead = true;
    readings[r] = reading === undefined || reading.isMissing === true ? 0 : reading.value;
    isMissing[r] = reading === undefined || reading.isMissing === true ? 1 : 0;
  });
  if (!isRead) return null;
  const costUsd = ownCosts(name, rows);
  return costUsd === null ? { readings, isMissing } : { readings, isMissing, costUsd };
}

/** Null where no row says that this signal took anything. */
function ownCosts(name: string, rows: readonly Outcome[]): Float64Array | null {
  const own = (row: Outcome) => row.signals.find((signal) => signal.name === name)?.costNanoUsd ?? 0;
  const costs = Float64Array.from(rows, (row) => usdFromNano(own(row)));
  return costs.some((cost) => cost > 0) ? costs : null;
}

/**
 * What the calls of some signals take, one entry per trial: all that signals took,
 * without what the others are known to have taken. Null where any cost is unknown.
 */
export function signalCost({ signalCostUsd, signals }: TierColumn, read: ReadonlySet<string>): Float64Array | null {
  const unread = [...signals].flatMap(([name, { costUsd }]) => (read.has(name) || !costUsd ? [] : [costUsd]));
  if (signalCostUsd === null || unread.length === 0) return signalCostUsd;
  // Money is whole nano-dollars, and dollars do not subtract to them.
  return signalCostUsd.map((all, r) => {
    const others = unread.reduce((sum, costs) => sum + Math.round((costs[r] ?? 0) * 1e9), 0);
    return Math.max(0, Math.round(all * 1e9) - others) / 1e9;
  });
}
