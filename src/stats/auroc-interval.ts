import { normalQuantile } from "./normal.js";

/** Which answers belong together, and how sure the interval is to be. */
export interface AurocUnits {
  /** Independent unit of every reading, in [0, unitCount). */
  readonly units: Int32Array;
  readonly unitCount: number;
  /** Two-sided, in (0, 1). */
  readonly confidence: number;
}

/**
 * Interval for the area under the ROC curve, units of any size and composition.
 *
 * The variance is Obuchowski's, which is DeLong's where every unit is one reading;
 * the interval is symmetric on the logistic scale, so it stays inside (0, 1). Where
 * no unit differs from any other (perfect order, constant readings), it is
 * Newcombe's interval by the score method, from the numbers of units: what did not
 * vary here may vary elsewhere. Asymptotic in the units.
 *
 * @param area - of these readings, in [0, 1]
 * @param readings - higher means more likely positive
 * @param isPositive - 1 for positives, 0 for negatives, same length, at least one of each
 * @returns inside [0, 1] and around the area; [0, 1] where all positives or all negatives are one unit
 * @throws RangeError if there is no positive or no negative, the lengths differ, or confidence is not in (0, 1)
 * @see N. Obuchowski, Biometrics 53 (1997), 567–578; E. DeLong, D. DeLong, D. Clarke-Pearson, Biometrics 44 (1988),
 *   837–845; R. Newcombe, Statistics in Medicine 25 (2006), 559–573 (method 5)
 */
export function aurocInterval(
  area: number,
  readings: Float64Array,
  isPositive: Uint8Array,
  { units, unitCount, confidence }: AurocUnits,
): readonly [number, number] {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  if (isPositive.length !== readings.length || units.length !== readings.length) {
    throw new RangeError(`${readings.length} readings, ${isPositive.length} labels, ${units.length} units`);
  }
  const placements = placementsOf(readings, isPositive);
  const sums = unitSums(placements, isPositive, { area, units, unitCount });
  if (sums.positives === 0 || sums.negatives === 0) throw new RangeError("needs a positive and a negative");
  if (sums.positiveUnits === 1 || sums.negativeUnits === 1) return [0, 1];
  const z = normalQuantile(0.5 + confidence / 2);
  const spread = area * (1 - area);
  const variance = varianceOf(sums);
  // Rounding leaves a trace where all units agree.
  if (!(variance > 1e-18) || !(spread > 0)) return scoreInterval(area, sums.positiveUnits, sums.negativeUnits, z);
  const centre = Math.log(area / (1 - area));
  const half = (z * Math.sqrt(variance)) / spread;
  return [logistic(centre - half), logistic(centre + half)];
}

/** For every reading the share of the other kind that it is on the right side of, ties halved. */
function placementsOf(readings: Float64Array, isPositive: Uint8Array): Float64Array {
  const n = readings.length;
  const order = Uint32Array.from(readings.keys()).sort((a, b) => (readings[a] ?? 0) - (readings[b] ?? 0));
  const positives = isPositive.reduce((sum, one) => sum + one, 0);
  const negatives = n - positives;
  const placements = new Float64Array(n);
  let [negativesBelow, positivesBelow] = [0, 0];
  for (let start = 0; start < n; ) {
    const value = readings[order[start] ?? 0];
    let end = start;
    let tied = 0;
    for (; end < n && readings[order[end] ?? 0] === value; end += 1) tied += isPositive[order[end] ?? 0] ?? 0;
    const tiedNegatives = end - start - tied;
    for (let place = start; place < end; place += 1) {
      const entry = order[place] ?? 0;
      placements[entry] =
        isPositive[entry] === 1
          ? (negativesBelow + tiedNegatives / 2) / negatives
          : (positives - positivesBelow - tied / 2) / positives;
    }
    negativesBelow += tiedNegatives;
    positivesBelow += tied;
    start = end;
  }
  return placements;
}

interface UnitSums {
  readonly positives: number;
  readonly negatives: number;
  readonly positiveUnits: number;
  readonly negativeUnits: number;
  /** Sums over the units of squares and products of what their positives and negatives leave. */
  readonly squares: readonly [positive: number, negative: number, both: number];
  readonly units: number;
}

function unitSums(
  placements: Float64Array,
  isPositive: Uint8Array,
  { area, units, unitCount }: Omit<AurocUnits, "confidence"> & { readonly area: number },
): UnitSums {
  const rest = [new Float64Array(unitCount), new Float64Array(unitCount)] as const;
  const sizes = [new Uint32Array(unitCount), new Uint32Array(unitCount)] as const;
  placements.forEach((placement, entry) => {
    const kind = isPositive[entry] === 1 ? 0 : 1;
    const unit = units[entry] ?? 0;
    rest[kind][unit] = (rest[kind][unit] ?? 0) + placement - area;
    sizes[kind][unit] = (sizes[kind][unit] ?? 0) + 1;
  });
  const products = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, unit) => sum + value * (b[unit] ?? 0), 0);
  const [positives, negatives] = sizes.map((of) => of.reduce((sum, size) => sum + size, 0));
  const [positiveUnits, negativeUnits] = sizes.map((of) => of.filter((size) => size > 0).length);
  return {
    positives: positives ?? 0,
    negatives: negatives ?? 0,
    positiveUnits: positiveUnits ?? 0,
    negativeUnits: negativeUnits ?? 0,
    squares: [products(rest[0], rest[0]), products(rest[1], rest[1]), products(rest[0], rest[1])],
    units: sizes[0].filter((size, unit) => size > 0 || (sizes[1][unit] ?? 0) > 0).length,
  };
}

function varianceOf({ positives, negatives, positiveUnits, negativeUnits, squares, units }: UnitSums): number {
  const [ofPositives, ofNegatives, both] = squares;
  return (
    ((positiveUnits / (positiveUnits - 1)) * ofPositives) / positives ** 2 +
    ((negativeUnits / (negativeUnits - 1)) * ofNegatives) / negatives ** 2 +
    (2 * (units / (units - 1)) * both) / (positives * negatives)
  );
}

/** All areas whose own standard error allows for the one observed. */
function scoreInterval(area: number, positives: number, negatives: number, z: number): readonly [number, number] {
  const more = (positives + negatives) / 2 - 1;
  const variance = (t: number) =>
    (t * (1 - t) * (1 + (more * (1 - t)) / (2 - t) + (more * t) / (1 + t))) / (positives * negatives);
  const isFar = (t: number) => (area - t) ** 2 > z * z * variance(t);
  return [edge(0, area, isFar), edge(1, area, isFar)];
}

/** Where a condition that holds at `outer` stops on the way to `inner`. */
function edge(outer: number, inner: number, holds: (value: number) => boolean): number {
  if (!holds(outer)) return outer;
  let [far, near] = [outer, inner];
  for (let step = 0; step < 60; step += 1) {
    const middle = (far + near) / 2;
    if (holds(middle)) far = middle;
    else near = middle;
  }
  return near;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
