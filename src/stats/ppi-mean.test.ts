import { describe, expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import type { Alternative } from "./alternative.js";
import { clusterMean } from "./cluster-mean.js";
import { type PpiOptions, type PpiSample, ppiDifference, ppiMean } from "./ppi-mean.js";
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

test("a constant proxy gets weight 0 and the classical interval: no NaN", () => {
  const truth = [0, 1, 1, 1, 0, 1, 1, 1];
  const sample = { labelled: { truth, proxy: truth.map(() => 1) }, unlabelled: Array<number>(50).fill(1) };
  const found = ppiMean(sample, twoSided);
  expect(found.lambda).toBe(0);
  const half = studentTQuantile(0.975, 7) * Math.sqrt(12 / 56 / 8);
  expect(found.interval[0]).toBeCloseTo(0.75 - half, 12);
  expect(found.interval[1]).toBeCloseTo(0.75 + half, 12);
});

test("without unlabelled items it is the mean of the labels; a proxy that points the wrong way is not used", () => {
  const found = ppiMean(madeUp(20, 0), twoSided);
  expect(found).toMatchObject({ lambda: 0, labelled: 20, unlabelled: 0 });
  const labels = clusterMean(
    Float64Array.from(madeUp(20, 0).labelled.truth),
    Int32Array.from({ length: 20 }).map((_, i) => i),
    20,
  );
  expect(found.estimate).toBeCloseTo(labels.mean, 14);
  expect(found.standardError).toBeCloseTo(labels.standardError, 14);
  const truth = [0, 1, 0, 1, 1, 1];
  const reversed = { labelled: { truth, proxy: truth.map((v) => 1 - v) }, unlabelled: [0, 1, 1, 0, 1] };
  expect(ppiMean(reversed, twoSided).lambda).toBe(0);
});

test("worked by hand: plain PPI with one unlabelled item, whose spread the labelled proxies stand in for", () => {
  const sample = { labelled: { truth: [1, 0, 1, 0], proxy: [1, 0, 0, 0] }, unlabelled: [1] };
  // Corrections 0, 0, 1, 0 with mean ¼ and variance ¼; so is the variance of the proxies.
  const found = ppiMean(sample, { ...twoSided, lambda: 1 });
  expect(found.estimate).toBeCloseTo(1.25, 14);
  expect(found.standardError).toBeCloseTo(Math.sqrt(0.25 / 4 + 0.25), 14);
});

test("equal truths do not vary, though the mean of three 0.1 is not quite 0.1", () => {
  const sample = { labelled: { truth: [0.1, 0.1, 0.1], proxy: [1, 0, 1] }, unlabelled: [] };
  const found = ppiMean(sample, twoSided);
  expect(found.standardError).toBe(0);
  expect(found.pValue).toBe(1);
});

test("a bound of the interval is the mean that is just not rejected", () => {
  const [lo, hi] = ppiMean(madeUp(30, 300), twoSided).interval;
  for (const nullMean of [lo, hi]) {
    expect(ppiMean(madeUp(30, 300), { ...twoSided, nullMean }).pValue).toBeCloseTo(0.05, 12);
  }
  const above = ppiMean(madeUp(30, 300), { ...twoSided, alternative: "less", nullMean: hi });
  expect(above.pValue).toBeCloseTo(0.025, 12);
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

const labelledAs = (truth: number[], proxy: number[], unlabelled = [1, 0]) =>
  ppiMean({ labelled: { truth, proxy }, unlabelled }, twoSided);
const differenceOf = (first: number[], second: number[]) =>
  ppiDifference(
    { labelled: { truth: { first, second }, proxy: { first, second } }, unlabelled: { first: [1, 0], second: [0, 1] } },
    twoSided,
  );

test.each([
  ["fewer than two labelled items: 1", () => labelledAs([1], [1])],
  ["2 truths but 1 proxies", () => labelledAs([1, 0], [1])],
  ["truth 1 not finite: NaN", () => labelledAs([1, Number.NaN], [1, 0])],
  ["proxy 0 not finite: Infinity", () => labelledAs([1, 0], [Number.POSITIVE_INFINITY, 0])],
  ["unlabelled proxy 1 not finite: NaN", () => labelledAs([1, 0], [1, 0], [1, Number.NaN])],
  ["2 readings against 3", () => differenceOf([1, 0], [1, 0, 1])],
  ["lambda not in [0, 1]: -0.1", () => ppiMean(madeUp(5, 5), { ...twoSided, lambda: -0.1 })],
  ["lambda not in [0, 1]: 1.2", () => ppiMean(madeUp(5, 5), { ...twoSided, lambda: 1.2 })],
  ["lambda not in [0, 1]: NaN", () => ppiMean(madeUp(5, 5), { ...twoSided, lambda: Number.NaN })],
  ["lambda 1 needs unlabelled items, there are none", () => ppiMean(madeUp(5, 0), { ...twoSided, lambda: 1 })],
  ["confidence not in (0, 1): 0", () => ppiMean(madeUp(5, 5), { ...twoSided, confidence: 0 })],
  ["confidence not in (0, 1): 1", () => ppiMean(madeUp(5, 5), { ...twoSided, confidence: 1 })],
  ["confidence not in (0, 1): NaN", () => ppiMean(madeUp(5, 5), { ...twoSided, confidence: Number.NaN })],
  ["nullMean not finite: Infinity", () => ppiMean(madeUp(5, 5), { ...twoSided, nullMean: Number.POSITIVE_INFINITY })],
  ["nullMean not finite: NaN", () => ppiMean(madeUp(5, 5), { ...twoSided, nullMean: Number.NaN })],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("two labelled items and weights at the ends of their range are allowed", () => {
  expect(ppiMean(madeUp(2, 0), { ...twoSided, lambda: 0 }).labelled).toBe(2);
  expect(ppiMean(madeUp(5, 5), { ...twoSided, lambda: 1 }).lambda).toBe(1);
});

test("the error does not depend on where 0 is", () => {
  const truth = [0, 1, 0, 1, 1, 0, 1];
  const proxy = [0, 1, 1, 1, 0, 0, 1];
  const unlabelled = [1, 0, 1, 1, 0];
  const far = (values: readonly number[]) => values.map((value) => value + 1e9);
  const near = ppiMean({ labelled: { truth, proxy }, unlabelled }, twoSided);
  const found = ppiMean({ labelled: { truth: far(truth), proxy: far(proxy) }, unlabelled: far(unlabelled) }, twoSided);
  expect(near.lambda).toBeGreaterThan(0.1);
  expect(found.lambda).toBeCloseTo(near.lambda, 6);
  expect(found.standardError).toBeCloseTo(near.standardError, 6);
});
