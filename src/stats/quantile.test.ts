import { expect, test } from "vitest";
import { quantile, quantileOfSorted } from "./quantile.js";

test("interpolates between order statistics", () => {
  const values = Float64Array.of(40, 10, 20, 30);
  expect([0, 0.25, 0.5, 1].map((p) => quantile(values, p))).toEqual([10, 17.5, 25, 40]);
  expect([...values]).toEqual([40, 10, 20, 30]);
});

test("one value is every quantile; none is refused", () => {
  expect(quantile(Float64Array.of(7), 0.95)).toBe(7);
  expect(() => quantileOfSorted(new Float64Array(0), 0.5)).toThrow(new RangeError("no values"));
  for (const p of [-0.1, 1.1, Number.NaN]) {
    expect(() => quantile(Float64Array.of(1, 2), p)).toThrow(new RangeError(`p not in [0, 1]: ${p}`));
  }
});
