import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { type PairedCounts, tangoInterval, tangoPValue, tangoStatistic } from "./tango.js";

// The reference maximises the likelihood numerically, to about 1e-10 in z.
test.each(referenceValues("tango"))(
  "z of (%d, %d, %d) against %d",
  (firstOnly = 0, secondOnly = 0, n = 0, m = 0, z = 0) => {
    expect(Math.abs(tangoStatistic({ firstOnly, secondOnly, n }, m) - z)).toBeLessThan(1e-9 * Math.max(1, Math.abs(z)));
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

const zero: PairedCounts = { firstOnly: 0, secondOnly: 0, n: 5 };
test.each([
  ["n not an integer ≥ 1: 0", () => tangoStatistic({ ...zero, n: 0 }, 0.05)],
  ["n not an integer ≥ 1: 2.5", () => tangoStatistic({ ...zero, n: 2.5 }, 0.05)],
  ["n not an integer ≥ 1: NaN", () => tangoStatistic({ ...zero, n: Number.NaN }, 0.05)],
  ["discordant pairs 5 and 6 do not fit into 10", () => tangoPValue({ firstOnly: 5, secondOnly: 6, n: 10 }, 0.05)],
  ["discordant pairs -1 and 2 do not fit into 5", () => tangoPValue({ firstOnly: -1, secondOnly: 2, n: 5 }, 0.05)],
  ["discordant pairs 2 and -1 do not fit into 5", () => tangoPValue({ firstOnly: 2, secondOnly: -1, n: 5 }, 0.05)],
  ["discordant pairs NaN and 0 do not fit into 5", () => tangoPValue({ ...zero, firstOnly: Number.NaN }, 0.05)],
  ["difference not in (-1, 1): -1", () => tangoStatistic(zero, -1)],
  ["difference not in (-1, 1): 1", () => tangoStatistic(zero, 1)],
  ["difference not in (-1, 1): NaN", () => tangoStatistic(zero, Number.NaN)],
  ["confidence not in (0, 1): 0", () => tangoInterval(zero, 0)],
  ["confidence not in (0, 1): 1", () => tangoInterval(zero, 1)],
  ["confidence not in (0, 1): NaN", () => tangoInterval(zero, Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("the ends of what can be observed: all pairs on one side", () => {
  expect(tangoInterval({ firstOnly: 8, secondOnly: 0, n: 8 }, 0.95)[1]).toBe(1);
  expect(tangoInterval({ firstOnly: 0, secondOnly: 8, n: 8 }, 0.95)[0]).toBe(-1);
  expect(tangoStatistic({ firstOnly: 1, secondOnly: 0, n: 1 }, 0)).toBe(1);
  expect(tangoStatistic({ firstOnly: 0, secondOnly: 0, n: 1 }, 0)).toBe(0);
});
