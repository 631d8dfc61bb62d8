import { describe, expect, test } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome } from "../testing/seeded-outcomes.js";
import { flipList } from "./compare-flips.js";
import type { PairedCell, PairedItem } from "./compare-pairs.js";

const reason = (value: number, text: string): Outcome["scores"][number] => ({
  scorer: "any",
  kind: "validator",
  value,
  reason: text,
  version: "1",
});
const row = (score: number, scores: Outcome["scores"] = []): Outcome => ({
  ...seededOutcome({ itemId: "any", tier: "any", score }),
  scores,
});
const item = (itemId: string, base: readonly number[], head: readonly number[]): PairedItem => ({
  itemId,
  unit: itemId,
  base: base.map((score) => row(score)),
  head: head.map((score) => row(score)),
});
const cell = (taskType: string, tier: string, ...items: readonly PairedItem[]): PairedCell => ({
  taskType,
  tier,
  items,
  missing: { base: 0, head: 0 },
});
const names = (cells: readonly PairedCell[], limit = 100) =>
  flipList(cells, limit).shown.map(({ taskType, tier, itemId }) => `${taskType} ${tier} ${itemId}`);

describe("what counts", () => {
  test("only items whose mean over the trials changed", () => {
    const same = item("same", [1, 0], [0, 1]);
    const found = flipList([cell("t", "haiku", same, item("down", [1, 1], [1, 0]), item("up", [0], [0.5]))], 10);
    expect([found.worse, found.better]).toEqual([1, 1]);
    expect(found.shown).toEqual([
      { taskType: "t", tier: "haiku", itemId: "down", base: 1, head: 0.5, baseReason: "", headReason: "" },
      { taskType: "t", tier: "haiku", itemId: "up", base: 0, head: 0.5, baseReason: "", headReason: "" },
    ]);
  });

  test("the counts are whole where the list is short", () => {
    const cells = [cell("t", "haiku", item("a", [1], [0]), item("b", [1], [0]), item("c", [0], [1]))];
    expect(flipList(cells, 1)).toMatchObject({ worse: 2, better: 1, shown: [{ itemId: "a" }] });
    expect(flipList(cells, 0)).toEqual({ worse: 2, better: 1, shown: [] });
  });
});

describe("the order", () => {
  test("losses before gains, each the largest first", () => {
    const items = [
      item("small gain", [0], [0.25]),
      item("large gain", [0.25], [1]),
      item("small loss", [0.5], [0.25]),
      item("large loss", [1], [0]),
    ];
    expect(names([cell("t", "haiku", ...items)])).toEqual([
      "t haiku large loss",
      "t haiku small loss",
      "t haiku large gain",
      "t haiku small gain",
    ]);
  });

  test("equal flips by task type, then tier, then item", () => {
    const [x, y] = [item("x", [1], [0]), item("y", [1], [0])];
    expect(names([cell("b", "haiku", x), cell("a", "opus", x), cell("a", "haiku", y, x)])).toEqual([
      "a haiku x",
      "a haiku y",
      "a opus x",
      "b haiku x",
    ]);
  });
});

describe("the reason", () => {
  const reasonsOf = (base: readonly Outcome[], head: readonly Outcome[]) => {
    const [flip] = flipList([cell("t", "haiku", { itemId: "i", unit: "i", base, head })], 1).shown;
    return [flip?.baseReason, flip?.headReason];
  };

  test("is that of the lowest score of the worst trial, on either side", () => {
    const base = [row(0.5, [reason(0.5, "half")]), row(1, [reason(0, "not the worst trial")])];
    const head = [row(1, [reason(0, "the better one")]), row(0, [reason(1, "fine"), reason(0, "no such label")])];
    expect(reasonsOf(base, head)).toEqual(["half", "no such label"]);
  });

  test("of equally bad trials, the first", () => {
    expect(reasonsOf([row(1)], [row(0, [reason(0, "first")]), row(0, [reason(0, "second")])])).toEqual(["", "first"]);
  });

  test("is cut at 200 characters, the last of them an ellipsis", () => {
    const [whole, cut] = reasonsOf([row(1, [reason(1, "a".repeat(200))])], [row(0, [reason(0, "b".repeat(201))])]);
    expect(whole).toBe("a".repeat(200));
    expect(cut).toBe(`${"b".repeat(199)}…`);
  });
});
