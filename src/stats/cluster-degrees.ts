/** One pair of items of the same cluster resembles another as much as in any other cluster. */
export interface ClusterSpread {
  /** Items of every cluster, each at least 1; at least two clusters. */
  readonly sizes: Float64Array;
  /** Correlation of two items of one cluster, in [0, 1]. */
  readonly correlation: number;
}

/**
 * Degrees of freedom of a cluster-robust (CR2) variance of a mean: those of the
 * χ² distribution with the same two moments, if items of one cluster are equally
 * correlated and clusters are not.
 *
 * With clusters of one size they are the number of clusters less one. A cluster
 * with much of the items leaves few: its own spread is seen once.
 *
 * @returns in (0, clusters − 1], up to rounding
 * @throws RangeError if there are fewer than two clusters or an argument is outside its range, or NaN
 * @see Bell & McCaffrey, "Bias reduction in standard errors for linear regression with multi-stage samples", Survey
 *   Methodology 28 (2002); Imbens & Kolesár, "Robust standard errors in small samples: some practical advice", Review
 *   of Economics and Statistics 98 (2016), for the correlation. Written out for a mean, in one pass over the clusters.
 */
export function clusterDegrees({ sizes, correlation }: ClusterSpread): number {
  if (!(sizes.length >= 2)) throw new RangeError(`${sizes.length} clusters have no spread`);
  if (!(correlation >= 0 && correlation <= 1)) throw new RangeError(`correlation not in [0, 1]: ${correlation}`);
  let items = 0;
  let total = 0;
  for (const size of sizes) {
    if (!(size >= 1)) throw new RangeError(`size of a cluster not ≥ 1: ${size}`);
    items += size;
    total += varianceOf(size, correlation);
  }
  // Of the matrix of covariances of the scaled residual sums: its trace, and the sum of its squared entries.
  let trace = 0;
  let squares = 0;
  const sums = { shareShare: 0, varianceVariance: 0, shareVariance: 0 };
  for (const size of sizes) {
    const share = size / items;
    const scale = 1 / (1 - share);
    const variance = varianceOf(size, correlation);
    const common = share * (share * total - 2 * variance);
    trace += scale * (variance + common);
    squares += scale * scale * variance * (variance + 2 * common);
    sums.shareShare += scale * share * share;
    sums.varianceVariance += scale * variance * variance;
    sums.shareVariance += scale * share * variance;
  }
  const { shareShare, varianceVariance, shareVariance } = sums;
  squares +=
    2 * shareShare * varianceVariance +
    (shareShare * total) ** 2 +
    2 * shareVariance ** 2 -
    4 * shareShare * shareVariance * total;
  return (trace * trace) / squares;
}

/** Of a cluster's sum, in units of the variance of one item. */
function varianceOf(size: number, correlation: number): number {
  return size * (1 + (size - 1) * correlation);
}
