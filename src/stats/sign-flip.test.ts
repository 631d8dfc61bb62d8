import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import type { Alternative } from "./alternative.js";
import { binomialCdf } from "./binomial.js";
import { mcnemarPValues } from "./mcnemar.js";
import { type Random, seededRandom } from "./random.js";
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

  test("a cluster counts by its sum, not by any of its items", () => {
    // Sums 4 and 2: of four patterns one reaches 6, two reach it in size.
    expect(pValue([5, -1, 1, 1], "greater", [0, 0, 1, 1])).toBe(1 / 4);
    expect(pValue([5, -1, 1, 1], "two-sided", [0, 0, 1, 1])).toBe(2 / 4);
  });

  test("eight equal items of one cluster are one piece of evidence, not eight", () => {
    expect(pValue(Array<number>(8).fill(1))).toBeCloseTo(2 / 256, 14);
    expect(pValue(Array<number>(8).fill(1), "two-sided", Array<number>(8).fill(0))).toBe(1);
  });
});

test("the unit of measurement does not matter, though 0.1 + 0.2 is not quite 0.3", () => {
  const values = [0.1, 0.2, -0.3, 0.7];
  const expected = pValue([1, 2, -3, 7]);
  for (const scale of [1e-6, 1, 1e6]) expect(pValue(values.map((value) => scale * value))).toBe(expected);
});

test("more clusters than a word has bits: sums of 40 signs", () => {
  const values = Array.from({ length: 40 }, (_, i) => (i < 27 ? 1 : -1));
  const exact = 2 * (1 - binomialCdf(26, 40, 0.5));
  expect(Math.abs(pValue(values) - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000));
});

test("identical runs give 1; a fixed seed gives the same value", () => {
  expect(pValue([0, 0, 0, 0])).toBe(1);
  expect(pValue(Array<number>(40).fill(0))).toBe(1);
  // Every drawn pattern is at least as great.
  expect(pValue(Array<number>(13).fill(-1), "greater")).toBe(1);
  expect(pValue(DARWIN)).toBe(pValue(DARWIN));
});

const twoUnits = { unitCount: 2, alternative: "less", resamples: 10, random: seededRandom(1) } as const;
test.each([
  ["no values", () => signFlipPValue([], [], twoUnits)],
  ["2 values but 1 units", () => signFlipPValue([1, 2], [0], twoUnits)],
  ["unit not an integer in [0, 2): -1", () => signFlipPValue([1, 2], [0, -1], twoUnits)],
  ["unit not an integer in [0, 2): 2", () => signFlipPValue([1, 2], [0, 2], twoUnits)],
  ["unit not an integer in [0, 2): 0.5", () => signFlipPValue([1, 2], [0, 0.5], twoUnits)],
  ["unit not an integer in [0, 2): NaN", () => signFlipPValue([1, 2], [0, Number.NaN], twoUnits)],
  ["unit not an integer in [0, 2): NaN", () => signFlipPValue([1, 2], Array<number>(2), twoUnits)],
  ["value 1 not finite: Infinity", () => signFlipPValue([1, Number.POSITIVE_INFINITY], [0, 1], twoUnits)],
  ["value 1 not finite: NaN", () => signFlipPValue([1, Number.NaN], [0, 1], twoUnits)],
  ["resamples not ≥ 1: 0", () => signFlipPValue([1, 2], [0, 1], { ...twoUnits, resamples: 0 })],
  ["resamples not ≥ 1: 1.5", () => signFlipPValue([1, 2], [0, 1], { ...twoUnits, resamples: 1.5 })],
  ["resamples not ≥ 1: NaN", () => signFlipPValue([1, 2], [0, 1], { ...twoUnits, resamples: Number.NaN })],
  ["unitCount not ≥ 1: 0", () => signFlipPValue([1, 2], [0, 1], { ...twoUnits, unitCount: 0 })],
  ["unitCount not ≥ 1: 1.5", () => signFlipPValue([1, 2], [0, 1], { ...twoUnits, unitCount: 1.5 })],
  ["unitCount not ≥ 1: NaN", () => signFlipPValue([1, 2], [0, 1], { ...twoUnits, unitCount: Number.NaN })],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("one resample and one unit are allowed", () => {
  expect(signFlipPValue([1], [0], { ...twoUnits, unitCount: 1, resamples: 1 })).toBe(1);
});

/** Words of bits in a given order. */
function scripted(words: readonly number[]): Random {
  let asked = 0;
  const integer = (bound: number) => {
    expect(bound).toBe(2 ** 32);
    asked += 1;
    expect(asked).toBeLessThanOrEqual(words.length);
    return words[asked - 1] ?? Number.NaN;
  };
  return { integer, uniform: () => Number.NaN, normal: () => Number.NaN };
}

test("worked by hand: a bit of the word flips its unit, a new word comes after 32 units", () => {
  const values = Array<number>(33).fill(1);
  const run = (words: readonly number[], alternative: Alternative) =>
    signFlipPValue(values, [...values.keys()], {
      unitCount: 33,
      alternative,
      resamples: 2,
      random: scripted(words),
    });
  // Sums 33 and 31: the first pattern reaches the observed 33, the second flips the last unit.
  expect(run([0, 0, 0, 1], "greater")).toBe(2 / 3);
  // Sums −31 and −33, both below 33.
  expect(run([2 ** 32 - 1, 0, 2 ** 32 - 1, 1], "less")).toBe(1);
  expect(run([2 ** 32 - 1, 0, 2 ** 32 - 1, 1], "two-sided")).toBe(2 / 3);
});
