import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { incompleteBeta } from "./incomplete-beta.js";

test.each(referenceValues("incomplete_beta"))("I_%d(%d, %d)", (x = 0, a = 0, b = 0, expected = 0) => {
  expect(relativeError(incompleteBeta(x, a, b), expected)).toBeLessThan(1e-12);
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

test("says so where it does not converge", () => {
  expect(() => incompleteBeta(0.5, 1e15, 1e15)).toThrow(
    new RangeError("no convergence in 100000 steps: x 0.5, a 1000000000000000, b 1000000000000000"),
  );
});

test.each([
  ["x not in [0, 1]: -0.1", () => incompleteBeta(-0.1, 1, 1)],
  ["x not in [0, 1]: 1.1", () => incompleteBeta(1.1, 1, 1)],
  ["x not in [0, 1]: NaN", () => incompleteBeta(Number.NaN, 1, 1)],
  ["a not positive and finite: 0", () => incompleteBeta(0.5, 0, 1)],
  ["a not positive and finite: Infinity", () => incompleteBeta(0.5, Number.POSITIVE_INFINITY, 1)],
  ["a not positive and finite: NaN", () => incompleteBeta(0.5, Number.NaN, 1)],
  ["b not positive and finite: 0", () => incompleteBeta(0.5, 1, 0)],
  ["b not positive and finite: Infinity", () => incompleteBeta(0.5, 1, Number.POSITIVE_INFINITY)],
  ["b not positive and finite: NaN", () => incompleteBeta(0.5, 1, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
