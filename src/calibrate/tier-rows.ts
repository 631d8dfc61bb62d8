import { type Random, seededRandom } from "../stats/random.js";
import { trafficWeights } from "./evaluate-policies.js";
import { type ItemValues, itemValuesBy, joinedValues } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemValues } from "./replay-metrics.js";
import { armValues, type RouteArm } from "./route-arms.js";

/** The items of all task types in one list, with what every tier and arm does on each: what tables are made from. */
export interface TierRows {
  /** In the order of the matrices. */
  readonly taskTypes: readonly string[];
  /** Names of the columns: tiers in price order, cheapest first, then arms. */
  readonly tiers: readonly string[];
  /** How many of the columns are tiers. */
  readonly tierCount: number;
  /** Cascades that a task type may use like a tier; one per column after the tiers. */
  readonly arms: readonly RouteArm[];
  /** Place of the reference among the tiers. */
  readonly reference: number;
  /** Share of every task type in the traffic; they add up to 1. */
  readonly weights: readonly number[];
  /** Task type of every item. */
  readonly typeOf: Int32Array;
  /** Independent unit of every item, numbered over all task types without gaps. */
  readonly unitOf: Int32Array;
  /** Unit → its name: task type and first item. The same whatever other units there are. */
  readonly unitNames: readonly string[];
  /** Task type of every unit. */
  readonly unitType: Int32Array;
  /** Independent group of every unit: its cluster, which may stand in several task types; without gaps. */
  readonly groupOf: Int32Array;
  /** Unit → the name of its cluster where that stands in several task types, else null. */
  readonly sharedBy: readonly (string | null)[];
  /** One per tier; meaningless on items of task types without the tier. */
  readonly columns: readonly ItemValues[];
  /** 1 where a task type has the tier, at `type × tiers + tier`. */
  readonly isMeasured: Uint8Array;
  /** True where the cost of every answer is known. */
  readonly isPriced: boolean;
}

/**
 * Lays all task types out one after the other.
 *
 * @param matrices - at least one, columns in price order, all with one reference
 * @param tiers - all tiers in price order
 * @param traffic - task type → weight; null: every item weighs the same
 */
export function tierRows(
  matrices: readonly TaskTypeMatrix[],
  {
    tiers,
    traffic,
  }: { readonly tiers: readonly string[]; readonly traffic: { readonly [type: string]: number } | null },
): TierRows {
  const unitNames: string[] = [];
  const [typeOf, unitOf, unitType]: [number[], number[], number[]] = [[], [], []];
  const clusters: (string | null)[] = [];
  matrices.forEach(({ taskType, itemIds, units, unitClusters }, type) => {
    const first = unitNames.length;
    units.forEach((unit, i) => {
      typeOf.push(type);
      unitOf.push(first + unit);
      unitNames[first + unit] ??= `${taskType}/${itemIds[i] ?? ""}`;
      unitType[first + unit] = type;
      clusters[first + unit] = unitClusters[unit] ?? null;
    });
  });
  const has = (matrix: TaskTypeMatrix, tier: string) => matrix.columns.some((column) => column.tier === tier);
  const columns = tiers.map((tier) =>
    joinedValues(
      matrices.map((matrix) => (has(matrix, tier) ? itemValues({ kind: "single", tier }, matrix) : noValues(matrix))),
    ),
  );
  return {
    taskTypes: matrices.map(({ taskType }) => taskType),
    tiers,
    tierCount: tiers.length,
    arms: [],
    reference: tiers.indexOf(matrices[0]?.reference ?? ""),
    weights: trafficWeights(matrices, traffic),
    typeOf: Int32Array.from(typeOf),
    unitOf: Int32Array.from(unitOf),
    unitNames,
    unitType: Int32Array.from(unitType),
    ...groupsOf(clusters),
    columns,
    isMeasured: Uint8Array.from(matrices.flatMap((matrix) => tiers.map((tier) => (has(matrix, tier) ? 1 : 0)))),
    isPriced: columns.every(({ costUsd }) => costUsd !== null),
  };
}

/** Units of one cluster are one group, whatever their task type. */
function groupsOf(clusters: readonly (string | null)[]): Pick<TierRows, "groupOf" | "sharedBy"> {
  const counts = new Map<string, number>();
  for (const cluster of clusters) if (cluster !== null) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  const sharedBy = clusters.map((cluster) => (cluster !== null && (counts.get(cluster) ?? 0) > 1 ? cluster : null));
  return { groupOf: numbered(sharedBy), sharedBy };
}

function numbered(sharedBy: readonly (string | null)[]): Int32Array {
  const numbers = new Map<string, number>();
  let next = 0;
  return Int32Array.from(sharedBy, (cluster) => {
    if (cluster === null) return next++;
    const known = numbers.get(cluster);
    if (known !== undefined) return known;
    numbers.set(cluster, next);
    return next++;
  });
}

/**
 * The same rows with a column for every arm. Arms say nothing of latency and of
 * misrouting, and where costs are not known there are none: a place in price
 * order stands for the cost of a tier, and an arm has no such place.
 *
 * @param matrices - those that the rows were laid out from
 */
