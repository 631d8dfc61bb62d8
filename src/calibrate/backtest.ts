import type { CalibrationOptions } from "../core/calibration.js";
import { DataError } from "../core/errors.js";
import type { Policy } from "../core/policy.js";
import { type AverageQuality, averageQuality, type CostQuality, qualityHull } from "../stats/quality-hull.js";
import { learntCascades, withPlacesAsCosts } from "./backtest-cascades.js";
import {
  type BacktestKind,
  chosenTable,
  type FixedPolicy,
  type LearntPolicy,
  perTypeTable,
  shrunkenTables,
  zeroRouter,
} from "./backtest-policies.js";
import { type BacktestedPolicy, backtestedPolicies } from "./backtested-policy.js";
import { type CrossFitOptions, crossFit, type Learner } from "./cross-fit.js";
import type { ItemValues } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { type FoldGains, type PairRouting, pairRouting } from "./pair-routing.js";
import { tierModel, type UnitTable, unitTable } from "./shrunken-effects.js";
import { type SignalRanking, signalRankings } from "./signal-ranking.js";
import { tierPath } from "./table-path.js";
import { valuesOf } from "./task-type-table.js";
import { type TierRows, tierRows } from "./tier-rows.js";
import { estimateValues } from "./value-estimates.js";

/** What a backtest replays, and how often. */
export interface BacktestOptions extends CalibrationOptions, CrossFitOptions {
  /** All tiers in price order. */
  readonly tiers: readonly string[];
  /** Of the intervals. @defaultValue 1000 */
  readonly resamples?: number;
  /** A table to replay beside the learnt ones, with the name it is shown by. */
  readonly given?: { readonly name: string; readonly policy: Policy };
}

/** Everything that a backtest found. */
export interface Backtest {
  readonly reference: string;
  readonly bestSingle: string;
  readonly taskTypes: number;
  readonly items: number;
  readonly units: number;
  readonly folds: number;
  readonly repeats: number;
  readonly seed: number;
  readonly policies: readonly BacktestedPolicy[];
  /** False where some cost is not known: on the front every call then counts as its tier's place in price order. */
  readonly isPriced: boolean;
  /** Names, cheapest first. */
  readonly front: readonly string[];
  /** Mean height of the quality hull over its costs; null where costs are not known or do not differ. */
  readonly aiq: { readonly zeroRouter: AverageQuality; readonly policies: AverageQuality } | null;
  readonly pair: PairRouting | null;
  readonly signals: readonly SignalRanking[];
}

/** Resamples behind every interval where nothing else is asked for. */
export const BACKTEST_RESAMPLES = 1000;

/** A table is learnt on two fifths of four fifths of the items, and compared there in five folds. */
const MIN_UNITS = 40;

/**
 * Replays policies on stored outcomes: every tier alone, random mixes of them, the
 * table that decides each task type for itself, shrunken tables along the path,
 * tables of cascades, the default choice as a whole procedure, a given table, and
 * two bounds.
 *
 * What is learnt is cross-fitted. A given table and the bounds are replayed as
 * they are. A deterministic function: the order of the rows has no part in it.
 *
 * @param matrices - at least one, columns in price order
 * @throws DataError where there is nothing to replay, or the given table names what was not measured
 * @throws UsageError on folds or repeats out of range
 */
export function backtest(matrices: readonly TaskTypeMatrix[], options: BacktestOptions): Backtest {
  if (matrices.length === 0) throw new DataError("no task types: run the benchmark or import a table first");
  const isPriced = matrices.every(({ columns }) => columns.every(({ costUsd }) => costUsd !== null));
  const priced = isPriced ? matrices : withPlacesAsCosts(matrices, options.tiers);
  const rows = { ...tierRows(priced, options), isPriced };
  if (rows.unitNames.length < MIN_UNITS) {
    throw new DataError(
      `${rows.unitNames.length} independent items are too few to learn on some and test on others: at least ${MIN_UNITS}`,
    );
  }
  const singles = singlePolicies(rows);
  const fixed = [...singles, ...zeroRouter(singles, rows), ...givenAndBounds(priced, options)];
  const cascades = learntCascades(priced, rows);
  const learnt = [
    perTypeTable(matrices, options),
    chosenTable(matrices, rows, options),
    ...shrunkenTables(rows),
    ...cascades.policies,
  ];
  const units = unitTable(rows);
  const { policies, gains } = learn(units, learnt, options);
  const isKnown = new Uint8Array(rows.unitNames.length).fill(1);
  const whole = cascades.tablesFrom({ isKnown, path: tierPath(tierModel(units)) });
  const tables = new Map(cascades.policies.map(({ name }, index) => [name, whole[index] ?? null]));
  const resamples = options.resamples ?? BACKTEST_RESAMPLES;
  const all = distinct([...fixed, ...policies]).map((one) => ({ ...one, table: tables.get(one.name) ?? null }));
  const estimated = estimateValues(
    rows,
    all.map(({ values }) => values),
    { confidence: options.confidence, resamples, seed: options.seed },
  );
  const shown = backtestedPolicies(rows, all, estimated, options);
  const best = bestSingleOf(shown);
  const pairOf = { weak: 0, strong: rows.reference };
  return {
    reference: options.reference,
    bestSingle: best.name,
    taskTypes: matrices.length,
    items: rows.typeOf.length,
    units: rows.unitNames.length,
    folds: options.folds,
    repeats: options.repeats,
    seed: options.seed,
    isPriced,
    policies: shown,
    front: shown
      .filter(({ isOnFront }) => isOnFront)
      // On a front what costs more is better, and a cost may not be known.
      .sort((a, b) => (a.costUsd?.value ?? 0) - (b.costUsd?.value ?? 0) || a.quality.value - b.quality.value)
      .map(({ name }) => name),
    aiq: averageQualities(shown),
    // Null for a reference that is the cheapest tier: it is not better than itself.
    pair: pairRouting(rows, pairOf, gains, { ...options, resamples }),
    signals: signalRankings(matrices),
  };
}

