import { kappaByCrossValidation, shrunkenMeans } from "../stats/group-shrinkage.js";
import type { TierRows } from "./tier-rows.js";
import { routesBelow, type TypeFloor } from "./type-floor.js";

/** Imagined items at the pooled effect that each task type may be given. */
export const STRENGTHS: readonly number[] = [0, 5, 15, 50, 150, 500, Number.POSITIVE_INFINITY];

/** What tables are chosen by: quality and cost of every tier and arm on every task type, at `type × tiers + tier`. */
export interface TierModel {
  readonly taskTypes: readonly string[];
  /** Tiers, then arms. */
  readonly tiers: readonly string[];
  readonly tierCount: number;
  readonly reference: number;
  /** Share of every task type in the traffic. */
  readonly weights: readonly number[];
  /** Mean score of the task type plus the shrunken effect of the tier; near [0, 1], not cut to it. */
  readonly quality: Float64Array;
  /** USD per item; where costs are not known, the tier's place in price order, from 0 for the first to 1 for the last. */
  readonly cost: Float64Array;
  readonly isPriced: boolean;
  /** 1 where a task type may use the tier or arm: it was measured there, and no limit closes it. */
  readonly isOpen: Uint8Array;
  /** Per tier the strength of shrinkage, in units. */
  readonly kappa: readonly number[];
}

/** The rows by unit: what {@link tierModel} adds up, made once for many models. */
export interface UnitTable {
  readonly rows: TierRows;
  /** Per tier or arm and unit: its mean score less the mean over the measured tiers. */
  readonly effect: readonly Float64Array[];
  /** Per unit: mean score over the measured tiers. */
  readonly level: Float64Array;
  /** Per tier and unit: cost over the unit's items, USD. */
  readonly costUsd: readonly Float64Array[];
  /** Items of every unit. */
  readonly sizes: Float64Array;
  /** Per arm and unit: harm over the unit's items. */
  readonly armHarm: readonly Float64Array[];
  readonly limits: RouteLimits;
}

/** What closes a tier or arm to a task type, on the items that a model is made from. */
export interface RouteLimits {
  /** Mean harm above which a cascade takes no part, in [0, 1]. @defaultValue 1: all take part */
  readonly mostArmHarm?: number;
  /** @defaultValue none: the mean over all task types is everything */
  readonly floor?: TypeFloor;
}

/** Adds rows up by unit. */
export function unitTable(rows: TierRows, limits: RouteLimits = {}): UnitTable {
  const { columns, tierCount, unitOf, unitType, isMeasured } = rows;
  const [units, width] = [unitType.length, columns.length];
  const add = (values: Float64Array | null) => {
    const sums = new Float64Array(units);
    for (let i = 0; i < unitOf.length; i += 1) {
      const unit = unitOf[i] ?? 0;
      sums[unit] = (sums[unit] ?? 0) + (values === null ? 0 : (values[i] ?? 0));
    }
    return sums;
  };
  const sizes = add(new Float64Array(unitOf.length).fill(1));
  const effect = columns.map(({ score }) => add(score).map((sum, unit) => sum / (sizes[unit] ?? 1)));
  const level = new Float64Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    const at = (unitType[unit] ?? 0) * width;
    let [sum, measured] = [0, 0];
    // Tiers alone make the level: task types differ in the arms they have.
    for (let tier = 0; tier < tierCount; tier += 1) {
      if (isMeasured[at + tier] === 0) continue;
      sum += effect[tier]?.[unit] ?? 0;
      measured += 1;
    }
    level[unit] = sum / measured;
  }
  for (const values of effect)
    for (let unit = 0; unit < units; unit += 1) values[unit] = (values[unit] ?? 0) - (level[unit] ?? 0);
  return {
    rows,
    effect,
    level,
    costUsd: columns.map(({ costUsd }) => add(costUsd)),
    sizes,
    armHarm: columns.slice(tierCount).map(({ harm }) => add(harm)),
    limits,
  };
}

/** What a model is made of. */
export interface ModelOptions {
  /** Per unit 1 where it may be learnt from. @defaultValue all */
  readonly isKnown?: Uint8Array;
  /** The same strength for every tier. @defaultValue each tier's own, by leave-one-out cross-validation */
  readonly kappa?: number;
}

/**
 * Estimates every tier on every task type, with small types borrowing strength:
 * a tier's effect on a type (its score less the mean over tiers on the same
 * item) is drawn towards its effect over all types, as if κ more units with the
 * pooled effect had been seen; κ is one of {@link STRENGTHS}.
 *
 * One value per unit, so that clusters do not count as many. The mean level of a
 * type is not shrunk: it shifts all tiers alike and has no part in the choice.
 * A type without units gets the pooled level, effects and costs.
 *
 * @throws RangeError if no unit is known
 */
