import type { CalibrationOptions } from "../core/calibration.js";
import type { Policy } from "../core/policy.js";
import { qualityHull } from "../stats/quality-hull.js";
import { chooseForTaskType } from "./choose-policy.js";
import { chooseTableFrom } from "./choose-table.js";
import { type Learner, weightedMeans } from "./cross-fit.js";
import { unitsWhere } from "./item-subset.js";
import { type ItemValues, joinedValues, weightedValues } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemValues, type ReplayedPolicy } from "./replay-metrics.js";
import { tableAt } from "./table-path.js";
import { selectRows, type TierRows } from "./tier-rows.js";

/** Where a policy of a backtest comes from. Only `bound`s are no choice: they know the scores. */
export type BacktestKind = "single" | "mix" | "per-type" | "shrunken" | "chosen" | "given" | "bound";

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

/** A policy on the items of all task types, in the order of the rows. */
export function valuesOf(policy: ReplayedPolicy, matrices: readonly TaskTypeMatrix[]): ItemValues {
  return joinedValues(matrices.map((matrix) => itemValues(policy, matrix)));
}

/** Parts of a mix that are shown between two corners of the hull. */
const MIX_SHARES: readonly number[] = [0.25, 0.5, 0.75];

/**
 * The zero router: random mixing of neighbours on the hull of single tiers, which
 * needs no knowledge of the items. None where costs are not known.
 */
export function zeroRouter(singles: readonly FixedPolicy[], rows: TierRows): readonly FixedPolicy[] {
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
const FAILURE_COST_GRID: readonly number[] = Array.from({ length: 25 }, (_, step) => 0.1 * 10 ** (step / 8));

/** Shrunken tables along the path, named by what a lost answer is taken to be worth. */
export function shrunkenTables(rows: TierRows): readonly LearntPolicy[] {
  const reference = weightedMeans(rows, rows.columns[rows.reference] ?? noColumn()).costUsd;
  const unit = reference !== null && reference > 0 ? reference : 1;
  return FAILURE_COST_GRID.map((multiple) => ({
    name: `table at ${Number(multiple.toPrecision(3))} × reference cost per error`,
    kind: "shrunken" as const,
    learner: ({ path }) => tableAt(path, multiple * unit),
  }));
}

function noColumn(): never {
  throw new RangeError("the reference is not among the tiers");
}

/** Each task type for itself: the cheapest certified tier or cascade, as `calibrate` decides it. */
export function perTypeTable(
  matrices: readonly TaskTypeMatrix[],
  rows: TierRows,
  options: CalibrationOptions,
): LearntPolicy {
  const firstUnit = firstUnits(matrices);
  const learner: Learner = ({ isKnown }) => {
    const routes = matrices.map((matrix, m): [string, Policy] => {
      const known = unitsWhere(matrix, (unit) => isKnown[(firstUnit[m] ?? 0) + unit] === 1);
      const fallback = { kind: "single" as const, tier: options.reference };
      if (known.itemIds.length === 0) return [matrix.taskType, fallback];
      const { choice } = chooseForTaskType(known, { options, missing: new Map(), isIncomplete: false });
      return [matrix.taskType, choice];
    });
    const otherwise = rows.tiers[rows.reference] ?? "";
    return valuesOf({ kind: "table", routes: Object.fromEntries(routes), otherwise }, matrices);
  };
  return { name: "per task type", kind: "per-type", learner };
}

function firstUnits(matrices: readonly TaskTypeMatrix[]): readonly number[] {
  let first = 0;
  return matrices.map(({ unitCount }) => {
    first += unitCount;
    return first - unitCount;
  });
}

/** The whole procedure of the default choice, its own split, tests and comparison included. */
export function chosenTable(
  rows: TierRows,
  options: Pick<CalibrationOptions, "margin" | "harm" | "confidence" | "seed">,
): LearntPolicy {
  const learner: Learner = ({ isKnown }) => {
    const known = selectRows(rows, (unit) => isKnown[unit] === 1);
    return chooseTableFrom(known, { ...options, crossFit: { folds: 5, repeats: 1 } }).table;
  };
  return { name: "chosen table", kind: "chosen", learner };
}
