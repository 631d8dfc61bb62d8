import { expect, test } from "vitest";
import { bootstrapMeans, percentileInterval } from "./bootstrap.js";
import { clusterMean } from "./cluster-mean.js";
import { seededRandom } from "./random.js";

function sample(n: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: n }, () => random.normal());
}

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

test("its standard error is that of the formula", () => {
  const values = sample(300, 1);
  const stratum = { weight: 1, sizes: new Float64Array(300).fill(1), columns: [values] };
  const [means = new Float64Array(0)] = bootstrapMeans([stratum], 4000, seededRandom(2));
  const units = Int32Array.from({ length: 300 }, (_, i) => i);
  expect(spread(means) / clusterMean(values, units, 300).standardError).toBeCloseTo(1, 1);
});

test("columns share their draws: a quantity minus itself is always 0", () => {
  const values = sample(50, 3);
  const stratum = { weight: 1, sizes: new Float64Array(50).fill(1), columns: [values, values.map((v) => v + 1)] };
  const [a = new Float64Array(0), b = new Float64Array(0)] = bootstrapMeans([stratum], 200, seededRandom(4));
  a.forEach((value, i) => expect((b[i] ?? 0) - value).toBeCloseTo(1, 12));
});

test("strata keep their weights whatever their sizes", () => {
  const flat = (n: number, value: number, weight: number) => ({
    weight,
    sizes: new Float64Array(n).fill(2),
    columns: [new Float64Array(n).fill(2 * value)],
  });
  const [means] = bootstrapMeans([flat(10, 1, 3), flat(500, 0, 1)], 5, seededRandom(5));
  expect([...(means ?? [])]).toEqual([0.75, 0.75, 0.75, 0.75, 0.75]);
});

test("a fixed seed gives the same bits", () => {
  const stratum = { weight: 1, sizes: new Float64Array(20).fill(1), columns: [sample(20, 6)] };
  expect(bootstrapMeans([stratum], 50, seededRandom(7))).toEqual(bootstrapMeans([stratum], 50, seededRandom(7)));
});

test("95 % intervals of a clustered mean cover it in 95 % of 400 samples", () => {
  let covered = 0;
  for (let seed = 0; seed < 400; seed += 1) {
    const random = seededRandom(seed, "coverage");
    const sums = Float64Array.from({ length: 80 }, () => {
      const shared = random.normal();
      return 4 * shared + random.normal() + random.normal() + random.normal() + random.normal();
    });
    const stratum = { weight: 1, sizes: new Float64Array(80).fill(4), columns: [sums] };
    const [means = new Float64Array(0)] = bootstrapMeans([stratum], 400, random);
    const [lo, hi] = percentileInterval(means, 0.95);
    if (lo <= 0 && hi >= 0) covered += 1;
  }
  // Three binomial standard errors are 0.033.
  expect(covered / 400).toBeGreaterThan(0.917);
  expect(covered / 400).toBeLessThan(0.983);
});

test("refuses empty strata and weights of 0", () => {
  const empty = { weight: 1, sizes: new Float64Array(0), columns: [new Float64Array(0)] };
  expect(() => bootstrapMeans([empty], 10, seededRandom(1))).toThrow(RangeError);
  expect(() => bootstrapMeans([{ ...empty, weight: 0 }], 10, seededRandom(1))).toThrow(RangeError);
});
