"""Reference values for the tests of this folder: python3 generate.py > values.json

Everything is computed with mpmath at 50 digits, from definitions and by means
other than those of the code under test: quadrature and series of mpmath, exact
binomial sums, and for Tango's test a numeric maximisation of the restricted
likelihood instead of its closed form.
"""
import json
import sys
from fractions import Fraction
from math import comb

import mpmath as mp

mp.mp.dps = 50


def f(x):
    return float(x)


def log_gamma():
    return [[x, f(mp.loggamma(mp.mpf(x)))] for x in (0.001, 0.5, 1.5, 3.25, 10, 14.9, 15.1, 100.5, 12345.6, 1e6)]


def stirling_error():
    """ln gamma(x + 1) less Stirling's formula."""
    def left_out(x):
        x = mp.mpf(x)
        return mp.loggamma(x + 1) - ((x + mp.mpf(1) / 2) * mp.log(x) - x + mp.log(2 * mp.pi) / 2)
    return [[x, f(left_out(x))] for x in (0.25, 3, 14.5, 15, 15.5, 20, 300)]


def beta_cdf(x, a, b):
    """Series of positive terms, summed to the end on the side below the mean."""
    x, a, b = mp.mpf(x), mp.mpf(a), mp.mpf(b)
    if x > a / (a + b):
        return 1 - beta_cdf(1 - x, b, a)
    term, total, k = mp.mpf(1), mp.mpf(0), 0
    while term > mp.mpf(10) ** -45 * total:
        total += term
        term *= (a + b + k) / (a + 1 + k) * x
        k += 1
    return mp.exp(a * mp.log(x) + b * mp.log(1 - x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b)) * total / a


def incomplete_beta():
    cases = [(0.1, 0.5, 0.5), (0.5, 2, 3), (0.9, 20, 3), (0.02, 1, 300), (0.05, 3, 120), (0.3, 300, 700),
             (0.31, 3000, 7000), (0.5, 50000, 50000), (0.499, 50000, 50000), (1e-8, 0.5, 10), (0.999999, 5, 0.5),
             (0.01, 200, 800), (1e-6, 0.5, 0.5), (0.6, 2, 5), (0.35, 40.5, 71.5), (1e-5, 0.2, 0.1), (0.9999, 0.2, 3),
             (0.4995, 500000, 500000), (0.3004, 300000, 700000), (0.1992, 200000, 800000)]
    return [[x, a, b, f(beta_cdf(x, a, b))] for x, a, b in cases]


def normal():
    return [[z, f(mp.ncdf(mp.mpf(z)))] for z in (-30, -8, -3.1, -2.5, -2.4999, -1, -0.1, 0, 0.5, 1.96, 2.6, 6)]


def normal_quantile():
    def quantile(p):
        return mp.findroot(lambda z: mp.log(mp.ncdf(z)) - mp.log(mp.mpf(p)), -mp.sqrt(-2 * mp.log(mp.mpf(p))) * 0.9)
    lower = [[p, f(quantile(p))] for p in (1e-100, 1e-20, 1e-6, 0.001, 0.025, 0.05, 0.2, 0.4)]
    return lower + [[0.5, 0.0], [0.975, f(mp.sqrt(2) * mp.erfinv(2 * mp.mpf(0.975) - 1))]]


def t_cdf_value(t, df):
    t, df = mp.mpf(t), mp.mpf(df)
    tail = beta_cdf(df / (df + t * t), df / 2, mp.mpf(1) / 2) / 2
    return tail if t <= 0 else 1 - tail


def student_t():
    return [[t, df, f(t_cdf_value(t, df))] for t, df in
            [(-40, 3), (-6, 9), (-2.2, 1), (-1.5, 2.5), (-0.01, 30), (0, 5), (0.7, 4), (1.98, 99), (2.5, 1000), (-5, 1e5)]]


