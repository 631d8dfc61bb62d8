import { describe, expect, test } from "vitest";
import { binomialCdf } from "./binomial.js";
import { multiStartFixedSequence } from "./multi-start.js";
import { seededRandom } from "./random.js";

describe("exact validity", () => {
  test("any set of true hypotheses among four, p-values on a grid of tenths, independent or equal", () => {
    const rejectsTrue = (trueOnes: number, values: readonly number[]) => {
      const pValues = values.map((value, i) => ((trueOnes >> i) & 1 ? value : 0));
      const { certified } = multiStartFixedSequence(pValues, { starts: [0, 2], level: 0.4 });
      return certified.some((i) => (trueOnes >> i) & 1);
    };
    for (let trueOnes = 1; trueOnes < 16; trueOnes += 1) {
      let independent = 0;
      let equal = 0;
      for (let draw = 0; draw < 10_000; draw += 1) {
        const values = [0, 1, 2, 3].map((i) => (1 + (Math.floor(draw / 10 ** i) % 10)) / 10);
        if (rejectsTrue(trueOnes, values)) independent += 1;
      }
      for (let value = 1; value <= 10; value += 1) {
        if (rejectsTrue(trueOnes, Array(4).fill(value / 10))) equal += 1;
      }
      expect(independent / 10_000).toBeLessThanOrEqual(0.4);
      expect(equal / 10).toBeLessThanOrEqual(0.4);
    }
  });

  test("nested thresholds over 12 items, every one at the risk target: all 2^12 outcomes", () => {
    for (const target of [0.2, 0.4]) {
      let mass = 0;
      for (let outcome = 0; outcome < 4096; outcome += 1) {
        let errors = 0;
        const pValues = Array.from({ length: 12 }, (_, i) => {
          errors += (outcome >> i) & 1;
          return binomialCdf(errors, i + 1, target);
        });
        const { certified } = multiStartFixedSequence(pValues, { starts: [3, 6, 9], level: 0.3 });
        if (certified.length > 0) mass += target ** errors * (1 - target) ** (12 - errors);
      }
      expect(mass).toBeLessThanOrEqual(0.3);
    }
  });
});

/** p-value of every served count, most confident items first. */
function servedCounts(n: number, rightRate: (signal: number) => number, target: number, seed: number): Float64Array {
  const random = seededRandom(seed, "selective");
  const signals = Float64Array.from({ length: n }, () => random.uniform()).sort();
  let errors = 0;
  return signals.reverse().map((signal, i) => {
    errors += random.uniform() < rightRate(signal) ? 0 : 1;
    return binomialCdf(errors, i + 1, target);
  });
}

function meanCoverage(rightRate: (signal: number) => number, target: number, starts: readonly number[]): number {
  let covered = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const pValues = servedCounts(1500, rightRate, target, seed);
    covered += ((multiStartFixedSequence(pValues, { starts, level: 0.05 }).highest ?? -1) + 1) / 1500;
  }
  return covered / 100;
}

const quartiles = [149, 374, 749, 1124];

test.each([
  ["linear", (s: number) => 0.6 + 0.4 * s, 0.1, 0.342],
  ["convex", (s: number) => 1 - (1 - s) ** 2 / 2, 0.05, 0.42],
  ["plateau", (s: number) => (s > 0.4 ? 0.98 : 0.7), 0.05, 0.62],
])("share served in the %s world, four starts", (_, rightRate, target, expected) => {
  expect(Math.abs(meanCoverage(rightRate, target, quartiles) - expected)).toBeLessThan(0.04);
});

test("trap: fixed sequence started at the strictest threshold certifies nothing", () => {
  // One item served without error proves nothing (p = 0.9), so the sequence ends before it begins.
  expect(meanCoverage((s) => 0.6 + 0.4 * s, 0.1, [0])).toBe(0);
});
