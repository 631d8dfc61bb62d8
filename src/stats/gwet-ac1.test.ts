import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { cohenKappa } from "./cohen-kappa.js";
import { gwetAc1 } from "./gwet-ac1.js";

function ratings(table: readonly number[]): readonly [string[], string[]] {
  const first = table.flatMap((count, cell) => Array<string>(count).fill(cell < 2 ? "yes" : "no"));
  const second = table.flatMap((count, cell) => Array<string>(count).fill(cell % 2 === 0 ? "yes" : "no"));
  return [first, second];
}

test.each(referenceValues("two_raters"))("table %d %d %d %d", (a = 0, b = 0, c = 0, d = 0, _ = 0, ac1 = 0) => {
  expect(gwetAc1(...ratings([a, b, c, d]))).toBeCloseTo(ac1, 13);
});

test("the κ paradox: where κ is below 0, AC1 shows the 94 % agreement", () => {
  const units = ratings([118, 5, 2, 0]);
  expect(gwetAc1(...units)).toBeCloseTo(0.9408, 4);
  expect(cohenKappa(...units)).toBeLessThan(0);
});

test("full agreement 1; two raters who never agree on balanced categories −1", () => {
  expect(gwetAc1(["a", "b", "c"], ["a", "b", "c"])).toBe(1);
  expect(gwetAc1([0, 1], [1, 0])).toBe(-1);
});

test("trap: NaN where all units have one category", () => {
  expect(gwetAc1(["pass", "pass"], ["pass", "pass"])).toBeNull();
  // With the second choice known, agreeing on the first throughout is full agreement.
  expect(gwetAc1(["pass", "pass"], ["pass", "pass"], 2)).toBe(1);
});

test("symmetric; an unused category makes chance smaller and the value no smaller", () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 40 }), (units) => {
      const first = units.map(([a]) => a);
      const second = units.map(([, b]) => b);
      const value = gwetAc1(first, second);
      expect(gwetAc1(second, first)).toBe(value);
      if (value === null) return;
      expect(value).toBeLessThanOrEqual(1);
      expect(value).toBeGreaterThanOrEqual(-1);
      expect(gwetAc1(first, second, 7)).toBeGreaterThanOrEqual(value - 1e-12);
    }),
    { seed: 1 },
  );
});

test.each([
  ["categories not an integer ≥ 2, the number that occur: 1", () => gwetAc1([1, 2], [1, 2], 1)],
  ["categories not an integer ≥ 2, the number that occur: 2.5", () => gwetAc1([1, 2], [1, 2], 2.5)],
  ["categories not an integer ≥ 2, the number that occur: NaN", () => gwetAc1([1, 2], [1, 2], Number.NaN)],
  ["no units", () => gwetAc1([], [])],
  ["1 ratings against 0", () => gwetAc1([1], [])],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
