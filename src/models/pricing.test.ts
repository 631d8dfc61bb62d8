import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelRequest } from "../core/model-request.js";
import { NO_USAGE } from "../core/model-response.js";
import { usdFromNano } from "../core/price.js";
import { openPriceBook, priceBook } from "./price-book.js";
import { pricing } from "./pricing.js";

const NOVEMBER = Date.UTC(2026, 10, 10);
const UNIT = fc.constantFrom("a", "{", '"', "\\", "\n", "é", "大", "😀", "\ud800");
const TASK = { ...NO_USAGE, inputTokens: 2000, outputTokens: 500 };

function flat(rates: { readonly [model: string]: readonly [number, number] }) {
  const models = Object.entries(rates).map(([model, [input, output]]) => [
    model,
    [
      {
        effectiveFrom: "2020-01-01",
        currency: "USD",
        perMTok: { in: input, out: output, cacheWrite5m: null, cacheWrite1h: null, cacheRead: null },
        batchMultiplier: null,
        source: "test",
        retrievedAt: "2020-01-01",
      },
    ],
  ]);
  return pricing(priceBook({ date: "2026-10-01", models: Object.fromEntries(models) }, "test"));
}

/** Dollars of many equal tasks, shared out over the models. */
function usdOf(prices: ReturnType<typeof flat>, tasks: number, shares: { readonly [model: string]: number }): number {
  const costs = Object.entries(shares).map(
    ([model, share]) => Math.round(tasks * share) * (prices.costNanoUsd(model, TASK, NOVEMBER) ?? Number.NaN),
  );
  return usdFromNano(costs.reduce((sum, cost) => sum + cost, 0));
}

function request(
  content: ModelRequest["messages"][number]["content"],
  changes: Partial<ModelRequest> = {},
): ModelRequest {
  return { model: "claude-sonnet-5-5", params: { maxTokens: 100 }, messages: [{ role: "user", content }], ...changes };
}

describe("costNanoUsd", () => {
  it("gives the known cost of a fleet of 500 tasks a day", () => {
    const prices = flat({ haiku: [0.8, 4], sonnet: [3, 15], opus: [15, 75] });
    expect(usdOf(prices, 500, { haiku: 1 })).toBe(1.8);
    expect(usdOf(prices, 500, { sonnet: 1 })).toBe(6.75);
    expect(usdOf(prices, 500, { opus: 1 })).toBe(33.75);
    // 1.44 + 1.0125 + 1.6875, which is quoted as $4.14.
    expect(usdOf(prices, 500, { haiku: 0.8, sonnet: 0.15, opus: 0.05 })).toBe(4.14);
  });

  it("gives the known cost of a million tasks a month", () => {
    const prices = flat({ haiku: [0.25, 1.25], sonnet: [3, 15], opus: [15, 75] });
    expect(usdOf(prices, 1_000_000, { opus: 1 })).toBe(67_500);
    expect(usdOf(prices, 1_000_000, { haiku: 0.4, sonnet: 0.5, opus: 0.1 })).toBe(13_950);
  });

  it("gives the cost of the fleet at the prices of October 2026", () => {
    const prices = pricing(openPriceBook());
    expect(usdOf(prices, 500, { "claude-opus-5-5": 1 })).toBe(9);
    expect(usdOf(prices, 500, { "claude-sonnet-5-5": 1 })).toBe(4.5);
    const routed = { "claude-haiku-5-5": 0.8, "claude-sonnet-5-5": 0.15, "claude-opus-5-5": 0.05 };
    expect(usdOf(prices, 500, routed)).toBeCloseTo(1.305, 9);
  });

  it("prices the whole request by the step once the prompt is one token above it, cache included", () => {
    const prices = pricing(openPriceBook());
    const cost = (inputTokens: number, cacheWriteTokens = 0) =>
      prices.costNanoUsd(
        "claude-haiku-5-5",
        { ...NO_USAGE, inputTokens, cacheWriteTokens, outputTokens: 1000 },
        NOVEMBER,
      );
    expect(cost(100_000)).toBe(10_000_000 + 500_000);
    expect(cost(100_001)).toBe(50_000_500 + 2_500_000);
    expect(cost(60_000, 40_000)).toBe(6_000_000 + 5_000_000 + 500_000);
    expect(cost(60_000, 40_001)).toBe(30_000_000 + 25_000_625 + 2_500_000);
  });

  it("prices cache reads and writes by lifetime, and does not guess a price that is not known", () => {
    const prices = pricing(openPriceBook());
    const usage = { ...NO_USAGE, cacheReadTokens: 1000, cacheWriteTokens: 300, cacheWrite1hTokens: 100 };
    expect(prices.costNanoUsd("claude-sonnet-5-5", usage, NOVEMBER)).toBe(100_000 + 200 * 2500 + 100 * 4000);
    expect(prices.costNanoUsd("claude-opus-5-5", usage, NOVEMBER)).toBeNull();
    expect(prices.costNanoUsd("claude-opus-5-5", { ...usage, cacheReadTokens: 0 }, NOVEMBER)).toBe(
      200 * 5000 + 100 * 8000,
    );
    expect(prices.costNanoUsd("nobody", usage, NOVEMBER)).toBeNull();
  });

  it("halves a batch, and has no price where there is no batch price", () => {
    const usage = { ...NO_USAGE, inputTokens: 1000, outputTokens: 10 };
    const batch = pricing(openPriceBook(), { isBatch: true });
    expect(batch.costNanoUsd("claude-opus-5-5", usage, NOVEMBER)).toBe(2_100_000);
    const raw = { ...openPriceBook().priceAt("claude-opus-5-5", NOVEMBER), batchMultiplier: null };
    const noBatch = pricing(priceBook({ date: "2026-10-01", models: { m: [raw] } }, "test"), { isBatch: true });
    expect(noBatch.costNanoUsd("m", usage, NOVEMBER)).toBeNull();
  });

  it("rounds half a nano-dollar up, once for the whole call", () => {
    const prices = flat({ half: [0.0005, 0.0005], third: [0.0004, 0.0004] });
    const one = { ...NO_USAGE, inputTokens: 1 };
    expect(prices.costNanoUsd("half", one, NOVEMBER)).toBe(1);
    expect(prices.costNanoUsd("half", { ...one, outputTokens: 1 }, NOVEMBER)).toBe(1);
    expect(prices.costNanoUsd("third", one, NOVEMBER)).toBe(0);
    expect(prices.costNanoUsd("third", { ...one, outputTokens: 1 }, NOVEMBER)).toBe(1);
  });
});

