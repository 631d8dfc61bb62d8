import type { Policy, RoutePolicy } from "../core/policy.js";
import { sumOf } from "../stats/cluster-mean.js";
import type { TierModel } from "./shrunken-effects.js";
import type { TierRows } from "./tier-rows.js";

/** One tier or arm for every task type. */
export interface TierTable {
  /** Place of the tier or arm, per task type. */
  readonly tierOf: Int32Array;
}

/** A table of the path, or a tier everywhere. */
export interface PathTable extends TierTable {
  /** What one lost answer is taken to be worth, in the unit of the costs: 1/λ. Null for a tier everywhere. */
  readonly failureCost: number | null;
  /** As the model sees it, traffic-weighted. */
  readonly quality: number;
  /** As the model sees it, traffic-weighted. */
  readonly cost: number;
}

/** A step of one task type from a tier to a better and dearer one. */
export interface Upgrade {
  readonly type: number;
  readonly from: number;
  readonly to: number;
  /** Quality gained on items of the type; above 0. */
  readonly quality: number;
  /** What it costs more per item of the type. */
  readonly cost: number;
  /** Cost per unit of quality: worth it where a lost answer costs more than this. */
  readonly failureCost: number;
}

/** The corners of every task type's upper hull of (cost, quality), those that give most for their cost first. */
function upgrades({ taskTypes, tiers, quality, cost, isOpen }: TierModel, start: Int32Array): readonly Upgrade[] {
  const steps = taskTypes.flatMap((_, type) => {
    const at = type * tiers.length;
    const open = tiers.flatMap((_, tier) => (isOpen[at + tier] === 1 ? [tier] : []));
    const own: Upgrade[] = [];
    let from = start[type] ?? 0;
    for (;;) {
      const next = steepest(from, open, { type, at, quality, cost });
      if (next === null) return own;
      own.push(next);
      from = next.to;
    }
  });
  return steps.sort((a, b) => a.failureCost - b.failureCost);
}

function cheapest(open: readonly number[], cost: Float64Array, quality: Float64Array): number {
  return open.reduce((best, tier) => {
    const gap = (cost[tier] ?? 0) - (cost[best] ?? 0);
    return gap < 0 || (gap === 0 && (quality[tier] ?? 0) > (quality[best] ?? 0)) ? tier : best;
  });
}

interface TypeModel {
  readonly type: number;
  /** Where the type begins. */
  readonly at: number;
  readonly quality: Float64Array;
  readonly cost: Float64Array;
}

/** The next corner of the upper hull; of equally steep ones the farthest, since mixing them gains nothing. */
function steepest(from: number, open: readonly number[], { type, at, quality, cost }: TypeModel): Upgrade | null {
  const best: Upgrade[] = [];
  for (const to of open) {
    const gain = (quality[at + to] ?? 0) - (quality[at + from] ?? 0);
    if (!(gain > 0)) continue;
    const price = (cost[at + to] ?? 0) - (cost[at + from] ?? 0);
    const failureCost = price / gain;
    const [known] = best;
    const isBetter = known === undefined || failureCost < known.failureCost;
    if (isBetter || (failureCost === known.failureCost && gain > known.quality)) {
      best[0] = { type, from, to, quality: gain, cost: price, failureCost };
    }
  }
  return best[0] ?? null;
}

/** A model with its way from the cheapest tier everywhere to the best tier everywhere. */
export interface TierPath {
  readonly model: TierModel;
  /** The cheapest open tier of every task type. */
  readonly start: Int32Array;
  readonly steps: readonly Upgrade[];
}

/** Works the path of a model out, once for all tables on it. */
export function tierPath(model: TierModel): TierPath {
  const start = startOf(model);
  return { model, start, steps: upgrades(model, start) };
}

/** The table that minimises cost + failure cost × errors: argmax(quality − λ · cost) at λ = 1/failureCost. */
export function tableAt({ model, start, steps }: TierPath, failureCost: number): PathTable {
  const tierOf = start.slice();
  for (const step of steps) {
    if (step.failureCost > failureCost) break;
    tierOf[step.type] = step.to;
  }
  return { tierOf, failureCost, ...modelled(model, tierOf) };
}

/** Every distinct table of the path, from the cheapest tier everywhere to the best tier everywhere. */
export function tablesOf(path: TierPath): readonly PathTable[] {
  const corners = [0, ...new Set(path.steps.map(({ failureCost }) => failureCost))];
  return corners.map((corner, index) => {
    const next = corners[index + 1];
    // Between two corners nothing changes; the middle keeps away from both.
    return tableAt(path, next === undefined ? corner * 2 : corner === 0 ? next / 2 : Math.sqrt(corner * next));
  });
}

/** Every tier that all task types may use, everywhere. */
export function singleTables(model: TierModel): readonly PathTable[] {
  const { taskTypes, tiers, tierCount, isOpen } = model;
  return tiers.slice(0, tierCount).flatMap((_, tier) => {
    if (!taskTypes.every((_, type) => isOpen[type * tiers.length + tier] === 1)) return [];
    const tierOf = new Int32Array(taskTypes.length).fill(tier);
    return [{ tierOf, failureCost: null, ...modelled(model, tierOf) }];
  });
}

function startOf({ taskTypes, tiers, quality, cost, isOpen }: TierModel): Int32Array {
  return Int32Array.from(taskTypes, (_, type) => {
    const at = type * tiers.length;
    const open = tiers.flatMap((_, tier) => (isOpen[at + tier] === 1 ? [tier] : []));
    return cheapest(open, cost.subarray(at, at + tiers.length), quality.subarray(at, at + tiers.length));
  });
}

function modelled({ tiers, weights, quality, cost }: TierModel, tierOf: Int32Array) {
  const mean = (values: Float64Array) =>
    sumOf(weights.map((weight, type) => weight * (values[type * tiers.length + (tierOf[type] ?? 0)] ?? 0)));
  return { quality: mean(quality), cost: mean(cost) };
}

/** The tier that a table uses everywhere; null where it uses several, or a cascade. */
export function onlyTier({ tierOf }: TierTable, { tierCount }: Pick<TierModel, "tierCount">): number | null {
  const first = tierOf[0];
  return first !== undefined && first < tierCount && tierOf.every((tier) => tier === first) ? first : null;
}

/** A table whose routes are all tiers or cascades. */
export interface RouteTable extends Extract<Policy, { kind: "table" }> {
  readonly routes: { readonly [taskType: string]: RoutePolicy };
}

/** The table as a policy, with the reference for anything else. */
export function policyOf(
  { tierOf }: TierTable,
  {
    taskTypes,
    tiers,
    tierCount,
    arms,
    reference,
  }: Pick<TierRows, "taskTypes" | "tiers" | "tierCount" | "arms" | "reference">,
): RouteTable {
  const routes = taskTypes.map((taskType, type): [string, RoutePolicy] => {
    const place = tierOf[type] ?? reference;
    const arm = arms[place - tierCount]?.policies[type] ?? null;
    return [taskType, arm ?? { kind: "single", tier: tiers[place] ?? "" }];
  });
  return { kind: "table", routes: Object.fromEntries(routes), otherwise: tiers[reference] ?? "" };
}
