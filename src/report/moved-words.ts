import type { RoutingTable } from "../core/routing-table.js";
import { counted } from "./format-number.js";

/**
 * What a table changes against sending everything to the reference, to go on with in a sentence. A cascade that ends at
 * the reference moves no task type away from it: what its first tier leaves open is still asked there.
 *
 * @param tierOrder - in price order
 */
export function movedWords({ routes, defaults }: RoutingTable, tierOrder: readonly string[]): string {
  const reference = defaults.referenceTier;
  const plans = Object.values(routes).map(({ plan }) => plan.map(({ tier }) => tier));
  const away = plans.filter((tiers) => !tiers.includes(reference));
  const before = plans.filter((tiers) => tiers.includes(reference) && tiers[0] !== reference);
  const isCheaper = before.every(([first = ""]) => tierOrder.indexOf(first) < tierOrder.indexOf(reference));
  const other = isCheaper ? "a cheaper tier" : "another tier";
  const names = Object.keys(routes);
  if (before.length === 0) return `route ${manyWords(away.length, names)} away from ${reference}`;
  if (away.length === 0) return `ask ${other} before ${reference} on ${manyWords(before.length, names)}`;
  const more = away.length + before.length === names.length ? `the other ${before.length}` : `${before.length} more`;
  return `route ${manyWords(away.length, names)} away from ${reference}, and ask ${other} before it on ${more}`;
}

function manyWords(many: number, names: readonly string[]): string {
  if (names.length === 1) return names[0] ?? "";
  return `${many === names.length ? "all" : `${many} of`} ${counted(names.length, "task type")}`;
}
