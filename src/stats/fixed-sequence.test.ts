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

test("p-values of 0 and 1 are p-values", () => {
  expect(fixedSequence([0, 1, 0], 0.05)).toBe(1);
});

test.each([
  ["p-value not in [0, 1]: -0.1", () => fixedSequence([0, -0.1], 0.05)],
  ["p-value not in [0, 1]: 1.1", () => fixedSequence([0, 1.1], 0.05)],
  ["p-value not in [0, 1]: NaN", () => fixedSequence([0, Number.NaN], 0.05)],
  ["level not in (0, 1): 0", () => fixedSequence([0.1], 0)],
  ["level not in (0, 1): 1", () => fixedSequence([0.1], 1)],
  ["level not in (0, 1): NaN", () => fixedSequence([0.1], Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
