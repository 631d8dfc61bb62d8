import * as fc from "fast-check";
import { expect, test } from "vitest";
import { weightedQuantiles } from "./weighted-quantile.js";

const of = (values: readonly number[], weights: readonly number[]) => ({
  values: Float64Array.from(values),
  weights: Float64Array.from(weights),
});

test("worked by hand: a tail that a fifth of the weight stands for", () => {
  const costs = of([4, 1, 9, 2], [0.1, 0.5, 0.1, 0.3]);
  expect(weightedQuantiles(costs, [0, 0.5, 0.500001, 0.8, 0.85, 0.95, 1])).toEqual([1, 1, 2, 2, 4, 9, 9]);
});

test("equal weights: order statistics, also where the shares do not add up exactly", () => {
  const ten = of(
    Array.from({ length: 10 }, (_, i) => i + 1),
    Array.from({ length: 10 }, () => 0.1),
  );
  expect(weightedQuantiles(ten, [0.1, 0.3, 0.7, 0.95, 1])).toEqual([1, 3, 7, 10, 10]);
});

test("what has no weight is never a quantile", () => {
  expect(weightedQuantiles(of([0, 5, 7, 100], [0, 1, 1, 0]), [0, 0.5, 1])).toEqual([5, 5, 7]);
});

test("the weight below a quantile is less than asked, the weight up to it is not", () => {
  const pairs = fc.array(
    fc.tuple(fc.double({ min: 0, max: 9, noNaN: true }), fc.double({ min: 1e-3, max: 1, noNaN: true })),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(pairs, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, p) => {
      const total = list.reduce((sum, [, weight]) => sum + weight, 0);
      const [found = Number.NaN] = weightedQuantiles(
        of(
          list.map(([value]) => value),
          list.map(([, weight]) => weight),
        ),
        [p],
      );
      const upTo = list.reduce((sum, [value, weight]) => sum + (value <= found ? weight : 0), 0);
      const below = list.reduce((sum, [value, weight]) => sum + (value < found ? weight : 0), 0);
      expect(upTo / total).toBeGreaterThanOrEqual(p - 1e-9);
      expect(below / total).toBeLessThan(p + 1e-9);
    }),
  );
});

test.each([
  ["2 values but 1 weights", of([1, 2], [1]), 0.5],
  ["weights add up to 0", of([1, 2], [0, 0]), 0.5],
  ["weights add up to 0", of([], []), 0.5],
  ["weights add up to Infinity", of([1], [Number.POSITIVE_INFINITY]), 0.5],
  ["weight not ≥ 0: -1", of([1, 2], [3, -1]), 0.5],
  ["weight not ≥ 0: NaN", of([1], [Number.NaN]), 0.5],
  ["probability not in [0, 1]: 1.5", of([1], [1]), 1.5],
  ["probability not in [0, 1]: NaN", of([1], [1]), Number.NaN],
] as const)("refuses: %s", (message, weighted, p) => {
  expect(() => weightedQuantiles(weighted, [p])).toThrow(new RangeError(message));
});
