import { describe, expect, it } from "vitest";
import { inputText } from "../core/item.js";
import { agreement } from "../scorers/agreement.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { memoryStore } from "../store/memory-store.js";
import { DEAR, fixtureDataset, fixtureEval, fixtureOptions, fixtureRun, MIDDLE } from "../testing/benchmark-fixture.js";
import { BOOK_PRICING, openLoopback } from "../testing/loopback.js";
import { withCaching } from "./cached-plan.js";
import { planRun } from "./plan-run.js";
import { startRun } from "./run-benchmark.js";
import { runCosts } from "./run-costs.js";

const ITEMS = 8;
/** About 1,500 simulated tokens. */
const RULES = "Read the ticket with care before you name its queue. ".repeat(100);

/** One tier whose cached tokens have a price, and whose answers pay for a signal. */
async function measured(faults: FaultPlan = []) {
  const evaluation = fixtureEval({
    cache: true,
    prompt: (item) => ({ system: RULES, messages: [{ role: "user", content: inputText(item, "text") }] }),
    signals: [agreement()],
  });
  const evals = [{ evaluation, dataset: fixtureDataset(ITEMS) }];
  const plan = planRun(evals, { tiers: [MIDDLE, DEAR], trials: 1, limit: null, judge: null });
  const cached = withCaching(plan, evals, (tier) => tier === MIDDLE);
  const store = memoryStore();
  await using api = await openLoopback(plan, faults);
  await startRun(fixtureRun(plan), cached, fixtureOptions(store, api.client, { pricing: BOOK_PRICING }));
  const ledger = { attempts: await store.attempts("run-1"), intents: [] };
  const cells = plan.map(({ cell }) => cell);
  const costs = runCosts(ledger, cells, [MIDDLE.id, DEAR.id], BOOK_PRICING);
  return { costs, ledger, billNanoUsd: api.billNanoUsd() };
}

describe("a run that caches, on the real client", () => {
  it("writes the beginning once, reads it in every other call, signals' too, and is billed what the ledger says", async () => {
    const { costs, ledger, billNanoUsd } = await measured();
    const usage = costs.tiers.get(MIDDLE.id)?.usage;
    const written = usage?.cacheWriteTokens ?? 0;
    expect(written).toBeGreaterThan(1024);
    const calls = ledger.attempts.filter(({ model }) => model === MIDDLE.model);
    expect(calls.length).toBeGreaterThan(ITEMS);
    expect(usage?.cacheReadTokens).toBe(written * (calls.length - 1));
    expect(calls.filter(({ usage: used }) => (used?.cacheWriteTokens ?? 0) > 0).map(({ role }) => role)).toEqual([
      "answer",
    ]);
    expect(costs.total.mostNanoUsd).toBe(billNanoUsd);
    expect(costs.total.cacheNanoUsd).toBeLessThan(0);
  });

  it("keeps bill and ledger together also where answers are lost on the way", async () => {
    const { costs, billNanoUsd } = await measured([
      { match: { path: "/v1/messages" }, nth: 1, rate: 0.4, fault: { kind: "reset-mid-body" } },
    ]);
    expect(costs.total.failures).toBeGreaterThan(0);
    expect(costs.total.leastNanoUsd).toBeLessThanOrEqual(billNanoUsd);
    expect(costs.total.mostNanoUsd).toBeGreaterThanOrEqual(billNanoUsd);
  });
});
