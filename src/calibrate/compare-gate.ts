import type { CostChange } from "./compare-amounts.js";

/** What a gate looks at in one (task type, tier). */
export interface GatedChange {
  readonly taskType: string;
  readonly tier: string;
  readonly verdict: ChangeVerdict;
}

/** A loss beyond the margin is certified; ruled out by the interval; or neither. */
export type ChangeVerdict = "regressed" | "held" | "inconclusive";

/** What became of the cost of one tier over all compared items. */
export interface TierCost {
  readonly tier: string;
  /** Null: not known. */
  readonly costUsd: CostChange | null;
}

/** What a pipeline should do: go on, stop, or measure more. */
export interface GateResult {
  readonly verdict: "passed" | "failed" | "inconclusive";
  /** Cells with a certified regression. */
  readonly regressed: readonly GatedChange[];
  /** Cells that are too small to rule one out. */
  readonly inconclusive: readonly GatedChange[];
  /** Largest acceptable increase of the cost of any tier, a fraction; null: costs are not gated. */
  readonly maxCostIncrease: number | null;
  /** Tiers whose whole interval is above that. */
  readonly costFailed: readonly string[];
  /** Tiers whose interval contains it, or whose cost is not known. */
  readonly costInconclusive: readonly string[];
}

/** Concludes for a pipeline. A regression that is certified counts more than whatever is open. */
export function gateOf(
  changes: readonly GatedChange[],
  costs: readonly TierCost[],
  maxCostIncrease: number | null,
): GateResult {
  const having = (verdict: ChangeVerdict) =>
    changes.filter((change) => change.verdict === verdict).map(({ taskType, tier }) => ({ taskType, tier, verdict }));
  const [regressed, inconclusive] = [having("regressed"), having("inconclusive")];
  const costsHaving = (verdict: ChangeVerdict) =>
    maxCostIncrease === null
      ? []
      : costs.filter(({ costUsd }) => costVerdict(costUsd, maxCostIncrease) === verdict).map(({ tier }) => tier);
  const [costFailed, costInconclusive] = [costsHaving("regressed"), costsHaving("inconclusive")];
  const isFailed = regressed.length + costFailed.length > 0;
  const isOpen = inconclusive.length + costInconclusive.length > 0;
  const verdict = isFailed ? "failed" : isOpen ? "inconclusive" : "passed";
  return { verdict, regressed, inconclusive, maxCostIncrease, costFailed, costInconclusive };
}

function costVerdict(cost: CostChange | null, maxIncrease: number): ChangeVerdict {
  if (cost === null) return "inconclusive";
  const limit = 1 + maxIncrease;
  if (cost.ratio === null) return cost.headUsd <= cost.baseUsd * limit ? "held" : "inconclusive";
  if (cost.ratio.ci[0] > limit) return "regressed";
  return cost.ratio.ci[1] > limit ? "inconclusive" : "held";
}
