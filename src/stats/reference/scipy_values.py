"""A second opinion for the tests of this folder: python3 scipy_values.py > scipy-values.json

Where values.json is computed from definitions, everything here comes out of a
function that SciPy or NumPy ships, so that a definition misread on both sides would show.
"""
import json
import sys

import numpy as np
import scipy
from scipy import integrate, linalg, optimize, spatial, special, stats


def binomial():
    cases = [(0, 59, 0.05), (0, 58, 0.05), (3, 313, 0.02), (40, 1000, 0.05), (700, 1000, 0.7), (5, 20000, 0.001)]
    return [[k, n, p, stats.binom.cdf(k, n, p)] for k, n, p in cases]


def clopper_pearson():
    rows = []
    for k, n, level in [(0, 30, 0.95), (7, 50, 0.9), (30, 30, 0.95), (413, 500, 0.99)]:
        found = stats.binomtest(k, n).proportion_ci(level, "exact")
        rows.append([k, n, level, found.low, found.high])
    return rows


def wilson():
    rows = []
    for k, n, level in [(0, 30, 0.95), (7, 50, 0.9), (30, 30, 0.95), (413, 500, 0.99)]:
        found = stats.binomtest(k, n).proportion_ci(level, "wilson")
        rows.append([k, n, level, found.low, found.high])
    return rows


def normal():
    return [[z, stats.norm.cdf(z), stats.norm.sf(z)] for z in (-6, -1.96, -0.3, 0, 1.2815515655446004, 4)]


def student_t():
    return [[t, df, stats.t.cdf(t, df)] for t, df in [(-4.2, 2), (-1.9, 29), (0.4, 7), (2.1, 399)]]


def mcnemar():
    cases = [(10, 2), (0, 5), (7, 7), (61, 33)]
    return [[b, c, stats.binomtest(min(b, c), b + c, 0.5).pvalue] for b, c in cases]


def hoeffding_bentkus():
    rows = []
    for mean, n, target in [(0, 100, 0.05), (0.011, 400, 0.03), (0.2, 90, 0.35), (0.003, 2000, 0.01), (0.049, 63, 0.05)]:
        divergence = special.rel_entr(mean, target) + special.rel_entr(1 - mean, 1 - target)
        bentkus = np.e * stats.binom.cdf(np.ceil(np.round(n * mean, 9)), n, target)
        rows.append([mean, n, target, min(1, np.exp(-n * divergence), bentkus)])
    return rows


P_VALUES = [[0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.9, 0.0001, 0.013, 0.02], [0.5], [0.05] * 7]


def benjamini_hochberg():
    return [[p, stats.false_discovery_control(p).tolist()] for p in P_VALUES]


READINGS = [[[0.9, 0.8, 0.8, 0.3], [0.8, 0.2, 0.1]], [[1, 1, 2], [1, 1, 1, 2, 3]], [[0.5], [0.4]]]


def auroc():
    return [[right, wrong, stats.mannwhitneyu(right, wrong).statistic / (len(right) * len(wrong))]
            for right, wrong in READINGS]


def isotonic():
    rows = []
    for values, weights in [([1, 3, 2, 2, 5, 4], [1, 1, 2, 1, 3, 0.5]), ([5, 4, 3], [1, 2, 3]), ([0.2, 0.1, 0.4, 0.3, 0.9], [1] * 5)]:
        rows.append([values, weights, optimize.isotonic_regression(values, weights=weights).x.tolist()])
    return rows


DIFFERENCES = [[0.5, -0.1, 0.3, 0.2, 0.05, -0.3, 0.4], [1, 1, 1, -1, 0.5], [0.02, 0.01, -0.005, 0.04, 0.03, 0.011, -0.02, 0.007]]


def sign_flip():
    return [[d, stats.permutation_test((d,), np.mean, permutation_type="samples", n_resamples=np.inf).pvalue] for d in DIFFERENCES]


def paired_t():
    """Mean below a margin of 0.3: one-sided p-value; two-sided interval."""
    rows = []
    for d in DIFFERENCES:
        interval = stats.ttest_1samp(d, 0).confidence_interval(0.95)
        rows.append([d, 0.3, stats.ttest_1samp(d, 0.3, alternative="less").pvalue, interval.low, interval.high])
    return rows


def quantiles():
    values = [9.5, 0.5, 3, 3, 7.25, 1]
    return [[values, p, np.quantile(values, p)] for p in (0, 0.05, 0.5, 0.77, 1)]


CLOUDS = [[[1, 0.5], [2, 0.8], [4, 0.75], [8, 0.9], [5, 0.86]], [[0.1, 0.2], [0.4, 0.25], [1, 0.7], [1.5, 0.71], [3, 0.72]]]


