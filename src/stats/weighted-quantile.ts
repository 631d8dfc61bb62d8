/** Values with the share that each of them stands for. */
export interface WeightedValues {
  readonly values: Float64Array;
  /** One per value, ≥ 0, adding up to more than 0; they need not add up to 1. */
  readonly weights: Float64Array;
}

/**
 * Quantiles of weighted values: for each probability the smallest value at or
 * below which at least that share of the weight lies. With equal weights these are
 * order statistics, without interpolation (Hyndman and Fan's type 1).
 *
 * @param probabilities - each in [0, 1]
 * @returns one value per probability, each of them one of the values
 * @throws RangeError if lengths differ, there is no weight, or a probability or weight is outside its range, or NaN
 */
export function weightedQuantiles({ values, weights }: WeightedValues, probabilities: readonly number[]): number[] {
  if (values.length !== weights.length) throw new RangeError(`${values.length} values but ${weights.length} weights`);
  let total = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw new RangeError(`weight not ≥ 0: ${weight}`);
    total += weight;
  }
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) throw new RangeError(`weights add up to ${total}`);
  const wrong = probabilities.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new RangeError(`probability not in [0, 1]: ${wrong}`);
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  return probabilities.map((p) => {
    let below = 0;
    for (const index of order) {
      const weight = weights[index] ?? 0;
      below += weight;
      // Sums of shares round: a share of 0.95 that is one part in 10¹² short counts as reached.
      if (weight > 0 && below >= p * total * (1 - 1e-12)) return values[index] ?? Number.NaN;
    }
    return Number.NaN;
  });
}
