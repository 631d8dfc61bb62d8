import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  averageGapRecovered,
  type CurvePoint,
  callPerformanceThreshold,
  performanceGapRecovered,
} from "./gap-recovered.js";
import { seededRandom } from "./random.js";

const gap = { weak: 0.6, strong: 0.8 };
const curveOf = (...pairs: readonly (readonly [number, number])[]): CurvePoint[] =>
  pairs.map(([strongShare, quality]) => ({ strongShare, quality }));

test("PGR: 0 weak, 1 strong, half way, beyond", () => {
  expect(performanceGapRecovered(0.6, gap)).toBe(0);
  expect(performanceGapRecovered(0.8, gap)).toBe(1);
  expect(performanceGapRecovered(0.7, gap)).toBeCloseTo(0.5, 14);
  expect(performanceGapRecovered(0.9, gap)).toBeCloseTo(1.5, 14);
});

describe("worked by hand: PGR 0, 0.75, 0.5, 1 at shares 0, 0.2, 0.6, 1", () => {
  const curve = curveOf([0, 0.6], [0.2, 0.75], [0.6, 0.7], [1, 0.8]);

  test("APGR", () => {
    // 0.2·0.375 + 0.4·0.625 + 0.4·0.75.
    expect(averageGapRecovered(curve, gap)).toBeCloseTo(0.625, 14);
  });

  test("CPT of a curve that falls: first crossing and isotonic differ", () => {
    const half = callPerformanceThreshold(curve, gap, 0.5);
    expect(half.firstCrossing).toBeCloseTo(0.2 * (0.5 / 0.75), 13);
    // The fit is 0, 0.625, 0.625, 1.
    expect(half.isotonic).toBeCloseTo(0.2 * (0.5 / 0.625), 13);
    const most = callPerformanceThreshold(curve, gap, 0.7);
    expect(most.firstCrossing).toBeCloseTo(0.2 * (0.7 / 0.75), 13);
    expect(most.isotonic).toBeCloseTo(0.6 + 0.4 * (0.075 / 0.375), 13);
  });

  test("never reached is null, reached at the end is 1", () => {
    expect(callPerformanceThreshold(curve, gap, 1.01)).toEqual({ firstCrossing: null, isotonic: null });
    expect(callPerformanceThreshold(curve, gap, 1)).toEqual({ firstCrossing: 1, isotonic: 1 });
  });
});

const points = fc.array(
  fc.record({
    strongShare: fc.integer({ min: 0, max: 20 }).map((share) => share / 20),
    quality: fc.integer({ min: 50, max: 90 }).map((quality) => quality / 100),
  }),
  { maxLength: 15 },
);

test("trap: unsorted interpolation: the order of the points does not matter", () => {
  const sorted = curveOf([0, 0.6], [0.1, 0.66], [0.5, 0.74], [1, 0.8]);
  const unsorted = [sorted[2], sorted[0], sorted[3], sorted[1]].flatMap((point) => point ?? []);
  expect(callPerformanceThreshold(unsorted, gap, 0.5)).toEqual(callPerformanceThreshold(sorted, gap, 0.5));
  fc.assert(
    fc.property(points, (curve) => {
      const backwards = curve.slice().reverse();
      expect(averageGapRecovered(backwards, gap)).toBe(averageGapRecovered(curve, gap));
      expect(callPerformanceThreshold(backwards, gap, 0.5)).toEqual(callPerformanceThreshold(curve, gap, 0.5));
    }),
    { seed: 1 },
  );
});

test("shares lie in [0, 1], rise with x, and both readings agree on a rising curve", () => {
  fc.assert(
    fc.property(points, (curve) => {
      const found = [0.2, 0.5, 0.8].map((x) => callPerformanceThreshold(curve, gap, x));
      for (const key of ["firstCrossing", "isotonic"] as const) {
        const shares = found.map((threshold) => threshold[key] ?? 1);
        expect(shares).toEqual(shares.slice().sort((a, b) => a - b));
        for (const share of shares) expect(share >= 0 && share <= 1).toBe(true);
      }
      const rising = curve.map(({ strongShare }) => ({ strongShare, quality: 0.6 + 0.2 * strongShare ** 2 }));
      const { firstCrossing, isotonic } = callPerformanceThreshold(rising, gap, 0.5);
      expect(isotonic).toBeCloseTo(firstCrossing ?? -1, 12);
    }),
    { seed: 1 },
  );
});

