import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clusterMean, sumOf } from "./cluster-mean.js";

const each = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

test("one item per unit: the usual standard error", () => {
  const values = Float64Array.of(1, 2, 3, 4, 10);
  // Mean 4, sum of squares 50, s² = 12.5, s/√5 = √2.5.
  expect(clusterMean(values, each(5), 5)).toEqual({
    mean: 4,
    standardError: Math.sqrt(2.5),
    units: 5,
    degreesOfFreedom: 4,
  });
});

test("worked by hand: three clusters of two", () => {
  // Mean 3.5; residual sums −4, 0, 4; (3/2)·32/36 = 4/3.
  const { standardError } = clusterMean(Float64Array.of(1, 2, 3, 4, 5, 6), Int32Array.of(0, 0, 1, 1, 2, 2), 3);
  expect(standardError).toBeCloseTo(Math.sqrt(4 / 3), 14);
});

test("repeating every item inside its cluster adds nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 }), (list) => {
      const once = clusterMean(Float64Array.from(list), each(list.length), list.length);
      const twice = clusterMean(
        Float64Array.from([...list, ...list]),
        Int32Array.from([...list.keys(), ...list.keys()]),
        list.length,
      );
      expect(twice.mean).toBeCloseTo(once.mean, 12);
      expect(twice.standardError).toBeCloseTo(once.standardError, 12);
    }),
    { seed: 1 },
  );
});

test("no spread, one unit, nothing", () => {
  expect(clusterMean(Float64Array.of(0.1, 0.1, 0.1), each(3), 3).standardError).toBe(0);
  expect(clusterMean(Float64Array.of(0.3), each(1), 1).standardError).toBe(Number.POSITIVE_INFINITY);
  expect(() => clusterMean(new Float64Array(0), each(0), 0)).toThrow(new RangeError("no values"));
  expect(() => clusterMean(Float64Array.of(1, 2), each(3), 3)).toThrow(new RangeError("2 values but 3 units"));
});

test("sums do not lose small terms among large ones", () => {
  expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  expect(sumOf([])).toBe(0);
});
