import { expect, test } from "vitest";
import { referenceValues, relativeError } from "../testing/planted-values.js";
import { normalQuantile } from "./normal.js";
import { studentTCdf, studentTQuantile } from "./student-t.js";

test.each(referenceValues("student_t"))("cdf at %d with %d degrees", (t = 0, df = 0, expected = 0) => {
  expect(relativeError(studentTCdf(t, df), expected)).toBeLessThan(1e-11);
});

test.each(referenceValues("student_t_quantile"))("quantile at %d with %d degrees", (p = 0, df = 0, expected = 0) => {
  expect(relativeError(studentTQuantile(p, df), expected)).toBeLessThan(1e-11);
});

test("is symmetric and comes close to the normal", () => {
  expect(studentTQuantile(0.3, 7)).toBeCloseTo(-studentTQuantile(0.7, 7), 12);
  expect(studentTQuantile(0.5, 7)).toBe(0);
  expect(studentTQuantile(0.975, 1e6)).toBeCloseTo(normalQuantile(0.975), 5);
});

test("infinities have all or nothing below them", () => {
  expect([studentTCdf(Number.NEGATIVE_INFINITY, 3), studentTCdf(Number.POSITIVE_INFINITY, 3)]).toEqual([0, 1]);
});

test.each([
  ["t is NaN", () => studentTCdf(Number.NaN, 3)],
  ["degreesOfFreedom not positive: 0", () => studentTCdf(1, 0)],
  ["degreesOfFreedom not positive: -1", () => studentTCdf(1, -1)],
  ["degreesOfFreedom not positive: NaN", () => studentTCdf(1, Number.NaN)],
  ["degreesOfFreedom not positive: 0", () => studentTQuantile(0.5, 0)],
  ["degreesOfFreedom not positive: -1", () => studentTQuantile(0.5, -1)],
  ["degreesOfFreedom not positive: NaN", () => studentTQuantile(0.5, Number.NaN)],
  ["p not in (0, 1): 0", () => studentTQuantile(0, 3)],
  ["p not in (0, 1): 1", () => studentTQuantile(1, 3)],
  ["p not in (0, 1): NaN", () => studentTQuantile(Number.NaN, 3)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
