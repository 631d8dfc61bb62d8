import { expect, test } from "vitest";
import { meanBelowPValue, meanInterval } from "./mean-interval.js";
import { studentTCdf } from "./student-t.js";

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