export function withArms(rows: TierRows, matrices: readonly TaskTypeMatrix[], arms: readonly RouteArm[]): TierRows {
  if (!rows.isPriced || arms.length === 0) return rows;
  const columns = arms.map(({ policies }) =>
    joinedValues(
      matrices.map((matrix, type) => {
        const policy = policies[type] ?? null;
        return policy === null ? noValues(matrix) : armValues(policy, matrix);
      }),
    ),
  );
  return {
    ...rows,
    tiers: [...rows.tiers, ...arms.map(({ name }) => name)],
    arms,
    columns: [...rows.columns, ...columns],
    isMeasured: Uint8Array.from(
      rows.taskTypes.flatMap((_, type) => [
        ...rows.isMeasured.subarray(type * rows.tiers.length, (type + 1) * rows.tiers.length),
        ...arms.map(({ policies }) => (policies[type] ? 1 : 0)),
      ]),
    ),
  };
}

function noValues({ itemIds }: TaskTypeMatrix): ItemValues {
  return itemValuesBy(() => new Float64Array(itemIds.length));
}

/** Number of the first unit of every task type. */
export function firstUnits(matrices: readonly TaskTypeMatrix[]): readonly number[] {
  let first = 0;
  return matrices.map(({ unitCount }) => {
    first += unitCount;
    return first - unitCount;
  });
}

/** The rows of some units, which are numbered anew; task types keep their places, and may end up without items. */
export function selectRows(rows: TierRows, isWanted: (unit: number) => boolean): TierRows {
  const number = new Int32Array(rows.unitNames.length).fill(-1);
  const kept: number[] = [];
  rows.unitNames.forEach((_, unit) => {
    if (isWanted(unit)) number[unit] = kept.push(unit) - 1;
  });
  const items = rows.unitOf.map((_, i) => i).filter((i) => (number[rows.unitOf[i] ?? 0] ?? -1) >= 0);
  const pick = (values: Float64Array | null) => {
    if (values === null) return null;
    const picked = new Float64Array(items.length);
    for (let i = 0; i < picked.length; i += 1) picked[i] = values[items[i] ?? 0] ?? 0;
    return picked;
  };
  return {
    ...rows,
    typeOf: items.map((item) => rows.typeOf[item] ?? 0),
    unitOf: items.map((item) => number[rows.unitOf[item] ?? 0] ?? 0),
    unitNames: kept.map((unit) => rows.unitNames[unit] ?? ""),
    unitType: Int32Array.from(kept, (unit) => rows.unitType[unit] ?? 0),
    groupOf: numbered(kept.map((unit) => rows.sharedBy[unit] ?? null)),
    sharedBy: kept.map((unit) => rows.sharedBy[unit] ?? null),
    columns: rows.columns.map((column) => itemValuesBy((quantity) => pick(column[quantity]))),
  };
}

/**
 * Deals the units of every task type out to groups of nearly equal size, at
 * random by a seed. Units are numbered in the order of their items' names, so the
 * order of the rows has no part in it. Units of a cluster that stands in several
 * task types go together, by a hash of its name.
 *
 * @param stream - names the purpose; other purposes get other groups
 * @returns group of every unit, in [0, groups)
 */
export function dealtUnits(
  { unitType, taskTypes, sharedBy }: TierRows,
  { groups, seed, stream }: { readonly groups: number; readonly seed: number; readonly stream: string },
): Int32Array {
  const dealt = new Int32Array(unitType.length);
  let start = 0;
  unitsByType(unitType, taskTypes.length).forEach((units, type) => {
    shuffle(units, seededRandom(seed, `${stream} ${taskTypes[type] ?? ""}`));
    // Small task types would otherwise all fill the first group.
    units.forEach((unit, rank) => {
      dealt[unit] = (start + rank) % groups;
    });
    start += units.length;
  });
  sharedBy.forEach((cluster, unit) => {
    if (cluster !== null) dealt[unit] = seededRandom(seed, `${stream} cluster ${cluster}`).integer(groups);
  });
  return dealt;
}

/** Puts a list into a random order, in place. */
export function shuffle(list: number[], random: Random): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = random.integer(i + 1);
    const swapped = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = swapped;
  }
}

function unitsByType(unitType: Int32Array, types: number): readonly number[][] {
  const byType = Array.from({ length: types }, (): number[] => []);
  unitType.forEach((type, unit) => byType[type]?.push(unit));
  return byType;
}

/**
 * Marks the given share of the units of every task type, by a seeded hash of their
 * names: a unit keeps its side whatever other task types there are. Units of a
 * cluster that stands in several task types are on one side, by a hash of its name.
 *
 * @param share - in (0, 1); rounded to the nearest number of units per task type
 * @returns 1 for marked units
 */
export function markedUnits(
  rows: TierRows,
  { share, seed, stream }: { readonly share: number; readonly seed: number; readonly stream: string },
): Uint8Array {
  const marked = new Uint8Array(rows.unitNames.length);
  const hashes = rows.unitNames.map((name) => seededRandom(seed, `${stream} ${name}`).uniform());
  for (const units of unitsByType(rows.unitType, rows.taskTypes.length)) {
    units.sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
    for (const unit of units.slice(0, Math.round(share * units.length))) marked[unit] = 1;
  }
  rows.sharedBy.forEach((cluster, unit) => {
    if (cluster === null) return;
    marked[unit] = seededRandom(seed, `${stream} cluster ${cluster}`).uniform() < share ? 1 : 0;
  });
  return marked;
}
