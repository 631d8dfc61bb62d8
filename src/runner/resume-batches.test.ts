import { describe, expect, it } from "vitest";
import { BatchError, UsageError } from "../core/errors.js";
import type { Store } from "../core/store.js";
import type { BatchClient } from "../models/batch-client.js";
import type { BatchTiming } from "../models/batch-tools.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { memoryStore } from "../store/memory-store.js";
import { BATCH_PRICING, type BatchLoopback, openBatchLoopback, QUICK } from "../testing/batch-fixture.js";
import { CHEAP, fixtureOptions, fixturePlan, fixtureRun } from "../testing/benchmark-fixture.js";
import { abandonBatch, earlierBatches } from "./batch-journal.js";
import { resumeRun, startRun } from "./run-benchmark.js";

const plan = fixturePlan(12, undefined, { tiers: [CHEAP] });
const run = fixtureRun(plan);
const { runId } = run;
const IN_BATCHES = { pricing: BATCH_PRICING, concurrency: 100_000 };

/** A run whose process leaves as soon as its batch is created. */
async function leaveBehind(api: BatchLoopback, store: Store): Promise<string> {
  await using opened = await api.open(store, runId, { timing: { ...QUICK, pollFromMs: 60_000, pollToMs: 60_000 } });
  const drain = new AbortController();
  const going = startRun(run, plan, fixtureOptions(store, opened.client, { ...IN_BATCHES, drain: drain.signal }));
  await until(async () => (opened.news.some((one) => one.kind === "polled") ? true : undefined));
  drain.abort();
  const [left] = opened.client.leave();
  expect(await going).toMatchObject({ stopped: { reason: "interrupted" }, scored: 0, missing: plan.length });
  expect(left).toMatchObject({ status: "created", requests: plan.length });
  return left?.apiId ?? "";
}

/** The next process. */
async function takeUp(api: BatchLoopback, store: Store, timing: BatchTiming = QUICK) {
  await using opened = await api.open(store, runId, { timing });
  return await resumeRun(run, plan, fixtureOptions(store, opened.client, IN_BATCHES));
}

