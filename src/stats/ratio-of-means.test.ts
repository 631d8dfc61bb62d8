import { expect, test } from "vitest";
import { bootstrapMeans, percentileInterval } from "./bootstrap.js";
import { seededRandom } from "./random.js";
import { ratioOfMeans } from "./ratio-of-means.js";

const units = Int32Array.from({ length: 200 }, (_, i) => i);
const group = { units, unitCount: 200, confidence: 0.95 };

test("a constant share has no uncertainty, however the amounts vary", () => {
  const below = Float64Array.from({ length: 200 }, (_, i) => 1 + (i % 7));
  const { ratio, interval } = ratioOfMeans(
    below.map((value) => value / 4),
    below,
    group,
  );
  expect(ratio).toBeCloseTo(0.25, 14);
  expect(interval[0]).toBeCloseTo(0.25, 12);
  expect(interval[1]).toBeCloseTo(0.25, 12);
});

test("agrees with the paired bootstrap", () => {
  const random = seededRandom(1);
  const below = Float64Array.from({ length: 200 }, () => Math.exp(0.5 * random.normal()));
  const above = below.map((value) => 0.3 * value * (0.5 + random.uniform()));
  const { interval } = ratioOfMeans(above, below, group);
  const stratum = { weight: 1, sizes: new Float64Array(200).fill(1), columns: [above, below] };
  const [a = new Float64Array(0), b = new Float64Array(0)] = bootstrapMeans([stratum], 4000, random);
  const [lo, hi] = percentileInterval(
    a.map((value, i) => value / (b[i] ?? 1)),
    0.95,
  );
  expect(Math.abs(interval[0] - lo)).toBeLessThan(0.15 * (hi - lo));
  expect(Math.abs(interval[1] - hi)).toBeLessThan(0.15 * (hi - lo));
});

test("refuses a denominator that is not positive, and unequal lengths", () => {
  expect(() => ratioOfMeans(new Float64Array(200), new Float64Array(200), group)).toThrow(
    new RangeError("mean of the denominator not positive: 0"),
  );
  expect(() => ratioOfMeans(new Float64Array(199), new Float64Array(200), group)).toThrow(
    new RangeError("199 values above, 200 below"),
  );
});

test("worked by hand: 2 and 6 against 2 and 2", () => {
  // Residuals −1 and 1 around the ratio 2: standard error 1; the upper quartile of t with one degree of freedom is 1.
  const pair = { units: Int32Array.of(0, 1), unitCount: 2, confidence: 0.5 };
  const { ratio, interval } = ratioOfMeans(Float64Array.of(2, 6), Float64Array.of(2, 2), pair);
  expect(ratio).toBe(2);
  expect(interval).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)]);
});
