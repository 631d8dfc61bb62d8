import { sumOf } from "../stats/cluster-mean.js";
import { inCodeUnitOrder } from "./item-rows.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemMeans, type TierColumn } from "./tier-column.js";

/** Mean cost of one answer without signals, USD per item; null where unknown. */
export function meanCostUsd({ costUsd, starts }: TierColumn): number | null {
  return costUsd === null ? null : sumOf(itemMeans(costUsd, starts)) / (starts.length - 1);
}

/**
 * Tiers, cheapest first: by mean cost per item over the task types that have
 * all tiers. Where any cost is unknown, or no task type has all tiers, the given
 * order stands.
 *
 * @param given - tiers in the order of the configuration; unnamed ones follow by name
 * @returns the order and whether costs made it
 */
export function priceOrder(
  matrices: readonly TaskTypeMatrix[],
  given: readonly string[],
): { readonly order: readonly string[]; readonly isByCost: boolean } {
  const tiers = [...new Set(matrices.flatMap(({ columns }) => columns.map(({ tier }) => tier)))];
  const place = (tier: string) => (given.includes(tier) ? given.indexOf(tier) : given.length);
  tiers.sort((a, b) => place(a) - place(b) || inCodeUnitOrder(a, b));
  const complete = matrices.filter(({ columns }) => columns.length === tiers.length);
  const costs = new Map<string, number>();
  for (const tier of tiers) {
    const parts = complete.map(({ columns, itemIds }) => {
      const column = columns.find((candidate) => candidate.tier === tier);
      const mean = column === undefined ? null : meanCostUsd(column);
      return mean === null ? null : mean * itemIds.length;
    });
    if (parts.length === 0 || parts.includes(null)) return { order: tiers, isByCost: false };
    costs.set(tier, sumOf(parts.map((part) => part ?? 0)));
  }
  const order = tiers.slice().sort((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0));
  return { order, isByCost: true };
}

/** The matrix with its columns in price order. */
export function inPriceOrder(matrix: TaskTypeMatrix, order: readonly string[]): TaskTypeMatrix {
  const columns = matrix.columns.slice().sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  return { ...matrix, columns };
}
