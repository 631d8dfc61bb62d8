import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nanoFromUsd, PriceSchema, usdFromNano } from "./price.js";

describe("nano-dollars", () => {
  it.each([
    [0, 0],
    [1, 1_000_000_000],
    [0.1 + 0.2, 300_000_000],
    [0.000183, 183_000],
    [1e-9, 1],
    [4e-10, 0],
    [-0.5, -500_000_000],
    [9_000_000, 9_000_000_000_000_000],
  ])("%d USD are %d", (usd, nano) => expect(nanoFromUsd(usd)).toBe(nano));

  it("survive the way to dollars and back, up to two million dollars", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000_000_000 }),
        (nano) => nanoFromUsd(usdFromNano(nano)) === nano,
      ),
      { seed: 9, numRuns: 2000 },
    );
  });
});

describe("PriceSchema", () => {
  const perMTok = { in: 1, out: 5, cacheWrite5m: 1.25, cacheWrite1h: null, cacheRead: 0.1 };
  const price = {
    effectiveFrom: "2026-10-07",
    currency: "USD",
    perMTok,
    batchMultiplier: 0.5,
    source: "https://example.com",
    retrievedAt: "2026-10-08",
  };

  it("takes a price, with or without a long-prompt tariff", () => {
    expect(PriceSchema.parse(price)).toEqual(price);
    const promptTokensOver = { threshold: 200_000, perMTok };
    expect(PriceSchema.parse({ ...price, promptTokensOver }).promptTokensOver).toEqual(promptTokensOver);
  });

  it.each([
    ["a negative price", { perMTok: { ...perMTok, in: -1 } }],
    ["a price that is no number", { perMTok: { ...perMTok, out: Number.NaN } }],
    ["an endless price", { perMTok: { ...perMTok, out: Number.POSITIVE_INFINITY } }],
    ["another currency", { currency: "EUR" }],
    ["a batch price above the list price", { batchMultiplier: 1.5 }],
    ["a batch price of nothing", { batchMultiplier: 0 }],
    ["a date that does not exist", { effectiveFrom: "2026-02-30" }],
  ])("refuses %s", (_name, change) => expect(PriceSchema.safeParse({ ...price, ...change }).success).toBe(false));
});
