import type { Capabilities, DecisionParams, FollowedTable, FollowedTier, PlanStep } from "./followed-table.js";

/** What a router is asked. It never sees the text of the request. */
export interface RouteRequest {
  readonly taskType: string;
  /** Tokens of the prompt, 0 or more; absent: length is not checked. */
  readonly inputTokens?: number | undefined;
  /** What the answering model must be able to do. */
  readonly needs?: { readonly vision?: boolean | undefined; readonly tools?: boolean | undefined } | undefined;
}

/**
 * Why a decision is what it is.
 *
 * - `route`: the table has a route for the task type, and it is followed
 * - `unknown-task-type`: it has none; the safe tier
 * - `capability`: steps of the plan cannot serve the request and were left out
 * - `input-too-long`: longer than the route was measured on; the reference tier
 * - `expired`, `not-yet-valid`: the table does not hold now; the reference tier
 * - `invalid-request`: the request cannot be read; the safe tier
 */
export type DecisionReason =
  | "route"
  | "unknown-task-type"
  | "capability"
  | "input-too-long"
  | "expired"
  | "not-yet-valid"
  | "invalid-request";

/** Which tier to ask, and what to do with its answer. Frozen. */
export interface Decision {
  /** The tier of the first step of the plan. Always a tier of the table. */
  readonly tier: string;
  readonly model: string;
  readonly params: DecisionParams;
  /** At least one step, in order. */
  readonly plan: readonly PlanStep[];
  readonly reason: DecisionReason;
  /** One sentence for a person. */
  readonly detail: string;
  /** True where this is not the route that was measured, and so for every reason but `route`. */
  readonly degraded: boolean;
  /** True once the table's `staleAfter` has passed: time to measure again. */
  readonly isStale: boolean;
  readonly tableId: string;
}

/** A decision with what running it needs besides. */
export interface Ruling {
  readonly decision: Decision;
  /** Tiers for a call that fails, in order. */
  readonly errorFallback: readonly string[];
  /** The route that the request matched, followed or not; null: none. */
  readonly route: string | null;
  /** What every tier of the plan and the fallbacks can do, so that most requests need no closer look. */
  readonly reach: Capabilities;
}

/** What a ruling is made of. */
export interface RulingParts {
  readonly plan: readonly PlanStep[];
  readonly reason: DecisionReason;
  readonly detail: string;
  readonly isStale: boolean;
  readonly errorFallback: readonly string[];
  readonly route: string | null;
}

/** Freezes a decision with what running it needs. */
export function createRuling(table: FollowedTable, parts: RulingParts): Ruling {
  const { plan, reason, detail, isStale, errorFallback, route } = parts;
  const first = tierOf(table, plan[0]?.tier ?? table.referenceTier);
  const decision = Object.freeze({
    tier: first.id,
    model: first.model,
    params: first.params,
    plan,
    reason,
    detail,
    degraded: reason !== "route",
    isStale,
    tableId: table.tableId,
  });
  const ids = [...plan.map(({ tier }) => tier), ...errorFallback];
  return { decision, errorFallback, route, reach: commonCapabilities(ids.map((id) => tierOf(table, id))) };
}

function commonCapabilities(tiers: readonly Capabilities[]): Capabilities {
  return {
    contextWindow: Math.min(...tiers.map(({ contextWindow }) => contextWindow)),
    hasVision: tiers.every(({ hasVision }) => hasVision),
    hasTools: tiers.every(({ hasTools }) => hasTools),
  };
}

/** A plan of one step that takes whatever the tier answers. */
export function planOf(tier: string): readonly PlanStep[] {
  return Object.freeze([Object.freeze({ tier, accept: "always" })]);
}

/** A tier by its id, which has been checked to exist. */
export function tierOf(table: FollowedTable, id: string): FollowedTier {
  const tier = table.tiers.get(id);
  if (tier === undefined) throw new RangeError(`tier "${id}" is not in table ${table.tableId}`);
  return tier;
}