def student_t_quantile():
    return [[p, df, f(mp.findroot(lambda t: t_cdf_value(t, df) - mp.mpf(p), guess))] for p, df, guess in
            [(0.975, 1, 12.7), (0.975, 9, 2.26), (0.95, 29, 1.7), (0.05, 4, -2.1), (0.005, 120, -2.6), (0.6, 2.5, 0.27)]]


def binomial():
    cases = [(0, 59, "0.05"), (0, 58, "0.05"), (2, 124, "0.05"), (3, 20, "0.3"), (15, 20, "0.3"), (40, 1000, "0.05"),
             (500, 1000, "0.5"), (20, 2000, "0.02"), (1, 298, "0.01")]
    rows = []
    for k, n, text in cases:
        p = Fraction(float(text))
        rows.append([k, n, float(text), float(sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1)))])
    return rows


def hoeffding_bentkus():
    """Losses that add up to k of n against a target; the smaller of Hoeffding's and Bentkus' bounds."""
    rows = []
    for k, n, text in [(0, 50, "0.1"), (2, 100, "0.05"), (10, 500, "0.05"), (45, 1000, "0.05"), (30, 60, "0.7"), (9, 10, "0.95")]:
        target, observed = mp.mpf(float(text)), mp.mpf(k) / n
        divergence = (observed * mp.log(observed / target) if k else 0) + (1 - observed) * mp.log((1 - observed) / (1 - target))
        tail = mp.fsum(mp.binomial(n, i) * target**i * (1 - target) ** (n - i) for i in range(k + 1))
        rows.append([k, n, float(text), f(min(mp.mpf(1), mp.exp(-n * divergence), mp.e * tail))])
    return rows


def random_words():
    """xoshiro128** seeded by splitmix32: seed, length of the stream's name (letters a, b, c, ...), four 32-bit words."""
    mask = 0xFFFFFFFF

    def words(seed, name):
        mixed = (seed ^ (seed >> 32)) & mask
        for letter in name:
            mixed = ((mixed ^ ord(letter)) * 16777619) & mask
        state = []
        for _ in range(4):
            mixed = (mixed + 0x9E3779B9) & mask
            word = ((mixed ^ (mixed >> 16)) * 0x21F0AAAD) & mask
            word = ((word ^ (word >> 15)) * 0x735A2D97) & mask
            state.append(word ^ (word >> 15))

        def rotated(value, bits):
            return ((value << bits) | (value >> (32 - bits))) & mask
        while True:
            yield (rotated((state[1] * 5) & mask, 7) * 9) & mask
            shifted = (state[1] << 9) & mask
            state[2] ^= state[0]
            state[3] ^= state[1]
            state[1] ^= state[2]
            state[0] ^= state[3]
            state[2] ^= shifted
            state[3] = rotated(state[3], 11)
    rows = []
    for seed, length in [(0, 0), (1, 0), (-1, 0), (20261031, 3), (2**40 + 12345, 1), (-(2**45) - 7, 5)]:
        stream = words(seed, "abcdefgh"[:length])
        rows.append([seed, length, *[next(stream) for _ in range(6)]])
    return rows


def clopper_pearson():
    rows = []
    for k, n, confidence in [(0, 10, 0.95), (1, 30, 0.95), (7, 20, 0.9), (20, 20, 0.95), (45, 400, 0.99)]:
        half = (1 - mp.mpf(confidence)) / 2

        def cdf(j, p):
            return mp.fsum(mp.binomial(n, i) * p**i * (1 - p) ** (n - i) for i in range(j + 1))

        def solve(g, lo, hi):
            for _ in range(170):
                mid = (lo + hi) / 2
                lo, hi = (mid, hi) if g(mid) > 0 else (lo, mid)
            return lo
        upper = mp.mpf(1) if k == n else solve(lambda p: cdf(k, p) - half, mp.mpf(0), mp.mpf(1))
        lower = mp.mpf(0) if k == 0 else solve(lambda p: half - (1 - cdf(k - 1, p)), mp.mpf(0), mp.mpf(1))
        rows.append([k, n, confidence, f(lower), f(upper)])
    return rows


