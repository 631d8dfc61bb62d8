import { logEvidence, observe, startSequentialTest } from "../stats/e-process.js";
import { weightedDifference } from "./sequential-pair.js";

/** Halvings of [−1, 1]: to less than a millionth. */
const HALVINGS = 22;
/** A margin of −1 or 1 could not be bet on. */
const WIDEST = 1 - 1e-9;

/** The largest evidence that a sequence has shown at any time, both ways. */
export interface PeakEvidence {
  /** One-sided, of "the mean loss is the margin or more", in (0, 1]; valid whenever one stops. */
  readonly pValue: number;
  /** One-sided, of "the mean loss is the margin or less". */
  readonly inferiorityPValue: number;
}

/**
 * Anytime-valid p-values: 1 over the largest e-value along the way. The chance
 * that such a p-value is ever at or below α is at most α (Ville), however often
 * one looks and for whatever reason one stops.
 *
 * @param values - losses in [−1, 1], one per independent unit, in an order fixed beforehand
 * @param margin - in (−1, 1)
 * @param weights - of the units, in (0, 1], their items over those of the largest; all 1 where there are none
 * @returns 1 for no values
 */
export function anytimePValues(
  values: readonly number[],
  margin: number,
  weights: readonly number[] = [],
): PeakEvidence {
  const { nonInferior, inferior } = peaks(values, margin, weights);
  return { pValue: Math.exp(-nonInferior), inferiorityPValue: Math.exp(-inferior) };
}

/**
 * Interval of a mean loss that holds at whatever time one stops: the margins that
 * the sequential test has never rejected, each side at half of 1 − confidence.
 *
 * Wider than an interval for a fixed number of units, because it pays for the
 * right to look.
 *
 * @param values - losses in [−1, 1], one per independent unit, in an order fixed beforehand
 * @param confidence - two-sided, in (0, 1)
 * @param weights - as of {@link anytimePValues}
 * @returns [lo, hi] within [−1, 1]; all of it for no values
 * @throws RangeError if the confidence is outside its range, or NaN
 * @see Waudby-Smith & Ramdas, arXiv:2010.09686, section 4
 */
export function anytimeInterval(
  values: readonly number[],
  confidence: number,
  weights: readonly number[] = [],
): readonly [number, number] {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  const needed = Math.log(2 / (1 - confidence));
  // Evidence for "below" grows with the margin, evidence for "above" shrinks.
  const hi = firstWhere((margin) => peaks(values, margin, weights).nonInferior >= needed);
  const lo = firstWhere((margin) => peaks(values, margin, weights).inferior < needed);
  return [Math.max(-1, Math.min(lo, hi)), hi];
}

/** The least margin at which something holds that holds from there on; 1 where it never does. */
function firstWhere(holds: (margin: number) => boolean): number {
  if (holds(-WIDEST)) return -1;
  if (!holds(WIDEST)) return 1;
  let [no, yes] = [-WIDEST, WIDEST];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (no + yes) / 2;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** Largest logarithms of the two e-values, never below 0: before the first value both are 1. */
function peaks(
  values: readonly number[],
  margin: number,
  weights: readonly number[],
): { readonly nonInferior: number; readonly inferior: number } {
  let test = startSequentialTest({ margin, level: 0.5 });
  let [nonInferior, inferior] = [0, 0];
  for (const [place, difference] of values.entries()) {
    test = observe(test, weightedDifference({ difference, weight: weights[place] ?? 1 }, margin));
    const evidence = logEvidence(test);
    nonInferior = Math.max(nonInferior, evidence.nonInferior);
    inferior = Math.max(inferior, evidence.inferior);
  }
  return { nonInferior, inferior };
}