function singlePolicies(rows: TierRows): readonly FixedPolicy[] {
  const { tiers, taskTypes, isMeasured, columns } = rows;
  return tiers.flatMap((name, tier) => {
    const values = columns[tier];
    if (values === undefined || !taskTypes.every((_, type) => isMeasured[type * tiers.length + tier] === 1)) return [];
    return [{ name: `always-${name}`, kind: "single" as const, values }];
  });
}

function givenAndBounds(matrices: readonly TaskTypeMatrix[], { given }: BacktestOptions): readonly FixedPolicy[] {
  return [
    ...(given === undefined
      ? []
      : [{ name: given.name, kind: "given" as const, values: valuesOf(given.policy, matrices) }]),
    { name: "oracle", kind: "bound", values: valuesOf({ kind: "oracle" }, matrices) },
    { name: "perfect verifier", kind: "bound", values: valuesOf({ kind: "perfect-verifier" }, matrices) },
  ];
}

interface Learnt {
  readonly policies: readonly FixedPolicy[];
  readonly gains: readonly FoldGains[];
}

function learn(units: UnitTable, learnt: readonly LearntPolicy[], options: BacktestOptions): Learnt {
  const { rows } = units;
  const gains: FoldGains[] = [];
  const { tiers, reference } = rows;
  // Rides along, so that the shrunken effects of a fold are computed once.
  const watcher: Learner = ({ path, isKnown, name }) => {
    const quality = path.model.quality;
    const gain = (_: string, type: number) =>
      (quality[type * tiers.length + reference] ?? 0) - (quality[type * tiers.length] ?? 0);
    gains.push({ repeat: Number(name.split(".")[0]), isKnown, gains: Float64Array.from(rows.taskTypes.map(gain)) });
    return { tierOf: path.start };
  };
  const values = crossFit(units, [...learnt.map(({ learner }) => learner), watcher], options);
  return {
    policies: learnt.map(({ name, kind }, index) => ({ name, kind, values: values[index] as ItemValues })),
    gains,
  };
}

/** Neighbours on the path that never differ are one policy; so are those that equal a tier everywhere. */
function distinct(policies: readonly FixedPolicy[]): readonly FixedPolicy[] {
  return policies.filter(
    ({ kind, values }, index) =>
      (kind !== "shrunken" && kind !== "cascade") ||
      !policies.slice(0, index).some((other) => isSame(values, other.values)),
  );
}

function isSame(a: ItemValues, b: ItemValues): boolean {
  const near = (x: Float64Array | null, y: Float64Array | null) =>
    x === null || y === null ? x === y : x.every((value, i) => Math.abs(value - (y[i] ?? 0)) < 1e-9);
  return near(a.score, b.score) && near(a.costUsd, b.costUsd) && near(a.harm, b.harm);
}

function bestSingleOf(policies: readonly BacktestedPolicy[]): BacktestedPolicy {
  return policies.filter(({ kind }) => kind === "single").reduce((a, b) => (b.quality.value > a.quality.value ? b : a));
}

function averageQualities(policies: readonly BacktestedPolicy[]): Backtest["aiq"] {
  const pointsOf = (isWanted: (kind: BacktestKind) => boolean): readonly CostQuality[] =>
    policies.flatMap(({ kind, costUsd, quality }) =>
      isWanted(kind) && costUsd !== null ? [{ cost: costUsd.value, quality: quality.value }] : [],
    );
  const [singles, all] = [pointsOf((kind) => kind === "single"), pointsOf((kind) => kind !== "bound")];
  const costs = all.map(({ cost }) => cost);
  const maxCost = Math.max(...costs);
  // Of no costs at all the lowest is infinite.
  if (!(maxCost > Math.min(...singles.map(({ cost }) => cost)))) return null;
  return {
    zeroRouter: averageQuality(qualityHull(singles, maxCost)),
    policies: averageQuality(qualityHull(all, maxCost)),
  };
}
