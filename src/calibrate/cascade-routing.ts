import type { Accept, PolicyStep, RoutePolicy } from "../core/policy.js";

/** A tier as routing sees it. */
export interface RoutingTier {
  readonly tier: string;
  /** Bin → the condition "this bin or a better one"; for bin 0 "always". One bin: no signal to look at. */
  readonly atLeast: readonly Accept[];
  /** Of one answer, ≥ 0. */
  readonly cost: number;
  /** Of reading its signals, ≥ 0; not paid where the answer is taken whatever they say. */
  readonly signalCost: number;
}

/** Items that no reading can tell apart: one bin of every tier. */
export interface RoutingCell {
  readonly bins: readonly number[];
  /** Share of the items, > 0; shares add up to 1. */
  readonly weight: number;
  /** Expected loss of taking each tier's answer. */
  readonly loss: readonly number[];
}

/** The joint distribution of bins and losses that routing is optimal for. */
export interface RoutingModel {
  /** In price order, cheapest first. */
  readonly tiers: readonly RoutingTier[];
  /** One for every combination of bins that occurs. */
  readonly cells: readonly RoutingCell[];
}

/** What to do once a tier has answered: take it, or ask a dearer one. */
export type RoutingAction = "accept" | RoutingNode;

/** Ask this tier; then act by the bin its answer falls into. Null: take the answer without looking. */
export interface RoutingNode {
  readonly tier: number;
  readonly byBin: readonly RoutingAction[] | null;
}

/** A rule and what the model expects of it, per item. */
export interface Routing<T> {
  readonly rule: T;
  readonly loss: number;
  readonly cost: number;
}

/**
 * The best of all cascades for a price λ on cost: the rule that minimises
 * loss + λ · cost, found by backward induction over the tiers run and the bins
 * seen. After every answer it is compared with every dearer tier that could be
 * asked next, so singletons and skipped rungs compete with the full chain. The
 * last answer is the one that is taken.
 *
 * What to do may depend on all bins seen so far, which a routing table cannot
 * state; {@link bestCascade} is the best that it can. The difference is the price of the table's simplicity.
 *
 * @param lambda - loss that one unit of cost is worth, ≥ 0
 * @throws RangeError if there are no tiers or lambda is outside its range, or NaN
 * @see Dekoninck, Baader & Vechev, "A Unified Approach to Routing and Cascading for LLMs", arXiv:2410.10347.
 *   Exact on binned signals instead of sampled from normal distributions.
 */
export function exactRouting(model: RoutingModel, lambda: number): Routing<RoutingNode> {
  if (!(lambda >= 0)) throw new RangeError(`lambda not ≥ 0: ${lambda}`);
  const found = cheapestNext(model, { cells: model.cells, from: 0, lambda });
  if (found === null) throw new RangeError("no tiers");
  return found;
}

interface RoutingState {
  /** The items that agree with all bins seen so far. */
  readonly cells: readonly RoutingCell[];
  /** The cheapest tier that may still be asked. */
  readonly from: number;
  readonly lambda: number;
}

/** Loss and cost are sums over the cells' weights. */
function cheapestNext(model: RoutingModel, { cells, from, lambda }: RoutingState): Routing<RoutingNode> | null {
  let best: Routing<RoutingNode> | null = null;
  const offer = (option: Routing<RoutingNode>) => {
    if (best === null || isBetter(option, best, lambda)) best = option;
  };
  const weight = weightOf(cells);
  for (let tier = from; tier < model.tiers.length; tier += 1) {
    const { cost, signalCost, atLeast } = model.tiers[tier] as RoutingTier;
    offer({ rule: { tier, byBin: null }, loss: lossOf(cells, tier), cost: weight * cost });
    if (atLeast.length === 1 || tier + 1 === model.tiers.length) continue;
    let [loss, total] = [0, weight * (cost + signalCost)];
    const byBin = atLeast.map((_, bin): RoutingAction => {
      const seen = cells.filter(({ bins }) => bins[tier] === bin);
      const stop: Routing<RoutingAction> = { rule: "accept", loss: lossOf(seen, tier), cost: 0 };
      const next: Routing<RoutingAction> | null =
        seen.length === 0 ? null : cheapestNext(model, { cells: seen, from: tier + 1, lambda });
      const chosen = next !== null && isBetter(next, stop, lambda) ? next : stop;
      loss += chosen.loss;
      total += chosen.cost;
      return chosen.rule;
    });
    offer({ rule: { tier, byBin }, loss, cost: total });
  }
  return best;
}

