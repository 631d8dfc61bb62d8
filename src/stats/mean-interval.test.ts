import { expect, test } from "vitest";
import { meanAbovePValue, meanBelowPValue, meanInterval } from "./mean-interval.js";
import { studentTCdf, studentTQuantile } from "./student-t.js";

test("t interval: mean ± 2.7764 standard errors with five units", () => {
  const [lo, hi] = meanInterval({ mean: 4, standardError: 1, units: 5 }, 0.95);
  expect(hi - 4).toBeCloseTo(2.776445105, 8);
  expect(4 - lo).toBeCloseTo(2.776445105, 8);
});

test("one unit says nothing; no spread gives no width", () => {
  expect(meanInterval({ mean: 1, standardError: Number.POSITIVE_INFINITY, units: 1 }, 0.9)).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
  expect(meanInterval({ mean: 1, standardError: 0, units: 4 }, 0.9)).toEqual([1, 1]);
});

test("p-value is the t tail below the margin", () => {
  expect(meanBelowPValue({ mean: 0.01, standardError: 0.02, units: 400 }, 0.05)).toBeCloseTo(studentTCdf(-2, 399), 12);
});

test("without spread the p-value is what unseen losses allow, not 0", () => {
  expect(meanBelowPValue({ mean: 0, standardError: 0, units: 50 }, 0.03)).toBeCloseTo(0.97 ** 50, 15);
  expect(meanBelowPValue({ mean: 0, standardError: 1e-9, units: 50 }, 0.03)).toBeCloseTo(0.97 ** 50, 15);
  expect(meanBelowPValue({ mean: 0.03, standardError: 0, units: 50 }, 0.03)).toBe(1);
  expect(meanBelowPValue({ mean: 0, standardError: Number.POSITIVE_INFINITY, units: 1 }, 0.03)).toBe(1);
});

test.each([
  ["confidence not in (0, 1): 0", () => meanInterval({ mean: 0, standardError: 1, units: 5 }, 0)],
  ["confidence not in (0, 1): 1", () => meanInterval({ mean: 0, standardError: 1, units: 5 }, 1)],
  ["confidence not in (0, 1): NaN", () => meanInterval({ mean: 0, standardError: 1, units: 5 }, Number.NaN)],
  ["margin not in (0, 1): 0", () => meanBelowPValue({ mean: 0, standardError: 1, units: 5 }, 0)],
  ["margin not in (0, 1): 1", () => meanBelowPValue({ mean: 0, standardError: 1, units: 5 }, 1)],
  ["margin not in (0, 1): NaN", () => meanBelowPValue({ mean: 0, standardError: 1, units: 5 }, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("two units are enough for an interval and a p-value", () => {
  const pair = { mean: 0, standardError: 1, units: 2 };
  // Student's t with one degree of freedom is the Cauchy distribution: quantile tan(π(p − ½)).
  expect(meanInterval(pair, 0.5)).toEqual([expect.closeTo(-1, 13), expect.closeTo(1, 13)]);
  expect(meanBelowPValue({ ...pair, mean: -0.5 }, 0.5)).toBeCloseTo(0.25, 13);
});

test("the opposite tail: worse than the margin", () => {
  expect(meanAbovePValue({ mean: 0.09, standardError: 0.02, units: 400 }, 0.05)).toBeCloseTo(studentTCdf(-2, 399), 12);
  expect(meanAbovePValue({ mean: 0.05, standardError: 0.02, units: 9 }, 0.05)).toBe(0.5);
  expect(meanAbovePValue({ mean: 0.04, standardError: 0, units: 50 }, 0.03)).toBeCloseTo((1.03 / 1.04) ** 50, 15);
  // Ten lost answers of ten: a mean of 0.05 on ±1 would be right 52.5 % of the time.
  expect(meanAbovePValue({ mean: 1, standardError: 0, units: 10 }, 0.05)).toBeCloseTo(0.525 ** 10, 15);
  expect(meanAbovePValue({ mean: 0.03, standardError: 0, units: 50 }, 0.03)).toBe(1);
  expect(meanAbovePValue({ mean: 0.9, standardError: Number.POSITIVE_INFINITY, units: 1 }, 0.03)).toBe(1);
  expect(meanAbovePValue({ mean: 0.5, standardError: 1, units: 2 }, 0)).toBeCloseTo(Math.atan(2) / Math.PI, 12);
  for (const margin of [-0.01, 1, Number.NaN]) {
    const call = () => meanAbovePValue({ mean: 0, standardError: 1, units: 5 }, margin);
    expect(call).toThrow(new RangeError(`margin not in [0, 1): ${margin}`));
  }
});

test("fewer degrees of freedom than units less one: wider and more doubtful", () => {
  const estimate = { mean: 0.01, standardError: 0.02, units: 30, degreesOfFreedom: 2.5 };
  expect(meanBelowPValue(estimate, 0.09)).toBeCloseTo(Math.max(studentTCdf(-4, 2.5), 0.91 ** 30), 12);
  expect(meanAbovePValue({ ...estimate, mean: 0.13 }, 0.05)).toBeCloseTo(studentTCdf(-4, 2.5), 12);
  const [lo, hi] = meanInterval(estimate, 0.9);
  expect((hi - lo) / 2 / 0.02).toBeCloseTo(-studentTQuantile(0.05, 2.5), 10);
});
