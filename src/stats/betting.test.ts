import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { bettingPValue, bettingUpperBound } from "./betting.js";

const options = { level: 0.05 };
const unit = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });

test.each(referenceValues("betting"))("worked in exact fractions: every %d-th of %d is 1, against %d", (...row) => {
  const [every = 0, n = 0, mean = 0, expected = 0] = row;
  const values = Array.from({ length: n }, (_, i) => ((i + 1) % every === 0 ? 1 : 0));
  expect(relativeError(bettingPValue(values, mean, options), expected)).toBeLessThan(1e-12);
});

test("trap: NaN at zero errors", () => {
  for (const value of [0, 0.5]) {
    const p = bettingPValue(new Float64Array(300).fill(value), (0.05 + 1) / 2, options);
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(0.05);
  }
  expect(bettingPValue(new Float64Array(300).fill(1), 0.5, options)).toBe(1);
  expect(bettingUpperBound(new Float64Array(300).fill(1), options)).toBe(1);
  expect(bettingUpperBound(new Float64Array(300), options)).toBeLessThan(0.03);
});

test("falls as the hypothetical mean rises; the bound is where it crosses the level", () => {
  const mean = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(unit, mean, mean, (values, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(bettingPValue(values, high, options)).toBeLessThanOrEqual(bettingPValue(values, low, options) + 1e-12);
      const bound = bettingUpperBound(values, options);
      if (bound < 1) expect(bettingPValue(values, bound, options)).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(bettingPValue(values, bound * (1 - 1e-9), options)).toBeGreaterThan(0.05 - 1e-6);
      expect(bound).toBeGreaterThan(values.reduce((sum, value) => sum + value, 0) / values.length - 1e-9);
    }),
    { seed: 1 },
  );
});

test("depends on the order, as documented", () => {
  const rising = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
  expect(bettingPValue(rising, 0.5, options)).toBeLessThan(bettingPValue(rising.slice().reverse(), 0.5, options));
});

test.each([
  ["no values", () => bettingPValue([], 0.5, options)],
  ["value 1 not in [0, 1]: -0.1", () => bettingPValue([0.5, -0.1], 0.5, options)],
  ["value 1 not in [0, 1]: 1.1", () => bettingPValue([0.5, 1.1], 0.5, options)],
  ["value 1 not in [0, 1]: NaN", () => bettingPValue([0.5, Number.NaN], 0.5, options)],
  ["mean not in (0, 1): 0", () => bettingPValue([0.5], 0, options)],
  ["mean not in (0, 1): 1", () => bettingPValue([0.5], 1, options)],
  ["mean not in (0, 1): NaN", () => bettingPValue([0.5], Number.NaN, options)],
  ["level not in (0, 1): 0", () => bettingPValue([0.5], 0.5, { level: 0 })],
  ["level not in (0, 1): 1", () => bettingPValue([0.5], 0.5, { level: 1 })],
  ["level not in (0, 1): NaN", () => bettingPValue([0.5], 0.5, { level: Number.NaN })],
  ["truncation not in (0, 1): 0", () => bettingUpperBound([0.5], { level: 0.05, truncation: 0 })],
  ["truncation not in (0, 1): 1", () => bettingUpperBound([0.5], { level: 0.05, truncation: 1 })],
  ["truncation not in (0, 1): NaN", () => bettingUpperBound([0.5], { level: 0.05, truncation: Number.NaN })],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
