import { expect, test } from "vitest";
import { type Alternative, intervalOf, pValueOf } from "./alternative.js";
import { normalCdf, normalQuantile } from "./normal.js";

const estimate = { estimate: 2, standardError: 0.5 };
const interval = (alternative: Alternative, confidence = 0.95) =>
  intervalOf(estimate, { confidence, alternative }, normalQuantile);

test("one-sided bounds are infinite on the other side and tighter than two-sided ones", () => {
  expect(interval("two-sided")).toEqual([expect.closeTo(2 - 1.959964 * 0.5, 6), expect.closeTo(2 + 1.959964 * 0.5, 6)]);
  expect(interval("less")).toEqual([Number.NEGATIVE_INFINITY, expect.closeTo(2 + 1.644854 * 0.5, 6)]);
  expect(interval("greater")).toEqual([expect.closeTo(2 - 1.644854 * 0.5, 6), Number.POSITIVE_INFINITY]);
});

test("p-values of the three alternatives fit together", () => {
  for (const z of [-2.5, -0.3, 0, 1.7]) {
    const [both, less, greater] = (["two-sided", "less", "greater"] as const).map((side) =>
      pValueOf(z, side, normalCdf),
    );
    expect((less ?? 0) + (greater ?? 0)).toBeCloseTo(1, 12);
    expect(both).toBeCloseTo(2 * Math.min(less ?? 0, greater ?? 0), 12);
  }
});

test("a value is rejected exactly where the interval leaves it out", () => {
  for (const side of ["two-sided", "less", "greater"] as const) {
    const [lo, hi] = interval(side, 0.9);
    for (const value of [0.5, 1.1, 1.3, 1.5, 2, 2.5, 2.7, 2.9, 4]) {
      const p = pValueOf((2 - value) / 0.5, side, normalCdf);
      expect(p <= 0.1).toBe(value < lo || value > hi);
    }
  }
});

test.each([
  ["confidence not in (0, 1): 0", () => interval("less", 0)],
  ["confidence not in (0, 1): 1", () => interval("less", 1)],
  ["confidence not in (0, 1): NaN", () => interval("less", Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
