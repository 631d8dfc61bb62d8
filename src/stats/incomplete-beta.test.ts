import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { incompleteBeta } from "./incomplete-beta.js";

test.each(referenceValues("incomplete_beta"))("I_%d(%d, %d)", (x = 0, a = 0, b = 0, expected = 0) => {
  expect(relativeError(incompleteBeta(x, a, b), expected)).toBeLessThan(1e-11);
});

test("is a cdf: 0 at 0, 1 at 1, rising, and mirrored when a and b change places", () => {
  const shape = fc.double({ min: 0.05, max: 500, noNaN: true });
  const point = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(shape, shape, point, point, (a, b, x, y) => {
      const [low, high] = [Math.min(x, y), Math.max(x, y)];
      expect(incompleteBeta(low, a, b)).toBeLessThanOrEqual(incompleteBeta(high, a, b) + 1e-12);
      expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 11);
      expect([incompleteBeta(0, a, b), incompleteBeta(1, a, b)]).toEqual([0, 1]);
    }),
    { seed: 1 },
  );
});

test("refuses what is outside its range", () => {
  expect(() => incompleteBeta(Number.NaN, 1, 1)).toThrow(RangeError);
  expect(() => incompleteBeta(0.5, 0, 1)).toThrow(RangeError);
  expect(() => incompleteBeta(0.5, 1, Number.POSITIVE_INFINITY)).toThrow(RangeError);
});
