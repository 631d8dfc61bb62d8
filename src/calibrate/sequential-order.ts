import { sha256Hex } from "../core/json.js";
import { inCodeUnitOrder } from "./item-rows.js";

/** What the order of a task type depends on, beside its items. */
export interface OrderSeed {
  readonly seed: number;
  readonly taskType: string;
}

/** The independent unit of an item: its cluster where it has one, else itself. Clusters and items of one name stay apart. */
export function unitName(itemId: string, cluster: string | null): string {
  return cluster === null ? `item ${itemId}` : `cluster ${cluster}`;
}

/**
 * The place of a unit in the order of an adaptive run: units are asked by
 * ascending SHA-256 of `adaptive:<seed>:<task type>:<unit>`, where the unit is
 * `item <id>` or `cluster <name>`.
 *
 * A unit's place depends on nothing but its own name, so that the order can be
 * made again from the run's seed and any part of its outcomes, and is fixed
 * before any of them is known.
 *
 * @returns 64 hexadecimal digits, to be compared as text
 */
export function unitRank(unit: string, { seed, taskType }: OrderSeed): string {
  return sha256Hex(`adaptive:${seed}:${taskType}:${unit}`);
}

/**
 * Puts what is to be asked into the order of an adaptive run: task types as they
 * come, their units in the recorded random order, what belongs to one unit as it came.
 *
 * @param entries - each with its task type and its unit
 */
export function inSequentialOrder<Entry>(
  entries: readonly Entry[],
  seed: number,
  placeOf: (entry: Entry) => { readonly taskType: string; readonly unit: string },
): readonly Entry[] {
  const types = new Map<string, number>();
  const ranks = new Map<string, string>();
  const placed = entries.map((entry) => {
    const { taskType, unit } = placeOf(entry);
    if (!types.has(taskType)) types.set(taskType, types.size);
    const name = `${taskType}\n${unit}`;
    const rank = ranks.get(name) ?? unitRank(unit, { seed, taskType });
    ranks.set(name, rank);
    return { entry, type: types.get(taskType) ?? 0, rank };
  });
  placed.sort((a, b) => a.type - b.type || inCodeUnitOrder(a.rank, b.rank));
  return placed.map(({ entry }) => entry);
}
