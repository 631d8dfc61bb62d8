import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { binomialCdf } from "./binomial.js";
import { mcnemarPValues } from "./mcnemar.js";

test.each(referenceValues("mcnemar"))("%d against %d", (firstOnly = 0, secondOnly = 0, exact = 0, midP = 0) => {
  const found = mcnemarPValues({ firstOnly, secondOnly });
  expect(relativeError(found.exact, exact)).toBeLessThan(1e-11);
  expect(relativeError(found.midP, midP)).toBeLessThan(1e-11);
});

test("worked by hand: 10 against 2 is 158 of 4096", () => {
  expect(mcnemarPValues({ firstOnly: 10, secondOnly: 2 }).exact).toBeCloseTo(158 / 4096, 14);
  expect(mcnemarPValues({ firstOnly: 10, secondOnly: 2 }).exact.toFixed(4)).toBe("0.0386");
});

test("identical runs: 1; as many flips in either direction: exact 1, mid-p without half of the observed table", () => {
  expect(mcnemarPValues({ firstOnly: 0, secondOnly: 0 })).toEqual({ exact: 1, midP: 1 });
  expect(mcnemarPValues({ firstOnly: 5, secondOnly: 5 }).exact).toBe(1);
  expect(mcnemarPValues({ firstOnly: 5, secondOnly: 5 }).midP).toBeCloseTo(1 - 252 / 2048, 14);
});

test("exact validity: the rejection region has at most the level, for every number of discordant pairs", () => {
  for (let n = 0; n <= 60; n += 1) {
    for (const level of [0.01, 0.05, 0.1, 0.3]) {
      let largest = -1;
      for (let k = 0; 2 * k < n && mcnemarPValues({ firstOnly: k, secondOnly: n - k }).exact <= level; k += 1) {
        largest = k;
      }
      expect(2 * binomialCdf(largest, n, 0.5)).toBeLessThanOrEqual(level);
    }
  }
});

test("symmetric, in (0, 1], mid-p below exact", () => {
  fc.assert(
    fc.property(fc.nat({ max: 300 }), fc.nat({ max: 300 }), (firstOnly, secondOnly) => {
      const found = mcnemarPValues({ firstOnly, secondOnly });
      expect(mcnemarPValues({ firstOnly: secondOnly, secondOnly: firstOnly })).toEqual(found);
      expect(found.midP).toBeGreaterThan(0);
      expect(found.midP).toBeLessThanOrEqual(found.exact);
      expect(found.exact).toBeLessThanOrEqual(1);
    }),
    { seed: 1 },
  );
});

test("refuses what is not a count, on either side", () => {
  for (const count of [-1, 1.5, Number.NaN]) {
    const refusal = new RangeError(`count not an integer ≥ 0: ${count}`);
    expect(() => mcnemarPValues({ firstOnly: count, secondOnly: 1 })).toThrow(refusal);
    expect(() => mcnemarPValues({ firstOnly: 1, secondOnly: count })).toThrow(refusal);
  }
});
