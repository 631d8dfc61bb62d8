import { expect, test } from "vitest";
import { roundNumbers } from "./round-numbers.js";

test("fractions keep twelve significant digits, wherever they stand", () => {
  expect(roundNumbers({ a: 0.1 + 0.2, b: [1 / 3, { c: 123_456.789_012_345_6 }] })).toEqual({
    a: 0.3,
    b: [0.333333333333, { c: 123_456.789_012 }],
  });
  expect(roundNumbers(-2e-9 / 3)).toBe(-6.66666666667e-10);
});

test("whole numbers and everything else stay as they are", () => {
  const plain = { count: 9_007_199_254_740_991, text: "0.30000000000000004", none: null, yes: true, list: [] };
  expect(roundNumbers(plain)).toEqual(plain);
  expect(roundNumbers(null)).toBeNull();
});

test("thresholds are readings that were observed: they are not rounded", () => {
  const reading = 0.1 + 0.2;
  expect(roundNumbers({ accept: { all: [{ signal: "sure", atLeast: reading }] }, pValue: reading })).toEqual({
    accept: { all: [{ signal: "sure", atLeast: reading }] },
    pValue: 0.3,
  });
});