def wilson():
    rows = []
    for k, n, confidence in [(0, 10, 0.95), (81, 263, 0.95), (15, 148, 0.95), (1, 29, 0.95), (29, 29, 0.9)]:
        z = mp.sqrt(2) * mp.erfinv(mp.mpf(confidence))
        # The two rates whose score statistic is exactly z: roots of (k - n p)^2 = z^2 n p (1 - p).
        a, b, c = n * n + z * z * n, -(2 * k * n + z * z * n), mp.mpf(k * k)
        root = mp.sqrt(b * b - 4 * a * c)
        rows.append([k, n, confidence, f((-b - root) / (2 * a)), f((-b + root) / (2 * a))])
    return rows


def tango_z(b, c, n, delta):
    """First-only b, second-only c; restricted likelihood maximised by ternary search over the rate of c."""
    delta = mp.mpf(delta)
    rest = n - b - c

    def log_likelihood(q):
        def part(count, rate):
            if count == 0:
                return mp.mpf(0)
            return count * mp.log(rate) if rate > 0 else mp.mpf("-inf")
        return part(b, q + delta) + part(c, q) + part(rest, 1 - 2 * q - delta)
    lo, hi = max(mp.mpf(0), -delta), (1 - delta) / 2
    for _ in range(400):
        left, right = lo + (hi - lo) / 3, hi - (hi - lo) / 3
        if log_likelihood(left) < log_likelihood(right):
            lo = left
        else:
            hi = right
    q = (lo + hi) / 2
    return (b - c - n * delta) / mp.sqrt(n * (2 * q + delta * (1 - delta)))


def tango():
    cases = [(0, 0, 60, 0.05), (3, 1, 60, 0.05), (12, 4, 200, 0.03), (4, 12, 200, -0.03), (5, 5, 100, 0.1),
             (30, 2, 100, 0.2), (0, 6, 44, 0.02), (1, 0, 30, -0.05), (10, 2, 50, 0), (3, 2, 60, 0.999999999),
             (2, 3, 60, -0.999999999)]
    mp.mp.dps = 40
    rows = [[b, c, n, d, f(tango_z(b, c, n, d))] for b, c, n, d in cases]
    mp.mp.dps = 50
    return rows


def tango_interval():
    mp.mp.dps = 40
    rows = []
    z = mp.sqrt(2) * mp.erfinv(mp.mpf(0.95))
    for b, c, n in [(12, 4, 200), (0, 0, 60), (1, 7, 50)]:
        bounds = []
        for sign in (1, -1):
            lo, hi = mp.mpf(-1) + mp.mpf(10) ** -9, mp.mpf(1) - mp.mpf(10) ** -9
            for _ in range(46):
                mid = (lo + hi) / 2
                lo, hi = (mid, hi) if tango_z(b, c, n, mid) > sign * z else (lo, mid)
            bounds.append(f(lo))
        rows.append([b, c, n, 0.95, bounds[0], bounds[1]])
    mp.mp.dps = 50
    return rows


def betting():
    """Every k-th of n values is 1, the rest 0; capital by definition, the p-value at level 0.05."""
    rows = []
    for every, n, text in [(2, 12, "0.8"), (5, 40, "0.5"), (7, 60, "0.3"), (50, 30, "0.1"), (3, 50, "0.2")]:
        mean, cap = mp.mpf(float(text)), mp.mpf(3) / 4
        values = [mp.mpf(1 if i % every == 0 else 0) for i in range(1, n + 1)]
        capital, largest = mp.mpf(1), mp.mpf(1)
        means = [(mp.mpf(1) / 2 + mp.fsum(values[:i])) / (i + 1) for i in range(n + 1)]
        for i in range(n):
            variance = (mp.mpf(1) / 4 + mp.fsum((values[j] - means[j + 1]) ** 2 for j in range(i))) / (i + 1)
            bet = min(mp.sqrt(2 * mp.log(1 / mp.mpf(0.05)) / (n * variance)), cap / (1 - mean))
            capital *= 1 - bet * (values[i] - mean)
            largest = max(largest, capital)
        rows.append([every, n, float(text), f(min(mp.mpf(1), 1 / largest))])
    return rows


