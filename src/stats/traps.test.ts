/** Mistakes that statistics of benchmarks are known for, each by its name, across the functions of this room. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auroc } from "./auroc.js";
import { benjaminiHochberg } from "./benjamini-hochberg.js";
import { bettingPValue, bettingUpperBound } from "./betting.js";
import { binomialCdf, largestAllowedFailures } from "./binomial.js";
import { bootstrapMeans, percentileInterval } from "./bootstrap.js";
import { clopperPearsonInterval } from "./clopper-pearson.js";
import { clusterMean } from "./cluster-mean.js";
import { decision, logEvidence, observe, type SequentialDecision, startSequentialTest } from "./e-process.js";
import { fixedSequence } from "./fixed-sequence.js";
import { averageGapRecovered, callPerformanceThreshold } from "./gap-recovered.js";
import { hoeffdingBentkusPValue } from "./hoeffding-bentkus.js";
import { holm } from "./holm.js";
import { mcnemarPValues } from "./mcnemar.js";
import { meanBelowPValue, meanInterval } from "./mean-interval.js";
import { multiStartFixedSequence } from "./multi-start.js";
import { ppiMean } from "./ppi-mean.js";
import { averageQuality, qualityHull } from "./quality-hull.js";
import { type Random, seededRandom } from "./random.js";
import { riskCoverage } from "./risk-coverage.js";
import { correctedRate } from "./rogan-gladen.js";
import { signFlipPValue } from "./sign-flip.js";
import { tangoInterval, tangoPValue } from "./tango.js";
import { wilsonInterval } from "./wilson-interval.js";

const each = (n: number) => Int32Array.from({ length: n }, (_, i) => i);
const meanOf = (values: ArrayLike<number>) =>
  clusterMean(Float64Array.from(values), each(values.length), values.length);
/** So far a share of `sims` runs may be from its expectation: three binomial standard errors. */
const slack = (rate: number, sims: number) => 3 * Math.sqrt((rate * (1 - rate)) / sims);

describe("trap: ties are handled as blocks", () => {
  /** Readings of four levels, so that most are tied, and right or wrong answers. */
  const tied = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { minLength: 4, maxLength: 40 });

  test("AUROC and AURC do not depend on the order of equal readings", () => {
    fc.assert(
      fc.property(tied, (items) => {
        const measures = (rows: typeof items) => {
          const readings = Float64Array.from(rows, ([reading]) => reading);
          const right = rows.map(([, isRight]) => Number(isRight));
          return [
            auroc(readings, Uint8Array.from(right)) ?? 0.5,
            riskCoverage(
              readings,
              right.map((value) => 1 - value),
            ).area,
          ];
        };
        const wrongFirst = [...items].sort((a, b) => Number(a[1]) - Number(b[1]));
        const rightFirst = [...wrongFirst].reverse();
        measures(wrongFirst).forEach((value, i) => expect(value).toBeCloseTo(measures(rightFirst)[i] ?? 0, 10));
      }),
      { seed: 1 },
    );
  });

  test("a constant reading tells nothing, whichever items stand first", () => {
    const losses = [1, 1, 1, 0, 0, 0, 0, 0];
    const constant = losses.map(() => 7);
    expect(riskCoverage(constant, losses).normalised).toBeCloseTo(1, 12);
    expect(auroc(Float64Array.from(constant), Uint8Array.from(losses))).toBe(0.5);
  });

  test("curves count points of one share once, p-values that are equal are adjusted alike", () => {
    const gap = { weak: 0, strong: 1 };
    const curve = (a: number, b: number) => [
      { strongShare: 0.5, quality: a },
      { strongShare: 0.5, quality: b },
    ];
    expect(averageGapRecovered(curve(0.2, 0.6), gap)).toBe(averageGapRecovered(curve(0.6, 0.2), gap));
    for (const adjust of [holm, benjaminiHochberg]) {
      const [first, second, third] = adjust([0.01, 0.05, 0.01]);
      expect(first).toBe(third);
      expect(second).toBeGreaterThan(first ?? 1);
    }
  });
});

