import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auroc } from "./auroc.js";
import { aurocInterval } from "./auroc-interval.js";
import { seededRandom } from "./random.js";

const ownUnits = (n: number) => ({ units: Int32Array.from({ length: n }, (_, i) => i), unitCount: n });

function intervalOf(readings: readonly number[], labels: readonly number[], confidence = 0.95) {
  const [values, isPositive] = [Float64Array.from(readings), Uint8Array.from(labels)];
  const area = auroc(values, isPositive) ?? Number.NaN;
  return { area, ci: aurocInterval(area, values, isPositive, { ...ownUnits(values.length), confidence }) };
}

describe("by hand", () => {
  test("DeLong's variance where every reading is a unit", () => {
    const { area, ci } = intervalOf([3, 2, 1, 0, 1, 0, 2], [1, 1, 1, 0, 0, 0, 0]);
    // Positives 3, 2, 1 are above 1, 7/8, 5/8 of the negatives 0, 1, 0, 2, which are below 1, 5/6, 1, 1/2 of the positives.
    expect(area).toBeCloseTo((1 + 7 / 8 + 5 / 8) / 3, 12);
    const s10 = [1, 7 / 8, 5 / 8].reduce((sum, v) => sum + (v - area) ** 2, 0) / 2;
    const s01 = [1, 5 / 6, 1, 1 / 2].reduce((sum, v) => sum + (v - area) ** 2, 0) / 3;
    const half = (1.959963984540054 * Math.sqrt(s10 / 3 + s01 / 4)) / (area * (1 - area));
    const centre = Math.log(area / (1 - area));
    expect(ci[0]).toBeCloseTo(1 / (1 + Math.exp(half - centre)), 9);
    expect(ci[1]).toBeCloseTo(1 / (1 + Math.exp(-half - centre)), 9);
  });

  test("a perfect order still leaves room below: the score interval", () => {
    const { ci } = intervalOf([3, 3, 3, 1, 1, 1], [1, 1, 1, 0, 0, 0]);
    expect(ci[1]).toBe(1);
    // At its lower end the standard error of that area allows for 1: (1 − t)² = z² V(t).
    const t = ci[0];
    const variance = (t * (1 - t) * (1 + (2 * (1 - t)) / (2 - t) + (2 * t) / (1 + t))) / 9;
    expect((1 - t) ** 2 / variance).toBeCloseTo(1.959963984540054 ** 2, 6);
  });

  test("one unit of a kind says nothing", () => {
    expect(intervalOf([1, 2, 3], [1, 0, 0]).ci).toEqual([0, 1]);
  });
});

describe("properties", () => {
  const rows = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1 })), { minLength: 4, maxLength: 40 })
    .filter((list) => new Set(list.map(([, label]) => label)).size === 2);

  test("inside [0, 1], around the area, wider at a higher level, mirrored with the labels", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [readings, labels] = [list.map(([reading]) => reading), list.map(([, label]) => label)];
        const { area, ci } = intervalOf(readings, labels);
        expect(ci[0]).toBeGreaterThanOrEqual(0);
        expect(ci[0]).toBeLessThanOrEqual(area + 1e-12);
        expect(ci[1]).toBeGreaterThanOrEqual(area - 1e-12);
        expect(ci[1]).toBeLessThanOrEqual(1);
        const wider = intervalOf(readings, labels, 0.99).ci;
        expect(wider[0]).toBeLessThanOrEqual(ci[0] + 1e-12);
        expect(wider[1]).toBeGreaterThanOrEqual(ci[1] - 1e-12);
        const mirrored = intervalOf(
          readings,
          labels.map((label) => 1 - label),
        ).ci;
        expect(mirrored[0]).toBeCloseTo(1 - ci[1], 9);
        expect(mirrored[1]).toBeCloseTo(1 - ci[0], 9);
      }),
      { seed: 7 },
    );
  });

  test("readings repeated within their unit change nothing but the size of the units", () => {
    const readings = Float64Array.of(0.9, 0.8, 0.3, 0.6, 0.2, 0.5, 0.1);
    const labels = Uint8Array.of(1, 1, 1, 1, 0, 0, 0);
    const area = auroc(readings, labels) ?? 0;
    const once = aurocInterval(area, readings, labels, { ...ownUnits(7), confidence: 0.9 });
    const twice = aurocInterval(
      area,
      Float64Array.from([...readings, ...readings]),
      Uint8Array.from([...labels, ...labels]),
      { units: Int32Array.from({ length: 14 }, (_, i) => i % 7), unitCount: 7, confidence: 0.9 },
    );
    expect(twice[0]).toBeCloseTo(once[0], 9);
    expect(twice[1]).toBeCloseTo(once[1], 9);
  });
});

describe("validity", () => {
  test.each([
    { name: "single items", size: 1 },
    { name: "clusters of four that share half their spread", size: 4 },
  ])("95 % intervals cover the true area in about 95 % of samples: $name", ({ size }) => {
    // Readings of right answers lie 1 above those of wrong ones, spread 1 each: the area is Φ(1/√2).
    const truth = 0.7602499389;
    let covered = 0;
    const samples = 800;
    for (let seed = 0; seed < samples; seed += 1) {
      const random = seededRandom(seed, `auroc ${size}`);
      const [readings, labels, units]: [number[], number[], number[]] = [[], [], []];
      for (let unit = 0; unit < 60; unit += 1) {
        const shared = random.normal();
        for (let member = 0; member < size; member += 1) {
          const label = random.uniform() < 0.6 ? 1 : 0;
          labels.push(label);
          readings.push(label + (size === 1 ? random.normal() : (shared + random.normal()) / Math.SQRT2));
          units.push(unit);
        }
      }
      const [values, isPositive] = [Float64Array.from(readings), Uint8Array.from(labels)];
      const area = auroc(values, isPositive) ?? 0;
      const options = { units: Int32Array.from(units), unitCount: 60, confidence: 0.95 };
      const [lo, hi] = aurocInterval(area, values, isPositive, options);
      if (lo <= truth && truth <= hi) covered += 1;
    }
    // Three binomial standard errors are 0.023; asymptotic intervals may lose one point more.
    expect(covered / samples).toBeGreaterThan(0.917);
    expect(covered / samples).toBeLessThan(0.983);
  });
});

test("refuses what has no area", () => {
  const options = { ...ownUnits(2), confidence: 0.95 };
  expect(() => aurocInterval(0.5, Float64Array.of(1, 2), Uint8Array.of(1, 1), options)).toThrow(RangeError);
  expect(() => aurocInterval(0.5, Float64Array.of(1), Uint8Array.of(1, 0), options)).toThrow(RangeError);
  expect(() => aurocInterval(0.5, Float64Array.of(1, 2), Uint8Array.of(1, 0), { ...options, confidence: 1 })).toThrow(
    new RangeError("confidence not in (0, 1): 1"),
  );
});
