import { UsageError } from "../core/errors.js";
import { nanoFromUsd } from "../core/price.js";
import type { Run } from "../core/run.js";
import type { Tier } from "../core/tier.js";
import { Budget } from "../runner/budget.js";
import { usdText } from "./money-text.js";
import type { Spent } from "./spent-so-far.js";

/** What the user allows a run to charge, USD. */
export interface BudgetWish {
  /** Null: none, whatever was said before; undefined: nothing is said. */
  readonly totalUsd: number | null | undefined;
  /** Tier → its part; judging counts in the total alone. */
  readonly tiersUsd: ReadonlyMap<string, number>;
}

/** What the flags say. */
export function budgetWish(flags: {
  readonly "budget-usd"?: number | null | undefined;
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
  return typeof totalUsd === "number" || tiersUsd.size > 0;
}

/** As the record of a run keeps it; undefined where there is no cap. */
export function capsOf(wish: BudgetWish): Run["budget"] {
  return isCapped(wish) ? { totalUsd: wish.totalUsd ?? null, tiersUsd: Object.fromEntries(wish.tiersUsd) } : undefined;
}

/** Says which caps are kept. */
export function keptText({ totalUsd, tiersUsd }: BudgetWish): string {
  const caps = [
    ...(typeof totalUsd === "number" ? [usdText(totalUsd)] : []),
    ...[...tiersUsd].map(([tier, usd]) => `${usdText(usd)} for ${tier}`),
  ];
  return `the budget of ${caps.join(", ")} is kept; --budget-usd and --tier-budget-usd say another, --budget-usd none says none`;
}

/** What a resumed run may be charged: a cap that is not said anew is kept, so that no crash lifts it. */
export function keptWish({ totalUsd, tiersUsd }: BudgetWish, caps: Run["budget"]): BudgetWish {
  return {
    totalUsd: totalUsd === undefined ? (caps?.totalUsd ?? undefined) : totalUsd,
    tiersUsd: totalUsd === null ? tiersUsd : new Map([...Object.entries(caps?.tiersUsd ?? {}), ...tiersUsd]),
  };
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
      `run "${runId}" has calls whose cost is not known, so a budget cannot be kept; go on without one (--budget-usd none), or start a new run`,
    );
  };
  const { underWay } = spent;
  const total =
    typeof totalUsd !== "number"
      ? new Budget(null)
      : new Budget(nanoFromUsd(totalUsd), needKnown(spent.total), needKnown(underWay.total));
  const own = [...tiersUsd].map(([tier, usd]) => {
    const [before = 0, open = 0] = [spent.byTier.get(tier), underWay.byTier.get(tier)];
    return [tier, new Budget(nanoFromUsd(usd), needKnown(before), needKnown(open))] as const;
  });
  return { budget: total, tierBudgets: new Map(own) };
}