def e_process():
    rows = []
    for losses, wins, ties, text in [(3, 1, 20, "0.05"), (0, 0, 120, "0.05"), (40, 2, 58, "0.05"), (5, 9, 11, "-0.1")]:
        margin = Fraction(float(text))
        bets = [Fraction(bet) for bet in (0.05, 0.15, 0.3, 0.5, 0.75)]

        def mixture(side):
            """side +1 bets on values below the margin, -1 on values above."""
            total = Fraction(0)
            for bet in bets:
                scale = bet / (1 - side * margin)
                total += ((1 - side * scale * (1 - margin)) ** losses * (1 + side * scale * (1 + margin)) ** wins
                          * (1 + side * scale * margin) ** ties)
            return f(mp.log(mp.mpf(total.numerator) / total.denominator / len(bets)))
        rows.append([losses, wins, ties, float(text), mixture(1), mixture(-1)])
    return rows


def mcnemar():
    rows = []
    for b, c in [(10, 2), (1, 0), (0, 6), (5, 5), (31, 12), (200, 260), (400, 100)]:
        n, k = b + c, min(b, c)
        weights = [Fraction(comb(n, i), 2**n) for i in range(n + 1)]
        extreme = sum(w for i, w in enumerate(weights) if min(i, n - i) <= k)
        observed = sum(w for i, w in enumerate(weights) if min(i, n - i) == k)
        rows.append([b, c, float(extreme), float(extreme - observed / 2)])
    return rows


def two_raters():
    """Both yes, first only, second only, both no; Cohen's kappa and Gwet's AC1."""
    rows = []
    for a, b, c, d in [(20, 5, 10, 15), (118, 5, 2, 0), (45, 15, 25, 15), (25, 35, 5, 35), (1, 0, 0, 99), (80, 10, 10, 0)]:
        n = a + b + c + d
        agreed = Fraction(a + d, n)
        first, second = Fraction(a + b, n), Fraction(a + c, n)
        chance = first * second + (1 - first) * (1 - second)
        share = (first + second) / 2
        other = 2 * share * (1 - share)
        rows.append([a, b, c, d, float((agreed - chance) / (1 - chance)), float((agreed - other) / (1 - other))])
    return rows


def ppi_mean():
    """Made-up data; the weight is found by comparing the exact variance on both sides of the returned one."""
    rows = []
    for n, size in [(8, 40), (30, 300), (100, 1000), (25, 5)]:
        truth = [Fraction(7 * i % 11, 10) for i in range(n)]
        proxy = [Fraction((7 * i + i % 4) % 11, 10) for i in range(n)]
        others = [Fraction((5 * i + 3) % 13, 12) for i in range(size)]

        def mean(values):
            return sum(values) / len(values)

        def variance(values):
            middle = mean(values)
            return sum((v - middle) ** 2 for v in values) / (len(values) - 1)
        spread = variance(proxy + others)
        covariance = (variance([t + p for t, p in zip(truth, proxy)]) - variance([t - p for t, p in zip(truth, proxy)])) / 4

        def planned(weight):
            return weight**2 * spread / size + (variance(truth) - 2 * weight * covariance + weight**2 * spread) / n
        low, high = Fraction(0), Fraction(1)
        for _ in range(60):
            middle, step = (low + high) / 2, (high - low) / 2**20
            low, high = (low, middle) if planned(middle + step) > planned(middle - step) else (middle, high)
        weight = (low + high) / 2
        rest = [t - weight * p for t, p in zip(truth, proxy)]
        square = weight**2 * variance(others) / size + variance(rest) / n
        rows.append([n, size, float(weight), float(mean(rest) + weight * mean(others)),
                     f(mp.sqrt(mp.mpf(square.numerator) / square.denominator))])
    return rows


