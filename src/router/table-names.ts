import type { Route, RoutingTable } from "../core/routing-table.js";
import type { Problem } from "./form-check.js";
import { LIMITS } from "./table-form.js";

/** Levels by signal, least to most confident; null for a signal in [0, 1]. */
export type SignalLevels = ReadonlyMap<string, readonly string[] | null>;

/** The first name that a table uses and does not define; null: none. The form must have been checked. */
export function danglingName(table: RoutingTable): Problem | null {
  return danglingNames(table).next().value ?? null;
}

/** The entries of a record of a table; `__proto__` is no name. */
export function namedEntries<Value>(record: { readonly [name: string]: Value }): readonly [string, Value][] {
  return Object.entries(record).filter(([name]) => name !== "__proto__");
}

/** The levels of each signal that a table defines. */
export function signalLevels(table: RoutingTable): SignalLevels {
  return new Map(namedEntries(table.signals).map(([name, { levels }]) => [name, levels ? [...levels] : null]));
}

function* danglingNames(table: RoutingTable): Generator<Problem, undefined> {
  const tiers = new Set(table.tiers.map(({ id }) => id));
  const { referenceTier } = table.defaults;
  const routes = namedEntries(table.routes);
  if (tiers.size !== table.tiers.length) yield problem("a tier id occurs twice", "tiers");
  if (!tiers.has(referenceTier)) yield missingTier(referenceTier, "defaults", "referenceTier");
  if (routes.length > LIMITS.routes) yield problem(`${routes.length} routes, at most ${LIMITS.routes}`, "routes");
  const levels = signalLevels(table);
  for (const [name, route] of routes) yield* danglingInRoute(name, route, tiers, levels);
}

function* danglingInRoute(
  name: string,
  { match, errorFallback, plan }: Route,
  tiers: ReadonlySet<string>,
  levels: SignalLevels,
): Generator<Problem, undefined> {
  const place = ["routes", name];
  if (match.taskType !== name) yield problem(`must be "${name}", found another`, ...place, "match", "taskType");
  for (const [index, tier] of errorFallback.entries()) {
    if (!tiers.has(tier)) yield missingTier(tier, ...place, "errorFallback", String(index));
  }
  for (const [index, { tier, accept }] of plan.entries()) {
    const step = [...place, "plan", String(index)];
    if (!tiers.has(tier)) yield missingTier(tier, ...step, "tier");
    for (const { signal, atLeast } of accept === "always" ? [] : accept.all) {
      const message = conditionFault(atLeast, levels.get(signal));
      if (message !== null) yield problem(`signal "${signal}" ${message}`, ...step, "accept");
    }
  }
}

/** @param levels - undefined: the table does not define the signal */
function conditionFault(atLeast: string | number, levels: readonly string[] | null | undefined): string | null {
  if (levels === undefined) return "is not in signals";
  if (typeof atLeast === "string") return levels?.includes(atLeast) === true ? null : `has no level "${atLeast}"`;
  return levels === null ? null : "has levels; atLeast must name one";
}

function missingTier(tier: string, ...path: readonly string[]): Problem {
  return problem(`tier "${tier}" is not in tiers`, ...path);
}

function problem(message: string, ...path: readonly string[]): Problem {
  return { path, message };
}
