import { sumOf } from "../stats/cluster-mean.js";
import { inCodeUnitOrder } from "./item-rows.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemMeans, type TierColumn } from "./tier-column.js";

/** Mean cost of one answer without signals, USD per item; null where unknown. */
export function meanCostUsd({ costUsd, starts }: TierColumn): number | null {
  return costUsd === null ? null : sumOf(itemMeans(costUsd, starts)) / (starts.length - 1);
}

/**
 * Tiers, cheapest first: by mean cost per item over the task types that have all
 * tiers; where none has, by their cost over that of the reference on the same
 * items. Where any cost is unknown, the given order stands.
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
    if (complete.length === 0) {
      const relative = relativeCost(tier, matrices);
      if (relative === null) return { order: tiers, isByCost: false };
      costs.set(tier, relative);
      continue;
    }
    const parts = complete.map(({ columns, itemIds }) => {
      const column = columns.find((candidate) => candidate.tier === tier);
      const mean = column === undefined ? null : meanCostUsd(column);
      return mean === null ? null : mean * itemIds.length;
    });
    if (parts.includes(null)) return { order: tiers, isByCost: false };
    costs.set(tier, sumOf(parts.map((part) => part ?? 0)));
  }
  const order = tiers.slice().sort((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0));
  return { order, isByCost: true };
}

/** Cost of a tier over that of the reference, on the items that both answered; null where any is unknown or free. */
function relativeCost(tier: string, matrices: readonly TaskTypeMatrix[]): number | null {
  let [own, reference] = [0, 0];
  for (const matrix of matrices) {
    const column = matrix.columns.find((one) => one.tier === tier);
    const other = matrix.columns.find((one) => one.tier === matrix.reference);
    if (column === undefined || other === undefined) continue;
    const [cost, otherCost] = [meanCostUsd(column), meanCostUsd(other)];
    if (cost === null || otherCost === null) return null;
    own += cost * matrix.itemIds.length;
    reference += otherCost * matrix.itemIds.length;
  }
  return reference > 0 ? own / reference : null;
}

/** The matrix with its columns in price order. */
export function inPriceOrder(matrix: TaskTypeMatrix, order: readonly string[]): TaskTypeMatrix {
  const columns = matrix.columns.slice().sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  return { ...matrix, columns };
}
