import * as fc from "fast-check";
import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { normalCdf, normalQuantile } from "./normal.js";

test.each(referenceValues("normal"))("cdf at %d", (z = 0, expected = 0) => {
  // Below −2.5 the continued fraction keeps the last bits but those of exp; above it a difference from ½ loses two digits.
  expect(relativeError(normalCdf(z), expected)).toBeLessThan(z <= -2.5 ? 1e-15 * (2 + z * z) : 1e-13);
});

test.each(referenceValues("normal_quantile"))("quantile at %d", (p = 0, expected = 0) => {
  expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(1e-13 * Math.max(1, Math.abs(expected)));
});

test("quantile and cdf undo each other", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
      expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
    }),
    { seed: 1 },
  );
});

test("ends and refusals", () => {
  expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
  expect(() => normalCdf(Number.NaN)).toThrow(new RangeError("z is NaN"));
  for (const p of [0, 1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(new RangeError(`p not in (0, 1): ${p}`));
});
