import { fitToNeed } from "./capability.js";
import { createRuling, type DecisionReason, planOf, type RouteRequest, type Ruling } from "./decision.js";
import type { FollowedRoute, FollowedTable } from "./followed-table.js";
import { onOneLine } from "./router-table-error.js";

/** How much a clock may be behind before a table counts as not yet valid, milliseconds. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** Rules on a request, whatever it is. Never throws. */
export type Ruler = (request: unknown) => Ruling;

/** One ruling while the table is fresh, and the same once it is stale. */
interface Pair {
  readonly fresh: Ruling;
  readonly stale: Ruling;
}

/**
 * Makes every decision that a table can lead to in advance, so that deciding is a look-up.
 *
 * @param now - milliseconds since 1970; where it throws or gives no number, the table counts as expired
 */
export function createRuler(table: FollowedTable, safeTier: string, now: () => number): Ruler {
  const shared = sharedRulings(table, safeTier);
  const routes = new Map([...table.routes].map(([name, route]) => [name, { route, ...routeRulings(table, route) }]));

  function ruleReadable({ taskType, inputTokens = 0, needs }: RouteRequest): Ruling {
    const atMs = timeOf(now);
    const found = routes.get(taskType);
    const vision = needs?.vision === true;
    const tools = needs?.tools === true;
    let ruling = baseRuling(atMs, found);
    if (ruling === null) ruling = unknownTaskType(table, taskType, safeTier, atMs >= table.staleAfter.atMs);
    else if (found !== undefined && !ruling.decision.degraded && inputTokens > found.route.maxInputTokens) {
      ruling = inputTooLong(table, found.route, inputTokens, ruling.decision.isStale);
    }
    if (inputTokens === 0 && !vision && !tools) return ruling;
    return fitToNeed(table, ruling, { inputTokens, vision, tools }, safeTier);
  }

  function baseRuling(atMs: number, found: Pair | undefined): Ruling | null {
    if (Number.isNaN(atMs)) return shared.noClock;
    if (atMs < table.notBefore.atMs - CLOCK_SKEW_MS) return shared.notYetValid;
    if (!(atMs < table.expiresAt.atMs)) return shared.expired;
    if (found === undefined) return null;
    return atMs < table.staleAfter.atMs ? found.fresh : found.stale;
  }

  return (request) => {
    try {
      return isReadable(request) ? ruleReadable(request) : shared.invalid;
    } catch {
      // Getters and proxies that throw: the request cannot be read.
      return shared.invalid;
    }
  };
}

function isReadable(request: unknown): request is RouteRequest {
  if (typeof request !== "object" || request === null) return false;
  const { taskType, inputTokens, needs } = request as { [name in keyof RouteRequest]: unknown };
  if (typeof taskType !== "string") return false;
  if (inputTokens !== undefined && !(typeof inputTokens === "number" && inputTokens >= 0)) return false;
  if (needs === undefined) return true;
  if (typeof needs !== "object" || needs === null) return false;
  const { vision, tools } = needs as { readonly vision?: unknown; readonly tools?: unknown };
  return isFlag(vision) && isFlag(tools);
}

function isFlag(value: unknown): boolean {
  return value === undefined || typeof value === "boolean";
}

/** NaN where the clock fails. */
function timeOf(now: () => number): number {
  try {
    const atMs: unknown = now();
    return typeof atMs === "number" ? atMs : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

function sharedRulings(table: FollowedTable, safeTier: string) {
  const { referenceTier, notBefore, expiresAt } = table;
  const rule = (tier: string, reason: DecisionReason, isStale: boolean, detail: string) =>
    offRoute(table, safeTier, { tier, reason, isStale, detail });
  return {
    invalid: rule(safeTier, "invalid-request", false, "the request cannot be read: safe tier"),
    noClock: rule(referenceTier, "expired", true, "no clock, so it counts as expired: reference tier"),
    expired: rule(
      referenceTier,
      "expired",
      true,
      `the table expired at ${expiresAt.text}: reference tier; calibrate again`,
    ),
    notYetValid: rule(
      referenceTier,
      "not-yet-valid",
      false,
      `the table holds from ${notBefore.text}: reference tier until then`,
    ),
  };
}

interface OffRoute {
  readonly tier: string;
  readonly reason: DecisionReason;
  readonly isStale: boolean;
  readonly detail: string;
}

/** One tier, because no route holds. An outage of it is answered by the two tiers that are trusted without evidence. */
function offRoute(table: FollowedTable, safeTier: string, { tier, ...parts }: OffRoute): Ruling {
  const errorFallback = [safeTier, table.referenceTier];
  return createRuling(table, { ...parts, plan: planOf(tier), errorFallback, route: null });
}

function unknownTaskType(table: FollowedTable, taskType: string, safeTier: string, isStale: boolean): Ruling {
  const detail = `no route for "${onOneLine(taskType, 64)}": safe tier`;
  return offRoute(table, safeTier, { tier: safeTier, reason: "unknown-task-type", isStale, detail });
}

function inputTooLong(table: FollowedTable, route: FollowedRoute, inputTokens: number, isStale: boolean): Ruling {
  return createRuling(table, {
    plan: planOf(table.referenceTier),
    reason: "input-too-long",
    detail: `${inputTokens} input tokens, measured up to ${route.maxInputTokens}: reference tier`,
    isStale,
    errorFallback: route.errorFallback,
    route: route.taskType,
  });
}

function routeRulings(table: FollowedTable, route: FollowedRoute): Pair {
  const parts = {
    plan: route.plan,
    reason: "route" as const,
    detail: onOneLine(`${route.plan.map(({ tier }) => tier).join(", then ")}: ${route.reason}`),
    errorFallback: route.errorFallback,
    route: route.taskType,
  };
  return {
    fresh: createRuling(table, { ...parts, isStale: false }),
    stale: createRuling(table, { ...parts, isStale: true }),
  };
}
