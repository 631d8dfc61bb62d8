import { DataError, UsageError } from "../core/errors.js";
import type { TierModel } from "./shrunken-effects.js";
import { type PathTable, type TierTable, tableAt, tablesOf, tierPath } from "./table-path.js";

/** The best quality that a budget buys: one table, or a draw between two neighbours on the path. */
export interface BudgetPlan {
  /** Serves a request with probability 1 − γ. */
  readonly lower: PathTable;
  /** Serves it with probability γ; equal to `lower` where no draw is needed. */
  readonly upper: PathTable;
  /** γ, in [0, 1]. */
  readonly upperShare: number;
  /** As the model expects, traffic-weighted. */
  readonly quality: number;
  /** As the model expects, USD per item; equal to the budget unless everything is best already. */
  readonly costUsd: number;
}

/**
 * Maximum quality subject to a mean cost: the two tables of the λ-path on either
 * side of the budget, mixed with γ = (B − c₁)/(c₂ − c₁), which meets it exactly.
 *
 * @param budgetUsd - per item, mean over the traffic
 * @throws UsageError if the budget is not positive or below the cheapest table; DataError where costs are not known
 * @see Dekoninck, Baader & Vechev, "A Unified Approach to Routing and Cascading for LLMs", arXiv:2410.10347, section 3
 */
export function planForBudget(model: TierModel, budgetUsd: number): BudgetPlan {
  if (!model.isPriced) throw new DataError("a budget needs costs, and some are not known: give cost_usd or tokens");
  if (!(budgetUsd > 0)) throw new UsageError(`budget must be above 0 USD per item, found ${budgetUsd}`);
  const tables = tablesOf(tierPath(model));
  const index = tables.findLastIndex(({ cost }) => cost <= budgetUsd);
  const lower = tables[index];
  if (lower === undefined) {
    throw new UsageError(
      `a budget of $${budgetUsd} per item is below the cheapest table, $${Number((tables[0]?.cost ?? 0).toPrecision(3))}`,
    );
  }
  const upper = tables[index + 1];
  if (upper === undefined || lower.cost === budgetUsd) {
    return { lower, upper: lower, upperShare: 0, quality: lower.quality, costUsd: lower.cost };
  }
  const upperShare = (budgetUsd - lower.cost) / (upper.cost - lower.cost);
  const quality = lower.quality + upperShare * (upper.quality - lower.quality);
  return { lower, upper, upperShare, quality, costUsd: lower.cost + upperShare * (upper.cost - lower.cost) };
}

/** A tier and the failure costs for which it is the best. */
export interface BreakEven {
  readonly tier: string;
  /** USD per lost answer from which this tier is the best; 0 for the cheapest. */
  readonly fromUsd: number;
}

/** What a wrong answer may cost before each dearer tier pays. */
export interface TypeBreakEvens {
  readonly taskType: string;
  /** Rising; tiers that are best at no failure cost are missing. */
  readonly tiers: readonly BreakEven[];
}

/** Break-even failure costs of every task type. @throws DataError where costs are not known */
export function breakEvens(model: TierModel): readonly TypeBreakEvens[] {
  if (!model.isPriced) throw new DataError("break-even failure costs need costs, and some are not known");
  const { start, steps } = tierPath(model);
  return model.taskTypes.map((taskType, type) => ({
    taskType,
    tiers: [
      { tier: model.tiers[start[type] ?? 0] ?? "", fromUsd: 0 },
      ...steps
        .filter((step) => step.type === type)
        .map(({ to, failureCost }) => ({ tier: model.tiers[to] ?? "", fromUsd: failureCost })),
    ],
  }));
}

/** The table for given stakes, and what it is expected to cost with its errors. */
export interface StakesPlan extends TierTable {
  /** Cost + failure cost × errors, USD per item, traffic-weighted. */
  readonly lossUsd: number;
  /** The same for every tier alone, in price order; null where a task type lacks the tier. */
  readonly singles: readonly { readonly tier: string; readonly lossUsd: number | null }[];
}

/**
 * Minimum of cost + failure cost × errors, each task type for itself.
 *
 * @param failureCostUsd - what a wrong answer of a task type costs, USD, 0 or more
 * @throws UsageError on a failure cost out of range; DataError where costs are not known
 */
export function planForStakes(model: TierModel, failureCostUsd: (taskType: string) => number): StakesPlan {
  if (!model.isPriced) throw new DataError("stakes need costs, and some are not known: give cost_usd or tokens");
  const { taskTypes, tiers, tierCount, weights, quality, cost, isOpen } = model;
  const stakes = taskTypes.map((taskType) => {
    const usd = failureCostUsd(taskType);
    if (usd >= 0 && usd < Number.POSITIVE_INFINITY) return usd;
    throw new UsageError(`failure cost of task type "${taskType}" must be 0 or more, found ${usd}`);
  });
  const path = tierPath(model);
  const lossOf = (type: number, tier: number) =>
    (cost[type * tiers.length + tier] ?? 0) + (stakes[type] ?? 0) * (1 - (quality[type * tiers.length + tier] ?? 0));
  const tierOf = Int32Array.from(taskTypes, (_, type) => tableAt(path, stakes[type] ?? 0).tierOf[type] ?? 0);
  const total = (choose: (type: number) => number) =>
    weights.reduce((sum, weight, type) => sum + weight * lossOf(type, choose(type)), 0);
  return {
    tierOf,
    lossUsd: total((type) => tierOf[type] ?? 0),
    singles: tiers.slice(0, tierCount).map((tier, place) => ({
      tier,
      lossUsd: taskTypes.every((_, type) => isOpen[type * tiers.length + place] === 1) ? total(() => place) : null,
    })),
  };
}
