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