def average_quality():
    """AIQ in both normalisations, up to a cost of 10: the hull by Qhull, the area by trapezoids."""
    rows = []
    for points in CLOUDS:
        first = min(points)
        best = max(quality for _, quality in points)
        # The quality of the best is to be had at any higher cost; two corners far below close the hull.
        closed = np.array([*points, [10, best], [first[0], -9], [10, -9]])
        corners = closed[spatial.ConvexHull(closed).vertices]
        upper = corners[corners[:, 1] > -9]
        upper = upper[np.argsort(upper[:, 0])]
        area = np.trapezoid(upper[:, 1], upper[:, 0])
        rows.append([points, 10, area / (10 - first[0]), area / 10])
    return rows


def paired_posterior():
    """Dirichlet(1/2, 1/2, 1/2, 1/2) on the cells: P(first only - second only < margin), over the second's share."""
    cases = [(0, 0, 12, 0.05), (1, 0, 20, 0.1), (3, 1, 30, 0.05), (2, 5, 45, 0.03), (9, 2, 60, 0.1), (20, 20, 400, 0.05),
             (12, 0, 25, 0.2), (700, 660, 20000, 0.003), (0, 7, 31, 0), (17, 17, 34, 0.02)]
    rows = []
    for b, c, n, margin in cases:
        second = stats.beta(c + 0.5, n - c + 1.5)
        first = stats.beta(b + 0.5, n - b - c + 1)

        def below(x):
            return second.pdf(x) * first.cdf(min(1, (margin + x) / (1 - x)))

        # From here on the first's share is below for certain; the root of the density at 0 needs its own panel.
        turn = (1 - margin) / 2
        marks = sorted({0, 1e-6, *(float(second.ppf(q)) for q in (1e-9, 0.001, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9)), turn, 1})
        parts = [integrate.quad(below, low, high, epsabs=1e-14, epsrel=1e-12, limit=500)[0]
                 for low, high in zip(marks, marks[1:])]
        rows.append([b, c, n, margin, sum(parts)])
    return rows


CLUSTERED = [
    ([0.1, 0.4, -0.2, 0.9, 0.3, 0, 0.7, -0.5, 0.2], [0, 0, 1, 1, 1, 1, 2, 2, 3]),
    ([1, 0, 0, 0, -1, 0, 1, 1, 0, 0, 0, 0], [0, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 4]),
    ([0.2, 0.25, 0.9, 0.85, 0.4, 0.3, 0.5, 0.55], [0, 0, 1, 1, 2, 2, 3, 3]),
    ([0.5, -0.5, 0.5, -0.5, 0, 1], [0, 0, 1, 1, 2, 3]),
]


def cluster_mean():
    """CR2 with the degrees of freedom of Imbens and Kolesár, from the matrices of a regression on a constant."""
    rows = []
    for values, units in CLUSTERED:
        y, g = np.array(values, dtype=float), np.array(units)
        n = len(y)
        hat = np.full((n, n), 1 / n)
        residual = y - y.mean()
        same = g[:, None] == g[None, :]
        pairs = same & ~np.eye(n, dtype=bool)
        correlation = min(1, max(0, (residual[:, None] * residual[None, :])[pairs].mean() / (residual**2).mean()))
        working = np.eye(n) + correlation * pairs
        scaled, variance = [], 0
        for unit in np.unique(g):
            inside = np.flatnonzero(g == unit)
            adjust = np.real(linalg.inv(linalg.sqrtm(np.eye(len(inside)) - hat[np.ix_(inside, inside)])))
            row = adjust @ np.ones(len(inside)) / n
            variance += (row @ residual[inside]) ** 2
            scaled.append((np.eye(n) - hat)[:, inside] @ row)
        matrix = np.array(scaled) @ working @ np.array(scaled).T
        degrees = np.trace(matrix) ** 2 / np.trace(matrix @ matrix)
        rows.append([values, units, np.sqrt(variance), degrees])
    return rows


def main():
    builders = [binomial, clopper_pearson, wilson, normal, student_t, mcnemar, hoeffding_bentkus, benjamini_hochberg, auroc,
                isotonic, sign_flip, paired_t, quantiles, average_quality, paired_posterior,
                cluster_mean]
    made_with = f"Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__}"
    values = {"madeWith": made_with}
    for build in builders:
        values[build.__name__] = [[float(x) if isinstance(x, np.floating) else x for x in row] for row in build()]
    lines = [f'  "{name}": {json.dumps(rows)}' for name, rows in values.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


main()
