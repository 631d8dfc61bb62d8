import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { logGamma, stirlingError } from "./log-gamma.js";

test.each(referenceValues("log_gamma"))("ln gamma(%d)", (x = 0, expected = 0) => {
  expect(relativeError(logGamma(x), expected)).toBeLessThan(1e-13);
});

test("the Stirling error is continuous where the series takes over", () => {
  expect(relativeError(stirlingError(15 - 1e-9), stirlingError(15))).toBeLessThan(1e-9);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (x) => {
  expect(() => logGamma(x)).toThrow(RangeError);
  expect(() => stirlingError(x)).toThrow(RangeError);
});
