/** A mean and what is needed to judge it. */
export interface ClusterMean {
  readonly mean: number;
  /** Standard error of the mean; 0 where all values agree, Infinity where there is one unit only. */
  readonly standardError: number;
  /** Independent units. */
  readonly units: number;
}

/**
 * Mean over items with a standard error that allows for items of one unit to
 * resemble each other (CR1). With one item per unit it is the usual s / √n.
 *
 * Assumes independent units. The unit is the cluster where there is one, else
 * the item; repeated trials are averaged into the item before.
 *
 * @param values - one per item, at least one
 * @param units - the unit of every item, integers in [0, unitCount)
 * @param unitCount - number of units, each with at least one item
 * @throws RangeError if there are no values or the lengths differ
 * @see Liang & Zeger, Biometrika 73 (1986); the factor G/(G − 1) is CR1 for a mean
 */
export function clusterMean(values: Float64Array, units: Int32Array, unitCount: number): ClusterMean {
  const n = values.length;
  if (!(n >= 1)) throw new RangeError("no values");
  if (units.length !== n) throw new RangeError(`${n} values but ${units.length} units`);
  const mean = sumOf(values) / n;
  if (unitCount === 1) return { mean, standardError: Number.POSITIVE_INFINITY, units: 1 };
  const residuals = new Float64Array(unitCount);
  for (let i = 0; i < n; i += 1) {
    const unit = units[i] ?? 0;
    residuals[unit] = (residuals[unit] ?? 0) + ((values[i] ?? 0) - mean);
  }
  let squares = 0;
  for (const residual of residuals) squares += residual * residual;
  const variance = (unitCount / (unitCount - 1)) * (squares / (n * n));
  // Equal values leave residuals of rounding size only: that is no spread.
  const isFlat = values.every((value) => value === values[0]);
  return { mean, standardError: isFlat ? 0 : Math.sqrt(variance), units: unitCount };
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
