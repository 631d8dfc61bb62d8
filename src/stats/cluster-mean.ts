import { clusterDegrees } from "./cluster-degrees.js";

/** A mean and what is needed to judge it. */
export interface ClusterMean {
  readonly mean: number;
  /** Standard error of the mean; 0 where all values agree, Infinity where there is one unit only. */
  readonly standardError: number;
  /** Independent units. */
  readonly units: number;
  /** Of the standard error: one less than the units where these are of one size, fewer where they are not. */
  readonly degreesOfFreedom: number;
}

/**
 * Mean over items with a standard error that allows for items of one unit to
 * resemble each other (CR2): the residual sum of a unit is enlarged by what its own
 * pull on the mean took away, 1 / √(1 − share of the items). With units of one size
 * that is the factor G / (G − 1); with one item per unit the usual s / √n.
 *
 * Assumes independent units. The unit is the cluster where there is one, else
 * the item; repeated trials are averaged into the item before.
 *
 * @param values - one per item, at least one
 * @param units - the unit of every item, integers in [0, unitCount)
 * @param unitCount - number of units, each with at least one item
 * @throws RangeError if there are no values or the lengths differ
 * @see Bell & McCaffrey, Survey Methodology 28 (2002), for a mean; {@link clusterDegrees} with the correlation
 *   inside units by the method of moments (Imbens & Kolesár, 2016)
 */
export function clusterMean(values: Float64Array, units: Int32Array, unitCount: number): ClusterMean {
  const n = values.length;
  if (!(n >= 1)) throw new RangeError("no values");
  if (units.length !== n) throw new RangeError(`${n} values but ${units.length} units`);
  const mean = sumOf(values) / n;
  if (unitCount === 1) return { mean, standardError: Number.POSITIVE_INFINITY, units: 1, degreesOfFreedom: 0 };
  const { sums, sizes, ownSquares } = residualsOf(values, units, { mean, unitCount });
  let squares = 0;
  for (let unit = 0; unit < unitCount; unit += 1) {
    squares += (sums[unit] ?? 0) ** 2 / (1 - (sizes[unit] ?? 0) / n);
  }
  // Equal values leave residuals of rounding size only: that is no spread.
  const isFlat = values.every((value) => value === values[0]);
  return {
    mean,
    standardError: isFlat ? 0 : Math.sqrt(squares / (n * n)),
    units: unitCount,
    degreesOfFreedom: isUniform(sizes)
      ? unitCount - 1
      : clusterDegrees({ sizes, correlation: correlationOf(sums, sizes, ownSquares) }),
  };
}

function residualsOf(
  values: Float64Array,
  units: Int32Array,
  { mean, unitCount }: { readonly mean: number; readonly unitCount: number },
) {
  const sums = new Float64Array(unitCount);
  const sizes = new Float64Array(unitCount);
  let ownSquares = 0;
  for (let i = 0; i < values.length; i += 1) {
    const unit = units[i] ?? 0;
    const residual = (values[i] ?? 0) - mean;
    sums[unit] = (sums[unit] ?? 0) + residual;
    sizes[unit] = (sizes[unit] ?? 0) + 1;
    ownSquares += residual * residual;
  }
  return { sums, sizes, ownSquares };
}

function isUniform(sizes: Float64Array): boolean {
  return sizes.every((size) => size === sizes[0]);
}

/** Mean product of two residuals of one unit, over the mean square of one; cut to [0, 1]. */
function correlationOf(sums: Float64Array, sizes: Float64Array, ownSquares: number): number {
  let products = -ownSquares;
  let pairs = 0;
  let items = 0;
  for (let unit = 0; unit < sums.length; unit += 1) {
    const size = sizes[unit] ?? 0;
    products += (sums[unit] ?? 0) ** 2;
    pairs += size * (size - 1);
    items += size;
  }
  return ownSquares > 0 ? Math.min(1, Math.max(0, products / pairs / (ownSquares / items))) : 0;
}

/**
 * Sum with the rounding error carried along, so that it hardly depends on the order.
 *
 * @returns 0 for no values
 * @see Neumaier, ZAMM 54 (1974)
 */
export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  let carry = 0;
  for (const value of values) {
    const next = sum + value;
    carry += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + carry;
}
