import { expect, it } from "vitest";
import type { Store } from "../core/store.js";
import { ownCells } from "../runner/shard.js";
import { memoryStore } from "../store/memory-store.js";
import { fixturePlan, fixtureRun } from "../testing/benchmark-fixture.js";
import { sampleAttempt, sampleOutcome } from "../testing/store-rows.js";
import { checkShards } from "./check-shards.js";
import { joinShards } from "./join-shards.js";
import type { ShardFile } from "./shard-file.js";

const plan = fixturePlan(12);
const cells = plan.map(({ cell }) => cell);
const items = [...new Map(plan.map(({ item }) => [item.id, item])).values()];

async function part(index: number, createdAt: string) {
  const shard = { index, of: 2 };
  const own = ownCells(plan, shard);
  const run = { ...fixtureRun(plan, { createdAt, plannedCells: own.length }), shard };
  const store = memoryStore();
  await store.createRun(run, cells, items);
  const file: ShardFile = { file: `${index}.duckdb`, path: String(index), run, planHash: "p", itemsHash: "i" };
  return { file, store, run, keys: own.map(({ cell }) => cell.key) };
}

async function twoParts() {
  const [a, b] = [await part(1, "2026-03-02T10:00:00.000Z"), await part(2, "2026-03-01T10:00:00.000Z")];
  const stores = [a.store, b.store];
  // A memory store is gone once it is closed.
  const open = async (path: string) =>
    new Proxy(stores[Number(path) - 1] as Store, {
      get: (of, key) => (key === Symbol.asyncDispose ? async () => {} : Reflect.get(of, key)),
    });
  return { a, b, open, shards: checkShards([a.file, b.file], false) };
}

const RESPONSE = {
  text: "refund",
  stopReason: "end_turn",
  model: "model-h",
  requestId: null,
  usage: { inputTokens: 12, outputTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 5, cacheWrite1hTokens: 1 },
  latencyMs: 5,
  simulated: false,
};

it("keeps paid answers of unfinished cells, and charges calls that were never settled", async () => {
  const { a, b, open, shards } = await twoParts();
  const [answered = "", lost = ""] = a.keys;
  const [done = ""] = b.keys;
  const attempt = sampleAttempt("", { cellKey: answered, chargedNanoUsd: 27_000 });
  await a.store.settle("run-1", attempt, RESPONSE);
  const { role, draw, model, batch, startedAtMs } = attempt;
  const intent = { cellKey: lost, index: 0, role, draw, model, batch, startedAtMs, worstCaseNanoUsd: 900_000 };
  await a.store.intend("run-1", intent);
  const outcome = sampleOutcome("", { cellKey: done, itemId: "item-1" });
  await b.store.record(outcome, [sampleAttempt("", { cellKey: done })]);

  const target = memoryStore();
  const run = await joinShards(shards, target, open);
  expect(run).toMatchObject({ createdAt: "2026-03-01T10:00:00.000Z", status: "interrupted", plannedCells: 36 });
  expect(run.shard).toBeUndefined();
  expect(await target.run("run-1")).toEqual(run);
  expect(await target.plan("run-1")).toEqual(cells);
  expect(await target.outcomes()).toEqual([outcome]);
  expect(await target.answers("run-1")).toMatchObject([{ cellKey: answered, response: RESPONSE }]);
  expect(await target.intents("run-1")).toEqual([]);
  const charged = new Map((await target.attempts("run-1")).map((one) => [one.cellKey, one.chargedNanoUsd]));
  expect(charged).toEqual(
    new Map([
      [answered, 27_000],
      [lost, 900_000],
      [done, 27_000],
    ]),
  );
});

it("copies message batches that are collected, and refuses one that is under way before it writes anything", async () => {
  const { a, b, open, shards } = await twoParts();
  const batch = { batch: "b-1", apiId: "msgbatch_1", status: "collected", intendedAtMs: 5, requests: 3 } as const;
  await a.store.putBatch("run-1", batch);
  await b.store.putBatch("run-1", { ...batch, batch: "b-2", status: "created" });
  const target = memoryStore();
  await expect(joinShards(shards, target, open)).rejects.toThrow(
    /^2\.duckdb: message batch "b-2" is under way; collect it first with: npx tierbench run --resume run-1 --db 2\.duckdb$/,
  );
  expect(await target.runs()).toEqual([]);
  await b.store.putBatch("run-1", { ...batch, batch: "b-2" });
  await joinShards(shards, target, open);
  expect((await target.batches("run-1")).map((one) => one.batch)).toEqual(["b-1", "b-2"]);
});
