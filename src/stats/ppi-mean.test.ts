import { describe, expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import type { Alternative } from "./alternative.js";
import { type PpiOptions, type PpiSample, ppiDifference, ppiMean } from "./ppi-mean.js";
import { type Random, seededRandom } from "./random.js";
import { studentTQuantile } from "./student-t.js";

const twoSided: PpiOptions = { confidence: 0.95, alternative: "two-sided" };

/** The made-up data of reference/generate.py. */
function madeUp(n: number, size: number): PpiSample {
  return {
    labelled: {
      truth: Array.from({ length: n }, (_, i) => ((7 * i) % 11) / 10),
      proxy: Array.from({ length: n }, (_, i) => ((7 * i + (i % 4)) % 11) / 10),
    },
    unlabelled: Array.from({ length: size }, (_, i) => ((5 * i + 3) % 13) / 12),
  };
}

test.each(referenceValues("ppi_mean"))(
  "%d labelled, %d not",
  (n = 0, size = 0, lambda = 0, estimate = 0, error = 0) => {
    const found = ppiMean(madeUp(n, size), twoSided);
    expect(found.lambda).toBeCloseTo(lambda, 12);
    expect(found.estimate).toBeCloseTo(estimate, 12);
    expect(found.standardError).toBeCloseTo(error, 12);
  },
);

/** A judge with known sensitivity and specificity. */
function judged(random: Random, { n = 0, size = 0, rate = 0, sensitivity = 0, specificity = 0 }): PpiSample {
  const draw = () => {
    const truth = random.uniform() < rate ? 1 : 0;
    const passes = truth === 1 ? random.uniform() < sensitivity : random.uniform() >= specificity;
    return { truth, proxy: passes ? 1 : 0 };
  };
  const labelled = Array.from({ length: n }, draw);
  return {
    labelled: { truth: labelled.map((item) => item.truth), proxy: labelled.map((item) => item.proxy) },
    unlabelled: Float64Array.from({ length: size }, () => draw().proxy),
  };
}

describe("coverage and width with a judge of sensitivity 0.95 and specificity 0.7, true rate 0.8", () => {
  test.each([500, 2000])("100 labelled, %d not", (size) => {
    const random = seededRandom(20_261_031, "ppi");
    const sims = 1000;
    let covered = 0;
    let width = 0;
    let width0 = 0;
    for (let sim = 0; sim < sims; sim += 1) {
      const sample = judged(random, { n: 100, size, rate: 0.8, sensitivity: 0.95, specificity: 0.7 });
      const [lo, hi] = ppiMean(sample, twoSided).interval;
      if (lo <= 0.8 && hi >= 0.8) covered += 1;
      width += (hi - lo) / sims;
      const [lo0, hi0] = ppiMean(sample, { ...twoSided, lambda: 0 }).interval;
      width0 += (hi0 - lo0) / sims;
    }
    // An asymptotic interval: one point below the level, plus three standard errors of 1000 runs.
    expect(covered / sims).toBeGreaterThan(0.94 - 3 * Math.sqrt((0.95 * 0.05) / sims));
    expect(covered / sims).toBeLessThan(0.95 + 3 * Math.sqrt((0.95 * 0.05) / sims));
    if (size === 2000) expect(width).toBeCloseTo(0.122, 2);
    expect(width0).toBeCloseTo(0.158, 2);
    expect(width).toBeLessThan(0.9 * width0);
  });
});

test("a constant proxy gets weight 0 and the classical interval: no NaN", () => {
  const truth = [0, 1, 1, 1, 0, 1, 1, 1];
  const sample = { labelled: { truth, proxy: truth.map(() => 1) }, unlabelled: Array<number>(50).fill(1) };
  const found = ppiMean(sample, twoSided);
  expect(found.lambda).toBe(0);
  const half = studentTQuantile(0.975, 7) * Math.sqrt(12 / 56 / 8);
  expect(found.interval[0]).toBeCloseTo(0.75 - half, 12);
  expect(found.interval[1]).toBeCloseTo(0.75 + half, 12);
});

test("a proxy that is the truth counts like labels on all items; λ = 1 is plain PPI", () => {
  const sample = judged(seededRandom(8), { n: 200, size: 4000, rate: 0.7, sensitivity: 1, specificity: 1 });
  const found = ppiMean(sample, twoSided);
  expect(found.lambda).toBeCloseTo(1 / 1.05, 1);
  expect(found.standardError).toBeCloseTo(Math.sqrt((0.7 * 0.3) / 4200), 3);
  const plain = ppiMean(sample, { ...twoSided, lambda: 1 });
  const others = Float64Array.from(sample.unlabelled);
  expect(plain.estimate).toBeCloseTo(others.reduce((sum, value) => sum + value, 0) / 4000, 12);
});

test("without unlabelled items it is the mean of the labels; a proxy that points the wrong way is not used", () => {
  const found = ppiMean(madeUp(20, 0), twoSided);
  expect(found).toMatchObject({ lambda: 0, labelled: 20, unlabelled: 0 });
  const truth = [0, 1, 0, 1, 1, 1];
  const reversed = { labelled: { truth, proxy: truth.map((v) => 1 - v) }, unlabelled: [0, 1, 1, 0, 1] };
  expect(ppiMean(reversed, twoSided).lambda).toBe(0);
});

describe("trap: one-sided dropped", () => {
  const sample = madeUp(30, 300);
  const paired = {
    labelled: {
      truth: { first: sample.labelled.truth, second: sample.labelled.proxy },
      proxy: { first: sample.labelled.proxy, second: sample.labelled.truth },
    },
    unlabelled: { first: sample.unlabelled, second: Array.from(sample.unlabelled).reverse() },
  };
  const paths = [
    ["mean", (options: PpiOptions) => ppiMean(sample, options)],
    ["difference", (options: PpiOptions) => ppiDifference(paired, options)],
  ] as const;
  const weights: readonly Partial<PpiOptions>[] = [{}, { lambda: 0 }, { lambda: 0.4 }, { lambda: 1 }];

  test.each(paths)("%s keeps the alternative, with estimated and given weights", (_, run) => {
    for (const weight of weights) {
      const at = (alternative: Alternative) => run({ confidence: 0.95, alternative, nullMean: 0.3, ...weight });
      const both = at("two-sided");
      const less = at("less");
      const greater = at("greater");
      expect(less.interval[0]).toBe(Number.NEGATIVE_INFINITY);
      expect(less.interval[1]).toBeLessThan(both.interval[1]);
      expect(greater.interval[1]).toBe(Number.POSITIVE_INFINITY);
      expect(greater.interval[0]).toBeGreaterThan(both.interval[0]);
      expect(less.pValue + greater.pValue).toBeCloseTo(1, 12);
      expect(both.pValue).toBeCloseTo(2 * Math.min(less.pValue, greater.pValue), 12);
      expect(run({ confidence: 0.9, alternative: "two-sided", ...weight }).interval[1]).toBeCloseTo(
        less.interval[1],
        10,
      );
    }
  });
});

test("the paired difference is the mean of the differences", () => {
  const paired = {
    labelled: {
      truth: { first: [1, 1, 0, 1], second: [0, 1, 0, 1] },
      proxy: { first: [1, 0, 0, 1], second: [0, 0, 1, 1] },
    },
    unlabelled: { first: [1, 1, 0, 1, 1], second: [1, 0, 0, 0, 1] },
  };
  const difference = {
    labelled: { truth: [1, 0, 0, 0], proxy: [1, 0, -1, 0] },
    unlabelled: [0, 1, 0, 1, 0],
  };
  expect(ppiDifference(paired, twoSided)).toEqual(ppiMean(difference, twoSided));
});

test("trap: NaN at zero errors: nothing varies, so nothing is claimed", () => {
  const ones = Array<number>(40).fill(1);
  const found = ppiMean(
    { labelled: { truth: ones, proxy: ones }, unlabelled: ones },
    { ...twoSided, alternative: "greater" },
  );
  expect(found.estimate).toBe(1);
  expect(found.pValue).toBe(1);
  expect(found.interval).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test("refuses too few, unequal, not finite, out of range", () => {
  const sample = (truth: number[], proxy: number[]) => ({ labelled: { truth, proxy }, unlabelled: [1, 0] });
  expect(() => ppiMean(sample([1], [1]), twoSided)).toThrow(RangeError);
  expect(() => ppiMean(sample([1, 0], [1]), twoSided)).toThrow(RangeError);
  expect(() => ppiMean(sample([1, Number.NaN], [1, 0]), twoSided)).toThrow(RangeError);
  expect(() => ppiMean(madeUp(5, 5), { ...twoSided, lambda: 1.2 })).toThrow(RangeError);
  expect(() => ppiMean(madeUp(5, 0), { ...twoSided, lambda: 1 })).toThrow(RangeError);
  expect(() => ppiMean(madeUp(5, 5), { ...twoSided, confidence: 1 })).toThrow(RangeError);
  expect(() => ppiMean(madeUp(5, 5), { ...twoSided, nullMean: Number.NaN })).toThrow(RangeError);
});
