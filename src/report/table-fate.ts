import type { Outcome } from "../core/outcome.js";
import type { Accept } from "../core/policy.js";
import type { RoutingTable } from "../core/routing-table.js";

/** What the table does with one tier's answer to one item. */
export type Fate = "kept" | "escalated" | "not asked";

/**
 * Follows the table's plan over the answers at hand.
 *
 * @param answers - by tier, of one item; a plan that meets a missing one ends there
 */
export function tableFate(tier: string, answers: ReadonlyMap<string, Outcome>, table: RoutingTable): Fate {
  const [any] = answers.values();
  const taskType = any?.taskType ?? "";
  const route = Object.hasOwn(table.routes, taskType) ? table.routes[taskType] : undefined;
  const plan = route?.plan ?? [{ tier: table.defaults.referenceTier, accept: "always" as const }];
  for (const [index, step] of plan.entries()) {
    const answer = answers.get(step.tier);
    const isKept = answer !== undefined && (index === plan.length - 1 || isAccepted(step.accept, answer, table));
    if (step.tier === tier) return isKept ? "kept" : "escalated";
    if (isKept || answer === undefined) return "not asked";
  }
  return "not asked";
}

function isAccepted(accept: Accept, { signals }: Outcome, table: RoutingTable): boolean {
  if (accept === "always") return true;
  return accept.all.every(({ signal, atLeast }) => {
    const reading = signals.find(({ name }) => name === signal);
    if (reading === undefined) return false;
    if (typeof atLeast === "number") return reading.value >= atLeast;
    const levels = Object.hasOwn(table.signals, signal) ? (table.signals[signal]?.levels ?? []) : [];
    return reading.level !== undefined && levels.indexOf(reading.level) >= levels.indexOf(atLeast);
  });
}