test("random mixing: APGR 0.5 and CPT(x) = x, exactly", () => {
  const mixing = [0.9, 0.3, 0.5].map((strongShare) => ({ strongShare, quality: 0.6 + 0.2 * strongShare }));
  expect(averageGapRecovered(mixing, gap)).toBeCloseTo(0.5, 13);
  expect(averageGapRecovered([], gap)).toBeCloseTo(0.5, 14);
  expect(callPerformanceThreshold(mixing, gap, 0.8).firstCrossing).toBeCloseTo(0.8, 12);
});

test("a random router measured on 2000 items: APGR 0.5", () => {
  const random = seededRandom(20_261_031, "apgr");
  const items = Array.from({ length: 2000 }, () => {
    const difficulty = random.uniform();
    return {
      weak: Number(random.uniform() > difficulty * 0.8),
      strong: Number(random.uniform() > difficulty * 0.4),
      signal: random.uniform(),
    };
  });
  const mean = (value: (item: (typeof items)[number]) => number) =>
    items.reduce((sum, item) => sum + value(item), 0) / items.length;
  const curve = [0.1, 0.25, 0.5, 0.75, 0.9].map((threshold) => ({
    strongShare: mean((item) => Number(item.signal < threshold)),
    quality: mean((item) => (item.signal < threshold ? item.strong : item.weak)),
  }));
  const ends = { weak: mean((item) => item.weak), strong: mean((item) => item.strong) };
  // Each point errs by at most 0.011 / 0.2 in PGR; three times that, averaged over the curve, is below 0.1.
  expect(Math.abs(averageGapRecovered(curve, ends) - 0.5)).toBeLessThan(0.1);
});

test("equal shares count by their mean", () => {
  const twice = curveOf([0.5, 0.7], [0.5, 0.8], [0, 0.6], [1, 0.8]);
  const once = curveOf([0, 0.6], [0.5, 0.75], [1, 0.8]);
  expect(averageGapRecovered(twice, gap)).toBeCloseTo(averageGapRecovered(once, gap), 14);
});

test("rounding does not depend on the order of points of equal share", () => {
  // 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1.
  const shares = [
    [0.1, 0.2, 0.3],
    [0.3, 0.2, 0.1],
    [0.2, 0.3, 0.1],
  ].map((qualities) => {
    const curve = qualities.map((quality) => ({ strongShare: 0.5, quality }));
    return callPerformanceThreshold(curve, { weak: 0, strong: 1 }, 0.1).firstCrossing;
  });
  expect(shares).toEqual([shares[0], shares[0], shares[0]]);
});

test("a curve that has its own ends keeps them", () => {
  // PGR from 0.5 to 1, and from 0 to 0.5.
  expect(averageGapRecovered(curveOf([0, 0.7]), gap)).toBeCloseTo(0.75, 14);
  expect(averageGapRecovered(curveOf([1, 0.7]), gap)).toBeCloseTo(0.25, 14);
});

test.each([
  [
    "strong not above weak: 1e+308 against -1e+308",
    () => performanceGapRecovered(0.5, { weak: -1e308, strong: 1e308 }),
  ],
  ["strong not above weak: 0.8 against 0.8", () => averageGapRecovered([], { weak: 0.8, strong: 0.8 })],
  ["strong not above weak: 0.8 against NaN", () => performanceGapRecovered(0.7, { weak: Number.NaN, strong: 0.8 })],
  [
    "strong not above weak: Infinity against 0",
    () => performanceGapRecovered(0.5, { weak: 0, strong: Number.POSITIVE_INFINITY }),
  ],
  ["quality not finite: NaN", () => averageGapRecovered(curveOf([0.5, Number.NaN]), gap)],
  ["quality not finite: Infinity", () => performanceGapRecovered(Number.POSITIVE_INFINITY, gap)],
  ["strongShare not in [0, 1]: -0.1", () => averageGapRecovered(curveOf([-0.1, 0.7]), gap)],
  ["strongShare not in [0, 1]: 1.1", () => averageGapRecovered(curveOf([1.1, 0.7]), gap)],
  ["strongShare not in [0, 1]: NaN", () => averageGapRecovered(curveOf([Number.NaN, 0.7]), gap)],
  ["recovered not positive and finite: 0", () => callPerformanceThreshold([], gap, 0)],
  ["recovered not positive and finite: Infinity", () => callPerformanceThreshold([], gap, Number.POSITIVE_INFINITY)],
  ["recovered not positive and finite: NaN", () => callPerformanceThreshold([], gap, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
