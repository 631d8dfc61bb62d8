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

test("ends and refusals", () => {
  expect([studentTCdf(Number.NEGATIVE_INFINITY, 3), studentTCdf(Number.POSITIVE_INFINITY, 3)]).toEqual([0, 1]);
  expect(() => studentTCdf(Number.NaN, 3)).toThrow(RangeError);
  expect(() => studentTQuantile(0.5, 0)).toThrow(RangeError);
});
