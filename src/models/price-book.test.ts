import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors.js";
import { openPriceBook, priceBook } from "./price-book.js";

const PRICE = {
  effectiveFrom: "2026-10-01",
  currency: "USD",
  perMTok: { in: 1, out: 5, cacheWrite5m: null, cacheWrite1h: null, cacheRead: null },
  batchMultiplier: null,
  source: "test",
  retrievedAt: "2026-10-01",
};
const NOVEMBER = Date.UTC(2026, 10, 10);

describe("openPriceBook", () => {
  it("opens the bundled book, which knows seven models", () => {
    const book = openPriceBook();
    expect([...book.models.keys()].toSorted()).toEqual([
      "claude-fable-5-1",
      "claude-fable-5-2",
      "claude-haiku-4-5",
      "claude-haiku-5-5",
      "claude-opus-5",
      "claude-opus-5-5",
      "claude-sonnet-5-5",
    ]);
    const rates = ["haiku-5-5", "sonnet-5-5", "opus-5-5"].map((line) => {
      const price = book.priceAt(`claude-${line}`, NOVEMBER);
      return [price?.perMTok.in, price?.perMTok.out];
    });
    expect(rates).toEqual([
      [0.1, 0.5],
      [2, 10],
      [4, 20],
    ]);
  });

  it("prices cache writes at 1.25 and 2 times the input, and batches at half", () => {
    for (const prices of openPriceBook().models.values()) {
      for (const { perMTok, batchMultiplier, promptTokensOver } of prices) {
        expect(batchMultiplier).toBe(0.5);
        for (const { in: input, cacheWrite5m, cacheWrite1h } of [perMTok, promptTokensOver?.perMTok ?? perMTok]) {
          expect(cacheWrite5m).toBeCloseTo(1.25 * input, 9);
          expect(cacheWrite1h).toBeCloseTo(2 * input, 9);
        }
      }
    }
  });

  it("reads a file of one's own, and names it where it is broken", () => {
    const file = join(mkdtempSync(join(tmpdir(), "prices-")), "prices.json");
    writeFileSync(file, JSON.stringify({ date: "2026-10-01", models: { m: [PRICE] } }));
    expect(openPriceBook(file).priceAt("m", NOVEMBER)?.perMTok.in).toBe(1);
    writeFileSync(file, "{");
    expect(() => openPriceBook(file)).toThrow(new RegExp(`^${file}: not a readable JSON file`));
    expect(() => openPriceBook(`${file}.missing`)).toThrow(DataError);
  });
});

describe("priceBook", () => {
  it("takes the last price in force, from its first moment", () => {
    const book = openPriceBook();
    const change = Date.UTC(2026, 9, 7);
    expect(book.priceAt("claude-sonnet-5-5", change - 1)?.perMTok.cacheRead).toBeNull();
    expect(book.priceAt("claude-sonnet-5-5", change)?.perMTok.cacheRead).toBe(0.1);
    expect(book.priceAt("claude-sonnet-5-5", Date.UTC(2020, 0, 1))).toBeNull();
  });

  it("prices a dated snapshot as its alias, and nothing else by likeness", () => {
    const book = openPriceBook();
    expect(book.priceAt("claude-haiku-4-5-20251001", NOVEMBER)).toEqual(book.priceAt("claude-haiku-4-5", NOVEMBER));
    expect(book.priceAt("claude-haiku-4-5-fast", NOVEMBER)).toBeNull();
    expect(book.priceAt("claude-haiku", NOVEMBER)).toBeNull();
  });

  it("knows its age", () => {
    const book = priceBook({ date: "2026-10-01", models: {} }, "prices.json");
    expect(book.ageDays(Date.UTC(2026, 9, 1, 23))).toBe(0);
    expect(book.ageDays(Date.UTC(2027, 0, 1))).toBe(92);
  });

  it.each([
    ["no date", { models: {} }],
    ["no price", { date: "2026-10-01", models: { m: [] } }],
    ["a negative price", { date: "2026-10-01", models: { m: [{ ...PRICE, perMTok: { ...PRICE.perMTok, in: -1 } }] } }],
    [
      "a price finer than can be counted",
      { date: "2026-10-01", models: { m: [{ ...PRICE, perMTok: { ...PRICE.perMTok, in: 1e-7 } }] } },
    ],
    ["dates that do not ascend", { date: "2026-10-01", models: { m: [PRICE, PRICE] } }],
    ["an unknown field", { date: "2026-10-01", models: {}, note: "x" }],
  ])("refuses %s", (_case, value) => {
    expect(() => priceBook(value, "prices.json")).toThrow(DataError);
  });
});
