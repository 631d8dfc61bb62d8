import { createRuling, type Decision, planOf, type Ruling, tierOf } from "./decision.js";
import type { Capabilities, FollowedTable, FollowedTier } from "./followed-table.js";

/** What a request asks of the model that serves it. */
export interface Need {
  /** 0 where the caller did not say. */
  readonly inputTokens: number;
  readonly vision: boolean;
  readonly tools: boolean;
}

/** Whether a tier can do what a request needs. */
export function canServe(tier: Capabilities, need: Need): boolean {
  return need.inputTokens <= tier.contextWindow && (!need.vision || tier.hasVision) && (!need.tools || tier.hasTools);
}

/**
 * Leaves out the steps and fallbacks that cannot serve a request. Where no step
 * is left: the first capable tier above the plan, else the safe tier. A tier
 * whose capabilities the table does not state counts as capable.
 *
 * @returns the same ruling where every step can serve
 */
export function fitToNeed(table: FollowedTable, ruling: Ruling, need: Need, safeTier: string): Ruling {
  const { decision, route } = ruling;
  if (canServe(ruling.reach, need)) return ruling;
  const errorFallback = ruling.errorFallback.filter((tier) => canServe(tierOf(table, tier), need));
  const left = decision.plan.filter(({ tier }) => canServe(tierOf(table, tier), need));
  if (left.length === decision.plan.length) return { ...ruling, errorFallback };
  const standIn = capableAbove(table, decision, need);
  const plan = left.length > 0 ? Object.freeze(left) : planOf(standIn?.id ?? safeTier);
  const instead =
    left.length > 0 ? "rest of the plan kept" : standIn === null ? "none above can: safe tier" : "next tier up";
  // Why the table's own route is not followed comes first; this is only the second reason.
  const isFirstReason = decision.reason === "route";
  const sentence = `${lacking(table, decision, need)} cannot serve ${described(need)}: ${instead}`;
  return createRuling(table, {
    plan,
    reason: isFirstReason ? "capability" : decision.reason,
    detail: isFirstReason ? sentence : `${decision.detail}; ${sentence}`,
    isStale: decision.isStale,
    errorFallback,
    route,
  });
}

function capableAbove(table: FollowedTable, { plan }: Decision, need: Need): FollowedTier | null {
  const top = Math.max(...plan.map(({ tier }) => tierOf(table, tier).rank));
  return table.ladder.find((tier) => tier.rank > top && canServe(tier, need)) ?? null;
}

function lacking(table: FollowedTable, { plan }: Decision, need: Need): string {
  const tiers = plan.map(({ tier }) => tier).filter((tier) => !canServe(tierOf(table, tier), need));
  return [...new Set(tiers)].join(", ");
}

function described({ inputTokens, vision, tools }: Need): string {
  const needs = [vision ? "vision" : "", tools ? "tools" : "", inputTokens > 0 ? `${inputTokens} input tokens` : ""];
  return needs.filter((need) => need !== "").join(", ");
}
