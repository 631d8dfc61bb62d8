import { type Alternative, intervalOf, pValueOf } from "./alternative.js";
import { sumOf } from "./cluster-mean.js";
import { studentTCdf, studentTQuantile } from "./student-t.js";

/** Few items with truth and proxy, many with the proxy only: two independent random samples of one population. */
export interface PpiSample {
  readonly labelled: { readonly truth: ArrayLike<number>; readonly proxy: ArrayLike<number> };
  /** Proxy of the items without truth; may be empty, which leaves the labelled items alone. */
  readonly unlabelled: ArrayLike<number>;
}

/** What is asked of a prediction-powered estimate; passed on whole, so that no path can drop a field. */
export interface PpiOptions {
  /** In (0, 1); one-sided where the alternative is. */
  readonly confidence: number;
  /** "less" gives an upper bound only, "greater" a lower bound only. */
  readonly alternative: Alternative;
  /** Weight of the proxy, in [0, 1]; by default that of the smallest variance. 0 is the truth alone, 1 plain PPI. */
  readonly lambda?: number;
  /** Hypothetical mean that the p-value is about. @defaultValue 0 */
  readonly nullMean?: number;
}

/** A prediction-powered mean. */
export interface PpiEstimate {
  readonly estimate: number;
  /** Greater than or equal to 0. */
  readonly standardError: number;
  /** Weight given to the proxy, in [0, 1]. */
  readonly lambda: number;
  readonly interval: readonly [number, number];
  /** Of "the mean is nullMean", against the alternative; in [0, 1]. */
  readonly pValue: number;
  /** Items with truth. */
  readonly labelled: number;
  /** Items with the proxy only. */
  readonly unlabelled: number;
}

/**
 * PPI++ mean: mean of the truth where it is known, sharpened by a proxy (a judge's
 * score) that is known for many more items. Unbiased however wrong the proxy is;
 * a useless proxy gets weight 0.
 *
 * Assumes that the labelled items were drawn at random from the same population
 * as the others, and independent items (not trials). Asymptotic: intervals use
 * Student's t with labelled − 1 degrees of freedom, and still need about 100
 * labelled items when the mean is near 0 or 1.
 *
 * @returns the estimate; where nothing varies the interval is unbounded and the p-value 1, since a spread that was
 *   not seen proves nothing: use an exact test on the labelled items there
 * @throws RangeError if there are fewer than two labelled items, lengths differ, a value is not finite, or an option
 *   is outside its range, or NaN
 * @see Angelopoulos, Duchi & Zrnic, "PPI++: Efficient Prediction-Powered Inference", arXiv:2311.01453
 *   (mean estimation, power tuning). Departures: variances with n − 1, λ clipped to [0, 1], t instead of normal
 *   quantile.
 */
export function ppiMean({ labelled: { truth, proxy }, unlabelled }: PpiSample, options: PpiOptions): PpiEstimate {
  const n = truth.length;
  if (proxy.length !== n) throw new RangeError(`${n} truths but ${proxy.length} proxies`);
  if (!(n >= 2)) throw new RangeError(`fewer than two labelled items: ${n}`);
  const truths = finite(truth, "truth");
  const proxies = finite(proxy, "proxy");
  const others = finite(unlabelled, "unlabelled proxy");
  const lambda = weightOf(truths, proxies, others, options);
  const corrections = truths.map((value, i) => value - lambda * (proxies[i] ?? 0));
  const size = others.length;
  const estimate = meanOf(corrections) + (size === 0 ? 0 : lambda * meanOf(others));
  // One unlabelled item shows no spread of its own; the labelled proxies then stand in for it.
  const proxyVariance = varianceOf(size > 1 ? others : proxies);
  const variance = varianceOf(corrections) / n + (size === 0 ? 0 : (lambda * lambda * proxyVariance) / size);
  const result = { estimate, standardError: Math.sqrt(variance), lambda, labelled: n, unlabelled: size };
  return { ...result, ...conclude(result, options) };
}

/** Two paired quantities per item, such as the scores of two tiers. */
export interface PairedReadings {
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
}

/** As {@link PpiSample}, with two quantities per item. */
export interface PpiPairedSample {
  readonly labelled: { readonly truth: PairedReadings; readonly proxy: PairedReadings };
  readonly unlabelled: PairedReadings;
}

/**
 * PPI++ mean of the paired difference first − second; {@link ppiMean} of the differences, with the same options.
 *
 * @throws RangeError as there
 */
export function ppiDifference({ labelled, unlabelled }: PpiPairedSample, options: PpiOptions): PpiEstimate {
  const sample = {
    labelled: { truth: differences(labelled.truth), proxy: differences(labelled.proxy) },
    unlabelled: differences(unlabelled),
  };
  return ppiMean(sample, options);
}

function conclude(
  { estimate, standardError, labelled }: Pick<PpiEstimate, "estimate" | "standardError" | "labelled">,
  options: PpiOptions,
): Pick<PpiEstimate, "interval" | "pValue"> {
  const { alternative, nullMean = 0 } = options;
  if (!Number.isFinite(nullMean)) throw new RangeError(`nullMean not finite: ${nullMean}`);
  const degrees = labelled - 1;
  // Also checks the confidence where there is no spread.
  const interval = intervalOf({ estimate, standardError }, options, (p) => studentTQuantile(p, degrees));
  if (standardError === 0) return { interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], pValue: 1 };
  const statistic = (estimate - nullMean) / standardError;
  return { interval, pValue: pValueOf(statistic, alternative, (t) => studentTCdf(t, degrees)) };
}

/** λ that minimises the variance: Cov(truth, proxy) / ((1 + n/N) · Var(proxy)), clipped. */
function weightOf(truth: Float64Array, proxy: Float64Array, others: Float64Array, options: PpiOptions): number {
  const { lambda } = options;
  if (lambda !== undefined) {
    if (!(lambda >= 0 && lambda <= 1)) throw new RangeError(`lambda not in [0, 1]: ${lambda}`);
    if (lambda > 0 && others.length === 0) {
      throw new RangeError(`lambda ${lambda} needs unlabelled items, there are none`);
    }
    return lambda;
  }
  const all = new Float64Array(proxy.length + others.length);
  all.set(proxy);
  all.set(others, proxy.length);
  const spread = varianceOf(all);
  if (spread === 0) return 0;
  // Without unlabelled items n/N is infinite, and the weight 0.
  const best = covarianceOf(truth, proxy) / ((1 + truth.length / others.length) * spread);
  return Math.min(1, Math.max(0, best));
}

function differences({ first, second }: PairedReadings): Float64Array {
  if (first.length !== second.length) throw new RangeError(`${first.length} readings against ${second.length}`);
  return Float64Array.from(first, (value, i) => value - (second[i] ?? 0));
}

function finite(values: ArrayLike<number>, name: string): Float64Array {
  return Float64Array.from(values, (value, i) => {
    if (!Number.isFinite(value)) throw new RangeError(`${name} ${i} not finite: ${value}`);
    return value;
  });
}

function meanOf(values: Float64Array): number {
  return sumOf(values) / values.length;
}

function varianceOf(values: Float64Array): number {
  return covarianceOf(values, values);
}

function covarianceOf(a: Float64Array, b: Float64Array): number {
  // Equal values leave residuals of rounding size only: that is no spread.
  if (a.every((value) => value === a[0])) return 0;
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  return sumOf(a.map((value, i) => (value - meanA) * ((b[i] ?? 0) - meanB))) / (a.length - 1);
}
