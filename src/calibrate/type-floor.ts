import { clusterMean } from "../stats/cluster-mean.js";
import { meanAbovePValue } from "../stats/mean-interval.js";
import type { TierRows } from "./tier-rows.js";

/**
 * What no task type may be shown to lose, however good the mean over all of them:
 * a promise of the mean is not to be spent on one task type.
 */
export interface TypeFloor {
  readonly quantity: "harm" | "netLoss";
  /** Largest acceptable mean on a task type, in [0, 1). */
  readonly most: number;
  /** Of the one-sided test, in (0, 1). */
  readonly level: number;
}

/** Independent units of a task type below which nothing is shown of it. */
const LEAST_UNITS = 10;

/**
 * Finds routes below the floor: those whose mean loss on a task type is significantly
 * above the largest acceptable one, by the cluster-robust t test. A route that was not
 * shown to lose is not shown to be good: few items close little. A task type without
 * traffic has no part in the promise and no floor.
 *
 * @param isKnown - per unit 1 where it may be looked at. @defaultValue all
 * @returns 1 for routes below the floor, at `type × tiers + tier`
 */
export function routesBelow(rows: TierRows, floor: TypeFloor, isKnown?: Uint8Array): Uint8Array {
  const { tiers, columns, isMeasured, weights } = rows;
  const below = new Uint8Array(isMeasured.length);
  knownItems(rows, isKnown).forEach((own, type) => {
    if (!((weights[type] ?? 0) > 0)) return;
    columns.forEach((column, tier) => {
      const at = type * tiers.length + tier;
      if (isMeasured[at] === 1 && isBelow(column[floor.quantity], own, floor)) below[at] = 1;
    });
  });
  return below;
}

interface TypeItems {
  readonly items: readonly number[];
  /** Unit of every item, numbered within the task type. */
  readonly units: Int32Array;
  readonly unitCount: number;
}

function knownItems({ taskTypes, typeOf, unitOf }: TierRows, isKnown?: Uint8Array): readonly TypeItems[] {
  const found = taskTypes.map(() => ({
    items: [] as number[],
    units: [] as number[],
    numbers: new Map<number, number>(),
  }));
  unitOf.forEach((unit, item) => {
    const own = found[typeOf[item] ?? 0];
    if (own === undefined || (isKnown !== undefined && isKnown[unit] !== 1)) return;
    const number = own.numbers.get(unit) ?? own.numbers.size;
    own.numbers.set(unit, number);
    own.items.push(item);
    own.units.push(number);
  });
  return found.map(({ items, units, numbers }) => ({ items, units: Int32Array.from(units), unitCount: numbers.size }));
}

function isBelow(
  values: Float64Array | null,
  { items, units, unitCount }: TypeItems,
  { most, level }: TypeFloor,
): boolean {
  if (values === null || unitCount < LEAST_UNITS) return false;
  const losses = Float64Array.from(items, (item) => values[item] ?? 0);
  return meanAbovePValue(clusterMean(losses, units, unitCount), most) <= level;
}