/** Beyond rounding; between equals the cheaper, so that λ = 0 never pays for nothing. */
function isBetter(a: Routing<unknown>, b: Routing<unknown>, lambda: number): boolean {
  const gap = a.loss + lambda * a.cost - (b.loss + lambda * b.cost);
  const size = 1e-12 * Math.max(1, Math.abs(b.loss) + lambda * b.cost);
  if (Math.abs(gap) > size) return gap < 0;
  return a.cost < b.cost * (1 - 1e-12);
}

function weightOf(cells: readonly RoutingCell[]): number {
  let sum = 0;
  for (const { weight } of cells) sum += weight;
  return sum;
}

function lossOf(cells: readonly RoutingCell[], tier: number): number {
  let sum = 0;
  for (const { weight, loss } of cells) sum += weight * (loss[tier] ?? 0);
  return sum;
}

/** Steps of a cascade: accept from this bin on; 0 always, so that it is the last. */
export type BinSteps = readonly { readonly tier: number; readonly fromBin: number }[];

/**
 * Every cascade that a routing table can state, with what the model expects of
 * it: each chain of tiers in price order (singletons and skipped rungs among
 * them), each step with one threshold on its own bins, the same whatever came
 * before. Thresholds that accept all or nothing are left to shorter chains.
 */
export function allCascades(model: RoutingModel): readonly Routing<BinSteps>[] {
  return continuations(model, model.cells, 0);
}

function continuations(model: RoutingModel, cells: readonly RoutingCell[], from: number): readonly Routing<BinSteps>[] {
  const found: Routing<BinSteps>[] = [];
  const weight = weightOf(cells);
  for (let tier = from; tier < model.tiers.length; tier += 1) {
    const { cost, signalCost, atLeast } = model.tiers[tier] as RoutingTier;
    found.push({ rule: [{ tier, fromBin: 0 }], loss: lossOf(cells, tier), cost: weight * cost });
    for (let fromBin = 1; fromBin < atLeast.length; fromBin += 1) {
      const taken = cells.filter(({ bins }) => (bins[tier] ?? 0) >= fromBin);
      const left = cells.filter(({ bins }) => (bins[tier] ?? 0) < fromBin);
      const loss = lossOf(taken, tier);
      for (const rest of continuations(model, left, tier + 1)) {
        found.push({
          rule: [{ tier, fromBin }, ...rest.rule],
          loss: loss + rest.loss,
          cost: weight * (cost + signalCost) + rest.cost,
        });
      }
    }
  }
  return found;
}

/**
 * The cascade that minimises loss + λ · cost among the given ones; between
 * equals the cheaper, then the first.
 *
 * @param lambda - ≥ 0
 * @throws RangeError if there are none or lambda is outside its range, or NaN
 */
export function bestCascade(cascades: readonly Routing<BinSteps>[], lambda: number): Routing<BinSteps> {
  if (!(lambda >= 0)) throw new RangeError(`lambda not ≥ 0: ${lambda}`);
  const [first, ...rest] = cascades;
  if (first === undefined) throw new RangeError("no cascades");
  return rest.reduce((best, one) => (isBetter(one, best, lambda) ? one : best), first);
}

/** The same steps as a policy. */
export function policyOfSteps(steps: BinSteps, { tiers }: RoutingModel): RoutePolicy {
  const [first] = steps;
  if (steps.length === 1 && first !== undefined) return { kind: "single", tier: tiers[first.tier]?.tier ?? "" };
  return {
    kind: "cascade",
    steps: steps.map(
      ({ tier, fromBin }): PolicyStep => ({
        tier: tiers[tier]?.tier ?? "",
        accept: tiers[tier]?.atLeast[fromBin] ?? "always",
      }),
    ),
  };
}
