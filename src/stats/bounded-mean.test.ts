import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundedMeanPValue } from "./bounded-mean.js";
import { seededRandom } from "./random.js";
import { tangoPValue } from "./tango.js";

function paired(firstOnly: number, secondOnly: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => (i < firstOnly ? 1 : i < firstOnly + secondOnly ? -1 : 0));
}

const of = (values: Float64Array, margin: number, effective = values.length) =>
  boundedMeanPValue({ values, effective }, margin);

describe("boundedMeanPValue", () => {
  it("is Tango's test for paired right/wrong answers, on either side of the margin", () => {
    const counts = fc
      .tuple(fc.nat(20), fc.nat(20), fc.nat(60), fc.double({ min: -0.4, max: 0.4, noNaN: true }))
      // Where nothing differs and nothing may, both ask for a variance that is not there.
      .filter(([first, second, rest, margin]) => first + second + rest > 0 && (first + second > 0 || margin !== 0));
    fc.assert(
      fc.property(counts, ([firstOnly, secondOnly, rest, margin]) => {
        const n = firstOnly + secondOnly + rest;
        expect(of(paired(firstOnly, secondOnly, n), margin)).toBeCloseTo(
          tangoPValue({ firstOnly, secondOnly, n }, margin),
          6,
        );
      }),
    );
  });

  it("is no more certain than chance at a margin that is next to nothing", () => {
    for (const margin of [5e-324, 1e-200, 1e-17, -1e-17, -1e-200]) {
      expect(of(new Float64Array(40), margin), `${margin}`).toBeCloseTo(0.5, 6);
    }
  });

  it("gives n values without loss the p-value of z = √(n m / (1 − m))", () => {
    // Φ(−√(51 · 0.05 / 0.95)) = Φ(−1.6384)
    expect(of(new Float64Array(51), 0.05)).toBeCloseTo(0.05067, 4);
  });

  it("is close to the z test where much was seen: 2,000 values about 0.02", () => {
    const random = seededRandom(7, "bounded mean");
    const values = Float64Array.from({ length: 2000 }, () => Math.max(-1, Math.min(1, 0.02 + 0.2 * random.normal())));
    const mean = values.reduce((sum, value) => sum + value, 0) / 2000;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2000;
    const z = (mean - 0.03) / Math.sqrt(variance / 2000);
    // Φ(z) within the third decimal.
    expect(of(values, 0.03)).toBeCloseTo(phi(z), 2);
  });

  it("doubts more the fewer values the same ones count for", () => {
    const values = paired(2, 1, 100);
    expect(of(values, 0.1, 100)).toBeLessThan(of(values, 0.1, 60));
    expect(of(values, 0.1, 60)).toBeLessThan(of(values, 0.1, 20));
    expect(of(values, 0.1, 40)).toBeCloseTo(tangoPValue({ firstOnly: 0.8, secondOnly: 0.4, n: 40 }, 0.1), 8);
  });

  it("falls as the margin grows, and is one half at the mean", () => {
    const values = Float64Array.of(0.1, -0.2, 0.4, 0, 0, 0.3);
    const found = [-0.5, -0.1, 0, 0.1, 0.3, 0.6].map((margin) => of(values, margin));
    expect(found).toEqual([...found].sort((a, b) => b - a));
    expect(of(values, 0.1)).toBeCloseTo(0.5, 10);
  });

  it("says nothing against a margin that all values stand at", () => {
    expect(of(Float64Array.of(0.1, 0.1), 0.1)).toBe(1);
  });

  it("refuses what is out of range", () => {
    expect(() => of(Float64Array.of(1.01), 0)).toThrow("value not in [-1, 1]: 1.01");
    expect(() => of(Float64Array.of(Number.NaN), 0)).toThrow(RangeError);
    expect(() => of(Float64Array.of(0), 1)).toThrow("margin not in (-1, 1): 1");
    expect(() => of(Float64Array.of(0, 0), 0, 3)).toThrow("effective number not in [1, 2]: 3");
    expect(() => of(new Float64Array(0), 0)).toThrow(RangeError);
  });
});

/** Normal distribution function by the rational approximation of Abramowitz & Stegun 26.2.17, |error| < 7.5e-8. */
function phi(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z < 0 ? tail : 1 - tail;
}
