import { expect, test } from "vitest";
import { type ItemsQuestion, itemsToDecide } from "./spending-items.js";

/** With a tenth of the pairs discordant: 6.1826 · 0.1 / 0.05² = 248 items if the tiers are equal. */
function decide(
  loss: number,
  now: number,
  { inflation = 1, ...question }: Partial<ItemsQuestion> & { readonly inflation?: number } = {},
) {
  return itemsToDecide(
    { loss, items: now, discordance: 0.1, inflation },
    { margin: 0.05, level: 0.05, power: 0.8, floor: 1, ...question },
  );
}

test("plans for equal tiers until so many items are there, then for the loss seen", () => {
  // 6.1826 · (0.1 − 0.04²) / 0.01²
  expect(decide(0.04, 100)).toEqual({ ifEqual: 248, asSeen: 6084, planned: 248 });
  expect(decide(0.04, 247).planned).toBe(248);
  expect(decide(0.04, 248).planned).toBe(6084);
});

test("beyond the margin plans to rule the tier out, which is no certificate", () => {
  // 6.1826 · (0.1 − 0.07²) / 0.02²
  expect(decide(0.07, 300)).toEqual({ ifEqual: 248, asSeen: null, planned: 1470 });
});

test("at the margin, and nearer to it than a tenth, takes a tenth", () => {
  // 6.1826 · (0.1 − 0.055²) / 0.005² and 6.1826 · (0.1 − 0.045²) / 0.005²
  expect(decide(0.05, 300)).toMatchObject({ asSeen: null, planned: 23_983 });
  expect(decide(0.049, 300)).toMatchObject({ asSeen: 24_230, planned: 24_230 });
});

test("less power takes fewer items, and does not make more of those there are", () => {
  // 1.64485² · 0.1 / 0.05²
  expect(decide(0.04, 100, { power: 0.5 })).toMatchObject({ ifEqual: 109, planned: 109 });
  expect(decide(0.04, 150, { power: 0.5 })).toMatchObject({ ifEqual: 109, planned: 151 });
});

test("never plans fewer than the floor", () => {
  expect(decide(0, 10, { floor: 500 })).toEqual({ ifEqual: 500, asSeen: 500, planned: 500 });
});

test("items that resemble each other count for less", () => {
  expect(decide(0, 100, { inflation: 20 }).ifEqual).toBe(20 * 248);
});

test("looking at any time has its price, and is planned for what was seen", () => {
  // 2 · ln(5 / 0.05) / 6.1826 = 1.490 times 248, and times 6.1826 · (0.1 − 0.03²) / 0.02².
  expect(decide(0, 100, { isSequential: true })).toEqual({ ifEqual: 370, asSeen: 370, planned: 370 });
  expect(decide(0.03, 100, { isSequential: true })).toEqual({ ifEqual: 370, asSeen: 2283, planned: 2283 });
});
