import { describe, expect, test } from "vitest";
import { type PpiOptions, type PpiSample, ppiMean } from "./ppi-mean.js";
import { type Random, seededRandom } from "./random.js";

const twoSided: PpiOptions = { confidence: 0.95, alternative: "two-sided" };

/** A judge with known sensitivity and specificity. */
function judged(random: Random, { n = 0, size = 0, rate = 0, sensitivity = 0, specificity = 0 }): PpiSample {
  const draw = () => {
    const truth = random.uniform() < rate ? 1 : 0;
    const passes = truth === 1 ? random.uniform() < sensitivity : random.uniform() >= specificity;
    return { truth, proxy: passes ? 1 : 0 };
  };
  const labelled = Array.from({ length: n }, draw);
  return {
    labelled: { truth: labelled.map((item) => item.truth), proxy: labelled.map((item) => item.proxy) },
    unlabelled: Float64Array.from({ length: size }, () => draw().proxy),
  };
}

describe("coverage and width with a judge of sensitivity 0.95 and specificity 0.7, true rate 0.8", () => {
  test.each([500, 2000])("100 labelled, %d not", (size) => {
    const random = seededRandom(20_261_031, "ppi");
    const sims = 1000;
    let covered = 0;
    let width = 0;
    let width0 = 0;
    for (let sim = 0; sim < sims; sim += 1) {
      const sample = judged(random, { n: 100, size, rate: 0.8, sensitivity: 0.95, specificity: 0.7 });
      const [lo, hi] = ppiMean(sample, twoSided).interval;
      if (lo <= 0.8 && hi >= 0.8) covered += 1;
      width += (hi - lo) / sims;
      const [lo0, hi0] = ppiMean(sample, { ...twoSided, lambda: 0 }).interval;
      width0 += (hi0 - lo0) / sims;
    }
    // An asymptotic interval: one point below the level, plus three standard errors of 1000 runs.
    expect(covered / sims).toBeGreaterThan(0.94 - 3 * Math.sqrt((0.95 * 0.05) / sims));
    expect(covered / sims).toBeLessThan(0.95 + 3 * Math.sqrt((0.95 * 0.05) / sims));
    if (size === 2000) expect(width).toBeCloseTo(0.122, 2);
    expect(width0).toBeCloseTo(0.158, 2);
    expect(width).toBeLessThan(0.9 * width0);
  });
});

test("a proxy that is the truth counts like labels on all items; λ = 1 is plain PPI", () => {
  const sample = judged(seededRandom(8), { n: 200, size: 4000, rate: 0.7, sensitivity: 1, specificity: 1 });
  const found = ppiMean(sample, twoSided);
  expect(found.lambda).toBeCloseTo(1 / 1.05, 1);
  expect(found.standardError).toBeCloseTo(Math.sqrt((0.7 * 0.3) / 4200), 3);
  const plain = ppiMean(sample, { ...twoSided, lambda: 1 });
  const others = Float64Array.from(sample.unlabelled);
  expect(plain.estimate).toBeCloseTo(others.reduce((sum, value) => sum + value, 0) / 4000, 12);
});