describe("trap: NaN at zero errors", () => {
  const zeros = new Float64Array(80);
  const ones = new Float64Array(80).fill(1);
  const flip = { unitCount: 80, alternative: "two-sided", resamples: 50, random: seededRandom(1) } as const;
  const sample = (value: number) => ({
    labelled: { truth: zeros.map(() => value), proxy: zeros.map(() => value) },
    unlabelled: new Float64Array(40).fill(value),
  });
  const ppi = (value: number) => ppiMean(sample(value), { confidence: 0.95, alternative: "two-sided" });
  const tally = (count: number) => ({ count, n: 80 });

  test.each<[string, () => readonly number[]]>([
    ["Tango, no discordant pair", () => [tangoPValue({ firstOnly: 0, secondOnly: 0, n: 80 }, 0.05)]],
    ["Tango interval", () => [...tangoInterval({ firstOnly: 0, secondOnly: 0, n: 80 }, 0.95)]],
    ["McNemar", () => Object.values(mcnemarPValues({ firstOnly: 0, secondOnly: 0 }))],
    ["binomial", () => [binomialCdf(0, 80, 0.05), binomialCdf(80, 80, 0.05)]],
    ["Hoeffding–Bentkus", () => [hoeffdingBentkusPValue(0, 80, 0.05), hoeffdingBentkusPValue(1, 80, 0.05)]],
    ["betting", () => [bettingPValue(zeros, 0.05, { level: 0.05 }), bettingPValue(ones, 0.05, { level: 0.05 })]],
    ["betting bound", () => [bettingUpperBound(zeros, { level: 0.05 }), bettingUpperBound(ones, { level: 0.05 })]],
    ["Wilson", () => [...wilsonInterval(0, 80, 0.95), ...wilsonInterval(80, 80, 0.95)]],
    ["Clopper–Pearson", () => [...clopperPearsonInterval(0, 80, 0.95), ...clopperPearsonInterval(80, 80, 0.95)]],
    ["t", () => [meanBelowPValue(meanOf(zeros), 0.05), ...meanInterval(meanOf(zeros), 0.95)]],
    ["sign flips", () => [signFlipPValue(zeros, each(80), flip)]],
    [
      "AURC",
      () => Object.values(riskCoverage(Float64Array.from(each(80)), zeros)).map((value: number | null) => value ?? 0),
    ],
    ["PPI++", () => [ppi(0).estimate, ppi(0).pValue, ppi(1).standardError, ppi(1).pValue]],
    [
      "Rogan–Gladen",
      () => [
        ...correctedRate({ passed: tally(0), sensitivity: tally(80), specificity: tally(80) }, 0.95).interval,
        correctedRate({ passed: tally(80), sensitivity: tally(80), specificity: tally(80) }, 0.95).estimate,
      ],
    ],
  ])("%s", (_, values) => {
    for (const value of values()) expect(Number.isFinite(value)).toBe(true);
  });

  test("what did not vary is not certain: no p-value of 0, no interval of a point", () => {
    expect(tangoPValue({ firstOnly: 0, secondOnly: 0, n: 80 }, 0.05)).toBeGreaterThan(0.001);
    expect(meanBelowPValue(meanOf(zeros), 0.05)).toBe(0.95 ** 80);
    expect(hoeffdingBentkusPValue(0, 80, 0.05)).toBeCloseTo(0.95 ** 80, 12);
    expect(wilsonInterval(0, 80, 0.95)[1]).toBeGreaterThan(0.02);
    expect(tangoInterval({ firstOnly: 0, secondOnly: 0, n: 80 }, 0.95)[1]).toBeGreaterThan(0.02);
    expect(ppi(0).interval).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});

test("trap: p-values near 0 keep their size and order, and never become NaN", () => {
  const tango = [20, 200, 2000].map((n) => tangoPValue({ firstOnly: n / 20, secondOnly: n / 20, n }, 0.2));
  expect(tango.every((p, i) => p > 0 && p < (tango[i - 1] ?? 1))).toBe(true);
  expect(tangoPValue({ firstOnly: 1000, secondOnly: 1000, n: 1_000_000 }, 0.2)).toBe(0);
  expect(Math.log(binomialCdf(0, 10_000, 0.05))).toBeCloseTo(10_000 * Math.log1p(-0.05), 9);
  expect(binomialCdf(0, 1_000_000, 0.05)).toBe(0);
  expect(hoeffdingBentkusPValue(0, 1_000_000, 0.05)).toBe(0);
  expect(holm([0, 1e-300, 0])).toEqual([0, 1e-300, 0]);
});

test("trap: a binomial tail is not a sum over all failures", () => {
  // 10⁹ trials take no longer than ten, and the tail at the mean stays a half.
  const from = performance.now();
  expect(binomialCdf(5e8, 1e9, 0.5)).toBeCloseTo(0.5, 4);
  expect(largestAllowedFailures(1e9, 0.02, 0.05)).toBeLessThan(2e7);
  expect(performance.now() - from).toBeLessThan(1000);
});

describe("trap: fixed sequence started at the strictest threshold", () => {
  /** One p-value per served count: two errors in 1,000 served, the target being 5 %. */
  const pValues = Array.from({ length: 1000 }, (_, i) => binomialCdf(i < 300 ? 0 : i < 600 ? 1 : 2, i + 1, 0.05));

  test("certifies nothing, where a start that could succeed certifies all", () => {
    expect(fixedSequence(pValues, 0.05)).toBe(0);
    const start = 58;
    expect(pValues.slice(0, start).every((p) => p > 0.05)).toBe(true);
    expect(multiStartFixedSequence(pValues, { starts: [start], level: 0.05 }).highest).toBe(999);
  });
});

describe("trap: Hoeffding–Bentkus on differences", () => {
  test("a difference mapped to [0, 1] is far from 0: the bound takes over seven times the items of betting", () => {
    const passes = (test: (values: Float64Array) => number, n: number) => {
      // Five per cent of discordant pairs either way, evenly spread; the margin is five points.
      const values = Float64Array.from({ length: n }, (_, i) => (i % 40 === 7 ? 1 : i % 40 === 21 ? 0 : 0.5));
      return test(values) <= 0.05;
    };
    const bound = (values: Float64Array) => hoeffdingBentkusPValue(meanOf(values).mean, values.length, 0.525);
    const betting = (values: Float64Array) => bettingPValue(values, 0.525, { level: 0.05 });
    expect(passes(betting, 200)).toBe(true);
    expect(passes(bound, 1500)).toBe(false);
  });
});

describe("trap: one-sided dropped", () => {
  test("a one-sided question uses all of its level on its side", () => {
    const counts = { firstOnly: 6, secondOnly: 4, n: 200 };
    // The two-sided 90 % bound is the one-sided 95 % bound: a margin beyond it is rejected at 5 %, one within is not.
    const upper = tangoInterval(counts, 0.9)[1];
    expect(tangoPValue(counts, upper + 1e-6)).toBeLessThan(0.05);
    expect(tangoPValue(counts, upper - 1e-6)).toBeGreaterThan(0.05);
    const values = Float64Array.from({ length: 60 }, (_, i) => ((i * 7) % 10) / 100 + 0.06);
    const bound = meanInterval(meanOf(values), 0.9)[1];
    expect(meanBelowPValue(meanOf(values), bound)).toBeCloseTo(0.05, 10);
  });

  test("sign flips: the sides differ, and together they cover every pattern", () => {
    const values = [0.4, 0.1, 0.3, -0.2, 0.25];
    const options = { unitCount: 5, resamples: 1, random: seededRandom(1) };
    const p = (alternative: "two-sided" | "less" | "greater") =>
      signFlipPValue(values, each(5), { ...options, alternative });
    expect(p("greater")).toBeLessThan(p("two-sided"));
    expect(p("less")).toBeGreaterThan(0.5);
    expect(p("less") + p("greater")).toBeGreaterThanOrEqual(1);
  });
});

test("trap: AIQ normalisation: the range and the maximum differ, and both are named", () => {
  const hull = qualityHull(
    [
      { cost: 2, quality: 0.5 },
      { cost: 4, quality: 0.9 },
    ],
    10,
  );
  // Area 1.4 up to cost 4, then 0.9 · 6.
  expect(averageQuality(hull).byRange).toBeCloseTo(6.8 / 8, 12);
  expect(averageQuality(hull).byMaximum).toBeCloseTo(6.8 / 10, 12);
});

test("trap: unsorted interpolation: a curve that falls, in any order of its points", () => {
  const gap = { weak: 0.4, strong: 0.8 };
  const curve = [
    { strongShare: 0.8, quality: 0.6 },
    { strongShare: 0.2, quality: 0.7 },
    { strongShare: 0.5, quality: 0.5 },
  ];
  const found = callPerformanceThreshold(curve, gap, 0.5);
  // Rises to 0.75 at 0.2, passing a half at two thirds of the way.
  expect(found.firstCrossing).toBeCloseTo(0.2 * (2 / 3), 12);
  const sorted = [...curve].sort((a, b) => a.strongShare - b.strongShare);
  expect(callPerformanceThreshold(sorted, gap, 0.5)).toEqual(found);
  expect(averageGapRecovered(sorted, gap)).toBe(averageGapRecovered(curve, gap));
});

test("trap: a variance with n instead of n − 1", () => {
  const truth = [0, 1, 1, 0, 1];
  const { standardError } = ppiMean(
    { labelled: { truth, proxy: truth }, unlabelled: [1, 0] },
    { confidence: 0.95, alternative: "two-sided", lambda: 0 },
  );
  expect(standardError).toBeCloseTo(Math.sqrt(0.3 / 5), 12);
  expect(meanOf(truth).standardError).toBeCloseTo(Math.sqrt(0.3 / 5), 12);
});

describe("Tango against R (contingencytables 3.0.0, its own tests)", () => {
  test("6 against 16 of 161: −0.0621 (−0.1240 to −0.0054); mid-p McNemar 0.034690", () => {
    const [lo, hi] = tangoInterval({ firstOnly: 6, secondOnly: 16, n: 161 }, 0.95);
    expect([lo.toFixed(4), (-10 / 161).toFixed(4), hi.toFixed(4)]).toEqual(["-0.1240", "-0.0621", "-0.0054"]);
    expect(mcnemarPValues({ firstOnly: 6, secondOnly: 16 }).midP.toFixed(6)).toBe("0.034690");
  });
});

describe("PPI++ covers over a grid of judges and samples", () => {
  const SIMS = 200;
  const judged = (random: Random, sensitivity: number, specificity: number) => {
    const truth = Number(random.uniform() < 0.8);
    const isPass = random.uniform() < (truth === 1 ? sensitivity : 1 - specificity);
    return { truth, proxy: Number(isPass) };
  };

  test.each([
    [0.95, 0.7, 100, 500],
    [0.98, 0.9, 100, 2000],
    [0.98, 0.9, 200, 500],
    [0.6, 0.5, 150, 1000],
  ])("sensitivity %d, specificity %d, %d labelled, %d not", (sensitivity, specificity, n, size) => {
    const random = seededRandom(20_261_031, `ppi grid ${sensitivity} ${n}`);
    let covered = 0;
    for (let sim = 0; sim < SIMS; sim += 1) {
      const rows = Array.from({ length: n }, () => judged(random, sensitivity, specificity));
      const unlabelled = Array.from({ length: size }, () => judged(random, sensitivity, specificity).proxy);
      const labelled = { truth: rows.map(({ truth }) => truth), proxy: rows.map(({ proxy }) => proxy) };
      const [lo, hi] = ppiMean({ labelled, unlabelled }, { confidence: 0.95, alternative: "two-sided" }).interval;
      if (lo <= 0.8 && hi >= 0.8) covered += 1;
    }
    // Asymptotic: one point below the level is allowed for, as in the tests of the function.
    expect(covered / SIMS).toBeGreaterThan(0.94 - slack(0.95, SIMS));
  });
});

describe("coverage of a paired difference with clusters", () => {
  const SIMS = 200;
  test("bootstrap and cluster-robust t: 95 % of 200 samples; items taken for independent: far less", () => {
    const covered = { bootstrap: 0, robust: 0, naive: 0 };
    for (let seed = 1; seed <= SIMS; seed += 1) {
      const random = seededRandom(seed, "clustered difference");
      // 60 clusters of 6 items share how much they suit either side; the true mean is 0.
      const shared = Array.from({ length: 60 }, () => 0.3 * random.normal());
      const values = Float64Array.from(
        { length: 360 },
        (_, i) => (shared[Math.floor(i / 6)] ?? 0) + 0.3 * random.normal(),
      );
      const units = Int32Array.from({ length: 360 }, (_, i) => Math.floor(i / 6));
      const sums = new Float64Array(60);
      values.forEach((value, i) => {
        sums[units[i] ?? 0] = (sums[units[i] ?? 0] ?? 0) + value;
      });
      const stratum = { weight: 1, sizes: new Float64Array(60).fill(6), columns: [sums] };
      const [means = new Float64Array(0)] = bootstrapMeans([stratum], 1000, random);
      const count = (name: keyof typeof covered, [lo, hi]: readonly [number, number]) => {
        if (lo <= 0 && hi >= 0) covered[name] += 1;
      };
      count("bootstrap", percentileInterval(means, 0.95));
      count("robust", meanInterval(clusterMean(values, units, 60), 0.95));
      count("naive", meanInterval(meanOf(values), 0.95));
    }
    expect(covered.robust / SIMS).toBeGreaterThan(0.95 - slack(0.95, SIMS));
    // Percentiles of 60 clusters are a point short, as normal against Student's quantiles are.
    expect(covered.bootstrap / SIMS).toBeGreaterThan(0.94 - slack(0.95, SIMS));
    expect(covered.naive / SIMS).toBeLessThan(0.8);
  });
});

describe("sequential tests", () => {
  const question = { margin: 0.05, level: 0.05 };
  const draw = (random: Random, loss: number, win: number) => {
    const u = random.uniform();
    return u < loss ? 1 : u < loss + win ? -1 : 0;
  };

  test("looking after every item: false certificates at the margin stay within the level in 1,000 runs", () => {
    const SIMS = 1000;
    let wrong = 0;
    for (let seed = 1; seed <= SIMS; seed += 1) {
      const random = seededRandom(seed, "monitoring");
      let state = startSequentialTest(question);
      for (let i = 0; i < 200 && decision(state) === null; i += 1) state = observe(state, draw(random, 0.1, 0.05));
      if (decision(state) === "non-inferior") wrong += 1;
    }
    expect(wrong / SIMS).toBeLessThan(0.05 + slack(0.05, SIMS));
  });

  test.each([
    ["as good as the reference", 0.01, 0.01, "non-inferior"],
    ["a third worse", 0.35, 0.02, "inferior"],
  ] as const)("%s: the same answer as Tango's test on 600 items", (_, loss, win, expected) => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seededRandom(seed, "clear");
      let state = startSequentialTest(question);
      const counts = { firstOnly: 0, secondOnly: 0, n: 600 };
      let found: SequentialDecision = null;
      for (let i = 0; i < 600; i += 1) {
        const value = draw(random, loss, win);
        if (value === 1) counts.firstOnly += 1;
        if (value === -1) counts.secondOnly += 1;
        state = observe(state, value);
        found ??= decision(state);
      }
      const isWithin = tangoPValue(counts, question.margin) <= 0.05;
      const isBeyond = tangoInterval(counts, 0.9)[0] > question.margin;
      expect(found, `seed ${seed}`).toBe(expected);
      expect(isWithin ? "non-inferior" : isBeyond ? "inferior" : null, `seed ${seed}`).toBe(expected);
    }
    expect(Number.isFinite(logEvidence(startSequentialTest(question)).inferior)).toBe(true);
  });
});
