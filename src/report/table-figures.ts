import type { Calibration } from "../core/calibration.js";
import { type Policy, planText } from "../core/policy.js";
import type { Route, RoutingTable } from "../core/routing-table.js";

/** What may be expected of a table on items that it was not learnt from. */
export interface TableFigures {
  readonly quality: number;
  /** Table minus reference: negative is worse. */
  readonly difference: number;
  /** Per item, USD; null where any cost is unknown. */
  readonly costUsd: number | null;
  /** Cost divided by that of the reference; null where any cost is unknown. */
  readonly costRatio: number | null;
  /** Share of items that lose a right answer of the reference. */
  readonly harm: number;
}

/**
 * The cross-fitted figures of a table; null where there are none, and where one
 * certified tier serves everything: nothing was learnt then, and its plain means are as honest.
 */
export function crossFittedFigures({ whole, policies, options }: Calibration): TableFigures | null {
  const { figures, everywhere, basis } = whole;
  if (figures === null || (everywhere !== null && !isPlanned(basis))) return null;
  const reference = policies.find(({ policy }) => policy.kind === "single" && policy.tier === options.reference);
  const full = reference?.costUsd?.v ?? 0;
  const { quality, costUsd, harm, netLoss } = figures;
  return {
    quality,
    difference: -netLoss,
    costUsd,
    costRatio: costUsd === null || !(full > 0) ? null : costUsd / full,
    harm,
  };
}

/** True for objectives that promise nothing against the reference. */
export function isPlanned(basis: Calibration["whole"]["basis"]): boolean {
  return basis === "budget" || basis === "stakes";
}

/** False where routes were changed after the calibration: then what it says of the whole is not about this table. */
export function isTableOf({ taskTypes }: Calibration, { routes }: RoutingTable): boolean {
  return taskTypes.every(({ taskType, choice }) => {
    const route = Object.hasOwn(routes, taskType) ? routes[taskType] : undefined;
    return route !== undefined && route.status !== "manual" && wordsOf(route) === planText(choice);
  });
}

/** A single step accepts always, whichever way it is written. */
function wordsOf({ plan }: Route): string {
  const steps = plan.map(({ tier, accept }) => ({ tier, accept }));
  return planText({ kind: "cascade", steps });
}

/** True of a policy that sends everything to the reference, as a tier or as a table: it differs from it in nothing. */
export function isReferenceItself(policy: Policy, reference: string): boolean {
  if (policy.kind === "single") return policy.tier === reference;
  if (policy.kind !== "table") return false;
  const routes = Object.values(policy.routes);
  return routes.length > 0 && routes.every((route) => route.kind === "single" && route.tier === reference);
}

/** The one tier that answers everything; null where there are several, or a cascade. */
export function onlyTarget({ routes }: RoutingTable): string | null {
  const targets = new Set(Object.values(routes).map(({ plan }) => (plan.length === 1 ? plan[0]?.tier : undefined)));
  const [only] = targets;
  return targets.size === 1 ? (only ?? null) : null;
}
