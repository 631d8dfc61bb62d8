import { type PpiEstimate, ppiDifference, ppiMean } from "../stats/ppi-mean.js";
import { correctedRate } from "../stats/rogan-gladen.js";
import { itemKeyOf, type PointwiseOptions, type PointwiseVerdict } from "./judge-verdict.js";

/** A number corrected for the errors of the judge; a bound is null where there is none on that side. */
export interface CorrectedValue {
  readonly v: number;
  readonly interval: readonly [number | null, number | null];
}

/** A PPI++ estimate. */
export interface PpiValue extends CorrectedValue {
  readonly standardError: number;
  /** Weight of the judge's scores, in [0, 1]; 0 is people alone. */
  readonly lambda: number;
  /** Of "the true value is 0", against the alternative that was asked for. */
  readonly pValue: number;
  readonly labelled: number;
  readonly unlabelled: number;
}

/** The quality of one tier, by judge, by people, and by both. */
export interface CorrectedQuality {
  /** Mean judge score of all answers: what it would be without a correction. */
  readonly judgeMean: number;
  /** Mean human score of the labelled answers. */
  readonly humanMean: number;
  /** Null without unlabelled judge scores, or with fewer than two labels. */
  readonly ppi: PpiValue | null;
  /** Rogan–Gladen, two-sided; null without unlabelled scores, right and wrong labels, or a judge better than chance. */
  readonly roganGladen: CorrectedValue | null;
}

/** Two tiers on the same items. */
export interface CorrectedDifference {
  readonly first: string;
  readonly second: string;
  /** First minus second; null without unlabelled judge scores on both, or with fewer than two labels on both. */
  readonly ppi: PpiValue | null;
}

/**
 * The quality of one tier's answers behind a judge's scores.
 *
 * PPI++ needs labels that were drawn at random from the same answers;
 * Rogan–Gladen needs error rates that are the same on all of them, and allows
 * that the share of right ones is not.
 *
 * @param verdicts - of one tier, at least one labelled
 */
export function correctedQuality(verdicts: readonly PointwiseVerdict[], options: PointwiseOptions): CorrectedQuality {
  const labelled = verdicts.filter(({ humanScore }) => humanScore !== null);
  const others = verdicts.filter(({ humanScore }) => humanScore === null).map(({ judgeScore }) => judgeScore);
  const truth = labelled.map(({ humanScore }) => humanScore ?? 0);
  const proxy = labelled.map(({ judgeScore }) => judgeScore);
  const canCorrect = others.length > 0 && labelled.length >= 2;
  const { confidence, alternative } = options;
  return {
    judgeMean: mean([...proxy, ...others]),
    humanMean: mean(truth),
    ppi: canCorrect
      ? valueOf(ppiMean({ labelled: { truth, proxy }, unlabelled: others }, { confidence, alternative }))
      : null,
    roganGladen: roganGladen({ truth, proxy, others }, options),
  };
}

/** PPI++ of the paired difference of two tiers, on the items that have both. */
export function correctedDifference(
  [first, ofFirst]: readonly [string, readonly PointwiseVerdict[]],
  [second, ofSecond]: readonly [string, readonly PointwiseVerdict[]],
  { confidence, alternative }: PointwiseOptions,
): CorrectedDifference {
  const partners = new Map(ofSecond.map((verdict) => [itemKeyOf(verdict), verdict]));
  const pairs = ofFirst.flatMap((verdict) => {
    const partner = partners.get(itemKeyOf(verdict));
    return partner === undefined ? [] : [{ a: verdict, b: partner }];
  });
  const labelled = pairs.filter(({ a, b }) => a.humanScore !== null && b.humanScore !== null);
  const others = pairs.filter(({ a, b }) => a.humanScore === null || b.humanScore === null);
  if (labelled.length < 2 || others.length === 0) return { first, second, ppi: null };
  const proxies = (of: typeof pairs) => ({
    first: of.map(({ a }) => a.judgeScore),
    second: of.map(({ b }) => b.judgeScore),
  });
  const truth = {
    first: labelled.map(({ a }) => a.humanScore ?? 0),
    second: labelled.map(({ b }) => b.humanScore ?? 0),
  };
  const sample = { labelled: { truth, proxy: proxies(labelled) }, unlabelled: proxies(others) };
  return { first, second, ppi: valueOf(ppiDifference(sample, { confidence, alternative })) };
}

interface JudgedSample {
  readonly truth: readonly number[];
  readonly proxy: readonly number[];
  readonly others: readonly number[];
}

function roganGladen({ truth, proxy, others }: JudgedSample, options: PointwiseOptions): CorrectedValue | null {
  const isPass = (score: number | undefined) => (score ?? 0) >= options.passAt;
  const count = (holds: (i: number) => boolean) => truth.filter((_, i) => holds(i)).length;
  const right = count((i) => isPass(truth[i]));
  const wrong = truth.length - right;
  if (others.length === 0 || right === 0 || wrong === 0) return null;
  const sensitivity = { count: count((i) => isPass(truth[i]) && isPass(proxy[i])), n: right };
  const specificity = { count: count((i) => !isPass(truth[i]) && !isPass(proxy[i])), n: wrong };
  if (!(sensitivity.count / right + specificity.count / wrong > 1)) return null;
  const passed = { count: others.filter(isPass).length, n: others.length };
  const { estimate, interval } = correctedRate({ passed, sensitivity, specificity }, options.confidence);
  return { v: estimate, interval };
}

function valueOf({ estimate, interval, ...rest }: PpiEstimate): PpiValue {
  const bound = (value: number) => (Number.isFinite(value) ? value : null);
  return { v: estimate, interval: [bound(interval[0]), bound(interval[1])], ...rest };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
