import type { RoutePolicy } from "../core/policy.js";
import {
  allCascades,
  type BinSteps,
  bestCascade,
  policyOfSteps,
  type Routing,
  type RoutingModel,
} from "./cascade-routing.js";

/** Values of λ that are tried. */
export const LAMBDA_COUNT = 25;
/** Smallest and largest λ, as the loss that the whole price difference between the tiers is worth. */
const LAMBDA_RANGE = { from: 0.002, to: 4 } as const;

/** One policy of a λ-path, with what the rows that it was learnt from let expect. */
export interface LambdaPoint {
  readonly policy: RoutePolicy;
  /** The smallest of the tried λ that leads to it: loss that one unit of cost is worth; null for a step between two such policies. */
  readonly lambda: number | null;
  readonly expectedLoss: number;
  /** USD per item; in places of the price order where costs are not known. */
  readonly expectedCost: number;
}

/**
 * The policies that are optimal for some price λ on cost, from the safest to the
 * boldest: one dimension through the space of all cascades, so that a fixed
 * sequence of tests can go along it.
 *
 * λ takes {@link LAMBDA_COUNT} geometric values; policies that several λ share
 * come once. Larger λ never raises the expected cost nor lowers the expected
 * loss, so the order by λ is that by expected loss. Optimal policies lie far
 * apart, and a test that fails at one falls back all the way to the one before;
 * so cascades that no other beats in both loss and cost are put between them as
 * smaller steps. Always asking the dearest tier needs no certificate and is left out.
 */
export function lambdaPath(model: RoutingModel): readonly LambdaPoint[] {
  const cascades = allCascades(model);
  const costs = model.tiers.map(({ cost }) => cost);
  const spread = Math.max(...costs) - Math.min(...costs);
  // Without a difference in price there is nothing to trade.
  if (!(spread > 0)) return [];
  const optimal = new Map<Routing<BinSteps>, number>();
  for (const lambda of lambdas(spread)) {
    const best = bestCascade(cascades, lambda);
    if (!optimal.has(best)) optimal.set(best, lambda);
  }
  const boldest = [...optimal.keys()].at(-1);
  return undominated(cascades, new Set(optimal.keys()))
    .filter((one) => one.loss <= (boldest?.loss ?? 0) && !isDearestAlone(one, model))
    .map((one) => ({
      policy: policyOfSteps(one.rule, model),
      lambda: optimal.get(one) ?? null,
      expectedLoss: one.loss,
      expectedCost: one.cost,
    }));
}

function lambdas(spread: number): readonly number[] {
  const { from, to } = LAMBDA_RANGE;
  const step = (to / from) ** (1 / (LAMBDA_COUNT - 1));
  return Array.from({ length: LAMBDA_COUNT }, (_, i) => (from * step ** i) / spread);
}

/** By rising loss and falling cost; of equals one that is to be kept. */
function undominated(
  cascades: readonly Routing<BinSteps>[],
  kept: ReadonlySet<Routing<BinSteps>>,
): readonly Routing<BinSteps>[] {
  const rank = (one: Routing<BinSteps>) => (kept.has(one) ? 0 : 1);
  const ordered = cascades.toSorted((a, b) => a.loss - b.loss || a.cost - b.cost || rank(a) - rank(b));
  let lowest = Number.POSITIVE_INFINITY;
  return ordered.filter((one) => {
    if (!kept.has(one) && !(one.cost < lowest)) return false;
    lowest = Math.min(lowest, one.cost);
    return true;
  });
}

function isDearestAlone({ rule }: Routing<BinSteps>, { tiers }: RoutingModel): boolean {
  return rule.length === 1 && rule[0]?.tier === tiers.length - 1;
}
