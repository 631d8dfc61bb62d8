import { normalQuantile } from "./normal.js";

/** How often something happened. */
export interface Tally {
  /** In [0, n]. */
  readonly count: number;
  /** Integer ≥ 1. */
  readonly n: number;
}

/** A judge's verdicts, and what is known of the judge from items with known truth. */
export interface JudgedTallies {
  /** Items the judge passed, of all that it judged. */
  readonly passed: Tally;
  /** Truly right items that it passed. */
  readonly sensitivity: Tally;
  /** Truly wrong items that it failed. */
  readonly specificity: Tally;
}

/** A rate corrected for the errors of the judge. */
export interface CorrectedRate {
  /** In [0, 1]. */
  readonly estimate: number;
  /** By the delta method at the observed rates; 0 where all three are 0 or 1. */
  readonly standardError: number;
  readonly interval: readonly [number, number];
}

/**
 * Rogan–Gladen correction: the true rate behind a judge's pass rate, given its
 * sensitivity and specificity.
 *
 * Assumes three independent samples of independent items, and a judge whose
 * error rates are the same on all of them; unlike PPI++ the share of right
 * items may differ between calibration and use. Unstable when sensitivity +
 * specificity is close to 1.
 *
 * The interval is the delta method's, with z²/2 passes and fails imagined in
 * the judged sample and one of each in the other two, so that it never closes
 * at rates of 0 or 1.
 *
 * @param confidence - two-sided, in (0, 1)
 * @returns estimate and interval inside [0, 1], the interval containing the estimate; [0, 1] where the imagined items
 *   leave sensitivity + specificity at 1 or below
 * @throws RangeError if observed sensitivity + specificity is 1 or less (the judge tells nothing), or a tally or the
 *   confidence is outside its range, or NaN
 * @see Rogan & Gladen, American Journal of Epidemiology 107 (1978); Lang & Reiczigel, Preventive Veterinary Medicine
 *   113 (2014) for the interval; Lee et al., "How to Correctly Report LLM-as-a-Judge Evaluations", arXiv:2511.21140
 */
export function correctedRate(tallies: JudgedTallies, confidence: number): CorrectedRate {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence not in (0, 1): ${confidence}`);
  for (const [name, { count, n }] of Object.entries(tallies) as [string, Tally][]) {
    if (!(Number.isInteger(n) && n >= 1)) throw new RangeError(`${name}.n not an integer ≥ 1: ${n}`);
    if (!(count >= 0 && count <= n)) throw new RangeError(`${name}.count not in [0, ${n}]: ${count}`);
  }
  const raw = correct(tallies);
  if (raw === null) {
    const { sensitivity, specificity } = tallies;
    const sum = sensitivity.count / sensitivity.n + specificity.count / specificity.n;
    throw new RangeError(`sensitivity + specificity not above 1: ${sum}`);
  }
  const estimate = clip(raw.rate);
  return { estimate, standardError: raw.standardError, interval: intervalAround(estimate, tallies, confidence) };
}

function intervalAround(estimate: number, tallies: JudgedTallies, confidence: number): readonly [number, number] {
  const z = normalQuantile(0.5 + confidence / 2);
  const imagined = {
    passed: enlarged(tallies.passed, (z * z) / 2),
    sensitivity: enlarged(tallies.sensitivity, 1),
    specificity: enlarged(tallies.specificity, 1),
  };
  const adjusted = correct(imagined);
  if (adjusted === null) return [0, 1];
  const { rate, standardError } = adjusted;
  // Second-order term: an error in sensitivity or specificity does not shift the two bounds alike.
  const shift = 2 * z * z * (rate * errorOf(imagined.sensitivity) - (1 - rate) * errorOf(imagined.specificity));
  return [
    Math.min(estimate, clip(rate + shift - z * standardError)),
    Math.max(estimate, clip(rate + shift + z * standardError)),
  ];
}

/** The rate that solves passed = rate · sensitivity + (1 − rate) · (1 − specificity); null where that says nothing. */
function correct(tallies: JudgedTallies): { readonly rate: number; readonly standardError: number } | null {
  const passed = tallies.passed.count / tallies.passed.n;
  const sensitivity = tallies.sensitivity.count / tallies.sensitivity.n;
  const specificity = tallies.specificity.count / tallies.specificity.n;
  const discrimination = sensitivity + specificity - 1;
  if (!(discrimination > 0)) return null;
  const rate = (passed + specificity - 1) / discrimination;
  const variance =
    errorOf(tallies.passed) + rate ** 2 * errorOf(tallies.sensitivity) + (1 - rate) ** 2 * errorOf(tallies.specificity);
  return { rate, standardError: Math.sqrt(variance) / discrimination };
}

/** Squared standard error of a rate. */
function errorOf({ count, n }: Tally): number {
  return (count * (n - count)) / n ** 3;
}

function enlarged({ count, n }: Tally, each: number): Tally {
  return { count: count + each, n: n + 2 * each };
}

function clip(rate: number): number {
  return Math.min(1, Math.max(0, rate));
}
