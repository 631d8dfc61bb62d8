import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kappaByCrossValidation, kappaByMoments, shrunkenMeans } from "./group-shrinkage.js";
import { seededRandom } from "./random.js";

const GRID = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, Number.POSITIVE_INFINITY];

/** Groups whose true means have a known spread; κ = 1 / spread². */
function drawn(spread: number, sizes: readonly number[], seed: number) {
  const random = seededRandom(seed, "shrinkage");
  const truths = sizes.map(() => spread * random.normal());
  const groups = sizes.map((size, g) => Float64Array.from({ length: size }, () => (truths[g] ?? 0) + random.normal()));
  return { truths, groups };
}

test("worked by hand: means 1 and 0 of 2 and 6 items, κ = 4", () => {
  // Pooled 1/4: (2 + 1) / 6 and (0 + 1) / 10.
  const groups = [[1, 1], [0, 0, 0, 0, 0, 0], []];
  expect([...shrunkenMeans(groups, 4)]).toEqual([0.5, 0.1, 0.25]);
});

test("κ = 0 keeps the means, κ = Infinity pools them, between lies between", () => {
  const groups = [[1, 0, 1, 1], [0, 0], [0.5]];
  expect([...shrunkenMeans(groups, 0)]).toEqual([0.75, 0, 0.5]);
  expect([...shrunkenMeans([[1], []], 0)]).toEqual([1, 1]);
  expect([...shrunkenMeans(groups, Number.POSITIVE_INFINITY)]).toEqual([0.5, 0.5, 0.5]);
  const list = fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(list, fc.double({ min: 0, max: 1e6, noNaN: true }), (groups, kappa) => {
      const own = shrunkenMeans(groups, 0);
      const pooled = shrunkenMeans(groups, Number.POSITIVE_INFINITY)[0] ?? 0;
      shrunkenMeans(groups, kappa).forEach((mean, g) => {
        expect(mean).toBeGreaterThanOrEqual(Math.min(own[g] ?? 0, pooled) - 1e-12);
        expect(mean).toBeLessThanOrEqual(Math.max(own[g] ?? 0, pooled) + 1e-12);
      });
    }),
    { seed: 1 },
  );
});

describe("κ by moments", () => {
  test("worked by hand: two balanced groups", () => {
    // Mean squares: within 4 / 2 = 2, between 2·4 + 2·4 = 16; (16 − 2) / 2 items each = 7.
    expect(
      kappaByMoments([
        [0, 2],
        [4, 6],
      ]),
    ).toBeCloseTo(2 / 7, 14);
  });

  test("worked by hand: sizes 3, 2, 1 and an empty group", () => {
    // Within 10 / 3; between (43.5 / 2 − 10 / 3) over (6 − 14 / 6) / 2 items each.
    expect(kappaByMoments([[0, 2, 4], [7, 9], [], [5]])).toBeCloseTo(220 / 663, 14);
  });

  test("finds the planted ratio of variances", () => {
    const sizes = Array.from({ length: 400 }, (_, g) => 5 + (g % 30));
    // Four standard errors of the between variance of 400 groups are about 30 %.
    expect(kappaByMoments(drawn(0.5, sizes, 1).groups) / 4).toBeGreaterThan(0.7);
    expect(kappaByMoments(drawn(0.5, sizes, 1).groups) / 4).toBeLessThan(1.4);
  });

  test("nothing varies within: 0; the means differ no more than by chance: Infinity; NaN nowhere", () => {
    expect(
      kappaByMoments([
        [0.1, 0.1, 0.1],
        [0.7, 0.7],
      ]),
    ).toBe(0);
    expect(
      kappaByMoments([
        [0, 1],
        [0, 1],
      ]),
    ).toBe(Number.POSITIVE_INFINITY);
    expect(kappaByMoments([[1, 1], [1, 1], []])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("κ by cross-validation", () => {
  test("pools what does not differ, separates what does", () => {
    const sizes = Array<number>(20).fill(30);
    expect(kappaByCrossValidation(drawn(0, sizes, 3).groups, GRID)).toBeGreaterThanOrEqual(200);
    expect(kappaByCrossValidation(drawn(3, sizes, 3).groups, GRID)).toBeLessThanOrEqual(1);
  });

  test("is the brute-force minimum over left-out items", () => {
    const { groups } = drawn(0.4, [3, 8, 1, 12], 4);
    const error = (kappa: number) =>
      groups.reduce((sum, group, g) => {
        const parts = Array.from(group, (value, i) => {
          const without = groups.map((other, h) => (h === g ? Array.from(other).toSpliced(i, 1) : other));
          return (value - (shrunkenMeans(without, kappa)[g] ?? 0)) ** 2;
        });
        return sum + parts.reduce((a, b) => a + b, 0);
      }, 0);
    const errors = GRID.map(error);
    expect(kappaByCrossValidation(groups, GRID)).toBe(GRID[errors.indexOf(Math.min(...errors))]);
  });

  test("between equals the strongest pooling wins", () => {
    const candidates = [1, 50, 3];
    expect(kappaByCrossValidation([[1, 1], [1]], candidates)).toBe(50);
    expect(candidates).toEqual([1, 50, 3]);
    expect(kappaByCrossValidation([[0, 1]], [1, 50, 3])).toBe(50);
  });
});

test("shrinking with either κ beats raw and pooled means on truth", () => {
  const loss = (estimates: Float64Array, truths: readonly number[]) =>
    truths.reduce((sum, truth, g) => sum + (truth - (estimates[g] ?? 0)) ** 2, 0);
  const sums = { raw: 0, pooled: 0, moments: 0, validated: 0 };
  for (let seed = 0; seed < 30; seed += 1) {
    const { truths, groups } = drawn(
      0.3,
      Array.from({ length: 12 }, (_, g) => 4 + 5 * g),
      seed,
    );
    sums.raw += loss(shrunkenMeans(groups, 0), truths);
    sums.pooled += loss(shrunkenMeans(groups, Number.POSITIVE_INFINITY), truths);
    sums.moments += loss(shrunkenMeans(groups, kappaByMoments(groups)), truths);
    sums.validated += loss(shrunkenMeans(groups, kappaByCrossValidation(groups, GRID)), truths);
  }
  expect(sums.moments).toBeLessThan(Math.min(sums.raw, sums.pooled));
  expect(sums.validated).toBeLessThan(Math.min(sums.raw, sums.pooled));
});

test.each([
  ["no values", () => shrunkenMeans([], 1)],
  ["no values", () => shrunkenMeans([[], []], 1)],
  ["group 1 has a value NaN", () => shrunkenMeans([[1], [1, Number.NaN]], 1)],
  ["kappa not ≥ 0: -1", () => shrunkenMeans([[1]], -1)],
  ["kappa not ≥ 0: NaN", () => shrunkenMeans([[1]], Number.NaN)],
  ["fewer than two groups with values: 1", () => kappaByMoments([[1, 2], []])],
  ["no group has two values", () => kappaByMoments([[1], [2]])],
  ["no candidates", () => kappaByCrossValidation([[1, 2]], [])],
  ["fewer than two values: 1", () => kappaByCrossValidation([[1]], [1])],
  ["candidate not ≥ 0: -1", () => kappaByCrossValidation([[1, 2]], [1, -1])],
  ["candidate not ≥ 0: NaN", () => kappaByCrossValidation([[1, 2]], [1, Number.NaN])],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
