import { expect, test } from "vitest";
import { fixedSequence } from "./fixed-sequence.js";

test("stops at the first failure, later successes do not count", () => {
  expect(fixedSequence([0.01, 0.05, 0.051, 0.001], 0.05)).toBe(2);
  expect(fixedSequence([0.06], 0.05)).toBe(0);
  expect(fixedSequence([], 0.05)).toBe(0);
});

test("asks for nothing after the first failure", () => {
  let asked = 0;
  function* values() {
    for (const p of [0.01, 0.9, 0.01]) {
      asked += 1;
      yield p;
    }
  }
  expect(fixedSequence(values(), 0.05)).toBe(1);
  expect(asked).toBe(2);
});

test("refuses NaN", () => {
  expect(() => fixedSequence([Number.NaN], 0.05)).toThrow(RangeError);
  expect(() => fixedSequence([0.1], 0)).toThrow(RangeError);
});
