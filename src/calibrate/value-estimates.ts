import { bootstrapMeans, percentileInterval } from "../stats/bootstrap.js";
import { seededRandom } from "../stats/random.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { weightedMeans } from "./cross-fit.js";
import { ITEM_QUANTITIES, type ItemQuantity, type ItemValues } from "./item-values.js";
import { unseenSpread } from "./mean-estimate.js";
import { shuffle, type TierRows } from "./tier-rows.js";

/** A mean with its interval. */
export interface MeasuredValue {
  readonly value: number;
  readonly ci: readonly [number, number];
}

/** Traffic-weighted means of a policy; null where not known. */
export type ValueEstimates = { readonly [quantity in ItemQuantity]: MeasuredValue | null };

/** Estimates of several policies with the draws behind them, which are shared: differences keep their pairing. */
export interface EstimatedValues {
  readonly estimates: readonly ValueEstimates[];
  /** Resampled means of one quantity of one policy. */
  readonly draws: (policy: number, quantity: ItemQuantity) => Float64Array;
}

/** How intervals are drawn. */
export interface EstimateOptions {
  /** Two-sided, in (0.5, 1). */
  readonly confidence: number;
  readonly resamples: number;
  readonly seed: number;
}

/** Units that are drawn, over all task types; more of them are put together at random before drawing. */
const DRAWN_UNITS = 2400;
const LEAST_PER_TYPE = 40;
/** Quantities that lie in [0, 1] for every item. */
const SHARES: readonly ItemQuantity[] = [
  "score",
  "harm",
  "escalated",
  "underRouted",
  "overRouted",
  "wastedEscalation",
  "silentFailure",
];

/**
 * Means of per-item values under the traffic mix, with percentile intervals of a
 * cluster bootstrap within task types that draws the same units for all policies.
 *
 * The values are resampled as they are: for cross-fitted policies the learning is
 * outside the bootstrap.
 */
export function estimateValues(
  rows: TierRows,
  policies: readonly ItemValues[],
  { confidence, resamples, seed }: EstimateOptions,
): EstimatedValues {
  const drawn = drawnUnits(rows, seed);
  const strata = drawn.map(({ type, unitOf, count }) => ({
    weight: rows.weights[type] ?? 0,
    sizes: addUp(unitOf, count, () => 1),
    columns: policies.flatMap((values) =>
      ITEM_QUANTITIES.map((quantity) => {
        const own = values[quantity];
        return own === null ? new Float64Array(count) : addUp(unitOf, count, (item) => own[item] ?? 0);
      }),
    ),
  }));
  const replicates = bootstrapMeans(strata, resamples, seededRandom(seed, "backtest bootstrap"));
  const draws = (policy: number, quantity: ItemQuantity) =>
    replicates[policy * ITEM_QUANTITIES.length + ITEM_QUANTITIES.indexOf(quantity)] ?? new Float64Array(0);
  const n = rows.unitNames.length;
  const estimates = policies.map((values, policy) => {
    const means = weightedMeans(rows, values);
    const entries = ITEM_QUANTITIES.map((quantity) => {
      const value = means[quantity];
      if (value === null) return [quantity, null];
      return [quantity, { value, ci: intervalOf(value, draws(policy, quantity), { quantity, n, confidence }) }];
    });
    return Object.fromEntries(entries) as ValueEstimates;
  });
  return { estimates, draws };
}

interface IntervalContext {
  readonly quantity: ItemQuantity;
  readonly n: number;
  readonly confidence: number;
}

/** Where no resample differs, the interval is that of values without spread. */
function intervalOf(value: number, draws: Float64Array, { quantity, n, confidence }: IntervalContext) {
  const [lo, hi] = percentileInterval(draws, confidence);
  const found: readonly [number, number] = [Math.min(lo, value), Math.max(hi, value)];
  if (hi - lo > 1e-12) return found;
  if (quantity === "netLoss") {
    const unseen = unseenSpread(n, confidence);
    return [Math.max(-1, value - unseen), Math.min(1, value + unseen)] as const;
  }
  if (!SHARES.includes(quantity)) return found;
  const [low, high] = wilsonInterval(Math.min(1, Math.max(0, value)) * n, n, confidence);
  return [Math.min(low, value), Math.max(high, value)] as const;
}

interface DrawnUnits {
  readonly type: number;
  /** Item of the whole → drawn unit; −1 for items of other task types. */
  readonly unitOf: Int32Array;
  readonly count: number;
}

function drawnUnits(rows: TierRows, seed: number): readonly DrawnUnits[] {
  const byType = rows.taskTypes.map((): number[] => []);
  rows.unitType.forEach((type, unit) => byType[type]?.push(unit));
  const limit = Math.max(LEAST_PER_TYPE, Math.floor(DRAWN_UNITS / rows.taskTypes.length));
  return byType.flatMap((units, type) => {
    if (units.length === 0) return [];
    if (units.length > limit) shuffle(units, seededRandom(seed, `groups of ${rows.taskTypes[type] ?? ""}`));
    const place = new Int32Array(rows.unitNames.length).fill(-1);
    units.forEach((unit, rank) => {
      place[unit] = rank % limit;
    });
    return [{ type, unitOf: rows.unitOf.map((unit) => place[unit] ?? -1), count: Math.min(limit, units.length) }];
  });
}

function addUp(unitOf: Int32Array, count: number, valueOf: (item: number) => number): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < unitOf.length; i += 1) {
    const unit = unitOf[i] ?? -1;
    if (unit >= 0) sums[unit] = (sums[unit] ?? 0) + valueOf(i);
  }
  return sums;
}
