import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "./random.js";
import { riskCoverage } from "./risk-coverage.js";

test("worked by hand: right, wrong, right", () => {
  // Risks 0, 1/2, 1/3; best order 0, 0, 1/3; random 1/3 throughout.
  const found = riskCoverage([0.9, 0.8, 0.1], [0, 1, 0]);
  expect(found.area).toBeCloseTo(5 / 18, 14);
  expect(found.optimal).toBeCloseTo(1 / 9, 14);
  expect(found.excess).toBeCloseTo(1 / 6, 14);
  expect(found.normalised).toBeCloseTo(1 / 6 / (1 / 3 - 1 / 9), 13);
});

test("perfect and reversed orders in closed form", () => {
  const n = 40;
  const wrong = 13;
  const losses = Array.from({ length: n }, (_, i) => (i < wrong ? 1 : 0));
  let perfect = 0;
  let reversed = wrong;
  for (let k = n - wrong + 1; k <= n; k += 1) perfect += (k - (n - wrong)) / k;
  for (let k = wrong + 1; k <= n; k += 1) reversed += wrong / k;
  const up = riskCoverage(
    losses.map((_, i) => i),
    losses,
  );
  expect(up.area).toBeCloseTo(perfect / n, 13);
  expect(up.normalised).toBeCloseTo(0, 12);
  const down = riskCoverage(
    losses.map((_, i) => -i),
    losses,
  );
  expect(down.area).toBeCloseTo(reversed / n, 13);
  expect(down.normalised).toBeGreaterThan(1);
});

test("a constant signal is random: area the mean loss, normalised 1", () => {
  const found = riskCoverage([7, 7, 7, 7], [1, 0, 0.5, 0]);
  expect(found.area).toBeCloseTo(0.375, 14);
  expect(found.normalised).toBeCloseTo(1, 14);
});

test("a random signal comes out near 1", () => {
  const random = seededRandom(4);
  const losses = Array.from({ length: 4000 }, () => (random.uniform() < 0.2 ? 1 : 0));
  const found = riskCoverage(
    losses.map(() => random.uniform()),
    losses,
  );
  expect(Math.abs((found.normalised ?? 0) - 1)).toBeLessThan(0.1);
});

/** All orders of a list. */
function permutations<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((head, i) => permutations(list.toSpliced(i, 1)).map((rest) => [head, ...rest]));
}

test("ties: the closed form equals the mean over all permutations", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.constantFrom(0, 0.25, 1)), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(rows, (rows) => {
      // Sorting is stable, so the permutations of all items contain those of every tie equally often.
      const areas = permutations(rows).map((order) => {
        const sorted = order.slice().sort(([a], [b]) => b - a);
        let sum = 0;
        return (
          sorted.reduce((area, [, loss], i) => {
            sum += loss;
            return area + sum / (i + 1);
          }, 0) / rows.length
        );
      });
      const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
      const found = riskCoverage(
        rows.map(([confidence]) => confidence),
        rows.map(([, loss]) => loss),
      );
      expect(found.area).toBeCloseTo(mean, 12);
      expect(found.optimal).toBeLessThanOrEqual(found.area);
      expect(found.excess).toBeGreaterThanOrEqual(0);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("unchanged by a rising transformation and by the order of the items", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0, 1)), { minLength: 1 });
  fc.assert(
    fc.property(rows, (rows) => {
      const losses = rows.map(([, loss]) => loss);
      const { area } = riskCoverage(
        rows.map(([c]) => c),
        losses,
      );
      expect(
        riskCoverage(
          rows.map(([c]) => Math.exp(c)),
          losses,
        ).area,
      ).toBe(area);
      expect(riskCoverage(rows.map(([c]) => c).reverse(), losses.slice().reverse()).area).toBeCloseTo(area, 12);
    }),
    { seed: 1 },
  );
});

test("trap: NaN at zero errors", () => {
  expect(riskCoverage([0.1, 0.9], [0, 0])).toEqual({ area: 0, optimal: 0, excess: 0, normalised: null });
  expect(riskCoverage([0.1, 0.9], [1, 1])).toEqual({ area: 1, optimal: 1, excess: 0, normalised: null });
  const infinite = riskCoverage([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0], [0, 0, 1]);
  expect(infinite.area).toBeCloseTo(1 / 9, 14);
});

test.each([
  ["no items", () => riskCoverage([], [])],
  ["1 confidences but 2 losses", () => riskCoverage([1], [1, 0])],
  ["confidence 1 is NaN", () => riskCoverage([1, Number.NaN], [1, 0])],
  ["loss 1 not in [0, 1]: -0.1", () => riskCoverage([1, 2], [1, -0.1])],
  ["loss 1 not in [0, 1]: 2", () => riskCoverage([1, 2], [1, 2])],
  ["loss 1 not in [0, 1]: NaN", () => riskCoverage([1, 2], [1, Number.NaN])],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
