import { describe, expect, it } from "vitest";
import { cachedBeginnings } from "./cache-breakpoints.js";
import { ladderWorld } from "./demo-world.js";
import { type CachedBeginning, NO_CACHE_USE, PromptCache } from "./prompt-cache.js";

const MINUTE_MS = 60_000;

function clockedCache(minTokens?: number) {
  const clock = { nowMs: 1_000 };
  const cache = new PromptCache({ nowMs: () => clock.nowMs, ...(minTokens === undefined ? {} : { minTokens }) });
  return { clock, cache };
}
const beginning = (tokens: number, key = "k", lifetime: CachedBeginning["lifetime"] = "5m"): CachedBeginning => ({
  key,
  tokens,
  lifetime,
});
const written = (tokens: number) => ({ cacheReadTokens: 0, cacheWriteTokens: tokens, cacheWrite1hTokens: 0 });
const read = (tokens: number) => ({ cacheReadTokens: tokens, cacheWriteTokens: 0, cacheWrite1hTokens: 0 });

describe("a prompt cache", () => {
  it("is written by the first answer, and read by the next on the same model", () => {
    const { cache } = clockedCache();
    const one = [beginning(2000)];
    expect(cache.use("m", one)).toEqual(written(2000));
    // A call beside the first finds nothing yet.
    expect(cache.use("m", one)).toEqual(written(2000));
    cache.keep("m", one);
    expect(cache.use("m", one)).toEqual(read(2000));
    expect(cache.use("other", one)).toEqual(written(2000));
    expect(cache.use("m", [beginning(2000, "other")])).toEqual(written(2000));
  });

  it("forgets after five minutes without use, and keeps anew what is used", () => {
    const { cache, clock } = clockedCache();
    const one = [beginning(2000)];
    cache.keep("m", one);
    clock.nowMs += 4 * MINUTE_MS;
    expect(cache.use("m", one)).toEqual(read(2000));
    cache.keep("m", one);
    clock.nowMs += 4 * MINUTE_MS;
    expect(cache.use("m", one)).toEqual(read(2000));
    clock.nowMs += MINUTE_MS;
    expect(cache.use("m", one)).toEqual(written(2000));
  });

  it("keeps for an hour what asks for it, and says so in what it writes", () => {
    const { cache, clock } = clockedCache();
    const hour = [beginning(2000, "k", "1h")];
    expect(cache.use("m", hour)).toEqual({ ...written(2000), cacheWrite1hTokens: 2000 });
    cache.keep("m", hour);
    clock.nowMs += 59 * MINUTE_MS;
    expect(cache.use("m", hour)).toEqual(read(2000));
  });

  it("caches nothing below its least length", () => {
    const { cache } = clockedCache();
    expect(cache.use("m", [beginning(1023)])).toEqual(NO_CACHE_USE);
    cache.keep("m", [beginning(1023)]);
    expect(cache.use("m", [beginning(1023)])).toEqual(NO_CACHE_USE);
    expect(clockedCache(10).cache.use("m", [beginning(10)])).toEqual(written(10));
  });

  it("reads the longest beginning it knows, and writes the rest", () => {
    const { cache } = clockedCache();
    cache.keep("m", [beginning(2000, "short")]);
    const both = [beginning(2000, "short"), beginning(5000, "long")];
    expect(cache.use("m", both)).toEqual({ cacheReadTokens: 2000, cacheWriteTokens: 3000, cacheWrite1hTokens: 0 });
  });
});

describe("the breakpoints of a request", () => {
  const model = ladderWorld(["m"], []).tiers["m"];
  if (model === undefined) throw new RangeError("no model");
  const ephemeral = { cache_control: { type: "ephemeral" } };
  const of = (system: string, item: string, first: object = ephemeral) =>
    cachedBeginnings(
      {
        systemBlocks: [{ type: "text", text: system }],
        messages: [
          { role: "user", content: [{ type: "text", text: "example", ...first }] },
          { role: "user", content: item },
        ],
        schema: null,
      },
      model,
    );

  it("are equal where everything before them is, whatever comes after", () => {
    const [one] = of("Sort.", "item 1");
    expect(of("Sort.", "item 2")).toEqual([one]);
    expect(one).toMatchObject({ tokens: Math.ceil("Sort.example".length / 3.5), lifetime: "5m" });
    expect(of("Sort!", "item 1")[0]?.key).not.toBe(one?.key);
    expect(of("Sort.", "item 1", { cache_control: { type: "ephemeral", ttl: "1h" } })).toEqual([
      { ...one, lifetime: "1h" },
    ]);
    expect(of("Sort.", "item 1", {})).toEqual([]);
  });
});
