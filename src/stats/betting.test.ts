import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { bettingPValue, bettingUpperBound } from "./betting.js";
import { hoeffdingBentkusPValue } from "./hoeffding-bentkus.js";
import { type Random, seededRandom } from "./random.js";

const options = { level: 0.05 };
const unit = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });

test.each(referenceValues("betting"))("worked in exact fractions: every %d-th of %d is 1, against %d", (...row) => {
  const [every = 0, n = 0, mean = 0, expected = 0] = row;
  const values = Array.from({ length: n }, (_, i) => ((i + 1) % every === 0 ? 1 : 0));
  expect(relativeError(bettingPValue(values, mean, options), expected)).toBeLessThan(1e-12);
});

/** Net losses of ±1 with equal chances, as values in [0, 1]; `excess` moves the mean up. */
function netLosses(random: Random, n: number, { discordance = 0, excess = 0 }): Float64Array {
  return Float64Array.from({ length: n }, () => {
    const u = random.uniform();
    if (u < (discordance + excess) / 2) return 1;
    return u < discordance ? 0 : 0.5;
  });
}

function rejectionRate(sims: number, draw: (random: Random) => Float64Array, margin: number): number {
  const random = seededRandom(20_261_031, "betting");
  let rejections = 0;
  for (let sim = 0; sim < sims; sim += 1) {
    if (bettingPValue(draw(random), (margin + 1) / 2, options) <= 0.05) rejections += 1;
  }
  return rejections / sims;
}

const standardError = (rate: number, sims: number) => Math.sqrt((rate * (1 - rate)) / sims);

test.each([
  [0.05, 0.1, 200, 0.48],
  [0.05, 0.1, 400, 0.81],
  [0.05, 0.1, 800, 0.98],
  [0.03, 0.06, 500, 0.67],
  [0.03, 0.06, 1000, 0.94],
])("power: margin %d, discordance %d, n = %d", (margin, discordance, n, expected) => {
  const rate = rejectionRate(1000, (random) => netLosses(random, n, { discordance }), margin);
  expect(Math.abs(rate - expected)).toBeLessThan(0.03 + 3 * standardError(expected, 1000));
});

test.each([
  [0.05, 0.1, 200],
  [0.05, 0.05, 60],
  [0.03, 0.2, 400],
])("size: at margin %d with discordance %d and n = %d at most the level", (margin, discordance, n) => {
  const rate = rejectionRate(2000, (random) => netLosses(random, n, { discordance, excess: margin }), margin);
  expect(rate).toBeLessThan(0.05 + 3 * standardError(0.05, 2000));
});

test("exact validity: all 2^12 sequences of coin throws at the hypothesis", () => {
  for (const mean of [0.1, 0.5, 0.8]) {
    for (const level of [0.05, 0.2, 0.5]) {
      let size = 0;
      for (let mask = 0; mask < 4096; mask += 1) {
        const values = Array.from({ length: 12 }, (_, i) => (mask >> i) & 1);
        const ones = values.reduce((sum, value) => sum + value, 0);
        if (bettingPValue(values, mean, { level }) <= level) size += mean ** ones * (1 - mean) ** (12 - ones);
      }
      expect(size).toBeLessThanOrEqual(level);
    }
  }
});

test("trap: NaN at zero errors", () => {
  for (const value of [0, 0.5]) {
    const p = bettingPValue(new Float64Array(300).fill(value), (0.05 + 1) / 2, options);
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(0.05);
  }
  expect(bettingPValue(new Float64Array(300).fill(1), 0.5, options)).toBe(1);
  expect(bettingUpperBound(new Float64Array(300).fill(1), options)).toBe(1);
  expect(bettingUpperBound(new Float64Array(300), options)).toBeLessThan(0.03);
});

test("trap: Hoeffding-Bentkus on differences has no power where betting has", () => {
  const random = seededRandom(3);
  let bentkus = 0;
  for (let sim = 0; sim < 500; sim += 1) {
    const values = netLosses(random, 200, { discordance: 0.1 });
    const mean = values.reduce((sum, value) => sum + value, 0) / 200;
    if (hoeffdingBentkusPValue(mean, 200, (0.05 + 1) / 2) <= 0.05) bentkus += 1;
  }
  expect(bentkus / 500).toBeLessThan(0.02);
});

test("falls as the hypothetical mean rises; the bound is where it crosses the level", () => {
  const mean = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(unit, mean, mean, (values, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(bettingPValue(values, high, options)).toBeLessThanOrEqual(bettingPValue(values, low, options) + 1e-12);
      const bound = bettingUpperBound(values, options);
      if (bound < 1) expect(bettingPValue(values, bound, options)).toBeLessThanOrEqual(0.05 + 1e-9);
      expect(bettingPValue(values, bound * (1 - 1e-9), options)).toBeGreaterThan(0.05 - 1e-6);
      expect(bound).toBeGreaterThan(values.reduce((sum, value) => sum + value, 0) / values.length - 1e-9);
    }),
    { seed: 1 },
  );
});

test("a million values neither overflow nor underflow into NaN", () => {
  expect(bettingPValue(new Float64Array(1e6), 0.5, options)).toBe(0);
  expect(bettingPValue(new Float64Array(1e6).fill(1), 0.5, options)).toBe(1);
});

test("depends on the order, as documented", () => {
  const rising = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
  expect(bettingPValue(rising, 0.5, options)).toBeLessThan(bettingPValue(rising.slice().reverse(), 0.5, options));
});

test("refuses what is outside its range", () => {
  expect(() => bettingPValue([], 0.5, options)).toThrow(RangeError);
  expect(() => bettingPValue([0.5, Number.NaN], 0.5, options)).toThrow(RangeError);
  expect(() => bettingPValue([1.1], 0.5, options)).toThrow(RangeError);
  expect(() => bettingPValue([0.5], 1, options)).toThrow(RangeError);
  expect(() => bettingPValue([0.5], 0.5, { level: 0 })).toThrow(RangeError);
  expect(() => bettingUpperBound([0.5], { level: 0.05, truncation: 1 })).toThrow(RangeError);
});
