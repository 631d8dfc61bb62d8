import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isotonicFit } from "./isotonic.js";

const weighted = fc.array(
  fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 0.1, max: 5, noNaN: true })),
  { maxLength: 40 },
);
const split = (rows: readonly (readonly [number, number])[]) =>
  [rows.map(([value]) => value), rows.map(([, weight]) => weight)] as const;

test("worked by hand: neighbours out of order become their mean", () => {
  expect([...isotonicFit([1, 3, 2, 4])]).toEqual([1, 2.5, 2.5, 4]);
  expect([...isotonicFit([4, 3, 2, 1])]).toEqual([2.5, 2.5, 2.5, 2.5]);
  // (3·1 + 1·3) / 4 = 1.5 with weights 1 and 3.
  expect([...isotonicFit([3, 1, 2], [1, 3, 1])]).toEqual([1.5, 1.5, 2]);
});

test("a late low value pools back as far as it must", () => {
  // The mean of 3, 4, 0 is above 2; with 1 more value it would fall below and pool further.
  [1, 2, 7 / 3, 7 / 3, 7 / 3].forEach((expected, i) => {
    expect(isotonicFit([1, 2, 3, 4, 0])[i]).toBeCloseTo(expected, 12);
  });
  [1, 1.8, 1.8, 1.8, 1.8, 1.8].forEach((expected, i) => {
    expect(isotonicFit([1, 2, 3, 4, 0, 0])[i]).toBeCloseTo(expected, 12);
  });
});

test("monotone, idempotent bit for bit, same weighted mean, inside the range", () => {
  fc.assert(
    fc.property(weighted, (rows) => {
      const [values, weights] = split(rows);
      const fitted = isotonicFit(values, weights);
      fitted.forEach((value, i) => {
        if (i > 0) expect(value).toBeGreaterThanOrEqual(fitted[i - 1] ?? 0);
      });
      expect(isotonicFit(fitted, weights)).toEqual(fitted);
      const mean = (list: ArrayLike<number>) => weights.reduce((sum, weight, i) => sum + weight * (list[i] ?? 0), 0);
      expect(mean(fitted)).toBeCloseTo(mean(values), 8);
      for (const value of fitted) {
        expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }
    }),
    { seed: 1 },
  );
});

test("equals the min-max formula over all stretches", () => {
  fc.assert(
    fc.property(weighted, (rows) => {
      const [values, weights] = split(rows.slice(0, 12));
      const average = (from: number, to: number) => {
        let [sum, weight] = [0, 0];
        for (let i = from; i <= to; i += 1) {
          sum += (values[i] ?? 0) * (weights[i] ?? 0);
          weight += weights[i] ?? 0;
        }
        return sum / weight;
      };
      isotonicFit(values, weights).forEach((value, i) => {
        const candidates = values.slice(0, i + 1).map((_, from) => {
          const ends = values.slice(i).map((_, step) => average(from, i + step));
          return Math.min(...ends);
        });
        expect(value).toBeCloseTo(Math.max(...candidates), 9);
      });
    }),
    { seed: 1 },
  );
});

test("whole weights are repetitions", () => {
  const repeated = isotonicFit([3, 1, 1, 1, 2]);
  const [first = 0, , , , last = 0] = repeated;
  expect([...isotonicFit([3, 1, 2], [1, 3, 1])]).toEqual([first, first, last]);
});

test("none, one", () => {
  expect(isotonicFit([])).toHaveLength(0);
  expect([...isotonicFit([0.1])]).toEqual([0.1]);
});

test.each([
  ["2 values but 1 weights", () => isotonicFit([1, 2], [1])],
  ["weight 1 not positive and finite: 0", () => isotonicFit([1, 2], [1, 0])],
  ["weight 1 not positive and finite: Infinity", () => isotonicFit([1, 2], [1, Number.POSITIVE_INFINITY])],
  ["weight 1 not positive and finite: NaN", () => isotonicFit([1, 2], [1, Number.NaN])],
  ["value 1 not finite: Infinity", () => isotonicFit([1, Number.POSITIVE_INFINITY])],
  ["value 1 not finite: NaN", () => isotonicFit([1, Number.NaN])],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
