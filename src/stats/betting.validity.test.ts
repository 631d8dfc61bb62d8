import { expect, test } from "vitest";
import { bettingPValue } from "./betting.js";
import { hoeffdingBentkusPValue } from "./hoeffding-bentkus.js";
import { type Random, seededRandom } from "./random.js";

const options = { level: 0.05 };

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

test("a million values neither overflow nor underflow into NaN", () => {
  expect(bettingPValue(new Float64Array(1e6), 0.5, options)).toBe(0);
  expect(bettingPValue(new Float64Array(1e6).fill(1), 0.5, options)).toBe(1);
});