async function until<T>(found: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await found();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const chargedOf = async (store: Store) =>
  (await store.attempts(runId)).reduce((sum, { chargedNanoUsd }) => sum + (chargedNanoUsd ?? Number.NaN), 0);

/** What the oracle saw twice. */
function boughtTwice(api: BatchLoopback): readonly string[] {
  return Object.entries(api.simulator.stats().keys).flatMap(([key, { paid }]) => (paid > 1 ? [key] : []));
}

const STRUCK = plan[3]?.cell.key ?? "";
const ofStruck = { path: "/v1/messages/batches/:id/requests", keyIncludes: STRUCK };
const RESULT_FAULTS: { readonly [type: string]: FaultPlan } = {
  succeeded: [],
  errored: [{ match: ofStruck, fault: { kind: "status", status: 529 } }],
  canceled: [{ match: ofStruck, fault: { kind: "batch-canceled" } }],
  expired: [{ match: ofStruck, fault: { kind: "batch-expired" } }],
};
const ARCHIVED = {
  match: { path: "/v1/messages/batches/:id/results" },
  fault: { kind: "status", status: 404 },
} as const;

describe("a batch that an earlier process has left", () => {
  const types = Object.keys(RESULT_FAULTS);
  const states = ["in_progress", "canceling", "ended"] as const;
  it.each(states.flatMap((state) => types.map((type) => [state, type] as const)))(
    "%s, with a request %s: is taken up, and nothing of it is bought again",
    async (state, type) => {
      await using api = await openBatchLoopback(plan, RESULT_FAULTS[type], { pollsToEnd: null });
      await using store = memoryStore();
      const id = await leaveBehind(api, store);
      if (state === "canceling") {
        expect(await call(api, "POST", `${id}/cancel`)).toMatchObject({ processing_status: "canceling" });
      }
      if (state === "ended") api.simulator.endBatches();
      else setTimeout(() => api.simulator.endBatches(), 30);
      const result = await takeUp(api, store);
      expect(result).toMatchObject({ missing: 0, stopped: null });
      const attempts = await store.attempts(runId);
      expect(attempts).toHaveLength(plan.length);
      const struck = attempts.find(({ cellKey }) => cellKey === STRUCK);
      if (type === "succeeded" && state !== "canceling") expect(result.scored).toBe(plan.length);
      if (type !== "succeeded") {
        expect(struck).toMatchObject({ outcomeClass: "infra_transient_exhausted", chargedNanoUsd: 0 });
        expect(struck?.error).toContain(type);
      }
      expect(await chargedOf(store)).toBe(api.billNanoUsd());
      expect(await store.intents(runId)).toEqual([]);
      expect(await store.batches(runId)).toMatchObject([{ apiId: id, status: "collected" }]);
      expect(api.simulator.stats().batches).toEqual([plan.length]);
    },
  );

  it.each(types)("archived, with a request %s: stops the run until its user gives it up", async (type) => {
    const faults = [{ ...ARCHIVED, nth: "every" as const }, ...(RESULT_FAULTS[type] ?? [])];
    await using api = await openBatchLoopback(plan, faults, { pollsToEnd: null });
    await using store = memoryStore();
    const id = await leaveBehind(api, store);
    api.simulator.endBatches();
    const bill = api.billNanoUsd();
    for (let time = 0; time < 2; time += 1) {
      const error: unknown = await takeUp(api, store).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(BatchError);
      expect(String(error)).toContain(id);
    }
    expect(api.simulator.stats().batches).toEqual([plan.length]);
    expect(api.billNanoUsd()).toBe(bill);
    const [earlier] = await earlierBatches(store, runId);
    expect(earlier).toMatchObject({ openCalls: plan.length, batch: { status: "ended" } });
    const worst = (await store.intents(runId)).reduce(
      (sum, intent) => sum + (intent.worstCaseNanoUsd ?? Number.NaN),
      0,
    );
    const name = earlier?.batch.batch ?? "";
    expect(await abandonBatch(store, runId, name)).toBe(plan.length);
    expect(await chargedOf(store)).toBe(worst);
    await expect(abandonBatch(store, runId, name)).rejects.toThrow(UsageError);
    await expect(abandonBatch(store, runId, "b9")).rejects.toThrow(`no batch "b9" (it has ${name})`);
  });

  it("is asked anew when it was given up", async () => {
    await using api = await openBatchLoopback(plan, [], { pollsToEnd: null });
    await using store = memoryStore();
    const id = await leaveBehind(api, store);
    api.simulator.endBatches();
    await call(api, "DELETE", id);
    await expect(takeUp(api, store)).rejects.toThrow(BatchError);
    const [batch] = await store.batches(runId);
    await abandonBatch(store, runId, batch?.batch ?? "");
    const timer = setInterval(() => api.simulator.endBatches(), 10);
    const result = await takeUp(api, store);
    clearInterval(timer);
    expect(result).toMatchObject({ scored: plan.length, missing: 0 });
    expect((await store.batches(runId)).map(({ status }) => status)).toEqual(["abandoned", "collected"]);
    expect(api.simulator.stats().batches).toEqual([plan.length, plan.length]);
    expect(await chargedOf(store)).toBeGreaterThanOrEqual(api.billNanoUsd());
  });

  it("is taken up once more where only a part of its results had been stored", async () => {
    await using api = await openBatchLoopback(plan, [], { pollsToEnd: null });
    await using store = memoryStore();
    await leaveBehind(api, store);
    api.simulator.endBatches();
    // The process dies after five outcomes are stored.
    let stored = 0;
    const dying: Store = {
      ...store,
      record: async (...record) => void ((stored += 1) <= 5 && (await store.record(...record))),
    };
    const open = await store.intents(runId);
    await takeUp(api, {
      ...dying,
      settle: async (id, attempt, response) => {
        if (open.findIndex(({ cellKey }) => cellKey === attempt.cellKey) < 5) await store.settle(id, attempt, response);
      },
    });
    expect(await store.intents(runId)).toHaveLength(plan.length - 5);
    expect(await takeUp(api, store)).toMatchObject({ scored: plan.length, missing: 0 });
    expect(await chargedOf(store)).toBe(api.billNanoUsd());
    expect(boughtTwice(api)).toEqual([]);
  });
});

async function call({ simulator }: BatchLoopback, method: string, path: string, body: string | null = null) {
  const url = `${simulator.baseUrl}/v1/messages/batches${path === "" ? "" : `/${path}`}`;
  return (await fetch(url, { method, body, headers: { "x-api-key": "simulated" } })).json();
}

/** Kills between the intent and the answer to its creation; `npm run prove:batches` does more of them. */
const KILLS = Number(process.env["PROVE_KILLS"] ?? 10);

/** A store whose process dies when it is about to write, or has just written, a state of a batch. */
function dyingAt(store: Store, status: "intended" | "created", onDeath: () => void): Store {
  const gone = new Promise<never>(() => undefined);
  let isDead = false;
  const die = (): Promise<void> => {
    isDead = true;
    onDeath();
    return gone;
  };
  return {
    ...store,
    intend: (...intent) => (isDead ? gone : store.intend(...intent)),
    settle: (...settled) => (isDead ? gone : store.settle(...settled)),
    record: (...record) => (isDead ? gone : store.record(...record)),
    async putBatch(id, batch) {
      if (isDead) await gone;
      // Created: the server has it, and its id never reaches the disk.
      if (batch.status === "created" && status === "created") await die();
      await store.putBatch(id, batch);
      if (batch.status === "intended" && status === "intended") await die();
    },
  };
}

/** Starts the run in a process that dies there, and returns when it is dead. */
async function killed(api: BatchLoopback, dying: (onDeath: () => void) => Store): Promise<AsyncDisposable> {
  const clients: BatchClient[] = [];
  await new Promise<void>((resolve) => {
    const store = dying(resolve);
    void api.open(store).then((opened) => {
      clients.push(opened.client);
      void startRun(run, plan, fixtureOptions(store, opened.client, IN_BATCHES));
    });
  });
  // The dead wait for nothing.
  return { [Symbol.asyncDispose]: async () => clients.forEach((client) => client.leave()) };
}

describe("a process that is killed between the intent and the answer to its creation", () => {
  it.each(Array.from({ length: KILLS }, (_, kill) => kill))("kill %i: no batch is created twice", async (kill) => {
    // Every other one before the server has heard of it, and one in three with its answer lost on the way.
    const lost: FaultPlan = [{ match: { method: "POST" }, nth: 1, fault: { kind: "reset-before-headers" } }];
    await using api = await openBatchLoopback(plan, kill % 3 === 2 ? lost : [], { seed: kill });
    await using store = memoryStore();
    await using _dead = await killed(api, (onDeath) =>
      dyingAt(store, kill % 2 === 0 ? "created" : "intended", onDeath),
    );
    expect(await store.batches(runId)).toMatchObject([{ status: "intended", apiId: null, requests: plan.length }]);
    expect(await store.intents(runId)).toHaveLength(plan.length);
    const created = api.simulator.stats().batches.length;
    expect(created).toBe(kill % 2 === 0 ? 1 : 0);
    expect(await takeUp(api, store)).toMatchObject({ scored: plan.length, errored: 0, missing: 0 });
    const { batches, paidCalls } = api.simulator.stats();
    expect({ batches, paidCalls }).toEqual({ batches: [plan.length], paidCalls: plan.length });
    expect(boughtTwice(api)).toEqual([]);
    expect(await chargedOf(store)).toBe(api.billNanoUsd());
    expect(await store.intents(runId)).toEqual([]);
  });

  it("finds its batch among those of others, on later pages", async () => {
    await using api = await openBatchLoopback(plan, [], { pollsToEnd: 2 });
    await using store = memoryStore();
    await using _dead = await killed(api, (onDeath) => dyingAt(store, "created", onDeath));
    const params = { model: CHEAP.model, max_tokens: 8, messages: [{ role: "user", content: "somebody else's" }] };
    const body = JSON.stringify({ requests: [{ custom_id: "theirs", params }] });
    await Promise.all(Array.from({ length: 120 }, () => call(api, "POST", "", body)));
    await using same = memoryStore();
    const alike = await api.open(same);
    await startRun(run, plan, fixtureOptions(same, alike.client, IN_BATCHES));
    const before = api.simulator.stats().batches.length;
    expect(await takeUp(api, store)).toMatchObject({ scored: plan.length });
    expect(api.simulator.stats().batches).toHaveLength(before);
  });

  it("does not guess where the list cannot be read", async () => {
    const silent: FaultPlan = [
      { match: { path: "/v1/messages/batches", method: "GET" }, fault: { kind: "status", status: 404 } },
    ];
    await using api = await openBatchLoopback(plan, silent);
    await using store = memoryStore();
    await using _dead = await killed(api, (onDeath) => dyingAt(store, "intended", onDeath));
    const [batch] = await store.batches(runId);
    await expect(takeUp(api, store)).rejects.toThrow(`batch ${batch?.batch}: whether it was created cannot be told`);
    expect(api.simulator.stats().batches).toEqual([]);
    expect(await store.intents(runId)).toHaveLength(plan.length);
  });

  it("knows that a batch which is not written down was never handed in", async () => {
    await using api = await openBatchLoopback(plan);
    await using store = memoryStore();
    await using _dead = await killed(api, (onDeath) => ({
      ...store,
      putBatch() {
        onDeath();
        return new Promise<never>(() => undefined);
      },
    }));
    expect(await store.intents(runId)).toHaveLength(plan.length);
    expect(await takeUp(api, store)).toMatchObject({ scored: plan.length });
    expect(api.simulator.stats().batches).toEqual([plan.length]);
    expect(await chargedOf(store)).toBe(api.billNanoUsd());
  });
});
