import { describe, expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { binomialCdf, largestAllowedFailures, trialsToProve } from "./binomial.js";

test.each(referenceValues("binomial"))("P(Bin ≤ %d) of %d at %d", (k = 0, n = 0, p = 0, expected = 0) => {
  expect(relativeError(binomialCdf(k, n, p), expected)).toBeLessThan(1e-11);
});

test("below 0 nothing, from n on everything, fractions downwards", () => {
  expect([binomialCdf(-1, 5, 0.3), binomialCdf(5, 5, 0.3), binomialCdf(9, 5, 0.3)]).toEqual([0, 1, 1]);
  expect(binomialCdf(2.9, 5, 0.3)).toBe(binomialCdf(2, 5, 0.3));
});

describe("trials that prove a rate below the target at 0.05", () => {
  test.each([
    [0.05, [59, 93, 124, 153, 208]],
    [0.1, [29, 46, 61, 76, 103]],
    [0.02, [149, 236, 313, 386, 523]],
    [0.01, [299, 473, 628, 773, 1049]],
  ])("target %d", (target, expected) => {
    expect([0, 1, 2, 3, 5].map((k) => trialsToProve(k, target, 0.05))).toEqual(expected);
  });
});

test("exact validity: the mass of the rejection region never exceeds the level", () => {
  for (const n of [1, 7, 30, 59, 149, 313, 1000]) {
    for (const target of [0.01, 0.02, 0.05, 0.1, 0.3]) {
      for (const level of [0.001, 0.01, 0.05, 0.1, 0.5]) {
        const k = largestAllowedFailures(n, target, level);
        expect(binomialCdf(k, n, target)).toBeLessThanOrEqual(level);
        expect(binomialCdf(k + 1, n, target)).toBeGreaterThan(level);
      }
    }
  }
});

test.each([
  ["n not an integer ≥ 0: 2.5", () => binomialCdf(1, 2.5, 0.1)],
  ["n not an integer ≥ 0: -1", () => binomialCdf(1, -1, 0.1)],
  ["n not an integer ≥ 0: NaN", () => binomialCdf(1, Number.NaN, 0.1)],
  ["p not in [0, 1]: -0.1", () => binomialCdf(1, 2, -0.1)],
  ["p not in [0, 1]: 1.1", () => binomialCdf(1, 2, 1.1)],
  ["p not in [0, 1]: NaN", () => binomialCdf(1, 2, Number.NaN)],
  ["k is NaN", () => binomialCdf(Number.NaN, 2, 0.1)],
  ["level not in (0, 1): 0", () => largestAllowedFailures(10, 0.1, 0)],
  ["level not in (0, 1): 1", () => largestAllowedFailures(10, 0.1, 1)],
  ["level not in (0, 1): NaN", () => largestAllowedFailures(10, 0.1, Number.NaN)],
  ["failures not an integer ≥ 0: -1", () => trialsToProve(-1, 0.1, 0.05)],
  ["failures not an integer ≥ 0: 1.5", () => trialsToProve(1.5, 0.1, 0.05)],
  ["failures not an integer ≥ 0: NaN", () => trialsToProve(Number.NaN, 0.1, 0.05)],
  ["p not in (0, 1): 0", () => trialsToProve(0, 0, 0.05)],
  ["p not in (0, 1): 1", () => trialsToProve(0, 1, 0.05)],
  ["p not in (0, 1): NaN", () => trialsToProve(0, Number.NaN, 0.05)],
  ["level not in (0, 1): 0", () => trialsToProve(0, 0.1, 0)],
  ["level not in (0, 1): 1", () => trialsToProve(0, 0.1, 1)],
  ["level not in (0, 1): NaN", () => trialsToProve(0, 0.1, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("the ends of the ranges are allowed", () => {
  expect(binomialCdf(0, 0, 0.3)).toBe(1);
  expect([binomialCdf(1, 2, 0), binomialCdf(1, 2, 1)]).toEqual([1, 0]);
});

test("a level that is met exactly is met", () => {
  const level = binomialCdf(3, 20, 0.3);
  expect(largestAllowedFailures(20, 0.3, level)).toBe(3);
  expect(trialsToProve(3, 0.3, level)).toBe(20);
});