export function tierModel(units: UnitTable, { isKnown, kappa }: ModelOptions = {}): TierModel {
  const { rows } = units;
  const { tiers, tierCount, taskTypes, reference, weights, isPriced } = rows;
  const known = knownByType(rows, isKnown);
  const isMeasured = withoutHarmfulArms(units, known);
  const level = levels(units.level, known);
  const strengths: number[] = [];
  const quality = new Float64Array(taskTypes.length * tiers.length);
  tiers.forEach((_, tier) => {
    const values = units.effect[tier] ?? new Float64Array(0);
    const groups = known.map((own, type) =>
      isMeasured[type * tiers.length + tier] === 0 ? [] : own.map((unit) => values[unit] ?? 0),
    );
    const count = groups.reduce((sum, { length }) => sum + length, 0);
    const hasChoice = count >= 2;
    const strength = kappa ?? (hasChoice ? kappaByCrossValidation(groups, STRENGTHS) : 0);
    strengths.push(strength);
    // An arm that no task type keeps has no effect to estimate.
    if (count === 0) return;
    shrunkenMeans(groups, strength).forEach((effect, type) => {
      quality[type * tiers.length + tier] = (level[type] ?? 0) + effect;
    });
  });
  const cost = isPriced ? meanCosts(units, known) : placesAsCosts(rows);
  const isOpen = withoutLossyRoutes(units, isMeasured, isKnown);
  return { taskTypes, tiers, tierCount, reference, weights, quality, cost, isPriced, isOpen, kappa: strengths };
}

function withoutHarmfulArms(
  { rows, armHarm, sizes, limits: { mostArmHarm = 1 } }: UnitTable,
  known: readonly (readonly number[])[],
): Uint8Array {
  const { tiers, tierCount, isMeasured } = rows;
  const kept = isMeasured.slice();
  if (mostArmHarm >= 1) return kept;
  known.forEach((own, type) => {
    const add = (of: Float64Array) => own.reduce((sum, unit) => sum + (of[unit] ?? 0), 0);
    const items = add(sizes);
    armHarm.forEach((harm, arm) => {
      if (add(harm) > mostArmHarm * items) kept[type * tiers.length + tierCount + arm] = 0;
    });
  });
  return kept;
}

/** A closed route still tells of its tier: only the choice is narrowed, not the estimate. */
function withoutLossyRoutes(
  { rows, limits: { floor } }: UnitTable,
  isMeasured: Uint8Array,
  isKnown: Uint8Array | undefined,
): Uint8Array {
  if (floor === undefined) return isMeasured;
  const below = routesBelow(rows, floor, isKnown);
  return isMeasured.map((measured, at) => (below[at] === 1 ? 0 : measured));
}

function knownByType(
  { taskTypes, unitType }: TierRows,
  isKnown: Uint8Array | undefined,
): readonly (readonly number[])[] {
  const known = taskTypes.map((): number[] => []);
  for (let unit = 0; unit < unitType.length; unit += 1) {
    if (isKnown === undefined || isKnown[unit] === 1) known[unitType[unit] ?? 0]?.push(unit);
  }
  return known;
}

/** Mean per task type; over all where a type has no units. */
function levels(values: Float64Array, known: readonly (readonly number[])[]): readonly number[] {
  const sums = known.map((own) => own.reduce((sum, unit) => sum + (values[unit] ?? 0), 0));
  const count = known.reduce((sum, { length }) => sum + length, 0);
  const pooled = sums.reduce((sum, one) => sum + one, 0) / count;
  return known.map(({ length }, type) => (length > 0 ? (sums[type] ?? 0) / length : pooled));
}

function meanCosts({ rows, costUsd, sizes }: UnitTable, known: readonly (readonly number[])[]): Float64Array {
  const { tiers, isMeasured } = rows;
  const cost = new Float64Array(known.length * tiers.length);
  tiers.forEach((_, tier) => {
    const values = costUsd[tier] ?? new Float64Array(0);
    const totals = known.map((own, type) => {
      if (isMeasured[type * tiers.length + tier] === 0) return { usd: 0, items: 0 };
      const add = (of: Float64Array) => own.reduce((sum, unit) => sum + (of[unit] ?? 0), 0);
      return { usd: add(values), items: add(sizes) };
    });
    const all = totals.reduce((sum, one) => ({ usd: sum.usd + one.usd, items: sum.items + one.items }));
    totals.forEach(({ usd, items }, type) => {
      cost[type * tiers.length + tier] = items > 0 ? usd / items : all.usd / Math.max(1, all.items);
    });
  });
  return cost;
}

function placesAsCosts({ taskTypes, tiers }: TierRows): Float64Array {
  const last = Math.max(1, tiers.length - 1);
  return Float64Array.from({ length: taskTypes.length * tiers.length }, (_, at) => (at % tiers.length) / last);
}
