import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { wilsonInterval } from "./wilson-interval.js";

test.each(referenceValues("wilson"))("%d of %d at %d", (k = 0, n = 0, confidence = 0, lo = 0, hi = 0) => {
  const interval = wilsonInterval(k, n, confidence);
  expect(interval[0]).toBeCloseTo(lo, 12);
  expect(interval[1]).toBeCloseTo(hi, 12);
});

test("lies in [0, 1], contains the rate, narrows with n, mirrors failures", () => {
  const counts = fc
    .integer({ min: 1, max: 5000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(counts, ([k, n]) => {
      const [lo, hi] = wilsonInterval(k, n, 0.95);
      expect(lo).toBeGreaterThanOrEqual(0);
      expect(hi).toBeLessThanOrEqual(1);
      expect(lo).toBeLessThanOrEqual(k / n);
      expect(hi).toBeGreaterThanOrEqual(k / n);
      expect(hi - lo).toBeGreaterThan(0);
      const [lo2, hi2] = wilsonInterval(2 * k, 2 * n, 0.95);
      expect(hi2 - lo2).toBeLessThan(hi - lo);
      expect(wilsonInterval(n - k, n, 0.95)[0]).toBeCloseTo(1 - hi, 12);
    }),
    { seed: 1 },
  );
});

test.each([
  ["n not positive and finite: 0", () => wilsonInterval(0, 0, 0.95)],
  ["n not positive and finite: Infinity", () => wilsonInterval(0, Number.POSITIVE_INFINITY, 0.95)],
  ["n not positive and finite: NaN", () => wilsonInterval(0, Number.NaN, 0.95)],
  ["successes not in [0, n]: -1", () => wilsonInterval(-1, 2, 0.95)],
  ["successes not in [0, n]: 3", () => wilsonInterval(3, 2, 0.95)],
  ["successes not in [0, n]: NaN", () => wilsonInterval(Number.NaN, 2, 0.95)],
  ["confidence not in (0, 1): 0", () => wilsonInterval(1, 2, 0)],
  ["confidence not in (0, 1): 1", () => wilsonInterval(1, 2, 1)],
  ["confidence not in (0, 1): NaN", () => wilsonInterval(1, 2, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("closed exactly where nothing or everything succeeded", () => {
  for (const n of [1, 3, 7, 30, 148, 4999]) {
    expect(wilsonInterval(0, n, 0.95)[0]).toBe(0);
    expect(wilsonInterval(n, n, 0.95)[1]).toBe(1);
  }
});
