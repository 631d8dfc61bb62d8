import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import type { Store } from "../core/store.js";
import { memoryStore } from "../store/memory-store.js";
import { BATCH_PRICING, openBatchLoopback } from "../testing/batch-fixture.js";
import { fixtureOptions, fixturePlan, fixtureRun } from "../testing/benchmark-fixture.js";
import { BOOK_PRICING } from "../testing/loopback.js";
import { startRun } from "./run-benchmark.js";

const plan = fixturePlan(40);
const run = fixtureRun(plan);
const IN_BATCHES = { pricing: BATCH_PRICING, concurrency: 100_000 };

/** What a batch run and a direct run must agree in. */
async function answersOf(store: Store): Promise<readonly Partial<Outcome>[]> {
  return (await store.outcomes()).map(
    ({ latencyMs: _l, costNanoUsd: _c, chargedNanoUsd: _h, signalCostNanoUsd: _s, judgeCostNanoUsd: _j, ...rest }) =>
      rest,
  );
}

const chargedOf = async (store: Store) =>
  (await store.attempts(run.runId)).reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? Number.NaN), 0);

describe("a run in batches", () => {
  it("has the outcomes of a direct run at half the price, exactly", async () => {
    await using api = await openBatchLoopback(plan);
    await using directly = memoryStore();
    await using inBatches = memoryStore();
    await startRun(run, plan, fixtureOptions(directly, api.direct, { pricing: BOOK_PRICING }));
    const directBill = api.billNanoUsd();
    await using opened = await api.open(inBatches);
    const { client } = opened;
    const result = await startRun(run, plan, fixtureOptions(inBatches, client, IN_BATCHES));
    await client.close();
    expect(result).toMatchObject({ scored: plan.length, errored: 0, missing: 0, stopped: null });
    expect(await answersOf(inBatches)).toEqual(await answersOf(directly));
    expect(2 * (await chargedOf(inBatches))).toBe(await chargedOf(directly));
    expect(api.billNanoUsd() - directBill).toBe(await chargedOf(inBatches));
    expect(await inBatches.intents(run.runId)).toEqual([]);
    const [batch, ...further] = await inBatches.batches(run.runId);
    expect(further).toEqual([]);
    expect(batch).toMatchObject({ status: "collected", requests: plan.length });
    expect((await inBatches.attempts(run.runId)).every((attempt) => attempt.batch === batch?.batch)).toBe(true);
  });
});
