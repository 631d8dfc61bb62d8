import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { logGamma, stirlingError } from "./log-gamma.js";

test.each(referenceValues("log_gamma"))("ln gamma(%d)", (x = 0, expected = 0) => {
  expect(relativeError(logGamma(x), expected)).toBeLessThan(1e-13);
});

test.each(referenceValues("stirling_error"))("Stirling error at %d", (x = 0, expected = 0) => {
  // The series is good to the last bits; below it, what is left of a difference of logarithms.
  expect(relativeError(stirlingError(x), expected)).toBeLessThan(x < 15 ? 1e-11 : 5e-16);
});

test("the Stirling error is continuous where the series takes over", () => {
  expect(relativeError(stirlingError(15 - 1e-9), stirlingError(15))).toBeLessThan(1e-9);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (x) => {
  const refusal = new RangeError(`x not positive and finite: ${x}`);
  expect(() => logGamma(x)).toThrow(refusal);
  expect(() => stirlingError(x)).toThrow(refusal);
});
