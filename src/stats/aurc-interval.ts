import { clusterMean } from "./cluster-mean.js";
import { meanInterval } from "./mean-interval.js";

/**
 * Interval for the area under the risk–coverage curve.
 *
 * The area is a mean over items whose weights depend on the order of all items; to
 * first order each item moves it by its influence, and the interval is the
 * (cluster-robust) t interval of the influences around the area. Asymptotic in the
 * units. Where no influence differs from any other, what losses of size 1 may do unseen is added.
 *
 * @param area - of these confidences and losses, in [0, 1]
 * @param confidences - higher means served earlier; any numbers but NaN
 * @param losses - in [0, 1], same length, at least one
 * @param units - independent unit of every item, in [0, unitCount)
 * @param confidence - two-sided, in (0, 1)
 * @returns inside [0, 1] and around the area
 * @throws RangeError if there are no items, the lengths differ, or confidence is not in (0, 1)
 * @see F. Hampel, Journal of the American Statistical Association 69 (1974), 383–393 (influence); the area is that of
 *   arXiv:1705.08500 with ties averaged over all orders
 */
export function aurcInterval(
  area: number,
  confidences: Float64Array,
  losses: Float64Array,
  { units, unitCount, confidence }: { units: Int32Array; unitCount: number; confidence: number },
): readonly [number, number] {
  const n = losses.length;
  if (confidences.length !== n) throw new RangeError(`${confidences.length} confidences but ${n} losses`);
  const summary = clusterMean(aurcInfluences(confidences, losses), units, unitCount);
  const [lo, hi] = meanInterval({ ...summary, mean: area }, confidence);
  const isFlat = summary.standardError === 0;
  const unseen = isFlat ? 1 - ((1 - confidence) / 2) ** (1 / unitCount) : 0;
  return [Math.max(0, lo - unseen), Math.min(1, hi + unseen)];
}

/**
 * By how much the area moves per unit of weight that is moved to an item.
 *
 * With u in (0, 1] for the place from the most confident item on and r(u) for the
 * expected loss there, the area is ∫ r(u)·(−ln u) du. More weight on an item at u
 * adds its own loss at its own weight, and pushes all items behind it back.
 */
export function aurcInfluences(confidences: Float64Array, losses: Float64Array): Float64Array {
  const n = losses.length;
  const ties = tiesOf(confidences, losses);
  const area = ties.reduce((sum, { risk, from, to }) => sum + risk * (to - from) * meanLog(from, to), 0);
  const mean = ties.reduce((sum, { risk, from, to }) => sum + risk * (to - from), 0);
  const influences = new Float64Array(n);
  let behind = 0;
  for (const { risk, from, to, entries } of ties.toReversed()) {
    // ∫ r(v)/v dv from a place among the tied, averaged over these places, to the end.
    const pushed = risk * (Math.log(to) + meanLog(from, to)) + behind;
    for (const entry of entries) {
      influences[entry] = (losses[entry] ?? 0) * meanLog(from, to) - area - pushed + mean;
    }
    if (from > 0) behind += risk * Math.log(to / from);
  }
  return influences;
}

interface Tie {
  readonly entries: Uint32Array;
  /** Mean loss. */
  readonly risk: number;
  /** Places as shares of all items, most confident first. */
  readonly from: number;
  readonly to: number;
}

function tiesOf(confidences: Float64Array, losses: Float64Array): readonly Tie[] {
  const n = losses.length;
  const order = Uint32Array.from(losses.keys()).sort((a, b) => (confidences[b] ?? 0) - (confidences[a] ?? 0));
  const ties: Tie[] = [];
  for (let start = 0; start < n; ) {
    const value = confidences[order[start] ?? 0];
    let end = start;
    let loss = 0;
    for (; end < n && confidences[order[end] ?? 0] === value; end += 1) loss += losses[order[end] ?? 0] ?? 0;
    ties.push({ entries: order.subarray(start, end), risk: loss / (end - start), from: start / n, to: end / n });
    start = end;
  }
  return ties;
}

/** Mean of −ln u over (from, to). */
function meanLog(from: number, to: number): number {
  const integral = (u: number) => (u === 0 ? 0 : u * Math.log(u) - u);
  return (integral(from) - integral(to)) / (to - from);
}
