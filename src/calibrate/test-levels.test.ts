import { expect, test } from "vitest";
import { failureProbability, testLevels } from "./test-levels.js";

test("the failure probability is the exact rest to 1, without the rounding of the subtraction", () => {
  expect(failureProbability(0.95)).toBe(0.05);
  expect(failureProbability(0.9)).toBe(0.1);
  expect(failureProbability(0.999)).toBe(0.001);
});

test("single tiers and cascades share it half and half; without cascades the single tiers get all of it", () => {
  expect(testLevels(0.9, true)).toEqual({ singles: 0.05, cascades: 0.05 });
  expect(testLevels(0.9, false)).toEqual({ singles: 0.1, cascades: 0 });
});
