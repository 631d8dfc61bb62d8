import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { averageQuality, type CostQuality, hullQualityAt, qualityHull } from "./quality-hull.js";

const at = (...pairs: readonly (readonly [number, number])[]): CostQuality[] =>
  pairs.map(([cost, quality]) => ({ cost, quality }));

describe("hand-computed 5-point hulls", () => {
  test("one point below the line, one dearer and worse", () => {
    const points = at([1, 0.5], [2, 0.55], [3, 0.8], [5, 0.9], [6, 0.7]);
    const hull = qualityHull(points, 8);
    expect(hull).toEqual(at([1, 0.5], [3, 0.8], [5, 0.9], [8, 0.9]));
    // 2·0.65 + 2·0.85 + 3·0.9 = 5.7 over 7 and over 8.
    expect(averageQuality(hull).byRange).toBeCloseTo(5.7 / 7, 14);
    expect(averageQuality(hull).byMaximum).toBeCloseTo(5.7 / 8, 14);
  });

  test("five points on one line keep their ends only", () => {
    const hull = qualityHull(at([0, 0], [1, 0.25], [2, 0.5], [3, 0.75], [4, 1]), 4);
    expect(hull).toEqual(at([0, 0], [4, 1]));
    expect(averageQuality(hull)).toEqual({ byRange: 0.5, byMaximum: 0.5 });
  });

  test("the cheapest is the best: flat", () => {
    const hull = qualityHull(at([1, 0.9], [2, 0.8], [3, 0.7], [4, 0.6], [5, 0.5]), 5);
    expect(hull).toEqual(at([1, 0.9], [5, 0.9]));
    expect(averageQuality(hull).byRange).toBeCloseTo(0.9, 14);
  });

  test("equal costs: the better one counts; convex points all stay", () => {
    expect(qualityHull(at([1, 0.2], [1, 0.4], [2, 0.7], [4, 0.9], [4, 0.3]), 4)).toEqual(
      at([1, 0.4], [2, 0.7], [4, 0.9]),
    );
  });
});

const points = fc.array(
  fc.record({ cost: fc.integer({ min: 0, max: 50 }), quality: fc.integer({ min: 0, max: 50 }) }),
  { minLength: 1, maxLength: 20 },
);

test("the given points stay in their order", () => {
  const given = at([3, 0.8], [1, 0.5], [2, 0.7]);
  qualityHull(given, 4);
  expect(given).toEqual(at([3, 0.8], [1, 0.5], [2, 0.7]));
});

test("trap: AIQ normalisation: dividing by the maximum is not dividing by the range", () => {
  const flat = qualityHull(at([4, 0.8]), 10);
  expect(averageQuality(flat).byRange).toBeCloseTo(0.8, 14);
  expect(averageQuality(flat).byMaximum).toBeCloseTo(0.48, 14);
  fc.assert(
    fc.property(points, (list) => {
      const hull = qualityHull(list, 60);
      const { byRange, byMaximum } = averageQuality(hull);
      expect(byMaximum).toBeCloseTo((byRange * (60 - (hull[0]?.cost ?? 0))) / 60, 9);
      expect(byRange).toBeGreaterThanOrEqual((hull[0]?.quality ?? 0) - 1e-9);
      expect(byRange).toBeLessThanOrEqual((hull.at(-1)?.quality ?? 0) + 1e-9);
    }),
    { seed: 1 },
  );
});

test("AIQ: invariance to dominated points", () => {
  fc.assert(
    fc.property(points, fc.nat({ max: 19 }), fc.nat({ max: 9 }), fc.nat({ max: 9 }), (list, which, dearer, worse) => {
      const model = list[which % list.length] ?? { cost: 0, quality: 0 };
      const dominated = { cost: model.cost + dearer, quality: model.quality - worse };
      expect(qualityHull([...list, dominated], 60)).toEqual(qualityHull(list, 60));
    }),
    { seed: 1 },
  );
});

test("above every point, concave, non-decreasing, order of input irrelevant, the same when built twice", () => {
  fc.assert(
    fc.property(points, (list) => {
      const hull = qualityHull(list, 60);
      expect(qualityHull(list.slice().reverse(), 60)).toEqual(hull);
      expect(qualityHull(hull, 60)).toEqual(hull);
      for (const { cost, quality } of list) {
        expect(hullQualityAt(hull, cost) ?? Number.NEGATIVE_INFINITY).toBeGreaterThanOrEqual(quality - 1e-9);
      }
      const slopes = hull.slice(1).map(({ cost, quality }, i) => {
        const before = hull[i] ?? { cost: 0, quality: 0 };
        return (quality - before.quality) / (cost - before.cost);
      });
      slopes.forEach((slope, i) => {
        expect(slope).toBeGreaterThanOrEqual(0);
        if (i > 0) expect(slope).toBeLessThan(slopes[i - 1] ?? 0);
      });
    }),
    { seed: 1 },
  );
});

test("the height is a mix of two corners; below the cheapest there is none", () => {
  const hull = qualityHull(at([1, 0.5], [3, 0.9]), 4);
  expect(hullQualityAt(hull, 1)).toBe(0.5);
  expect(hullQualityAt(hull, 1.5)).toBeCloseTo(0.6, 14);
  expect(hullQualityAt(hull, 4)).toBe(0.9);
  expect(hullQualityAt(hull, 0.5)).toBeNull();
});

test.each([
  ["no points", () => qualityHull([], 5)],
  ["maxCost not finite: Infinity", () => qualityHull(at([1, 1]), Number.POSITIVE_INFINITY)],
  ["cost not in [0, 5]: -1", () => qualityHull(at([-1, 0.5]), 5)],
  ["cost not in [0, 5]: 6", () => qualityHull(at([6, 0.5]), 5)],
  ["cost not in [0, 5]: NaN", () => qualityHull(at([Number.NaN, 0.5]), 5)],
  ["quality not finite: Infinity", () => qualityHull(at([1, Number.POSITIVE_INFINITY]), 5)],
  ["quality not finite: NaN", () => qualityHull(at([1, Number.NaN]), 5)],
  ["hull without extent in cost: 1 corners, at cost 5", () => averageQuality(qualityHull(at([5, 0.5]), 5))],
  ["hull without extent in cost: 0 corners, at cost none", () => averageQuality([])],
  ["cost beyond the hull: 0", () => hullQualityAt([], 0)],
  ["cost beyond the hull: 4.1", () => hullQualityAt(at([1, 0.5], [4, 0.9]), 4.1)],
  ["cost beyond the hull: NaN", () => hullQualityAt(at([1, 0.5], [4, 0.9]), Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
