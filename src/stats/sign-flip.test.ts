import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import type { Alternative } from "./alternative.js";
import { mcnemarPValues } from "./mcnemar.js";
import { seededRandom } from "./random.js";
import { signFlipPValue } from "./sign-flip.js";

/** Height differences of Darwin's 15 pairs of maize plants, in eighths of an inch. */
const DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

function pValue(
  values: readonly number[],
  alternative: Alternative = "two-sided",
  units: readonly number[] = [...values.keys()],
) {
  const unitCount = Math.max(...units) + 1;
  return signFlipPValue(values, units, { unitCount, alternative, resamples: 20_000, random: seededRandom(1) });
}

test.each(referenceValues("sign_flip"))(
  "first %d of Darwin's pairs, by enumeration",
  (n = 0, both = 0, greater = 0) => {
    // From 13 pairs on the patterns are drawn: four standard errors of 20,000 draws.
    const tolerance = (p: number) => (n <= 12 ? 1e-12 : 4 * Math.sqrt((p * (1 - p)) / 20_000));
    expect(Math.abs(pValue(DARWIN.slice(0, n)) - both)).toBeLessThan(tolerance(both));
    expect(Math.abs(pValue(DARWIN.slice(0, n), "greater") - greater)).toBeLessThan(tolerance(greater));
  },
);

test("Fisher's result for Darwin's pairs: 1726 of 32768", () => {
  expect(Math.abs(pValue(DARWIN) - 1726 / 32_768)).toBeLessThan(0.007);
});

test("of differences ±1 it is exact McNemar", () => {
  const values = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, ...Array<number>(40).fill(0)];
  expect(pValue(values)).toBeCloseTo(mcnemarPValues({ firstOnly: 10, secondOnly: 2 }).exact, 14);
});

test("exact validity: over all sign patterns of given sizes the p-value is uniform or larger", () => {
  const sizes = [0.3, 1, 1, 2.5, 0.7, 4, 1.1];
  for (const alternative of ["two-sided", "less", "greater"] as const) {
    const found = Array.from({ length: 2 ** sizes.length }, (_, pattern) =>
      pValue(
        sizes.map((size, u) => ((pattern >> u) & 1 ? -size : size)),
        alternative,
      ),
    );
    for (const level of [0.01, 0.05, 0.1, 0.25, 0.5, 1]) {
      const share = found.filter((p) => p <= level + 1e-12).length / found.length;
      expect(share).toBeLessThanOrEqual(level + 1e-12);
    }
  }
});

test("uniform under the hypothesis with many clusters", () => {
  const random = seededRandom(20_261_031, "sign-flip");
  const units = Int32Array.from({ length: 120 }, (_, i) => Math.floor(i / 4));
  let rejected = 0;
  for (let sim = 0; sim < 400; sim += 1) {
    const shared = Float64Array.from({ length: 30 }, () => random.normal());
    const values = Float64Array.from(units, (unit) => (shared[unit] ?? 0) + random.normal());
    const options = { unitCount: 30, alternative: "two-sided", resamples: 399, random } as const;
    if (signFlipPValue(values, units, options) <= 0.1) rejected += 1;
  }
  // Three binomial standard errors are 0.045.
  expect(Math.abs(rejected / 400 - 0.1)).toBeLessThan(0.045);
});

describe("clusters", () => {
  test("repeating every item inside its cluster changes nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 10 }), (values) => {
        const units = [...values.keys()];
        expect(pValue([...values, ...values], "two-sided", [...units, ...units])).toBe(pValue(values));
        expect(
          pValue(
            values.map((value) => -value),
            "less",
          ),
        ).toBe(pValue(values, "greater"));
      }),
      { seed: 1 },
    );
  });

  test("eight equal items of one cluster are one piece of evidence, not eight", () => {
    expect(pValue(Array<number>(8).fill(1))).toBeCloseTo(2 / 256, 14);
    expect(pValue(Array<number>(8).fill(1), "two-sided", Array<number>(8).fill(0))).toBe(1);
  });
});

test("identical runs give 1; a fixed seed gives the same value", () => {
  expect(pValue([0, 0, 0, 0])).toBe(1);
  expect(pValue(Array<number>(40).fill(0))).toBe(1);
  expect(pValue(DARWIN)).toBe(pValue(DARWIN));
});

test("refuses none, unequal lengths, units outside, NaN", () => {
  const options = { unitCount: 2, alternative: "less", resamples: 10, random: seededRandom(1) } as const;
  expect(() => signFlipPValue([], [], options)).toThrow(RangeError);
  expect(() => signFlipPValue([1, 2], [0], options)).toThrow(RangeError);
  expect(() => signFlipPValue([1, 2], [0, 2], options)).toThrow(RangeError);
  expect(() => signFlipPValue([1, Number.NaN], [0, 1], options)).toThrow(RangeError);
  expect(() => signFlipPValue([1, 2], [0, 1], { ...options, resamples: 0 })).toThrow(RangeError);
});
