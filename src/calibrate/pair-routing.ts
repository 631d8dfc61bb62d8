import { percentileInterval } from "../stats/bootstrap.js";
import {
  averageGapRecovered,
  type CurvePoint,
  callPerformanceThreshold,
  type QualityGap,
} from "../stats/gap-recovered.js";
import { type Random, seededRandom } from "../stats/random.js";
import type { TierRows } from "./tier-rows.js";
import type { EstimateOptions, MeasuredValue } from "./value-estimates.js";

/** Routing between two tiers by what the strong one is expected to gain on an item's task type. */
export interface PairRouting {
  readonly weak: string;
  readonly strong: string;
  /** Mean part of the quality gap recovered, over all shares of strong calls; random mixing has 0.5. */
  readonly apgr: MeasuredValue;
  /** Smallest share of strong calls that recovers half of the gap (first crossing). */
  readonly cpt50: MeasuredValue | null;
  /** The same for 80 % of the gap. */
  readonly cpt80: MeasuredValue | null;
}

/** What one fold expects of the strong tier. */
export interface FoldGains {
  readonly repeat: number;
  /** Per unit 1 where it was learnt from. */
  readonly isKnown: Uint8Array;
  /** Per task type: quality of the strong tier less that of the weak one. */
  readonly gains: Float64Array;
}

/**
 * APGR and CPT of the shrunken table between two tiers, cross-fitted: each item is
 * ranked by the gain that its held-out fold expects on its task type, once per
 * repeat; measures are averaged over the repeats.
 *
 * Intervals resample units within task types for the first repeat and are moved
 * to the mean; the ranking is outside the bootstrap.
 *
 * @param folds - every fold of every repeat
 * @returns null where the strong tier is not better, so that there is no gap
 */
export function pairRouting(
  rows: TierRows,
  { weak, strong }: { readonly weak: number; readonly strong: number },
  folds: readonly FoldGains[],
  options: EstimateOptions,
): PairRouting | null {
  const repeats = [...new Set(folds.map(({ repeat }) => repeat))];
  const rankings = repeats.map((repeat) =>
    ranking(
      rows,
      { weak, strong },
      folds.filter((fold) => fold.repeat === repeat),
    ),
  );
  const ones = new Float64Array(rows.unitNames.length).fill(1);
  const measured = rankings.map((one) => measures(one, rows, ones));
  const [first] = rankings;
  const [own] = measured;
  if (first === undefined || own === undefined || own === null) return null;
  const random = seededRandom(options.seed, "bootstrap of pairs");
  const draws = Array.from({ length: Math.min(options.resamples, 400) }, () =>
    measures(first, rows, drawnCounts(rows, random)),
  );
  const summary = (read: (one: Measures) => number | null): MeasuredValue | null => {
    const values = measured.flatMap((one) => (one === null ? [] : [read(one)]));
    const known = values.filter((value) => value !== null);
    if (known.length < values.length || known.length === 0) return null;
    const value = known.reduce((sum, one) => sum + one, 0) / known.length;
    const drawn = draws.flatMap((one) => (one === null ? [] : (read(one) ?? [])));
    if (drawn.length === 0) return { value, ci: [value, value] };
    const [lo, hi] = percentileInterval(Float64Array.from(drawn), options.confidence);
    const shift = value - (read(own) ?? value);
    return { value, ci: [Math.min(value, lo + shift), Math.max(value, hi + shift)] };
  };
  const apgr = summary((one) => one.apgr);
  if (apgr === null) return null;
  return {
    weak: rows.tiers[weak] ?? "",
    strong: rows.tiers[strong] ?? "",
    apgr,
    cpt50: summary((one) => one.cpt50),
    cpt80: summary((one) => one.cpt80),
  };
}

/** Items in groups that nothing tells apart (fold × task type), the most promising first. */
interface Ranking {
  /** Group of every item. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly weak: Float64Array;
  readonly strong: Float64Array;
}

function ranking(
  { typeOf, unitOf, taskTypes, columns }: TierRows,
  { weak, strong }: { readonly weak: number; readonly strong: number },
  folds: readonly FoldGains[],
): Ranking {
  const types = taskTypes.length;
  const gains = folds.flatMap((fold) => [...fold.gains]);
  const order = gains.map((_, group) => group).sort((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0) || a - b);
  const place = new Int32Array(gains.length);
  order.forEach((group, rank) => {
    place[group] = rank;
  });
  const groupOf = typeOf.map((type, item) => {
    const fold = folds.findIndex(({ isKnown }) => isKnown[unitOf[item] ?? 0] === 0);
    return place[fold * types + type] ?? 0;
  });
  const none = new Float64Array(typeOf.length);
  return {
    groupOf,
    groups: gains.length,
    weak: columns[weak]?.score ?? none,
    strong: columns[strong]?.score ?? none,
  };
}

interface Measures {
  readonly apgr: number;
  readonly cpt50: number | null;
  readonly cpt80: number | null;
}

/** Null where the strong tier is not better under these counts. */
function measures({ groupOf, groups, weak, strong }: Ranking, rows: TierRows, counts: Float64Array): Measures | null {
  const { typeOf, unitOf, weights } = rows;
  const sizes = new Float64Array(weights.length);
  for (let i = 0; i < typeOf.length; i += 1) {
    const type = typeOf[i] ?? 0;
    sizes[type] = (sizes[type] ?? 0) + (counts[unitOf[i] ?? 0] ?? 0);
  }
  const [share, gain] = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < typeOf.length; i += 1) {
    const type = typeOf[i] ?? 0;
    const group = groupOf[i] ?? 0;
    const weight = ((weights[type] ?? 0) * (counts[unitOf[i] ?? 0] ?? 0)) / (sizes[type] ?? 1);
    share[group] = (share[group] ?? 0) + weight;
    gain[group] = (gain[group] ?? 0) + weight * ((strong[i] ?? 0) - (weak[i] ?? 0));
  }
  // Parts of a gap do not depend on where it begins: quality counts from the weak tier's.
  const curve: CurvePoint[] = [{ strongShare: 0, quality: 0 }];
  let [calls, quality] = [0, 0];
  for (let group = 0; group < groups; group += 1) {
    calls += share[group] ?? 0;
    quality += gain[group] ?? 0;
    if ((share[group] ?? 0) > 0) curve.push({ strongShare: Math.min(1, calls), quality });
  }
  if (!(quality > 0)) return null;
  const gap: QualityGap = { weak: 0, strong: quality };
  // Rounding may leave the last point a hair before the end, where the strong tier itself stands.
  curve[curve.length - 1] = { strongShare: 1, quality };
  return {
    apgr: averageGapRecovered(curve, gap),
    cpt50: callPerformanceThreshold(curve, gap, 0.5).firstCrossing,
    cpt80: callPerformanceThreshold(curve, gap, 0.8).firstCrossing,
  };
}

/** How often each unit is drawn when its task type is drawn anew. */
function drawnCounts({ unitType, taskTypes }: TierRows, random: Random): Float64Array {
  const byType = taskTypes.map((): number[] => []);
  unitType.forEach((type, unit) => byType[type]?.push(unit));
  const counts = new Float64Array(unitType.length);
  for (const units of byType) {
    for (let draw = 0; draw < units.length; draw += 1) {
      const unit = units[random.integer(units.length)] ?? 0;
      counts[unit] = (counts[unit] ?? 0) + 1;
    }
  }
  return counts;
}
