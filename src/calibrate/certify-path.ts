import type { Risk, RiskMethod } from "../core/calibration.js";
import { bettingPValue } from "../stats/betting.js";
import { binomialCdf, largestAllowedFailures, trialsToProve } from "../stats/binomial.js";
import { sumOf } from "../stats/cluster-mean.js";
import { hoeffdingBentkusPValue } from "../stats/hoeffding-bentkus.js";
import { seededRandom } from "../stats/random.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import type { TierColumn } from "./tier-column.js";

/** The promise and its level. */
export interface RiskTarget {
  readonly risk: Risk;
  /** Largest acceptable risk, in (0, 1). */
  readonly epsilon: number;
  /** Probability that a certificate is false, in (0, 1). */
  readonly level: number;
  /** Of the order in which units are bet on. */
  readonly seed: number;
}

/** The losses of one policy, ready to be tested. */
export interface UnitLosses {
  /** Sum of {@link byUnit}. */
  readonly total: number;
  /** Loss over the items of every independent unit, divided by the items of the largest unit: in [−1, 1]. */
  readonly byUnit: Float64Array;
}

/** A test of "the risk is above the target" that is the same for all policies on one set of rows. */
export interface RiskTest {
  readonly method: RiskMethod;
  readonly units: number;
  /** Units in the order in which they are bet on; null where the order plays no part. */
  readonly order: Uint32Array | null;
  passes(losses: UnitLosses): boolean;
  /** Super-uniform where the risk is above the target; in [0, 1]. */
  pValue(losses: UnitLosses): number;
  /** Failures of that many units that the test takes the losses for. */
  failures(losses: UnitLosses): number;
}

/** Share of the capital that one value may cost. Harm is rare and a whole cluster is seldom harmed: bets may be high. */
const TRUNCATION: { readonly [risk in Risk]: number } = { harm: 0.99, "net-loss": 0.75 };

/**
 * The test for a set of rows: exact binomial for 0/1 harm of independent items;
 * for graded, repeated or clustered harm Hoeffding–Bentkus on the means of the
 * units, or betting where there are so many that units without any loss would
 * pass it; betting for net loss. Which one is settled by the kind of scores, the
 * number of units, the target and the level, and so is the order of the bets.
 *
 * The statement is about a random item. Units of fewer items than the largest
 * count for less: what they lack, they are taken to lose at the rate of the target.
 *
 * @param columns - the tiers that take part, the reference among them
 * @throws RangeError if a number is outside its range, or NaN
 */
export function riskTest(matrix: TaskTypeMatrix, columns: readonly TierColumn[], target: RiskTarget): RiskTest {
  const { epsilon, level, risk, seed } = target;
  const units = matrix.unitCount;
  const isCount = columns.every(({ isBinary }) => isBinary) && units === matrix.itemIds.length;
  if (risk === "harm" && isCount) {
    const allowed = largestAllowedFailures(units, epsilon, level);
    return {
      method: "binomial",
      units,
      order: null,
      passes: ({ total }) => total <= allowed,
      pValue: ({ total }) => binomialCdf(total, units, epsilon),
      failures: ({ total }) => total,
    };
  }
  const lacking = itemsLacking(matrix).map((share) => epsilon * share);
  const failures = ({ total }: UnitLosses) => total + sumOf(lacking);
  const bets = { ...bettingTest({ matrix, seed, lacking }, risk, { epsilon, level }), failures };
  if (risk === "harm" && !bets.passes({ total: 0, byUnit: new Float64Array(units) })) {
    const pValue = (losses: UnitLosses) =>
      hoeffdingBentkusPValue(Math.min(1, Math.max(0, failures(losses) / units)), units, epsilon);
    const passes = (losses: UnitLosses) => pValue(losses) <= level;
    return { method: "hoeffding-bentkus", units, order: null, pValue, passes, failures };
  }
  return bets;
}

interface BetOrder {
  readonly matrix: TaskTypeMatrix;
  readonly seed: number;
  /** Loss of every unit for the items that it has fewer than the largest. */
  readonly lacking: Float64Array;
}

function bettingTest(
  { matrix, seed, lacking }: BetOrder,
  risk: Risk,
  { epsilon, level }: { readonly epsilon: number; readonly level: number },
): Omit<RiskTest, "failures"> {
  const order = unitOrder(matrix, seed);
  const values = new Float64Array(order.length);
  const pValue = ({ byUnit }: UnitLosses) => {
    order.forEach((unit, place) => {
      const loss = (byUnit[unit] ?? 0) + (lacking[unit] ?? 0);
      // Sums of trials and items leave [0, 1] by rounding only.
      values[place] = Math.min(1, Math.max(0, risk === "harm" ? loss : (loss + 1) / 2));
    });
    return bettingPValue(values, risk === "harm" ? epsilon : (epsilon + 1) / 2, {
      level,
      truncation: TRUNCATION[risk],
    });
  };
  return { method: "betting", units: order.length, order, pValue, passes: (losses) => pValue(losses) <= level };
}

