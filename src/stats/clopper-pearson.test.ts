import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { binomialCdf } from "./binomial.js";
import { clopperPearsonInterval, clopperPearsonUpper } from "./clopper-pearson.js";

test.each(referenceValues("clopper_pearson"))("%d of %d at %d", (k = 0, n = 0, confidence = 0, lo = 0, hi = 0) => {
  const interval = clopperPearsonInterval(k, n, confidence);
  expect(interval[0]).toBeCloseTo(lo, 11);
  expect(interval[1]).toBeCloseTo(hi, 11);
});

test("coverage is never below the level", () => {
  const n = 40;
  const bounds = Array.from({ length: n + 1 }, (_, k) => clopperPearsonUpper(k, n, 0.05));
  for (let p = 0.01; p < 1; p += 0.01) {
    const missing = bounds.filter((bound) => bound < p).length;
    expect(binomialCdf(missing - 1, n, p)).toBeLessThanOrEqual(0.05 + 1e-12);
  }
});

test.each([
  ["n not an integer ≥ 1: 0", () => clopperPearsonUpper(0, 0, 0.05)],
  ["n not an integer ≥ 1: 2.5", () => clopperPearsonUpper(0, 2.5, 0.05)],
  ["n not an integer ≥ 1: NaN", () => clopperPearsonUpper(0, Number.NaN, 0.05)],
  ["k not in [0, n]: -1", () => clopperPearsonUpper(-1, 2, 0.05)],
  ["k not in [0, n]: 3", () => clopperPearsonUpper(3, 2, 0.05)],
  ["k not in [0, n]: NaN", () => clopperPearsonUpper(Number.NaN, 2, 0.05)],
  ["level not in (0, 1): 0", () => clopperPearsonUpper(1, 2, 0)],
  ["level not in (0, 1): 1", () => clopperPearsonUpper(1, 2, 1)],
  ["level not in (0, 1): NaN", () => clopperPearsonUpper(1, 2, Number.NaN)],
  ["confidence not in (0, 1): 0", () => clopperPearsonInterval(1, 2, 0)],
  ["confidence not in (0, 1): 1", () => clopperPearsonInterval(1, 2, 1)],
  ["confidence not in (0, 1): NaN", () => clopperPearsonInterval(1, 2, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("one trial: the level itself, from below and from above", () => {
  expect(clopperPearsonUpper(0, 1, 0.05)).toBeCloseTo(0.95, 14);
  expect(clopperPearsonInterval(1, 1, 0.9)).toEqual([expect.closeTo(0.05, 14), 1]);
});
