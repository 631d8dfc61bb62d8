import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { binomialCdf } from "./binomial.js";
import { hoeffdingBentkusPValue } from "./hoeffding-bentkus.js";

test.each(referenceValues("hoeffding_bentkus"))("losses of %d in %d against %d", (k = 0, n = 1, target = 0, p = 0) => {
  expect(relativeError(hoeffdingBentkusPValue(k / n, n, target), p)).toBeLessThan(1e-11);
});

test("no loss at all: the chance that none of n items shows it", () => {
  expect(hoeffdingBentkusPValue(0, 50, 0.1)).toBeCloseTo(0.9 ** 50, 15);
});

test("1 at and above the target, rising in the loss, falling in n", () => {
  expect(hoeffdingBentkusPValue(0.1, 50, 0.1)).toBe(1);
  expect(hoeffdingBentkusPValue(1, 50, 0.1)).toBe(1);
  expect(hoeffdingBentkusPValue(0.01, 500, 0.05)).toBeLessThan(hoeffdingBentkusPValue(0.02, 500, 0.05));
  expect(hoeffdingBentkusPValue(0.01, 500, 0.05)).toBeLessThan(hoeffdingBentkusPValue(0.01, 200, 0.05));
});

test("exact validity for 0/1 losses", () => {
  for (const n of [5, 20, 100, 400]) {
    for (const target of [0.02, 0.1, 0.3]) {
      for (const level of [0.01, 0.05, 0.1, 0.5]) {
        let largest = -1;
        for (let k = 0; k <= n && hoeffdingBentkusPValue(k / n, n, target) <= level; k += 1) largest = k;
        expect(binomialCdf(largest, n, target)).toBeLessThanOrEqual(level);
      }
    }
  }
});

test.each([
  ["meanLoss not in [0, 1]: -0.1", () => hoeffdingBentkusPValue(-0.1, 5, 0.1)],
  ["meanLoss not in [0, 1]: 1.1", () => hoeffdingBentkusPValue(1.1, 5, 0.1)],
  ["meanLoss not in [0, 1]: NaN", () => hoeffdingBentkusPValue(Number.NaN, 5, 0.1)],
  ["n not an integer ≥ 1: 0", () => hoeffdingBentkusPValue(0.1, 0, 0.1)],
  ["n not an integer ≥ 1: 2.5", () => hoeffdingBentkusPValue(0.1, 2.5, 0.1)],
  ["n not an integer ≥ 1: NaN", () => hoeffdingBentkusPValue(0.1, Number.NaN, 0.1)],
  ["target not in (0, 1): 0", () => hoeffdingBentkusPValue(0.1, 5, 0)],
  ["target not in (0, 1): 1", () => hoeffdingBentkusPValue(0.1, 5, 1)],
  ["target not in (0, 1): NaN", () => hoeffdingBentkusPValue(0.1, 5, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("one item without loss: the chance of that", () => {
  expect(hoeffdingBentkusPValue(0, 1, 0.1)).toBeCloseTo(0.9, 15);
});
