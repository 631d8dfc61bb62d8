import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { cohenKappa } from "./cohen-kappa.js";

/** Ratings of a 2 × 2 table, given row by row. */
function ratings(table: readonly number[]): readonly [boolean[], boolean[]] {
  const [yesYes = 0, yesNo = 0, noYes = 0, noNo = 0] = table;
  const fill = (count: number, value: boolean) => Array<boolean>(count).fill(value);
  return [
    [...fill(yesYes + yesNo, true), ...fill(noYes + noNo, false)],
    [...fill(yesYes, true), ...fill(yesNo, false), ...fill(noYes, true), ...fill(noNo, false)],
  ];
}

test.each(referenceValues("two_raters"))("table %d %d %d %d", (a = 0, b = 0, c = 0, d = 0, kappa = 0) => {
  expect(cohenKappa(...ratings([a, b, c, d]))).toBeCloseTo(kappa, 13);
});

test("textbook: 20, 5, 10, 15 is 0.4", () => {
  expect(cohenKappa(...ratings([20, 5, 10, 15]))).toBeCloseTo(0.4, 14);
});

test("the paradox: 94 % agreement, κ below 0", () => {
  expect(cohenKappa(...ratings([118, 5, 2, 0]))).toBeCloseTo(-0.0234, 4);
});

test("full agreement 1, full disagreement −1, chance 0", () => {
  expect(cohenKappa(["a", "b", "c"], ["a", "b", "c"])).toBe(1);
  expect(cohenKappa([0, 1], [1, 0])).toBe(-1);
  expect(cohenKappa([0, 0, 1, 1], [0, 1, 0, 1])).toBe(0);
});

test("trap: NaN where all units have one category", () => {
  expect(cohenKappa(["pass", "pass"], ["pass", "pass"])).toBeNull();
  // One rater constant, the other not: defined, and 0.
  expect(cohenKappa(["pass", "pass"], ["pass", "fail"])).toBe(0);
});

test("symmetric, unchanged by the order of units and by renaming, at most 1", () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 40 }), (units) => {
      const first = units.map(([a]) => a);
      const second = units.map(([, b]) => b);
      const kappa = cohenKappa(first, second);
      expect(cohenKappa(second, first)).toBe(kappa);
      expect(cohenKappa(first.slice().reverse(), second.slice().reverse())).toBe(kappa);
      const name = (category: number) => `category ${9 - category}`;
      expect(cohenKappa(first.map(name), second.map(name))).toBe(kappa);
      if (kappa !== null) expect(Math.abs(kappa)).toBeLessThanOrEqual(1);
    }),
    { seed: 1 },
  );
});

test.each([
  ["no units", () => cohenKappa([], [])],
  ["1 ratings against 2", () => cohenKappa([1], [1, 2])],
  ["a category is NaN", () => cohenKappa([Number.NaN, 1], [1, 1])],
  ["a category is NaN", () => cohenKappa([1, 1], [1, Number.NaN])],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
