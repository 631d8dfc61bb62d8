import * as fc from "fast-check";
import { expect, it } from "vitest";
import { effectiveItems } from "./effective-items.js";

const sizes = (...values: number[]) => Float64Array.from(values);

it("counts clusters of one size, and single items as they are", () => {
  expect(effectiveItems(sizes(4, 4, 4))).toBe(3);
  expect(effectiveItems(sizes(1, 1, 1, 1))).toBe(4);
});

it("is 100² / (50² + 50) for one cluster of fifty beside fifty single items", () => {
  expect(effectiveItems(sizes(50, ...Array.from({ length: 50 }, () => 1)))).toBeCloseTo(10_000 / 2550, 12);
});

it("is between one and the number of clusters", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (drawn) => {
      const effective = effectiveItems(Float64Array.from(drawn));
      expect(effective).toBeGreaterThanOrEqual(1 - 1e-12);
      expect(effective).toBeLessThanOrEqual(drawn.length + 1e-9);
    }),
  );
});

it("refuses no clusters, and one without items", () => {
  expect(() => effectiveItems(sizes())).toThrow("no clusters");
  expect(() => effectiveItems(sizes(2, 0))).toThrow("cluster of 0 items");
  expect(() => effectiveItems(sizes(Number.NaN))).toThrow(RangeError);
});
