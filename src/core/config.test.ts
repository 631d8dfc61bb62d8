import { describe, expect, it } from "vitest";
import { ConfigSchema, defineConfig } from "./config.js";

describe("ConfigSchema", () => {
  it("has a default for all that needs one", () => {
    expect(ConfigSchema.parse({})).toEqual({
      evals: "evals",
      db: ".tierbench/results.duckdb",
      trials: 1,
      concurrency: 8,
      rates: {},
      deadlineMs: 120_000,
      margin: 0.03,
      harm: 0.02,
      confidence: 0.95,
      seed: 1,
    });
  });

  it("completes tiers", () => {
    const config = defineConfig({ tiers: [{ id: "haiku", model: "claude-haiku" }] });
    expect(ConfigSchema.parse(config).tiers).toEqual([
      { id: "haiku", model: "claude-haiku", params: { maxTokens: 1024 } },
    ]);
  });

  it.each([
    ["an unknown field", { marign: 0.1 }],
    ["no tiers", { tiers: [] }],
    ["a tier id with a slash", { tiers: [{ id: "a/b", model: "m" }] }],
    ["an unknown tier parameter", { tiers: [{ id: "a", model: "m", params: { temprature: 1 } }] }],
    ["a margin of 0", { margin: 0 }],
    ["a margin in percent", { margin: 3 }],
    ["a harm of 1", { harm: 1 }],
    ["a confidence of one half", { confidence: 0.5 }],
    ["a confidence in percent", { confidence: 95 }],
    ["no trial", { trials: 0 }],
    ["half a trial", { trials: 1.5 }],
    ["too many calls at once", { concurrency: 1001 }],
    ["a deadline that is no number", { deadlineMs: Number.NaN }],
    ["traffic of 0", { traffic: { a: 0 } }],
  ])("refuses %s", (_name, change) => expect(ConfigSchema.safeParse(change).success).toBe(false));
});
