import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Store } from "../core/store.js";
import { agreement } from "../scorers/agreement.js";
import { judge } from "../scorers/judge.js";
import { labelMatch } from "../scorers/label-match.js";
import { memoryStore } from "../store/memory-store.js";
import { BATCH_PRICING, openBatchLoopback, QUICK } from "../testing/batch-fixture.js";
import { CHEAP, fixtureEval, fixtureOptions, fixturePlan, fixtureRun, MIDDLE } from "../testing/benchmark-fixture.js";
import { BOOK_PRICING } from "../testing/loopback.js";
import { Budget } from "./budget.js";
import { resumeRun, startRun } from "./run-benchmark.js";

const RUBRIC = judge({ task: "Pick a queue.", criteria: [{ name: "right", question: "Is it the right queue?" }] });
const EVAL = fixtureEval({ scorers: [labelMatch(), RUBRIC], reduce: "mean", signals: [agreement()] });
const plan = fixturePlan(8, EVAL, { trials: 2, judge: MIDDLE });
const run = fixtureRun(plan, { trials: 2 });
const { runId } = run;
const IN_BATCHES = { pricing: BATCH_PRICING, concurrency: 100_000, judge: MIDDLE };

/** An outcome with every amount of money times so much, and without its latency. */
function timesMoney(factor: number, { latencyMs: _latency, ...outcome }: Outcome) {
  const times = (nanoUsd: number | null) => (nanoUsd === null ? null : factor * nanoUsd);
  return {
    ...outcome,
    costNanoUsd: times(outcome.costNanoUsd),
    signalCostNanoUsd: times(outcome.signalCostNanoUsd),
    signals: outcome.signals.map((reading) =>
      reading.costNanoUsd === undefined ? reading : { ...reading, costNanoUsd: factor * reading.costNanoUsd },
    ),
    judgeCostNanoUsd: times(outcome.judgeCostNanoUsd),
    chargedNanoUsd: times(outcome.chargedNanoUsd),
  };
}

const chargedOf = async (store: Store) =>
  (await store.attempts(runId)).reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? Number.NaN), 0);

describe("a run in batches", () => {
  it("has the outcomes of a direct run at half the price, exactly, judge and signals too", async () => {
    await using api = await openBatchLoopback(plan);
    await using directly = memoryStore();
    await using inBatches = memoryStore();
    const options = { pricing: BOOK_PRICING, judge: MIDDLE };
    await startRun(run, plan, fixtureOptions(directly, api.direct, options));
    const directBill = api.billNanoUsd();
    const { client } = await api.open(inBatches, runId, { timing: { ...QUICK, quietMs: 150 } });
    const result = await startRun(run, plan, fixtureOptions(inBatches, client, IN_BATCHES));
    await client.close();
    expect(result).toMatchObject({ scored: plan.length, errored: 0, missing: 0, stopped: null });
    const [direct, batched] = [await directly.outcomes(), await inBatches.outcomes()];
    expect(batched.map((outcome) => timesMoney(2, outcome))).toEqual(direct.map((outcome) => timesMoney(1, outcome)));
    expect(batched.every(({ latencyMs }) => latencyMs === null)).toBe(true);
    expect(direct.every(({ latencyMs }) => latencyMs !== null)).toBe(true);
    expect(2 * (await chargedOf(inBatches))).toBe(await chargedOf(directly));
    expect(api.billNanoUsd() - directBill).toBe(await chargedOf(inBatches));
    const batches = await inBatches.batches(runId);
    expect(batches.every(({ status, apiId }) => status === "collected" && apiId !== null)).toBe(true);
    // Answers; further answers, and verdicts of the dearest tier; the other verdicts.
    expect([batches.length, batches[0]?.requests]).toEqual([3, plan.length]);
    const attempts = await inBatches.attempts(runId);
    for (const { batch, requests } of batches) {
      expect(attempts.filter((attempt) => attempt.batch === batch)).toHaveLength(requests);
    }
    expect(attempts).toHaveLength(batches.reduce((sum, { requests }) => sum + requests, 0));
    expect(await inBatches.intents(runId)).toEqual([]);
  });

  it("counts what its batches under way can cost before it spends on anything else", async () => {
    const cells = fixturePlan(8, undefined, { tiers: [CHEAP] });
    await using api = await openBatchLoopback(cells, [], { pollsToEnd: null });
    await using store = memoryStore();
    const drain = new AbortController();
    const first = await api.open(store, runId, { maxRequests: 6 });
    const going = startRun(
      run,
      cells.slice(0, 6),
      fixtureOptions(store, first.client, { ...IN_BATCHES, drain: drain.signal }),
    );
    while (!first.news.some(({ kind }) => kind === "polled")) await new Promise((resolve) => setTimeout(resolve, 2));
    drain.abort();
    first.client.leave();
    await going;
    const intents = await store.intents(runId);
    const worst = intents.reduce((sum, { worstCaseNanoUsd }) => sum + (worstCaseNanoUsd ?? Number.NaN), 0);
    expect(intents).toHaveLength(6);
    // Two further cells are asked as well: they wait until the batch has cost less than it could.
    const budget = new Budget(worst, 0, worst);
    const second = await api.open(store);
    const timer = setInterval(() => api.simulator.endBatches(), 5);
    const result = await resumeRun(run, cells, fixtureOptions(store, second.client, { ...IN_BATCHES, budget }));
    clearInterval(timer);
    await second.client.close();
    expect(result).toMatchObject({ scored: 8, missing: 0 });
    expect(api.simulator.stats().batches.slice(0, 2)).toEqual([6, 2]);
    expect([budget.reservedNanoUsd, budget.spentNanoUsd]).toEqual([0, api.billNanoUsd()]);
    expect(await chargedOf(store)).toBe(api.billNanoUsd());
  });
});
