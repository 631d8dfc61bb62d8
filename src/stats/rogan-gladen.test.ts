import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
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

test.each(referenceValues("rogan_gladen_interval"))("interval of %d of %d, %d of %d, %d of %d at %d", (...row) => {
  const [passed = 0, n = 0, hits1 = 0, m1 = 0, hits0 = 0, m0 = 0, confidence = 0, lo = 0, hi = 0] = row;
  const { interval } = correctedRate(tallies(passed, n, [hits1, m1], [hits0, m0]), confidence);
  expect(interval[0]).toBeCloseTo(lo, 11);
  expect(interval[1]).toBeCloseTo(hi, 11);
});

test("a judge that imagined errors make useless bounds nothing", () => {
  // Observed 1 + 0.1, with one more of each 2/3 + 2/12.
  expect(correctedRate(tallies(95, 100, [1, 1], [1, 10]), 0.95).interval).toEqual([0, 1]);
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

test.each([
  ["sensitivity + specificity not above 1: 1", () => correctedRate(tallies(5, 10, [5, 10], [5, 10]), 0.95)],
  ["sensitivity + specificity not above 1: 0.6", () => correctedRate(tallies(5, 10, [1, 10], [5, 10]), 0.95)],
  ["passed.count not in [0, 10]: 11", () => correctedRate(tallies(11, 10, [9, 10], [9, 10]), 0.95)],
  ["passed.count not in [0, 10]: NaN", () => correctedRate(tallies(Number.NaN, 10, [9, 10], [9, 10]), 0.95)],
  ["sensitivity.count not in [0, 10]: -1", () => correctedRate(tallies(5, 10, [-1, 10], [9, 10]), 0.95)],
  ["specificity.n not an integer ≥ 1: 0", () => correctedRate(tallies(5, 10, [9, 10], [0, 0]), 0.95)],
  ["specificity.n not an integer ≥ 1: 1.5", () => correctedRate(tallies(5, 10, [9, 10], [1, 1.5]), 0.95)],
  ["confidence not in (0, 1): 0", () => correctedRate(tallies(5, 10, [9, 10], [9, 10]), 0)],
  ["confidence not in (0, 1): 1", () => correctedRate(tallies(5, 10, [9, 10], [9, 10]), 1)],
  ["confidence not in (0, 1): NaN", () => correctedRate(tallies(5, 10, [9, 10], [9, 10]), Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("tallies of one item are tallies", () => {
  expect(correctedRate(tallies(0, 1, [1, 1], [1, 1]), 0.95).estimate).toBe(0);
});
