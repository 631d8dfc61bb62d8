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

const question = { discordance: 0.1, margin: 0.03, difference: 0, level: 0.05, power: 0.8 };
test.each([
  ["discordance not in [0, 1]: -0.1", () => requiredItems({ ...question, discordance: -0.1 })],
  ["discordance not in [0, 1]: 1.1", () => requiredItems({ ...question, discordance: 1.1 })],
  ["discordance not in [0, 1]: NaN", () => requiredItems({ ...question, discordance: Number.NaN })],
  ["margin not in (0, 1): 0", () => requiredItems({ ...question, margin: 0 })],
  ["margin not in (0, 1): 1", () => requiredItems({ ...question, margin: 1 })],
  ["margin not in (0, 1): NaN", () => requiredItems({ ...question, margin: Number.NaN })],
  ["level not in (0, 0.5): 0", () => requiredItems({ ...question, level: 0 })],
  ["level not in (0, 0.5): 0.5", () => requiredItems({ ...question, level: 0.5 })],
  ["level not in (0, 0.5): NaN", () => requiredItems({ ...question, level: Number.NaN })],
  ["power not in (0.5, 1): 0.5", () => requiredItems({ ...question, power: 0.5 })],
  ["power not in (0.5, 1): 1", () => requiredItems({ ...question, power: 1 })],
  ["power not in (0.5, 1): NaN", () => requiredItems({ ...question, power: Number.NaN })],
  ["difference equals the margin: 0.03", () => requiredItems({ ...question, difference: 0.03 })],
  ["difference equals the margin: NaN", () => requiredItems({ ...question, difference: Number.NaN })],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

test("all pairs discordant: (z(0.95) + z(0.8))² · 1 / 0.5²", () => {
  expect(requiredItems({ ...question, discordance: 1, margin: 0.5 })).toBe(
    Math.ceil((1.644854 + 0.841621) ** 2 / 0.25),
  );
});

test("a true difference takes its square off the variance: (z(0.95) + z(0.8))² · (0.3 − 0.3²) / 0.2²", () => {
  // 6.1826 · 0.21 / 0.04 = 32.46; every discordant pair is a loss here.
  expect(requiredItems({ ...question, discordance: 0.3, difference: 0.3, margin: 0.5 })).toBe(33);
});
