import { describe, expect, test } from "vitest";
import { expectedSaving, inSpendingOrder, paybackRequests } from "./spending-order.js";
import type { OpenPair } from "./spending-pairs.js";

/** A pair that needs ten more items at a dollar each, and saves four dollars with one chance in two. */
const pair = (taskType: string, tier: string, change: Partial<OpenPair> = {}): OpenPair => ({
  taskType,
  tier,
  itemsNow: 100,
  itemsIfEqual: 110,
  itemsAsSeen: 110,
  itemsPlanned: 110,
  moreItems: 10,
  chance: 0.5,
  powerAsSeen: 0.8,
  tierCostUsd: 0.25,
  referenceCostUsd: 0.5,
  tiers: 3,
  itemCostUsd: 1,
  savingPer1000Usd: 4,
  ...change,
});
const order = (...pairs: readonly OpenPair[]) =>
  inSpendingOrder(pairs).map(({ taskType, tier }) => `${taskType} ${tier}`);

describe("expected saving", () => {
  test("of two, the larger where it is certified, the smaller where only that is", () => {
    const [large, small] = [pair("t", "a"), pair("t", "b", { savingPer1000Usd: 2, chance: 0.25 })];
    expect(expectedSaving([large])).toBe(2);
    expect(expectedSaving([large, small])).toBe(0.5 * 4 + 0.5 * 0.25 * 2);
    expect(expectedSaving([small, large])).toBe(expectedSaving([large, small]));
    const sure = pair("t", "c", { savingPer1000Usd: 3, chance: 1 });
    expect(expectedSaving([small, sure, large])).toBe(0.5 * 4 + 0.5 * 3);
  });

  test("is nothing without pairs, and unknown with an unknown one", () => {
    expect(expectedSaving([])).toBe(0);
    expect(expectedSaving([pair("t", "a"), pair("t", "b", { savingPer1000Usd: null })])).toBeNull();
  });
});

test("payback: requests until the saving has paid the cost, whole ones", () => {
  expect(paybackRequests(0.5, 2)).toBe(250);
  expect(paybackRequests(0.5, 3)).toBe(167);
  expect(paybackRequests(0, 3)).toBe(0);
  expect([paybackRequests(null, 2), paybackRequests(1, null), paybackRequests(1, 0), paybackRequests(1, -1)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

describe("a step", () => {
  test("alone asks every tier of its task type for every new item", () => {
    expect(inSpendingOrder([pair("t", "a")])).toEqual([
      {
        ...pair("t", "a"),
        referenceCalls: 10,
        calls: 30,
        costUsd: 10,
        pairCostUsd: 7.5,
        expectedSavingPer1000Usd: 2,
        paybackRequests: 5000,
        rankedBy: "saving-per-usd",
      },
    ]);
    expect(inSpendingOrder([])).toEqual([]);
  });

  test("behind another of its task type pays for further items, and adds what that one would not bring", () => {
    const [, second] = inSpendingOrder([
      pair("t", "a"),
      pair("t", "b", { moreItems: 14, savingPer1000Usd: 2, chance: 0.25 }),
    ]);
    expect(second).toMatchObject({
      tier: "b",
      referenceCalls: 4,
      calls: 12,
      costUsd: 4,
      pairCostUsd: 3,
      expectedSavingPer1000Usd: 0.25,
      paybackRequests: 16000,
    });
  });

  test("that needs no more than the largest before it is free", () => {
    const steps = inSpendingOrder([
      pair("t", "a", { moreItems: 12 }),
      pair("t", "b", { moreItems: 9, savingPer1000Usd: 0.5 }),
      pair("t", "c", { moreItems: 11, savingPer1000Usd: 0.25 }),
    ]);
    expect(steps.map(({ tier, referenceCalls, costUsd }) => [tier, referenceCalls, costUsd])).toEqual([
      ["a", 12, 12],
      ["b", 0, 0],
      ["c", 0, 0],
    ]);
  });

  test("of another task type pays its own items", () => {
    const [, second] = inSpendingOrder([pair("t", "a"), pair("u", "a", { chance: 0.25 })]);
    expect(second).toMatchObject({ taskType: "u", referenceCalls: 10, expectedSavingPer1000Usd: 1 });
  });

  test("never saves less than nothing", () => {
    const [, second] = inSpendingOrder([
      pair("t", "a", { chance: 1 }),
      pair("t", "b", { savingPer1000Usd: -1, chance: 1 }),
    ]);
    expect(second).toMatchObject({ tier: "b", expectedSavingPer1000Usd: 0, paybackRequests: null });
  });

  test("knows what can be known without a price", () => {
    const [step] = inSpendingOrder([pair("t", "a", { itemCostUsd: null })]);
    expect(step).toMatchObject({
      costUsd: null,
      pairCostUsd: 7.5,
      expectedSavingPer1000Usd: 2,
      paybackRequests: null,
      rankedBy: "items",
    });
    const nameless = [pair("t", "a", { tierCostUsd: null }), pair("u", "a", { referenceCostUsd: null })];
    for (const one of inSpendingOrder(nameless)) expect(one).toMatchObject({ costUsd: 10, pairCostUsd: null });
    const [unsaved] = inSpendingOrder([pair("t", "a", { savingPer1000Usd: null })]);
    expect(unsaved).toMatchObject({ costUsd: 10, expectedSavingPer1000Usd: null, rankedBy: "items" });
  });
});

describe("the order", () => {
  test("most expected saving per dollar first, within and among task types", () => {
    expect(
      order(
        pair("t", "a", { chance: 0.125 }),
        pair("t", "b", { chance: 0.25, savingPer1000Usd: 2 }),
        pair("u", "a", { itemCostUsd: 2 }),
        pair("v", "a", { moreItems: 5 }),
      ),
    ).toEqual(["v a", "u a", "t a", "t b"]);
  });

  test("of two alike the one with fewer items, then the one that was named first", () => {
    const double = { moreItems: 20, itemCostUsd: 0.5 };
    expect(order(pair("t", "a", double), pair("u", "a"), pair("v", "a"))).toEqual(["u a", "v a", "t a"]);
    expect(order(pair("t", "a", double), pair("t", "b"))[0]).toBe("t b");
  });

  test("what has no price comes last, fewest items first", () => {
    expect(
      order(
        pair("s", "a", { chance: 0, moreItems: 99 }),
        pair("t", "a", { itemCostUsd: null, moreItems: 3 }),
        pair("u", "a", { savingPer1000Usd: null, moreItems: 2 }),
        pair("v", "a", { itemCostUsd: null, moreItems: 1 }),
        pair("w", "a", { chance: 0, moreItems: 98 }),
      ),
    ).toEqual(["w a", "s a", "v a", "u a", "t a"]);
  });

  test("what has become free is worth everything, and nothing saved is worth nothing even for free", () => {
    const free = pair("t", "b", { savingPer1000Usd: 1 });
    expect(order(pair("t", "a"), free, pair("u", "a", { chance: 0.49 }))).toEqual(["t a", "t b", "u a"]);
    const useless = pair("t", "b", { savingPer1000Usd: 0, moreItems: 9 });
    expect(order(pair("t", "a"), useless, pair("u", "a", { chance: 0.49 }))).toEqual(["t a", "u a", "t b"]);
  });

  test("a second tier waits until it is the best of what is left", () => {
    const rest = pair("t", "b", { savingPer1000Usd: 2, moreItems: 20 });
    expect(order(pair("t", "a"), rest, pair("u", "a", { chance: 0.3 }))).toEqual(["t a", "u a", "t b"]);
  });
});
