import type { CalibrationOptions, CrossFittedFigures, Objective } from "../core/calibration.js";
import { DataError } from "../core/errors.js";
import type { RoutePolicy } from "../core/policy.js";
import { crossFit, type Learner } from "./cross-fit.js";
import { figuresOf } from "./cross-fitted-bar.js";
import { breakEvens, planForBudget, planForStakes } from "./objectives.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { routeArms } from "./route-arms.js";
import { type TierModel, tierModel, unitTable } from "./shrunken-effects.js";
import { policyOf, type TierPath, type TierTable, tablesOf } from "./table-path.js";
import { tierRows, withArms } from "./tier-rows.js";

/** A table for another objective than the lowest cost at a promised quality. */
export interface PlannedTable {
  readonly routes: { readonly [taskType: string]: RoutePolicy };
  /** Cross-fitted. */
  readonly figures: CrossFittedFigures;
  /** One sentence a person can read. */
  readonly reason: string;
}

const CROSS_FIT = { folds: 5, repeats: 4 };

/**
 * The table of an objective, from shrunken effects over all rows, cascades among
 * them. It promises nothing against the reference; its figures are cross-fitted.
 *
 * @param matrices - at least one, columns in price order
 * @throws UsageError on a budget or failure cost out of range; DataError where costs are not known or a task type
 *   has no failure cost
 */
export function plannedTable(
  matrices: readonly TaskTypeMatrix[],
  objective: Exclude<Objective, { kind: "cost" }>,
  { tiers, traffic, seed }: Pick<CalibrationOptions, "traffic" | "seed"> & { readonly tiers: readonly string[] },
): PlannedTable {
  const rows = withArms(tierRows(matrices, { tiers, traffic }), matrices, routeArms(matrices));
  const units = unitTable(rows);
  const model = tierModel(units);
  const plan = plannerOf(objective, matrices);
  const chosen = plan(model);
  const learner: Learner = ({ path }) =>
    objective.kind === "budget" ? affordable(path, objective.costUsd) : plan(path.model);
  const [values] = crossFit(units, [learner], { ...CROSS_FIT, seed });
  if (values === undefined) throw new RangeError("one learner gives one list of values");
  return {
    routes: policyOf(chosen, rows).routes,
    figures: figuresOf(rows, values),
    reason: objective.kind === "budget" ? budgetReason(model, objective.costUsd) : stakesReason(model, objective),
  };
}

/** Of a fold, whose cheapest table may cost a little more than a budget that the whole just meets: then that table. */
function affordable(path: TierPath, budgetUsd: number): TierTable {
  const tables = tablesOf(path);
  const found = tables.findLast(({ cost }) => cost <= budgetUsd) ?? tables[0];
  if (found === undefined) throw new RangeError("a path has at least one table");
  return found;
}

function plannerOf(objective: Exclude<Objective, { kind: "cost" }>, matrices: readonly TaskTypeMatrix[]) {
  if (objective.kind === "budget")
    return (model: TierModel): TierTable => planForBudget(model, objective.costUsd).lower;
  const missing = matrices.filter(({ taskType }) => !Object.hasOwn(objective.failureCostsUsd, taskType));
  if (missing[0] !== undefined) {
    throw new DataError(
      `task type "${missing[0].taskType}" has no failure cost: set failureCostUsd in its eval, or give --failure-cost-usd a number`,
    );
  }
  return (model: TierModel): TierTable => planForStakes(model, costOf(objective.failureCostsUsd));
}

function costOf(failureCostsUsd: { readonly [taskType: string]: number }): (taskType: string) => number {
  return (taskType) => failureCostsUsd[taskType] ?? 0;
}

function budgetReason(model: TierModel, budgetUsd: number): string {
  const { lower, upper, upperShare } = planForBudget(model, budgetUsd);
  const spent = `Highest expected quality within $${budgetUsd} an item: this table costs $${dollars(lower.cost)}`;
  if (upperShare === 0) return `${spent}, and nothing dearer is better within the budget.`;
  return `${spent}; sending ${(100 * upperShare).toFixed(0)} % of requests by the next table ($${dollars(upper.cost)}) would use the budget exactly.`;
}

function stakesReason(model: TierModel, { failureCostsUsd }: Extract<Objective, { kind: "stakes" }>): string {
  const { lossUsd, singles } = planForStakes(model, costOf(failureCostsUsd));
  const known = singles.filter((one): one is { tier: string; lossUsd: number } => one.lossUsd !== null);
  const best = known.reduce((a, b) => (b.lossUsd < a.lossUsd ? b : a));
  const ladder = breakEvens(model)
    .map(({ taskType, tiers }) => {
      const steps = tiers.slice(1).map(({ tier, fromUsd }) => `${tier} from $${dollars(fromUsd)}`);
      return `${taskType}: ${[tiers[0]?.tier ?? "", ...steps].join(", ")}`;
    })
    .join("; ");
  return `Lowest cost with errors: $${dollars(lossUsd)} an item, beside $${dollars(best.lossUsd)} for always ${best.tier}. Break-even failure costs: ${ladder}.`;
}

function dollars(usd: number): string {
  return String(Number(usd.toPrecision(3)));
}
