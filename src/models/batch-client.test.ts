import { afterEach, describe, expect, it } from "vitest";
import type { Batch, BatchJournal } from "../core/batch.js";
import { BatchError, IncompleteRunError, UsageError } from "../core/errors.js";
import type { CallAttempt, CallResult } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { promptFingerprint } from "../core/model-request.js";
import { answerKey } from "../simulator/answer-key.js";
import { ladderWorld } from "../simulator/demo-world.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import { type Simulator, startSimulator } from "../simulator/start-simulator.js";
import { type BatchClient, type BatchClientOptions, batchClient } from "./batch-client.js";
import type { BatchNews, BatchTiming } from "./batch-tools.js";

const MODEL = "claude-haiku-5-5";
const COUNT = 12;
const requestOf = (index: number): ModelRequest => ({
  model: MODEL,
  params: { maxTokens: 64 },
  messages: [{ role: "user", content: `ticket ${index}` }],
});
const key = answerKey(
  Array.from({ length: 2000 }, (_, index) => ({
    itemId: `item-${index}`,
    taskType: "triage",
    difficulty: undefined,
    reference: "refund",
    fingerprint: promptFingerprint(requestOf(index)),
  })),
);
const QUICK: BatchTiming = { quietMs: 10, pollFromMs: 1, pollToMs: 5, settleMs: 60 };
const ONE = { path: "/v1/messages/batches/:id" };
const RESULTS = { path: "/v1/messages/batches/:id/results" };
const CREATE = { path: "/v1/messages/batches", method: "POST" } as const;
const inBatch = (keyIncludes: string) => ({ path: "/v1/messages/batches/:id/requests", keyIncludes });

