import { describe, expect, test } from "vitest";
import { aurcInfluences, aurcInterval } from "./aurc-interval.js";
import { meanInterval } from "./mean-interval.js";
import { seededRandom } from "./random.js";
import { riskCoverage } from "./risk-coverage.js";

const ownUnits = (n: number) => ({ units: Int32Array.from({ length: n }, (_, i) => i), unitCount: n });

/** Answers in three levels or none, right more often the higher they read. */
function sample(n: number, seed: number, levels: number | null) {
  const random = seededRandom(seed, "aurc");
  const confidences = new Float64Array(n);
  const losses = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const reading = random.uniform();
    confidences[i] = levels === null ? reading : Math.floor(reading * levels);
    losses[i] = random.uniform() < 0.5 * (1 - reading) ? 1 : 0;
  }
  return { confidences, losses };
}

test("by hand: two levels, the upper one right, the lower one wrong half of the time", () => {
  // Places 0 to 1/2 have risk 0 and places 1/2 to 1 have risk 1/2: the area is ½ ∫ −ln u over (½, 1) = ½ (½ − ½ ln 2).
  const confidences = Float64Array.of(1, 1, 0, 0);
  const losses = Float64Array.of(0, 0, 0, 1);
  const area = (0.5 - 0.5 * Math.LN2) / 2;
  const weight = (0.5 - 0.5 * Math.LN2) / 0.5;
  // What an upper answer pushes back: ½ ∫ 1/v over (½, 1); a lower one, on average, ½ (1 − ln 2).
  const upper = -area - 0.5 * Math.LN2 + 0.25;
  const lower = -area - 0.5 * weight + 0.25;
  const found = aurcInfluences(confidences, losses);
  [upper, upper, lower, weight + lower].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
});

test("influences add up to 0, and where readings are constant they are those of the mean loss", () => {
  for (const levels of [null, 3]) {
    const { confidences, losses } = sample(50, 3, levels);
    expect(aurcInfluences(confidences, losses).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  }
  const losses = Float64Array.of(1, 0, 0, 1, 0);
  const constant = aurcInfluences(new Float64Array(5), losses);
  constant.forEach((value, i) => expect(value).toBeCloseTo((losses[i] ?? 0) - 0.4, 12));
});

test.each([null, 3])("the standard error is that of the jackknife: levels %s", (levels) => {
  const { confidences, losses } = sample(300, 11, levels);
  const n = losses.length;
  const left = Array.from({ length: n }, (_, out) => {
    const keep = (_value: number, i: number) => i !== out;
    return riskCoverage(confidences.filter(keep), losses.filter(keep)).area;
  });
  const mean = left.reduce((sum, value) => sum + value, 0) / n;
  const jackknife = Math.sqrt(((n - 1) / n) * left.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  const { area } = riskCoverage(confidences, losses);
  const [lo, hi] = aurcInterval(area, confidences, losses, { ...ownUnits(n), confidence: 0.95 });
  const [from, to] = meanInterval({ mean: area, standardError: jackknife, units: n }, 0.95);
  expect((hi - lo) / (to - from)).toBeCloseTo(1, 1);
});

describe("validity", () => {
  test.each([
    // ∫ r(u)(−ln u) du with r(u) = u/2 is 1/8; in thirds r is 1/12, 3/12, 5/12.
    { levels: null, truth: 1 / 8 },
    { levels: 3, truth: thirds() },
  ])("95 % intervals cover the true area in about 95 % of samples: levels $levels", ({ levels, truth }) => {
    let covered = 0;
    const samples = 600;
    for (let seed = 0; seed < samples; seed += 1) {
      const { confidences, losses } = sample(150, seed, levels);
      const { area } = riskCoverage(confidences, losses);
      const [lo, hi] = aurcInterval(area, confidences, losses, { ...ownUnits(150), confidence: 0.95 });
      if (lo <= truth && truth <= hi) covered += 1;
    }
    // Three binomial standard errors are 0.027; a skewed area may lose one point more.
    expect(covered / samples).toBeGreaterThan(0.91);
    expect(covered / samples).toBeLessThan(0.98);
  });
});

test("what never varied may vary elsewhere; one unit says nothing", () => {
  const right = aurcInterval(0, Float64Array.of(1, 2, 3), new Float64Array(3), { ...ownUnits(3), confidence: 0.95 });
  expect(right[0]).toBe(0);
  expect(right[1]).toBeCloseTo(1 - 0.025 ** (1 / 3), 12);
  const one = { units: new Int32Array(3), unitCount: 1, confidence: 0.95 };
  expect(aurcInterval(0.2, Float64Array.of(1, 2, 3), Float64Array.of(0, 1, 0), one)).toEqual([0, 1]);
});

test("refuses unequal lengths", () => {
  const options = { ...ownUnits(1), confidence: 0.95 };
  expect(() => aurcInterval(0, Float64Array.of(1, 2), Float64Array.of(1), options)).toThrow(
    new RangeError("2 confidences but 1 losses"),
  );
});

function thirds(): number {
  const weight = (from: number, to: number) => {
    const integral = (u: number) => (u === 0 ? 0 : u - u * Math.log(u));
    return integral(to) - integral(from);
  };
  return (1 * weight(0, 1 / 3) + 3 * weight(1 / 3, 2 / 3) + 5 * weight(2 / 3, 1)) / 12;
}
