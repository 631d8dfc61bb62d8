import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { logGamma } from "./log-gamma.js";
import { type PairedCounts, tangoInterval, tangoPValue, tangoStatistic } from "./tango.js";

// The reference maximises the likelihood numerically, to about 1e-10 in z.
test.each(referenceValues("tango"))(
  "z of (%d, %d, %d) against %d",
  (firstOnly = 0, secondOnly = 0, n = 0, m = 0, z = 0) => {
    expect(Math.abs(tangoStatistic({ firstOnly, secondOnly, n }, m) - z)).toBeLessThan(1e-9);
  },
);

test.each(referenceValues("tango_interval"))(
  "interval of (%d, %d, %d) at %d",
  (firstOnly = 0, secondOnly = 0, n = 0, confidence = 0, lo = 0, hi = 0) => {
    const interval = tangoInterval({ firstOnly, secondOnly, n }, confidence);
    expect(Math.abs(interval[0] - lo)).toBeLessThan(1e-9);
    expect(Math.abs(interval[1] - hi)).toBeLessThan(1e-9);
  },
);

const counts: fc.Arbitrary<PairedCounts> = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 }), fc.nat({ max: 400 }))
  .filter(([b, c, rest]) => b + c + rest > 0)
  .map(([firstOnly, secondOnly, rest]) => ({ firstOnly, secondOnly, n: firstOnly + secondOnly + rest }));
const margin = fc.double({ min: -0.9, max: 0.9, noNaN: true });

test("at margin 0 it is McNemar's statistic", () => {
  fc.assert(
    fc.property(counts, (pairs) => {
      const { firstOnly: b, secondOnly: c } = pairs;
      const mcnemar = b + c === 0 ? 0 : (b - c) / Math.sqrt(b + c);
      expect(tangoStatistic(pairs, 0)).toBeCloseTo(mcnemar, 10);
    }),
    { seed: 1 },
  );
});

test("swapping the two and the sign changes the sign; larger margins give smaller p-values", () => {
  fc.assert(
    fc.property(counts, margin, margin, (pairs, x, y) => {
      const swapped = { firstOnly: pairs.secondOnly, secondOnly: pairs.firstOnly, n: pairs.n };
      expect(tangoStatistic(pairs, x)).toBeCloseTo(-tangoStatistic(swapped, -x), 10);
      const [low, high] = [Math.min(x, y), Math.max(x, y)];
      expect(tangoPValue(pairs, high)).toBeLessThanOrEqual(tangoPValue(pairs, low) + 1e-12);
    }),
    { seed: 1 },
  );
});

test("the interval contains the difference and lies in [−1, 1]", () => {
  fc.assert(
    fc.property(counts, (pairs) => {
      const [lo, hi] = tangoInterval(pairs, 0.95);
      const difference = (pairs.firstOnly - pairs.secondOnly) / pairs.n;
      expect(lo).toBeLessThanOrEqual(difference + 1e-12);
      expect(hi).toBeGreaterThanOrEqual(difference - 1e-12);
      expect(lo).toBeGreaterThanOrEqual(-1);
      expect(hi).toBeLessThanOrEqual(1);
    }),
    { seed: 1 },
  );
});

test("refuses impossible counts and NaN", () => {
  expect(() => tangoPValue({ firstOnly: 5, secondOnly: 6, n: 10 }, 0.05)).toThrow(RangeError);
  expect(() => tangoPValue({ firstOnly: 0, secondOnly: 0, n: 0 }, 0.05)).toThrow(RangeError);
  expect(() => tangoPValue({ firstOnly: 0, secondOnly: 0, n: 5 }, Number.NaN)).toThrow(RangeError);
});

/** Exact probability of rejecting at the boundary: sum of multinomial masses over the rejection region. */
function exactSize(n: number, margin: number, discordance: number, level: number): number {
  const first = (discordance + margin) / 2;
  const second = (discordance - margin) / 2;
  const log = (count: number, rate: number) => (count === 0 ? 0 : count * Math.log(rate));
  let size = 0;
  for (let b = 0; b <= n; b += 1) {
    for (let c = 0; b + c <= n; c += 1) {
      if (second === 0 && c > 0) break;
      if (tangoPValue({ firstOnly: b, secondOnly: c, n }, margin) > level) continue;
      const rest = n - b - c;
      size += Math.exp(
        logGamma(n + 1) -
          logGamma(b + 1) -
          logGamma(c + 1) -
          logGamma(rest + 1) +
          log(b, first) +
          log(c, second) +
          log(rest, 1 - discordance),
      );
    }
  }
  return size;
}

test("size at the boundary, by enumeration, stays near the level", () => {
  let largest = 0;
  for (const n of [30, 40, 50, 60]) {
    for (const margin of [0.03, 0.05, 0.1]) {
      for (const extra of [0, 0.02, 0.05, 0.1, 0.2]) {
        largest = Math.max(largest, exactSize(n, margin, margin + extra, 0.05));
      }
    }
  }
  // A score test is not exact: on this grid the largest size at level 0.05 is 0.0591.
  expect(largest).toBeGreaterThan(0.05);
  expect(largest).toBeLessThan(0.0592);
});
