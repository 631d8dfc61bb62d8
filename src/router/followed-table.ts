import type { Accept } from "../core/policy.js";
import type { Route, RoutingTable, TableTier } from "../core/routing-table.js";
import { millisecondsOf } from "./iso-time.js";
import { namedEntries, type SignalLevels, signalLevels } from "./table-names.js";

/** How a model is asked, as the table says it; handed on to the caller unread. */
export type DecisionParams = { readonly [name: string]: unknown };

/** Ask this tier; take its answer if `accept` holds, else go on. */
export interface PlanStep {
  readonly tier: string;
  readonly accept: Accept;
}

/** What a tier can serve. What the table does not say does not exclude a tier. */
export interface Capabilities {
  /** Tokens; infinite where the table does not say. */
  readonly contextWindow: number;
  /** False only where the table says so. */
  readonly hasVision: boolean;
  readonly hasTools: boolean;
}

/** A tier with what it can do filled in. */
export interface FollowedTier extends Capabilities {
  readonly id: string;
  /** 0 = cheapest. */
  readonly rank: number;
  readonly model: string;
  readonly params: DecisionParams;
}

/** A route with its decisions made ready. */
export interface FollowedRoute {
  readonly taskType: string;
  readonly plan: readonly PlanStep[];
  readonly errorFallback: readonly string[];
  /** Tokens; infinite where the route does not say. */
  readonly maxInputTokens: number;
  readonly reason: string;
}

/** The part of a table that a router follows: its own copy, so that nobody can change it later; what leaves the router is frozen. */
export interface FollowedTable {
  readonly tableId: string;
  /** Each with its text, for sentences; milliseconds since 1970. */
  readonly notBefore: Deadline;
  readonly staleAfter: Deadline;
  readonly expiresAt: Deadline;
  readonly tiers: ReadonlyMap<string, FollowedTier>;
  /** By rank, cheapest first. */
  readonly ladder: readonly FollowedTier[];
  readonly referenceTier: string;
  readonly maxHops: number;
  readonly maxCostUsd: number | null;
  readonly signals: SignalLevels;
  readonly routes: ReadonlyMap<string, FollowedRoute>;
}

/** A date of the table, as written and as a time. */
export interface Deadline {
  readonly text: string;
  readonly atMs: number;
}

/** Copies what a router follows out of a table whose form and names have been checked. */
export function followedTable(table: RoutingTable): FollowedTable {
  const ladder = table.tiers.map(followedTier).sort((a, b) => a.rank - b.rank);
  const { validity, defaults } = table;
  return {
    tableId: table.tableId,
    notBefore: deadline(validity.notBefore),
    staleAfter: deadline(validity.staleAfter),
    expiresAt: deadline(validity.expiresAt),
    tiers: new Map(ladder.map((tier) => [tier.id, tier])),
    ladder,
    referenceTier: defaults.referenceTier,
    maxHops: defaults.maxHops,
    maxCostUsd: defaults.maxCostUsd,
    signals: signalLevels(table),
    routes: new Map(namedEntries(table.routes).map(([name, route]) => [name, followedRoute(name, route)])),
  };
}

function followedTier({ id, rank, model, params, capabilities }: TableTier): FollowedTier {
  return {
    id,
    rank,
    model,
    params: frozenCopy(params) as DecisionParams,
    contextWindow: capabilities?.contextWindow ?? Number.POSITIVE_INFINITY,
    hasVision: capabilities?.vision !== false,
    hasTools: capabilities?.tools !== false,
  };
}

function followedRoute(taskType: string, route: Route): FollowedRoute {
  return {
    taskType,
    plan: frozenCopy(route.plan.map(({ tier, accept }) => ({ tier, accept }))) as readonly PlanStep[],
    errorFallback: [...route.errorFallback],
    maxInputTokens: route.constraints?.maxInputTokens ?? Number.POSITIVE_INFINITY,
    reason: route.reason,
  };
}

function deadline(text: string): Deadline {
  return { text, atMs: millisecondsOf(text) };
}

/** A deep copy of JSON that cannot be changed. */
function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  if (typeof value !== "object" || value === null) return value;
  const copy = namedEntries(value as { readonly [name: string]: unknown }).map(([name, field]) => [
    name,
    frozenCopy(field),
  ]);
  return Object.freeze(Object.fromEntries(copy));
}