def rogan_gladen():
    """Passed of n, sensitivity, specificity; the standard error by numeric derivatives."""
    rows = []
    for passed, n, hits1, m1, hits0, m0 in [(600, 1000, 90, 100, 80, 100), (81, 263, 45, 50, 33, 40), (150, 200, 19, 20, 14, 20)]:
        rates = [mp.mpf(passed) / n, mp.mpf(hits1) / m1, mp.mpf(hits0) / m0]

        def rate(p, q1, q0):
            return mp.findroot(lambda x: x * q1 + (1 - x) * (1 - q0) - p, 0.5)
        square = mp.mpf(0)
        for position, size in enumerate((n, m1, m0)):
            up, down = list(rates), list(rates)
            up[position] += mp.mpf(10) ** -15
            down[position] -= mp.mpf(10) ** -15
            slope = (rate(*up) - rate(*down)) / (2 * mp.mpf(10) ** -15)
            square += slope**2 * rates[position] * (1 - rates[position]) / size
        rows.append([passed, n, hits1, m1, hits0, m0, f(rate(*rates)), f(mp.sqrt(square))])
    return rows


def rogan_gladen_interval():
    """Rogan-Gladen with imagined items: z^2/2 and z^2/2 judged ones, one and one in each calibration sample."""
    rows = []
    for passed, n, hits1, m1, hits0, m0, confidence in [(600, 1000, 90, 100, 80, 100, 0.95), (81, 263, 45, 50, 33, 40, 0.9),
                                                        (30, 60, 18, 20, 13, 15, 0.99)]:
        z = mp.sqrt(2) * mp.erfinv(mp.mpf(confidence))
        sizes = (n + z * z, mp.mpf(m1 + 2), mp.mpf(m0 + 2))
        rates = [(passed + z * z / 2) / sizes[0], (hits1 + 1) / sizes[1], (hits0 + 1) / sizes[2]]

        def rate(p, q1, q0):
            return mp.findroot(lambda x: x * q1 + (1 - x) * (1 - q0) - p, 0.5)
        errors = [q * (1 - q) / size for q, size in zip(rates, sizes)]
        square = sum(mp.diff(rate, rates, tuple(int(i == j) for i in range(3))) ** 2 * errors[j] for j in range(3))
        middle = rate(*rates)
        shifted = middle + 2 * z * z * (middle * errors[1] - (1 - middle) * errors[2])
        bounds = [f(min(max(shifted + side * z * mp.sqrt(square), 0), 1)) for side in (-1, 1)]
        rows.append([passed, n, hits1, m1, hits0, m0, confidence, *bounds])
    return rows


def sign_flip():
    """The first n of Darwin's 15 pairs: two-sided and one-sided p-values over all sign patterns."""
    darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
    rows = []
    for n in (1, 5, 8, 12, 15):
        totals = {0: 1}
        for size in darwin[:n]:
            following = {}
            for total, count in totals.items():
                for flipped in (total + size, total - size):
                    following[flipped] = following.get(flipped, 0) + count
            totals = following
        seen = sum(darwin[:n])
        both = sum(count for total, count in totals.items() if abs(total) >= abs(seen))
        greater = sum(count for total, count in totals.items() if total >= seen)
        rows.append([n, both / 2**n, greater / 2**n])
    return rows


def main():
    builders = [log_gamma, stirling_error, incomplete_beta, normal, normal_quantile, student_t, student_t_quantile, binomial,
                hoeffding_bentkus, random_words, clopper_pearson, wilson, tango, tango_interval, betting, e_process, mcnemar, two_raters, ppi_mean,
                rogan_gladen, rogan_gladen_interval, sign_flip]
    made_with = f"Python {sys.version.split()[0]}, mpmath {mp.__version__}"
    values = {"madeWith": made_with, **{build.__name__: build() for build in builders}}
    lines = [f'  "{name}": {json.dumps(rows)}' for name, rows in values.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


main()
