import { describe, expect, it } from "vitest";
import type { Attempt } from "../core/attempt.js";
import type { Pricing } from "../core/model-client.js";
import { NO_USAGE, type Usage } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import { memoryStore } from "../store/memory-store.js";
import { sampleAttempt, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { aloneCosts } from "./alone-costs.js";

const PRICING: Pricing = {
  costNanoUsd: (_model, { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens }) =>
    10 * inputTokens + 50 * outputTokens + cacheReadTokens + 12 * cacheWriteTokens,
  worstCaseNanoUsd: () => null,
};
const CACHED = { inputTokens: 5, cacheReadTokens: 95, outputTokens: 2 };

function call(name: string, index: number, tokens: Partial<Usage>, change: Partial<Attempt> = {}): Attempt {
  const usage = { ...NO_USAGE, ...tokens };
  const costNanoUsd = PRICING.costNanoUsd("", usage, 0);
  return sampleAttempt(name, { index, usage, costNanoUsd, chargedNanoUsd: costNanoUsd, ...change });
}

const CACHED_USAGE = { ...NO_USAGE, ...CACHED };

/** The costs of one cell of a run of its own. */
async function costsOf(attempts: readonly Attempt[], change: Partial<Outcome> = {}) {
  const store = memoryStore();
  const run = sampleRun();
  await store.createRun(run, [], []);
  const outcome = sampleOutcome("a", { usage: CACHED_USAGE, costNanoUsd: 245, signalCostNanoUsd: 0, ...change });
  await store.record(outcome, attempts);
  const [alone] = await aloneCosts(await store.outcomes(), [run], store, PRICING);
  return [alone?.costNanoUsd, alone?.signalCostNanoUsd];
}

describe("what an outcome would have cost alone", () => {
  it("counts every turn of a conversation, and nothing of one that was begun anew", async () => {
    const turns = [
      call("a", 0, CACHED),
      call("a", 1, CACHED, { role: "answer:2" }),
      call("a", 2, CACHED, { role: "answer:3" }),
    ];
    expect(await costsOf(turns)).toEqual([3300, 0]);
    const anew = [call("a", 3, CACHED, { draw: 1 }), call("a", 4, CACHED, { role: "answer:2", draw: 1 })];
    expect(await costsOf([...turns, ...anew])).toEqual([2200, 0]);
  });

  it("counts cached tokens as plain input", async () => {
    expect(await costsOf([call("a", 0, CACHED)])).toEqual([1100, 0]);
  });

  it("keeps what signals cost apart, and leaves the judge out", async () => {
    const attempts = [
      call("a", 0, { inputTokens: 5, cacheWriteTokens: 95, outputTokens: 2 }),
      call("a", 1, CACHED, { role: "signal:agreement" }),
      call("a", 2, CACHED, { role: "signal:agreement", draw: 1 }),
      call("a", 3, { inputTokens: 7000 }, { role: "judge:kind" }),
    ];
    expect(await costsOf(attempts)).toEqual([3300, 2200]);
  });

  it("counts the last of several answers, and no failure", async () => {
    const attempts = [
      call("a", 0, CACHED, { outcomeClass: "infra_malformed" }),
      call("a", 1, { inputTokens: 900 }, { draw: 0 }),
      call("a", 2, CACHED, { draw: 1 }),
    ];
    expect(await costsOf(attempts)).toEqual([1100, 0]);
  });

  it("changes nothing where nothing was cached or batched, whatever prices say today", async () => {
    const plain = call("a", 0, { inputTokens: 100 }, { costNanoUsd: 77 });
    expect(await costsOf([plain], { usage: { ...NO_USAGE, inputTokens: 100 }, costNanoUsd: 77 })).toEqual([77, 0]);
  });

  it("counts no batch discount", async () => {
    const store = memoryStore();
    const run = sampleRun();
    await store.createRun(run, [], []);
    await store.putBatch("run-1", { batch: "b-1", apiId: "x", status: "collected", intendedAtMs: 1, requests: 1 });
    const usage = { ...NO_USAGE, inputTokens: 100 };
    const outcome = sampleOutcome("a", { usage, costNanoUsd: 500, signalCostNanoUsd: 0 });
    await store.record(outcome, [call("a", 0, usage, { batch: "b-1", costNanoUsd: 500 })]);
    const [alone] = await aloneCosts([outcome], [run], store, PRICING);
    expect(alone?.costNanoUsd).toBe(1000);
  });

  it("is found in the run that paid, and not known where that is elsewhere", async () => {
    const store = memoryStore();
    const [first, second] = [sampleRun(), sampleRun({ runId: "run-2" })];
    await store.createRun(first, [], []);
    await store.createRun(second, [], []);
    const paid = sampleOutcome("a", { usage: CACHED_USAGE, costNanoUsd: 245 });
    await store.record(paid, [call("a", 0, CACHED)]);
    const copy = { ...paid, runId: "run-2", reusedFrom: "run-1", attempts: 0 };
    const [known] = await aloneCosts([copy], [second], store, PRICING);
    expect(known?.costNanoUsd).toBe(1100);
    const [unknown] = await aloneCosts([{ ...copy, reusedFrom: "run-0" }], [second], store, PRICING);
    expect([unknown?.costNanoUsd, unknown?.signalCostNanoUsd]).toEqual([null, null]);
    const plain = { ...copy, reusedFrom: "run-0", usage: NO_USAGE };
    expect(await aloneCosts([plain], [second], store, PRICING)).toEqual([plain]);
  });

  it("is what an imported table says", async () => {
    const store = memoryStore();
    const run = sampleRun({ origin: "import" });
    await store.createRun(run, [], []);
    const outcome = sampleOutcome("a", { usage: CACHED_USAGE, costNanoUsd: 245 });
    expect(await aloneCosts([outcome], [run], store, PRICING)).toEqual([outcome]);
  });
});