describe("worstCaseNanoUsd", () => {
  const prices = pricing(openPriceBook());
  const worst = (asked: ModelRequest) => prices.worstCaseNanoUsd(asked, NOVEMBER);

  it("is never below the cost of any usage within the bytes and the allowed length", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: UNIT }),
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, maxTokens, share) => {
          const asked = request(text, { params: { maxTokens } });
          const inputTokens = Math.floor(share * Buffer.byteLength(text));
          const usage = { ...NO_USAGE, inputTokens, outputTokens: maxTokens };
          const cost = prices.costNanoUsd(asked.model, usage, NOVEMBER);
          expect(worst(asked)).toBeGreaterThanOrEqual(cost ?? Number.NaN);
        },
      ),
      { seed: 1 },
    );
  });

  it("counts system prompt, schema and bytes rather than characters", () => {
    const plain = worst(request("a".repeat(100))) ?? 0;
    const wide = worst(request("大".repeat(100))) ?? 0;
    const withSystem = worst(request("a".repeat(100), { system: "b".repeat(50) })) ?? 0;
    const withSchema = worst(request("a".repeat(100), { outputSchema: { description: "c".repeat(50) } }));
    expect(wide - plain).toBe(200 * 2000);
    expect(withSystem - plain).toBeGreaterThanOrEqual(50 * 2000);
    expect((withSchema ?? 0) - plain).toBeGreaterThanOrEqual(50 * 2000);
  });

  it("takes the dearer side of a price step that the prompt may reach", () => {
    const long = request("a".repeat(100_000), { model: "claude-haiku-5-5" });
    expect(worst(long)).toBeGreaterThanOrEqual(100_001 * 500 + 100 * 2500);
  });

  it("takes the dearer side also where long prompts are cheaper", () => {
    const opus = openPriceBook().priceAt("claude-opus-5-5", NOVEMBER);
    const cheap = { in: 1, out: 1, cacheWrite5m: null, cacheWrite1h: null, cacheRead: null };
    const price = { ...opus, promptTokensOver: { threshold: 1000, perMTok: cheap } };
    const falling = pricing(priceBook({ date: "2026-10-01", models: { m: [price] } }, "test"));
    const cost = falling.worstCaseNanoUsd(request("a".repeat(1000), { model: "m" }), NOVEMBER);
    expect(cost).toBe(1000 * 4000 + 100 * 20_000);
  });

  it("pays cache writes only where the request asks for caching, by the lifetime it asks for", () => {
    const block = (cacheControl: object) => request([{ type: "text", text: "a".repeat(50_000), ...cacheControl }]);
    const plain = worst(block({})) ?? 0;
    const short = worst(block({ cache_control: { type: "ephemeral" } })) ?? 0;
    const hour = worst(block({ cache_control: { type: "ephemeral", ttl: "1h" } })) ?? 0;
    expect(short / plain).toBeCloseTo(1.25, 1);
    expect(hour / plain).toBeCloseTo(2, 1);
    const quoted = worst(request(`"cache_control"${"a".repeat(50_000)}`)) ?? 0;
    expect(quoted / plain).toBeLessThan(1.1);
    const text = "a".repeat(50_000);
    for (const cacheAfter of ["system", { message: 0, block: 0 }] as const) {
      expect((worst(request(text, { cacheAfter })) ?? 0) / plain).toBeCloseTo(1.25, 1);
    }
  });

  it("knows no bound for images, wherever they are, nor for models without a price", () => {
    const image = { type: "image", source: { type: "url", url: "https://example.com/a.png" } };
    expect(worst(request([image]))).toBeNull();
    expect(worst(request([{ type: "tool_result", content: [image] }]))).toBeNull();
    expect(worst(request("x", { model: "nobody" }))).toBeNull();
  });
});
