/**
 * Isotonic regression: the non-decreasing sequence closest to the values in
 * weighted least squares, by pooling neighbours that are out of order.
 *
 * @param values - in the order in which they should not fall; finite
 * @param weights - one per value, greater than 0; by default all equal
 * @returns as many values, non-decreasing, with the same weighted mean; values that are in order already come back
 *   bit for bit, so fitting twice changes nothing; empty for no values
 * @throws RangeError if the lengths differ, a value is not finite, or a weight is not positive and finite
 * @see Barlow, Bartholomew, Bremner & Brunk, Statistical Inference under Order Restrictions (1972), chapter 1
 */
export function isotonicFit(
  values: Float64Array | readonly number[],
  weights?: Float64Array | readonly number[],
): Float64Array {
  if (weights !== undefined && weights.length !== values.length) {
    throw new RangeError(`${values.length} values but ${weights.length} weights`);
  }
  const blocks: { mean: number; weight: number; size: number }[] = [];
  for (let i = 0; i < values.length; i += 1) {
    const mean = values[i] ?? Number.NaN;
    const weight = weights === undefined ? 1 : (weights[i] ?? Number.NaN);
    if (!Number.isFinite(mean)) throw new RangeError(`value ${i} not finite: ${mean}`);
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`weight ${i} not positive and finite: ${weight}`);
    }
    let block = { mean, weight, size: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.mean > block.mean; last = blocks.at(-1)) {
      const total = last.weight + block.weight;
      block = {
        mean: last.mean + (block.mean - last.mean) * (block.weight / total),
        weight: total,
        size: last.size + block.size,
      };
      blocks.pop();
    }
    blocks.push(block);
  }
  const fitted = new Float64Array(values.length);
  let start = 0;
  for (const { mean, size } of blocks) {
    fitted.fill(mean, start, start + size);
    start += size;
  }
  return fitted;
}
