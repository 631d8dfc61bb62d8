import { describe, expect, test } from "vitest";
import { requiredItems } from "./required-items.js";

const plan = (margin: number, discordance: number, difference = 0) =>
  requiredItems({ discordance, margin, difference, level: 0.05, power: 0.8 });

describe("80 % power at level 0.05 with true difference 0", () => {
  test.each([
    [0.02, [464, 773, 1546, 3092, 4637]],
    [0.03, [207, 344, 687, 1374, 2061]],
    [0.05, [75, 124, 248, 495, 742]],
    [0.08, [29, 49, 97, 194, 290]],
    [0.1, [19, 31, 62, 124, 186]],
  ])("margin %d", (margin, expected) => {
    expect([0.03, 0.05, 0.1, 0.2, 0.3].map((discordance) => plan(margin, discordance))).toEqual(expected);
  });
});

test("a difference half way to the margin needs about four times the items", () => {
  expect(plan(0.04, 0.1, 0.02) / plan(0.04, 0.1)).toBeCloseTo(4, 1);
});

test("without discordance a score test still needs items", () => {
  expect(plan(0.03, 0)).toBe(88);
});

test("refuses a difference at the margin and NaN", () => {
  expect(() => plan(0.03, 0.1, 0.03)).toThrow(RangeError);
  expect(() => plan(Number.NaN, 0.1)).toThrow(RangeError);
});
