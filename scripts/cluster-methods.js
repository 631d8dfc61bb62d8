/**
 * Ways of testing the mean of few clusters against a value: those that were
 * tried for `calibrate` and `compare`, the ones in use among them.
 * @module
 */
import { built } from "./bench-build.js";

const RESAMPLES = 399;
/** Up to here every sign pattern is counted. */
const EXACT_UP_TO = 8;
const LEVEL = 0.05;

/**
 * One sample: a value per item with its cluster, and sums and sizes of the clusters.
 *
 * @typedef {{ readonly values: Float64Array, readonly units: Int32Array, readonly sums: Float64Array, readonly sizes: Float64Array }} Sample
 */
/** @typedef {Pick<Sample, "sums" | "sizes">} Clusters */
/**
 * One-sided p-values of "the mean is the value or more" and "or less".
 *
 * @typedef {{ readonly below: number, readonly above: number }} Tails
 */
/** @typedef {(sample: Sample, value: number, random: import("../src/stats/random.js").Random) => Tails} Method */

/** What is in use, by name. */
export const IN_USE = { test: "cluster t, CR2 (in use)", certificate: "certificate (in use)" };

/**
 * @param {string} dist
 * @returns {Promise<{ readonly [name: string]: Method }>}
 */
export async function clusterMethods(dist) {
  /** @type {typeof import("../src/stats/student-t.js")} */
  const { studentTCdf } = await built(dist, "stats/student-t.js");
  /** @type {typeof import("../src/stats/cluster-mean.js")} */
  const { clusterMean } = await built(dist, "stats/cluster-mean.js");
  /** @type {typeof import("../src/stats/mean-interval.js")} */
  const { meanAbovePValue, meanBelowPValue } = await built(dist, "stats/mean-interval.js");
  /** @type {typeof import("../src/calibrate/loss-bets.js")} */
  const { lossBetsPValue } = await built(dist, "calibrate/loss-bets.js");
  /** @type {typeof import("../src/stats/bounded-mean.js")} */
  const { boundedMeanPValue } = await built(dist, "stats/bounded-mean.js");
  /** @type {typeof import("../src/stats/effective-items.js")} */
  const { effectiveItems } = await built(dist, "stats/effective-items.js");
  const byT = (/** @type {number} */ t, /** @type {number} */ df) => ({
    below: studentTCdf(t, df),
    above: studentTCdf(-t, df),
  });
  return {
    "cluster t, CR1 and G − 1": (sample, value) => byT(studentised(sample, value), sample.sizes.length - 1),
    [IN_USE.test]: ({ values, units, sizes }, value) => {
      const { mean, standardError, degreesOfFreedom } = clusterMean(values, units, sizes.length);
      return byT(signedRatio(mean - value, standardError), degreesOfFreedom);
    },
    [IN_USE.certificate]: ({ values, units, sizes }, value) => {
      const unitCount = sizes.length;
      const summary = clusterMean(values, units, unitCount);
      const second = boundedMeanPValue({ values, effective: effectiveItems(sizes) }, value);
      return { below: Math.max(meanBelowPValue(summary, value), second), above: meanAbovePValue(summary, value) };
    },
    "betting on clusters": ({ values, units, sizes }, value) => ({
      below: lossBetsPValue(
        values,
        { taskType: "bench", units, unitCount: sizes.length },
        { margin: value, level: LEVEL, seed: 1 },
      ),
      above: 1,
    }),
    "cluster bootstrap, percentiles": percentileBootstrap,
    "cluster bootstrap, studentised": studentisedBootstrap,
    "wild cluster bootstrap": wildBootstrap,
  };
}

/** @param {Float64Array} values */
function total(values) {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/**
 * Mean minus the value over the CR1 standard error.
 *
 * @param {Clusters} clusters
 * @param {number} value
 */
function studentised({ sums, sizes }, value) {
  const groups = sums.length;
  const n = total(sizes);
  const mean = total(sums) / n;
  let squares = 0;
  for (let g = 0; g < groups; g += 1) squares += ((sums[g] ?? 0) - (sizes[g] ?? 0) * mean) ** 2;
  return signedRatio(mean - value, Math.sqrt(((groups / (groups - 1)) * squares) / (n * n)));
}

/**
 * Without spread the sign alone speaks.
 *
 * @param {number} difference
 * @param {number} error
 */
function signedRatio(difference, error) {
  if (error > 1e-12) return difference / error;
  return Math.abs(difference) < 1e-12 ? 0 : difference * 1e12;
}

/** @type {Method} */
function percentileBootstrap(clusters, value, random) {
  let below = 0;
  let above = 0;
  for (let b = 0; b < RESAMPLES; b += 1) {
    const { sums, sizes } = resampled(clusters, random);
    const mean = total(sums) / total(sizes);
    if (mean >= value) below += 1;
    if (mean <= value) above += 1;
  }
  return { below: below / RESAMPLES, above: above / RESAMPLES };
}

/** @type {Method} */
function studentisedBootstrap(clusters, value, random) {
  const mean = total(clusters.sums) / total(clusters.sizes);
  const seen = studentised(clusters, value);
  return shares(seen, () => studentised(resampled(clusters, random), mean));
}

/**
 * Signs of whole clusters are flipped about the value, studentised.
 *
 * @type {Method}
 */
function wildBootstrap({ sums, sizes }, value, random) {
  const centred = sums.map((sum, g) => sum - value * (sizes[g] ?? 0));
  const seen = studentised({ sums: centred, sizes }, 0);
  const groups = sums.length;
  if (groups > EXACT_UP_TO) {
    return shares(seen, () =>
      studentised({ sums: centred.map((sum) => (random.uniform() < 0.5 ? sum : -sum)), sizes }, 0),
    );
  }
  let below = 0;
  let above = 0;
  for (let pattern = 0; pattern < 2 ** groups; pattern += 1) {
    const t = studentised({ sums: centred.map((sum, g) => ((pattern >> g) & 1 ? -sum : sum)), sizes }, 0);
    if (t <= seen + 1e-9) below += 1;
    if (t >= seen - 1e-9) above += 1;
  }
  return { below: below / 2 ** groups, above: above / 2 ** groups };
}

/**
 * @param {number} seen
 * @param {() => number} draw
 * @returns {Tails}
 */
function shares(seen, draw) {
  let below = 1;
  let above = 1;
  for (let b = 0; b < RESAMPLES; b += 1) {
    const t = draw();
    if (t <= seen) below += 1;
    if (t >= seen) above += 1;
  }
  return { below: below / (RESAMPLES + 1), above: above / (RESAMPLES + 1) };
}

/**
 * @param {Clusters} clusters
 * @param {import("../src/stats/random.js").Random} random
 * @returns {Clusters}
 */
function resampled({ sums, sizes }, random) {
  const groups = sums.length;
  const drawn = { sums: new Float64Array(groups), sizes: new Float64Array(groups) };
  for (let g = 0; g < groups; g += 1) {
    const source = random.integer(groups);
    drawn.sums[g] = sums[source] ?? 0;
    drawn.sizes[g] = sizes[source] ?? 0;
  }
  return drawn;
}
