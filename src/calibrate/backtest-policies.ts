import type { CalibrationOptions } from "../core/calibration.js";
import { qualityHull } from "../stats/quality-hull.js";
import { chooseTableFrom } from "./choose-table.js";
import { type Learner, weightedMeans } from "./cross-fit.js";
import { type ItemValues, weightedValues } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { routeArms } from "./route-arms.js";
import { tableAt } from "./table-path.js";
import { taskTypeLearner, valuesOf } from "./task-type-table.js";
import { selectRows, type TierRows, withArms } from "./tier-rows.js";

/** Where a policy of a backtest comes from. Only `bound`s are no choice: they know the scores. */
export type BacktestKind = "single" | "mix" | "per-type" | "shrunken" | "cascade" | "chosen" | "given" | "bound";

/** A policy that needs no learning. */
export interface FixedPolicy {
  readonly name: string;
  readonly kind: BacktestKind;
  readonly values: ItemValues;
}

/** A policy that is learnt anew in every fold. */
export interface LearntPolicy {
  readonly name: string;
  readonly kind: BacktestKind;
  readonly learner: Learner;
}

/** Parts of a mix that are shown between two corners of the hull. */
const MIX_SHARES: readonly number[] = [0.25, 0.5, 0.75];

/**
 * The zero router: random mixing of neighbours on the hull of single tiers, which
 * needs no knowledge of the items. None where costs are not known.
 */
export function zeroRouter(singles: readonly FixedPolicy[], rows: TierRows): readonly FixedPolicy[] {
  if (!rows.isPriced) return [];
  const points = singles.flatMap((policy) => {
    const { score, costUsd } = weightedMeans(rows, policy.values);
    return score === null || costUsd === null ? [] : [{ policy, cost: costUsd, quality: score }];
  });
  if (points.length === 0) return [];
  const hull = qualityHull(points, Math.max(...points.map(({ cost }) => cost)));
  const corners = hull.flatMap(
    ({ cost, quality }) => points.find((one) => one.cost === cost && one.quality === quality) ?? [],
  );
  return corners.slice(1).flatMap(({ policy: dear }, index) => {
    const cheap = corners[index]?.policy;
    if (cheap === undefined) return [];
    return MIX_SHARES.map((share) => ({
      name: `mix ${Math.round(100 * (1 - share))} % ${bare(cheap.name)} + ${Math.round(100 * share)} % ${bare(dear.name)}`,
      kind: "mix" as const,
      values: weightedValues([
        { values: cheap.values, share: 1 - share },
        { values: dear.values, share },
      ]),
    }));
  });
}

function bare(name: string): string {
  return name.replace(/^always-/, "");
}

/** Failure costs per cost of the reference: eight to a decade. */
export const FAILURE_COST_GRID: readonly number[] = Array.from({ length: 25 }, (_, step) => 0.1 * 10 ** (step / 8));

/** Shrunken tables along the path, named by what a lost answer is taken to be worth. */
export function shrunkenTables(rows: TierRows): readonly LearntPolicy[] {
  const reference = weightedMeans(rows, rows.columns[rows.reference] ?? noColumn()).costUsd;
  const unit = rows.isPriced && reference !== null && reference > 0 ? reference : 1;
  return FAILURE_COST_GRID.map((multiple) => ({
    name: `table at ${Number(multiple.toPrecision(3))} × reference cost per error`,
    kind: "shrunken" as const,
    learner: ({ path }) => tableAt(path, multiple * unit),
  }));
}

function noColumn(): never {
  throw new RangeError("the reference is not among the tiers");
}

/** Each task type for itself, as `calibrate` decides it. */
export function perTypeTable(matrices: readonly TaskTypeMatrix[], options: CalibrationOptions): LearntPolicy {
  return { name: "per task type", kind: "per-type", learner: taskTypeLearner(matrices, options) };
}

/** The table that is chosen and certified as a whole: its own split, tests, cascades and comparison included. */
export function chosenTable(
  matrices: readonly TaskTypeMatrix[],
  rows: TierRows,
  options: Pick<CalibrationOptions, "margin" | "harm" | "confidence" | "seed">,
): LearntPolicy {
  // Thresholds are cut from readings, which say nothing of the answers that are held out.
  const routes = withArms(rows, matrices, routeArms(matrices));
  const learner: Learner = ({ isKnown }) => {
    const known = selectRows(routes, (unit) => isKnown[unit] === 1);
    const { policy } = chooseTableFrom(known, { ...options, crossFit: { folds: 5, repeats: 1 } });
    return valuesOf(policy, matrices);
  };
  return { name: "chosen table", kind: "chosen", learner };
}
