import type { TaskTypeDecision } from "../core/calibration.js";
import { stepsOf } from "../core/policy.js";

/**
 * Tiers to try when a call fails, an outage not a bad answer: those dearer than
 * the last one of the plan, cheapest first, then the others, dearest first.
 */
export function errorFallback({ choice, tiers }: TaskTypeDecision, tierOrder: readonly string[]): readonly string[] {
  const last = tierOrder.indexOf(stepsOf(choice).at(-1)?.tier ?? "");
  const measured = tierOrder.filter((tier) => tiers.some((summary) => summary.tier === tier));
  const dearer = measured.filter((tier) => tierOrder.indexOf(tier) > last);
  const cheaper = measured.filter((tier) => tierOrder.indexOf(tier) < last);
  return [...dearer, ...cheaper.reverse()];
}
