import { UsageError } from "../core/errors.js";
import { nanoFromUsd } from "../core/price.js";
import type { Tier } from "../core/tier.js";
import { Budget } from "../runner/budget.js";
import type { Spent } from "./spent-so-far.js";

/** What the user allows a run to charge, USD. */
export interface BudgetWish {
  readonly totalUsd: number | undefined;
  /** Tier → its part; judging counts in the total alone. */
  readonly tiersUsd: ReadonlyMap<string, number>;
}

/** What the flags say. */
export function budgetWish(flags: {
  readonly "budget-usd"?: number | undefined;
  readonly "tier-budget-usd"?: ReadonlyMap<string, number> | undefined;
}): BudgetWish {
  return { totalUsd: flags["budget-usd"], tiersUsd: flags["tier-budget-usd"] ?? new Map() };
}

export const NO_CAP: BudgetWish = { totalUsd: undefined, tiersUsd: new Map() };

/** The money of a run, with what its earlier parts were charged. */
export interface RunBudget {
  readonly budget: Budget;
  readonly tierBudgets: ReadonlyMap<string, Budget>;
}

/** Whether any cap is set: then every call needs a price. */
export function isCapped({ totalUsd, tiersUsd }: BudgetWish): boolean {
  return totalUsd !== undefined || tiersUsd.size > 0;
}

/**
 * @throws UsageError where a tier is not in the run, or a cap is to be kept and a
 *   part of the spending is not known
 */
export function runBudget(wish: BudgetWish, spent: Spent, tiers: readonly Tier[], runId?: string): RunBudget {
  const { totalUsd, tiersUsd } = wish;
  for (const tier of tiersUsd.keys()) {
    if (tiers.some(({ id }) => id === tier)) continue;
    const known = tiers.map(({ id }) => id).join(", ");
    throw new UsageError(`--tier-budget-usd names tier "${tier}", which is not in this run: ${known}`);
  }
  const needKnown = (nanoUsd: number | null): number => {
    if (nanoUsd !== null) return nanoUsd;
    throw new UsageError(
      `run "${runId}" has calls whose cost is not known, so a budget cannot be kept; go on without one, or start a new run`,
    );
  };
  const { underWay } = spent;
  const total =
    totalUsd === undefined
      ? new Budget(null)
      : new Budget(nanoFromUsd(totalUsd), needKnown(spent.total), needKnown(underWay.total));
  const own = [...tiersUsd].map(([tier, usd]) => {
    const [before = 0, open = 0] = [spent.byTier.get(tier), underWay.byTier.get(tier)];
    return [tier, new Budget(nanoFromUsd(usd), needKnown(before), needKnown(open))] as const;
  });
  return { budget: total, tierBudgets: new Map(own) };
}