interface Rig {
  readonly simulator: Simulator;
  readonly client: BatchClient;
  readonly news: readonly BatchNews[];
  /** Every state of every batch, as it was written down. */
  readonly put: readonly Batch[];
  /** Batch of every permitted attempt, by call. */
  readonly intents: ReadonlyMap<number, readonly string[]>;
  readonly told: readonly CallAttempt[];
  readonly ask: (count?: number, from?: number) => Promise<readonly CallResult[]>;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function rig(faults: FaultPlan = [], options: Partial<BatchClientOptions> = {}): Promise<Rig> {
  const simulator = await startSimulator({ seed: 3, world: ladderWorld([MODEL], ["triage"]), answerKey: key, faults });
  const [news, put, told]: [BatchNews[], Batch[], CallAttempt[]] = [[], [], []];
  const intents = new Map<number, string[]>();
  let named = 0;
  const journal: BatchJournal = {
    earlier: [],
    newName: () => `b${(named += 1)}`,
    put: async (batch) => void put.push(batch),
  };
  const client = batchClient({
    apiKey: "sk-test-0123456789",
    baseUrl: simulator.baseUrl,
    journal,
    timing: QUICK,
    sendsCallKey: true,
    onNews: (one) => void news.push(one),
    ...options,
  });
  closing.push(
    () => simulator.close(),
    () => client.close(),
  );
  const send = (index: number) =>
    client.send(requestOf(index), {
      callKey: `call-${index}.`,
      beforeAttempt: async (_index, batch = "none") => {
        intents.set(index, [...(intents.get(index) ?? []), batch]);
        return "send";
      },
      afterAttempt: (attempt) => void told.push(attempt),
    });
  const ask = (count = COUNT, from = 0) => Promise.all(Array.from({ length: count }, (_, index) => send(from + index)));
  return { simulator, client, news, put, intents, told, ask };
}

const classes = (results: readonly CallResult[]) =>
  results.map((result) => (result.kind === "answered" || result.kind === "failed" ? result.outcomeClass : result.kind));
const reconciled = (news: readonly BatchNews[]) => news.filter((one) => one.kind === "reconciled");

describe("collecting", () => {
  it("sends what comes together in one batch, written down before and after", async () => {
    const { ask, put, intents, simulator, client } = await rig();
    const results = await ask();
    await client.close();
    expect(results.every((result) => result.kind === "answered")).toBe(true);
    expect(put.map(({ batch, status, requests }) => [batch, status, requests])).toEqual([
      ["b1", "intended", COUNT],
      ["b1", "created", COUNT],
      ["b1", "ended", COUNT],
      ["b1", "collected", COUNT],
    ]);
    expect([...intents.values()]).toEqual(Array.from({ length: COUNT }, () => ["b1"]));
    expect(simulator.stats()).toMatchObject({ batches: [COUNT], paidCalls: COUNT, paidTokensByModel: {} });
  });

  it("cuts a batch that is full by count or by bytes", async () => {
    const byCount = await rig([], { maxRequests: 5 });
    await byCount.ask();
    expect(byCount.simulator.stats().batches).toEqual([5, 5, 2]);
    const byBytes = await rig([], { maxBytes: 2000 });
    await byBytes.ask();
    const sizes = byBytes.simulator.stats().batches;
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(COUNT);
    expect(Math.max(...sizes)).toBe(3);
  });

  it("gives later calls a batch of their own", async () => {
    const { ask, simulator } = await rig();
    await ask(3);
    await ask(2, 3);
    expect(simulator.stats().batches).toEqual([3, 2]);
  });

  it("sends none where one may not go or cannot be written down", async () => {
    const { client, simulator } = await rig();
    const [denied, sent] = await Promise.all([
      client.send(requestOf(0), { callKey: "a", beforeAttempt: async () => "deny" }),
      client.send(requestOf(1), { callKey: "b", beforeAttempt: async () => "send" }),
    ]);
    expect([denied.kind, sent.kind]).toEqual(["denied", "answered"]);
    const full = new Error("disk full");
    const both = await Promise.allSettled([
      client.send(requestOf(2), { callKey: "c", beforeAttempt: () => Promise.reject(full) }),
      client.send(requestOf(3), { callKey: "d", beforeAttempt: async () => "send" }),
    ]);
    expect(both.map((one) => one.status === "rejected" && one.reason)).toEqual([full, full]);
    expect(simulator.stats().batches).toEqual([1]);
  });

  it("refuses limits the API does not have, and keys that fit no header", async () => {
    const { client } = await rig();
    expect(() => client.send(requestOf(0), { callKey: "ü" })).toThrow(UsageError);
    await expect(rig([], { maxRequests: 100_001 })).rejects.toThrow(UsageError);
    await expect(rig([], { maxBytes: 256_000_001 })).rejects.toThrow(UsageError);
  });
});

describe("results", () => {
  it("end in the classes of direct answers, and only answers are billed", async () => {
    const { ask, told } = await rig([
      { match: inBatch("call-0."), fault: { kind: "status", status: 400 } },
      { match: inBatch("call-1."), fault: { kind: "status", status: 529 } },
      { match: inBatch("call-2."), fault: { kind: "error-envelope-200", errorType: "api_error" } },
      { match: inBatch("call-3."), fault: { kind: "batch-canceled" } },
      { match: inBatch("call-4."), fault: { kind: "batch-expired" } },
      { match: inBatch("call-5."), fault: { kind: "refusal" } },
      { match: inBatch("call-6."), fault: { kind: "bad-usage", form: "negative" } },
      { match: inBatch("call-7."), fault: { kind: "wrong-model" } },
      { match: inBatch("call-8."), fault: { kind: "unknown-stop" } },
      { match: inBatch("call-9."), fault: { kind: "error-envelope-200", errorType: "billing_error" } },
      { match: inBatch("call-10."), fault: { kind: "proto-keys" } },
    ]);
    const transient = "infra_transient_exhausted";
    const broken = "infra_malformed";
    expect(classes(await ask(11))).toEqual([
      "request_rejected",
      transient,
      transient,
      transient,
      transient,
      "model_refusal",
      broken,
      broken,
      "model_unexpected_stop",
      "auth_billing_stop",
      "ok",
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(told.filter((attempt) => attempt.mayBeBilled)).toHaveLength(5);
  });

  it("takes an answer id for one call only", async () => {
    const { ask } = await rig([
      { match: { path: "/v1/messages/batches/:id/requests" }, fault: { kind: "repeated-id" } },
    ]);
    expect(classes(await ask(3)).sort()).toEqual(["infra_malformed", "infra_malformed", "ok"]);
  });

  it("asks once more for what is missing, and says exactly how many", async () => {
    const missing = Array.from({ length: 41 }, (_, index) => index * 7);
    const faults = missing.map((index) => ({
      match: inBatch(`call-${index}.`),
      nth: 1,
      fault: { kind: "missing-line" } as const,
    }));
    const { ask, news, simulator, intents, told } = await rig(faults);
    const results = await ask(2000);
    expect(results.every((result) => result.kind === "answered")).toBe(true);
    expect(reconciled(news)).toMatchObject([{ missing: 41, repeated: 0, strangers: 0 }]);
    expect(simulator.stats().batches).toEqual([2000, 41]);
    expect(
      [...intents]
        .filter(([, batches]) => batches.length === 2)
        .map(([index]) => index)
        .sort((a, b) => a - b),
    ).toEqual(missing);
    expect(told.filter((attempt) => attempt.outcomeClass === "unknown_outcome" && attempt.mayBeBilled)).toHaveLength(
      41,
    );
  });

  it("does not ask a third time", async () => {
    const { ask, simulator } = await rig([{ match: inBatch("call-1."), fault: { kind: "missing-line" } }]);
    expect(classes(await ask(3))).toEqual(["ok", "unknown_outcome", "ok"]);
    expect(simulator.stats()).toMatchObject({ batches: [3, 1], paidCalls: 4 });
  });

  it("believes neither of two results that differ, and counts lines of nobody", async () => {
    const { ask, news } = await rig([
      { match: inBatch("call-1."), fault: { kind: "duplicate-line" } },
      { match: inBatch("call-2."), fault: { kind: "duplicate-line", isChanged: true } },
      { match: inBatch("call-3."), fault: { kind: "unknown-custom-id" } },
    ]);
    expect(classes(await ask(5))).toEqual(["ok", "ok", "infra_malformed", "ok", "ok"]);
    expect(reconciled(news)).toMatchObject([{ missing: 0, repeated: 2, strangers: 1 }]);
  });

  it("reads a file again that breaks off, and buys nothing because of it", async () => {
    const { ask, simulator } = await rig([{ match: RESULTS, nth: 1, fault: { kind: "truncated-body" } }]);
    expect(classes(await ask()).every((one) => one === "ok")).toBe(true);
    expect(simulator.stats()).toMatchObject({ batches: [COUNT], faults: { "truncated-body": 1 } });
  });
});

describe("what cannot be told", () => {
  const lost: readonly [string, FaultPlan, RegExp][] = [
    ["a file that stays cut", [{ match: RESULTS, fault: { kind: "truncated-body" } }], /break off after \d+ lines/],
    ["archived results", [{ match: RESULTS, fault: { kind: "status", status: 404 } }], /HTTP 404/],
    ["a batch that is gone", [{ match: ONE, fault: { kind: "status", status: 404 } }], /HTTP 404/],
    ["counts that do not add up", [{ match: ONE, nth: 2, fault: { kind: "wrong-counts" } }], /counts 13 of its 12/],
    [
      "results on another host",
      [{ match: ONE, fault: { kind: "results-elsewhere", url: "https://elsewhere.invalid/r" } }],
      /elsewhere\.invalid, where the key does not go/,
    ],
  ];
  it.each(lost)("%s stops the run and buys nothing", async (_what, faults, message) => {
    const { ask, simulator, told, put } = await rig(faults);
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BatchError);
    expect((error as BatchError).message).toMatch(message);
    expect((error as BatchError).message).toMatch(/^batch b1 \(msgbatch_\S+\): .*--abandon-batch b1/);
    expect((error as BatchError).message).not.toContain("\n");
    expect(told).toEqual([]);
    expect(put.at(-1)?.status).not.toBe("collected");
    expect(simulator.stats().batches).toEqual([COUNT]);
  });

  it("a batch that never ends is given up after its day, by a clock that is handed in", async () => {
    let nowMs = Date.UTC(2026, 10, 20);
    const startMs = nowMs;
    const clock = {
      nowMs: () => nowMs,
      monotonicMs: () => nowMs,
      random: () => 0.5,
      sleep: async (ms: number) => {
        nowMs += ms;
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
    const slow = { quietMs: 500, pollFromMs: 60_000, pollToMs: 3_600_000, settleMs: 600_000 };
    const faults: FaultPlan = [{ match: ONE, fault: { kind: "stuck-canceling" } }];
    const { ask, news } = await rig(faults, { clock, timing: slow });
    await expect(ask()).rejects.toThrow(/still "canceling" 2[56] hours after it was made/);
    expect((nowMs - startMs) / 3_600_000).toBeGreaterThan(25);
    const waits = news.filter((one) => one.kind === "polled").map((one) => one.elapsedMs);
    expect(waits.length).toBeLessThan(45);
    expect(waits[1]).toBeLessThan((waits.at(-1) ?? 0) - (waits.at(-2) ?? 0));
  });

  it("an account that is refused while a batch is under way leaves it open", async () => {
    const { ask, told } = await rig([{ match: ONE, fault: { kind: "status", status: 401 } }]);
    await expect(ask()).rejects.toThrow(IncompleteRunError);
    expect(told).toEqual([]);
  });
});

describe("handing in", () => {
  it.each([429, 529])("tries again after HTTP %i, which has done nothing", async (status) => {
    const { ask, simulator } = await rig([{ match: CREATE, nth: 1, fault: { kind: "status", status } }]);
    expect(classes(await ask()).every((one) => one === "ok")).toBe(true);
    expect(simulator.stats().batches).toEqual([COUNT]);
  });

  it("gives up on a server that stays busy, with nothing billed", async () => {
    const { ask, told, simulator } = await rig([{ match: CREATE, fault: { kind: "status", status: 529 } }]);
    expect(new Set(classes(await ask()))).toEqual(new Set(["infra_transient_exhausted"]));
    expect(told.some((attempt) => attempt.mayBeBilled)).toBe(false);
    expect(simulator.stats()).toMatchObject({ batches: [], faults: { "status-529": 8 } });
  });

  it.each([
    [400, "request_rejected"],
    [413, "request_rejected"],
    [401, "auth_billing_stop"],
    [403, "auth_billing_stop"],
  ])("does not try again after HTTP %i", async (status, outcomeClass) => {
    const { ask, simulator } = await rig([{ match: CREATE, fault: { kind: "status", status } }]);
    expect(new Set(classes(await ask()))).toEqual(new Set([outcomeClass]));
    expect(simulator.stats()).toMatchObject({ batches: [], faults: { [`status-${status}`]: 1 } });
  });

  it.each([
    [{ kind: "reset-before-headers" }],
    [{ kind: "reset-mid-body" }],
    [{ kind: "truncated-body" }],
    [{ kind: "content-type", contentType: null }],
  ] as const)("finds the batch that was created unseen (%j), and hands in no other", async (fault) => {
    const { ask, simulator, put } = await rig([{ match: CREATE, nth: 1, fault }]);
    expect(classes(await ask()).every((one) => one === "ok")).toBe(true);
    expect(simulator.stats()).toMatchObject({ batches: [COUNT], paidCalls: COUNT });
    expect(put.some(({ status, apiId }) => status === "created" && apiId !== null)).toBe(true);
  });

  it.each([500, 502, 503, 504])(
    "hands in a batch again after HTTP %i only when the list proves that there is none",
    async (status) => {
      const { ask, simulator, told, intents } = await rig([
        { match: { ...CREATE, keyIncludes: "b1" }, fault: { kind: "status", status } },
      ]);
      expect(classes(await ask()).every((one) => one === "ok")).toBe(true);
      expect(simulator.stats().batches).toEqual([COUNT]);
      expect(intents.get(0)).toEqual(["b1", "b2"]);
      expect(told.filter((attempt) => attempt.mayBeBilled)).toHaveLength(COUNT);
    },
  );

  it("is not put off by endpoints that fail for a while", async () => {
    const shaky = { kind: "status", status: 500 } as const;
    const { ask, simulator, news } = await rig([
      { match: { ...ONE, method: "GET" }, nth: 1, fault: shaky },
      { match: { ...ONE, method: "GET" }, nth: 3, fault: { kind: "status", status: 429, retryAfter: 0 } },
      { match: { ...ONE, method: "GET" }, nth: 4, fault: { kind: "reset-before-headers" } },
      { match: { ...ONE, method: "GET" }, nth: 5, fault: { kind: "text-html-200" } },
      { match: RESULTS, nth: 1, fault: shaky },
      { match: RESULTS, nth: 2, fault: { kind: "reset-mid-body" } },
    ]);
    expect(classes(await ask()).every((one) => one === "ok")).toBe(true);
    expect(simulator.stats().batches).toEqual([COUNT]);
    expect(news.some((one) => one.kind === "troubled")).toBe(true);
  });

  it("sends the key to the configured host alone, in the header that carries it", async () => {
    const { ask, news } = await rig([{ match: CREATE, nth: 1, fault: { kind: "status", status: 400 } }]);
    const results = await ask(1);
    expect(JSON.stringify([results, news])).not.toContain("sk-test");
  });
});

describe("leaving", () => {
  it("ends every call, tells of none, and takes no further one", async () => {
    const { ask, client, told, simulator, put } = await rig([{ match: ONE, fault: { kind: "stuck-canceling" } }]);
    const asked = ask();
    while (!put.some(({ status }) => status === "created")) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(client.leave()).toMatchObject([{ batch: "b1", status: "created", requests: COUNT }]);
    expect(new Set(classes(await asked))).toEqual(new Set(["left"]));
    expect(classes(await ask(1, 100))).toEqual(["left"]);
    expect(told).toEqual([]);
    expect(simulator.stats().batches).toEqual([COUNT]);
  });

  it("lets go of calls that no batch has been cut for", async () => {
    const { ask, client, simulator } = await rig([], { timing: { ...QUICK, quietMs: 60_000 } });
    const asked = ask(3);
    expect(client.leave()).toEqual([]);
    expect(classes(await asked)).toEqual(["left", "left", "left"]);
    expect(simulator.stats().batches).toEqual([]);
  });
});
