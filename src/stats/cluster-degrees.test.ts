import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clusterDegrees } from "./cluster-degrees.js";

const sizesOf = (list: readonly number[]) => Float64Array.from(list);
const clusters = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 25 });
const correlations = fc.double({ min: 0, max: 1, noNaN: true });

test("clusters of one size: one less than there are, however alike their items", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 30 }), correlations, (groups, size, r) => {
      const sizes = new Float64Array(groups).fill(size);
      expect(clusterDegrees({ sizes, correlation: r })).toBeCloseTo(groups - 1, 8);
    }),
  );
});

test("unequal clusters: fewer, and never none", () => {
  fc.assert(
    fc.property(clusters, correlations, (list, correlation) => {
      const degrees = clusterDegrees({ sizes: sizesOf(list), correlation });
      expect(degrees).toBeLessThanOrEqual(list.length - 1 + 1e-8);
      expect(degrees).toBeGreaterThan(0.99);
    }),
  );
});

test("two clusters leave one degree, whatever their sizes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), correlations, (a, b, correlation) => {
      // 99 items beside one: terms of (1 / (1 − share))⁴ = 10⁸ cancel, which leaves 10⁸ · 2⁻⁵³ of rounding, 1.1e-8.
      expect(clusterDegrees({ sizes: sizesOf([a, b]), correlation })).toBeCloseTo(1, 7);
    }),
  );
});

test("the closed form is the sum over all pairs of clusters", () => {
  fc.assert(
    fc.property(clusters, correlations, (list, correlation) => {
      const found = clusterDegrees({ sizes: sizesOf(list), correlation });
      expect(found / degreesBySum(list, correlation)).toBeCloseTo(1, 9);
    }),
  );
});

/** From the covariances of the residual sums, one entry after the other. */
function degreesBySum(sizes: readonly number[], correlation: number): number {
  const items = sizes.reduce((sum, size) => sum + size, 0);
  const spread = sizes.map((size) => size * (1 + (size - 1) * correlation));
  const all = spread.reduce((sum, variance) => sum + variance, 0);
  let trace = 0;
  let squares = 0;
  sizes.forEach((one, g) => {
    sizes.forEach((other, h) => {
      const [p, q] = [one / items, other / items];
      const own = g === h ? (spread[g] ?? 0) : 0;
      const covariance = own - p * (spread[h] ?? 0) - q * (spread[g] ?? 0) + p * q * all;
      const entry = covariance / Math.sqrt((1 - p) * (1 - q));
      if (g === h) trace += entry;
      squares += entry * entry;
    });
  });
  return (trace * trace) / squares;
}

test.each([
  ["1 clusters have no spread", [4], 0.5],
  ["size of a cluster not ≥ 1: 0", [4, 0], 0.5],
  ["size of a cluster not ≥ 1: NaN", [Number.NaN, 4], 0.5],
  ["correlation not in [0, 1]: -0.1", [4, 4], -0.1],
  ["correlation not in [0, 1]: 1.1", [4, 4], 1.1],
  ["correlation not in [0, 1]: NaN", [4, 4], Number.NaN],
] as const)("refuses: %s", (message, list, correlation) => {
  expect(() => clusterDegrees({ sizes: sizesOf(list), correlation })).toThrow(new RangeError(message));
});
