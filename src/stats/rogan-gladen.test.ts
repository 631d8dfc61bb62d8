import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { seededRandom } from "./random.js";
import { correctedRate, type JudgedTallies } from "./rogan-gladen.js";

function tallies(passed: number, n: number, rights: readonly [number, number], wrongs: readonly [number, number]) {
  return {
    passed: { count: passed, n },
    sensitivity: { count: rights[0], n: rights[1] },
    specificity: { count: wrongs[0], n: wrongs[1] },
  } satisfies JudgedTallies;
}

test.each(referenceValues("rogan_gladen"))("%d of %d, sensitivity %d of %d, specificity %d of %d", (...row) => {
  const [passed = 0, n = 0, hits1 = 0, m1 = 0, hits0 = 0, m0 = 0, estimate = 0, error = 0] = row;
  const found = correctedRate(tallies(passed, n, [hits1, m1], [hits0, m0]), 0.95);
  expect(found.estimate).toBeCloseTo(estimate, 12);
  expect(found.standardError).toBeCloseTo(error, 10);
});

test("worked by hand: pass rate 0.6 with sensitivity 0.9 and specificity 0.8 is (0.6 − 0.2) / 0.7", () => {
  expect(correctedRate(tallies(600, 1000, [90, 100], [80, 100]), 0.95).estimate).toBeCloseTo(4 / 7, 14);
});

test("a perfect judge changes nothing; more calibration items narrow the interval", () => {
  expect(correctedRate(tallies(81, 263, [50, 50], [50, 50]), 0.95).estimate).toBeCloseTo(81 / 263, 14);
  const width = (scale: number) => {
    const [lo, hi] = correctedRate(
      tallies(600, 1000, [45 * scale, 50 * scale], [40 * scale, 50 * scale]),
      0.95,
    ).interval;
    return hi - lo;
  };
  expect(width(10)).toBeLessThan(width(2));
  expect(width(2)).toBeLessThan(width(1));
});

describe("coverage of 95 % intervals in 1000 runs", () => {
  test.each([
    [0.8, 0.95, 0.7, 100],
    [0.5, 0.9, 0.8, 60],
    [0.95, 0.98, 0.9, 40],
    [0.1, 0.9, 0.9, 40],
  ])("true rate %d, sensitivity %d, specificity %d, %d of each kind", (rate, q1, q0, m) => {
    const random = seededRandom(20_261_031, `rogan ${rate}`);
    const draw = (n: number, p: number) => {
      let count = 0;
      for (let i = 0; i < n; i += 1) if (random.uniform() < p) count += 1;
      return count;
    };
    let covered = 0;
    for (let sim = 0; sim < 1000; sim += 1) {
      const passed = draw(400, rate * q1 + (1 - rate) * (1 - q0));
      const [lo, hi] = correctedRate(tallies(passed, 400, [draw(m, q1), m], [draw(m, q0), m]), 0.95).interval;
      if (lo <= rate && hi >= rate) covered += 1;
    }
    // Asymptotic: one point below the level, plus three standard errors.
    expect(covered / 1000).toBeGreaterThan(0.94 - 0.021);
  });
});

test("trap: NaN at zero errors, and no interval without width", () => {
  const { estimate, standardError, interval } = correctedRate(tallies(50, 50, [20, 20], [20, 20]), 0.95);
  expect(estimate).toBe(1);
  expect(standardError).toBe(0);
  expect(interval[1]).toBe(1);
  expect(interval[0]).toBeGreaterThan(0.5);
  expect(interval[0]).toBeLessThan(0.97);
});

test("inside [0, 1], interval around the estimate, rising in the pass rate", () => {
  const tally = fc
    .integer({ min: 1, max: 200 })
    .chain((n) => fc.record({ count: fc.nat({ max: n }), n: fc.constant(n) }));
  fc.assert(
    fc.property(tally, tally, tally, (passed, sensitivity, specificity) => {
      fc.pre(sensitivity.count / sensitivity.n + specificity.count / specificity.n > 1.01);
      const { estimate, interval } = correctedRate({ passed, sensitivity, specificity }, 0.9);
      expect(interval[0]).toBeGreaterThanOrEqual(0);
      expect(interval[0]).toBeLessThanOrEqual(estimate);
      expect(interval[1]).toBeGreaterThanOrEqual(estimate);
      expect(interval[1]).toBeLessThanOrEqual(1);
      const more = { count: passed.count + 1, n: passed.n + 1 };
      expect(correctedRate({ passed: more, sensitivity, specificity }, 0.9).estimate).toBeGreaterThanOrEqual(estimate);
    }),
    { seed: 1 },
  );
});

test("refuses a judge that tells nothing, and impossible tallies", () => {
  expect(() => correctedRate(tallies(5, 10, [5, 10], [5, 10]), 0.95)).toThrow(/sensitivity \+ specificity/);
  expect(() => correctedRate(tallies(5, 10, [1, 10], [5, 10]), 0.95)).toThrow(RangeError);
  expect(() => correctedRate(tallies(11, 10, [9, 10], [9, 10]), 0.95)).toThrow(RangeError);
  expect(() => correctedRate(tallies(Number.NaN, 10, [9, 10], [9, 10]), 0.95)).toThrow(RangeError);
  expect(() => correctedRate(tallies(5, 10, [9, 10], [9, 10]), 0)).toThrow(RangeError);
});
