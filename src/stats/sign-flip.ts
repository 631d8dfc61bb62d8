import type { Alternative } from "./alternative.js";
import type { Random } from "./random.js";

/** Up to here all 2^units sign patterns are counted. */
const EXACT_UP_TO = 12;

/** How a sign-flip test is carried out. */
export interface SignFlipOptions {
  /** Number of units, at least one. */
  readonly unitCount: number;
  readonly alternative: Alternative;
  /** Random sign patterns where there are too many to count, integer ≥ 1. */
  readonly resamples: number;
  readonly random: Random;
}

/**
 * Permutation p-value of "the mean is 0" that flips the signs of whole clusters.
 *
 * Assumes that, under the hypothesis, every cluster's sum is as likely as its
 * negative, independently of the others; sizes may differ. So it is for paired
 * differences of two runs. It tests symmetry about 0, and therefore no margin:
 * losses shifted by a margin are not symmetric.
 *
 * @param values - one per item, finite, at least one
 * @param units - the unit of every item, integers in [0, unitCount); with one item per unit 0, 1, 2, …
 * @returns in (0, 1]; exact up to 12 units, else (1 + extreme patterns) / (1 + resamples), which is valid too; 1
 *   where all sums are 0
 * @throws RangeError if there are no values, lengths differ, a value is not finite, a unit lies outside, or an option
 *   is outside its range
 * @see Phipson & Smyth, "Permutation P-values Should Never Be Zero", arXiv:1603.05766; Fisher, The
 *   Design of Experiments (1935), section 21
 */
export function signFlipPValue(
  values: Float64Array | readonly number[],
  units: Int32Array | readonly number[],
  { unitCount, alternative, resamples, random }: SignFlipOptions,
): number {
  if (!(Number.isInteger(resamples) && resamples >= 1)) throw new RangeError(`resamples not ≥ 1: ${resamples}`);
  // Clusters whose sum is 0 do not care about their sign.
  const sums = unitSums(values, units, unitCount).filter((sum) => sum !== 0);
  const threshold = extremity(
    sums.reduce((total, sum) => total + sum, 0),
    alternative,
  );
  // Sums of the same terms in another pattern may differ by rounding: those count as equal.
  const tolerance = 1e-12 * sums.reduce((total, sum) => total + Math.abs(sum), 0);
  const isExtreme = (total: number) => extremity(total, alternative) >= threshold - tolerance;
  if (sums.length <= EXACT_UP_TO) return exactShare(sums, isExtreme);
  let extreme = 0;
  for (let draw = 0; draw < resamples; draw += 1) {
    let total = 0;
    let bits = 0;
    for (let u = 0; u < sums.length; u += 1) {
      if (u % 32 === 0) bits = random.integer(4_294_967_296);
      total += bits & 1 ? -(sums[u] ?? 0) : (sums[u] ?? 0);
      bits >>>= 1;
    }
    if (isExtreme(total)) extreme += 1;
  }
  return (1 + extreme) / (1 + resamples);
}

function exactShare(sums: Float64Array, isExtreme: (total: number) => boolean): number {
  const patterns = 2 ** sums.length;
  let extreme = 0;
  for (let pattern = 0; pattern < patterns; pattern += 1) {
    let total = 0;
    for (let u = 0; u < sums.length; u += 1) total += (pattern >> u) & 1 ? -(sums[u] ?? 0) : (sums[u] ?? 0);
    if (isExtreme(total)) extreme += 1;
  }
  return extreme / patterns;
}

function unitSums(
  values: Float64Array | readonly number[],
  units: Int32Array | readonly number[],
  unitCount: number,
): Float64Array {
  if (values.length === 0) throw new RangeError("no values");
  if (units.length !== values.length) throw new RangeError(`${values.length} values but ${units.length} units`);
  if (!(Number.isInteger(unitCount) && unitCount >= 1)) throw new RangeError(`unitCount not ≥ 1: ${unitCount}`);
  const sums = new Float64Array(unitCount);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    const unit = units[i] ?? Number.NaN;
    if (!Number.isFinite(value)) throw new RangeError(`value ${i} not finite: ${value}`);
    if (!(Number.isInteger(unit) && unit >= 0 && unit < unitCount)) {
      throw new RangeError(`unit not an integer in [0, ${unitCount}): ${unit}`);
    }
    sums[unit] = (sums[unit] ?? 0) + value;
  }
  return sums;
}

function extremity(total: number, alternative: Alternative): number {
  if (alternative === "two-sided") return Math.abs(total);
  return alternative === "less" ? -total : total;
}
