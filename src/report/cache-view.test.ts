import { describe, expect, it } from "vitest";
import { cachePart } from "./cache-section.js";
import { type CacheRow, cacheView, hitRate } from "./cache-view.js";
import { htmlText } from "./html.js";
import type { ReportInput } from "./report-input.js";

const row = (change: Partial<CacheRow> = {}): CacheRow => ({
  taskType: "triage",
  tier: "sonnet",
  promptTokens: 1000,
  readTokens: 800,
  writeTokens: 100,
  savedUsd: 0.5,
  ...change,
});

describe("what the prompt cache did", () => {
  it("is one row per task type and tier, with their sum", () => {
    expect(cacheView([row(), row({ savedUsd: -0.1 }), row({ tier: "opus", readTokens: 0 })])).toEqual([
      row({ promptTokens: 2000, readTokens: 1600, writeTokens: 200, savedUsd: 0.4 }),
      row({ tier: "opus", readTokens: 0 }),
      row({ taskType: "All", tier: "", promptTokens: 3000, readTokens: 1600, writeTokens: 300, savedUsd: 0.9 }),
    ]);
    expect(cacheView([row()])).toEqual([row()]);
    expect(cacheView([])).toEqual([]);
  });

  it("does not take an unknown saving for none", () => {
    expect(cacheView([row(), row({ tier: "opus", savedUsd: null })]).at(-1)?.savedUsd).toBeNull();
  });

  it("has a hit rate between 0 and 1", () => {
    expect([hitRate(row()), hitRate(row({ promptTokens: 0, readTokens: 0 }))]).toEqual([0.8, 0]);
  });

  it("is not in a report where nothing was cached, and escapes names that are", () => {
    const input = (caching?: readonly CacheRow[]) => (caching === undefined ? {} : { caching }) as ReportInput;
    expect(cachePart(input())).toEqual([]);
    expect(cachePart(input([]))).toEqual([]);
    const text = cachePart(input([row({ taskType: "<img src=x>" })]))
      .map(htmlText)
      .join("");
    expect(text).toMatch(/80\.0.%/);
    expect(text).not.toContain("<img");
  });
});