/** A permutation that the seed and the number of units fix: recorded by recording the seed. */
function unitOrder({ taskType, unitCount }: TaskTypeMatrix, seed: number): Uint32Array {
  const random = seededRandom(seed, `order of bets on ${taskType}`);
  const order = Uint32Array.from({ length: unitCount }, (_, unit) => unit);
  for (let i = unitCount - 1; i > 0; i -= 1) {
    const j = random.integer(i + 1);
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
  return order;
}

/** The losses of all trials of a tier against the mean of the reference. */
export function trialLosses(column: TierColumn, reference: TierColumn, risk: Risk): Float64Array {
  if (risk === "harm") return column.harm;
  const losses = new Float64Array(column.score.length);
  for (let i = 0; i + 1 < column.starts.length; i += 1) {
    for (let r = column.starts[i] ?? 0; r < (column.starts[i + 1] ?? 0); r += 1) {
      losses[r] = column === reference ? 0 : (reference.meanScore[i] ?? 0) - (column.score[r] ?? 0);
    }
  }
  return losses;
}

/** Sums of the items' weighted losses by unit. */
export function unitLossesOf(itemLosses: Float64Array, weights: Float64Array, matrix: TaskTypeMatrix): UnitLosses {
  const byUnit = new Float64Array(matrix.unitCount);
  let total = 0;
  matrix.units.forEach((unit, i) => {
    const share = (weights[i] ?? 0) * (itemLosses[i] ?? 0);
    byUnit[unit] = (byUnit[unit] ?? 0) + share;
    total += share;
  });
  return { total, byUnit };
}

/** For every item 1 / items of the largest unit. */
export function itemWeights(matrix: TaskTypeMatrix): Float64Array {
  return new Float64Array(matrix.units.length).fill(1 / Math.max(1, ...unitSizes(matrix)));
}

/** Items of every unit. */
export function unitSizes({ units, unitCount }: Pick<TaskTypeMatrix, "units" | "unitCount">): Float64Array {
  const sizes = new Float64Array(unitCount);
  for (const unit of units) sizes[unit] = (sizes[unit] ?? 0) + 1;
  return sizes;
}

/** Per unit the share of the largest unit's items that it has not, in [0, 1). */
function itemsLacking(matrix: TaskTypeMatrix): Float64Array {
  const sizes = unitSizes(matrix);
  const largest = Math.max(1, ...sizes);
  return sizes.map((size) => 1 - size / largest);
}

/** How far a fixed sequence got. */
export interface TestedPath<T> {
  /** The last point that passed; null where the first failed. */
  readonly last: T | null;
  /** The first point of all; null for an empty path. */
  readonly first: T | null;
  readonly passed: number;
}

/**
 * Fixed-sequence testing along a path from the safest to the boldest policy:
 * each point at the full level, stopping at the first that fails; the last that
 * passed is kept. Any false certificate has probability at most the level.
 *
 * The path must have been fixed without the rows of the test. One that visits
 * every distinct reading of those rows is: between readings no loss changes, so
 * that it is the test of all thresholds, of which none depends on the rows.
 *
 * @param path - lazy: losses may be overwritten from one point to the next, and points beyond the first failure are
 *   not asked for
 * @see Angelopoulos, Bates, Candès, Jordan & Lei, "Learn then Test", arXiv:2110.01052, section 2
 */
export function certifyPath<T extends { readonly losses: UnitLosses }>(
  path: Iterable<T>,
  test: RiskTest,
): TestedPath<T> {
  let [first, last, passed]: [T | null, T | null, number] = [null, null, 0];
  for (const point of path) {
    first ??= point;
    if (!test.passes(point.losses)) break;
    last = point;
    passed += 1;
  }
  return { first, last, passed };
}

/**
 * Units that would be enough if the share of failures stayed as it is.
 *
 * @param failures - of `units`, ≥ 0; fractions are rounded up
 * @returns null where the observed share is at the target or above: more of the same proves nothing
 */
export function unitsToCertify(
  failures: number,
  units: number,
  target: Pick<RiskTarget, "epsilon" | "level">,
): number | null {
  const { epsilon, level } = target;
  if (failures / units >= epsilon) return null;
  // Nearer to the target than this, the number would only reflect chance.
  const rate = Math.min(0.9 * epsilon, Math.max(0, failures / units));
  let needed = trialsToProve(0, epsilon, level);
  // The number of failures grows with the number of units, and the reverse: it settles from below.
  for (;;) {
    const next = trialsToProve(Math.ceil(rate * needed - 1e-9), epsilon, level);
    if (next <= needed) return needed;
    needed = next;
  }
}
