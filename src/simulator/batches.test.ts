import Anthropic, { APIError, NotFoundError } from "@anthropic-ai/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { promptFingerprint } from "../core/model-request.js";
import { answerKey } from "./answer-key.js";
import { demoWorld } from "./demo-world.js";
import type { FaultPlan } from "./fault-plan.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "./start-simulator.js";

const MODEL = "claude-haiku-5-5";
const LABELS = ["bug", "refund", "billing", "other"];
const COUNT = 40;
const promptOf = (index: number) => ({ messages: [{ role: "user" as const, content: `ticket number ${index}` }] });
const key = answerKey(
  Array.from({ length: COUNT }, (_, index) => ({
    itemId: `item-${index}`,
    taskType: "triage",
    difficulty: undefined,
    reference: LABELS[index % LABELS.length] ?? "",
    fingerprint: promptFingerprint(promptOf(index)),
  })),
);
const world = demoWorld({ haiku: MODEL, sonnet: "claude-sonnet-5-5", opus: "claude-opus-5-5" }, ["triage"]);

const running: Simulator[] = [];
async function start(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ seed: 1, world, answerKey: key, ...options });
  running.push(simulator);
  const client = new Anthropic({ apiKey: "sk-demo", baseURL: simulator.baseUrl, maxRetries: 0, logLevel: "off" });
  return { simulator, client, batches: client.messages.batches };
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

const requestOf = (index: number) => ({
  custom_id: `b1_${index}`,
  params: { model: MODEL, max_tokens: 64, ...promptOf(index), metadata: { user_id: `key-${index}` } },
});
const requests = (count = COUNT) => Array.from({ length: count }, (_, index) => requestOf(index));

async function resultsOf({ messages: { batches } }: Anthropic, id: string) {
  const lines: Anthropic.Messages.MessageBatchIndividualResponse[] = [];
  for await (const line of await batches.results(id)) lines.push(line);
  return lines;
}

/** Creates a batch, sees it end, and reads its results. */
async function carryOut(faults: FaultPlan, count = COUNT) {
  const { client, batches, simulator } = await start({ faults, pollsToEnd: 1 });
  const { id } = await batches.create({ requests: requests(count) });
  const batch = await batches.retrieve(id);
  return { batch, lines: await resultsOf(client, id), stats: simulator.stats() };
}
const inBatch = { path: "/v1/messages/batches/:id/requests" };

describe("a batch", () => {
  it("is under way, then ended, with counts that move only at the end", async () => {
    const { batches, simulator } = await start({ pollsToEnd: 3 });
    const made = await batches.create({ requests: requests() });
    const untouched = { processing: COUNT, succeeded: 0, errored: 0, canceled: 0, expired: 0 };
    expect(made).toMatchObject({ processing_status: "in_progress", request_counts: untouched, results_url: null });
    for (let poll = 1; poll <= 2; poll += 1) {
      expect(await batches.retrieve(made.id)).toMatchObject({ processing_status: "in_progress", ended_at: null });
    }
    await expect(batches.results(made.id)).resolves.toBeDefined();
    expect(await batches.retrieve(made.id)).toMatchObject({
      processing_status: "ended",
      request_counts: { processing: 0, succeeded: COUNT, errored: 0, canceled: 0, expired: 0 },
      results_url: `${simulator.baseUrl}/v1/messages/batches/${made.id}/results`,
    });
    expect(simulator.stats()).toMatchObject({ batches: [COUNT], paidCalls: COUNT, paidTokensByModel: {} });
  });

  it("answers each request as a direct call with its key is answered, in another order", async () => {
    const { client, batches, simulator } = await start({ pollsToEnd: 1 });
    const { id } = await batches.create({ requests: requests() });
    const lines = await resultsOf(client, id);
    const ids = lines.map((line) => line.custom_id);
    expect(ids).not.toEqual(requests().map((request) => request.custom_id));
    expect([...ids].sort()).toEqual(
      requests()
        .map((request) => request.custom_id)
        .sort(),
    );
    for (const { custom_id: customId, result } of lines) {
      if (result.type !== "succeeded") throw new Error(result.type);
      const index = Number(customId.slice(3));
      const headers = { "idempotency-key": `key-${index}` };
      const { params } = requestOf(index);
      const direct = await client.messages.create(params, { headers });
      const { usage, ...message } = result.message;
      expect(message).toEqual({ ...direct, usage: undefined });
      expect(usage).toEqual({ ...direct.usage, service_tier: "batch" });
    }
    const { paidBatchTokensByModel, paidTokensByModel, keys } = simulator.stats();
    expect(paidBatchTokensByModel).toEqual(paidTokensByModel);
    expect(keys["key-0"]).toEqual({ attempts: 2, paid: 2, delivered: 2 });
  });

  it("ends when told, and only then", async () => {
    const { batches, simulator } = await start({ pollsToEnd: null });
    const { id } = await batches.create({ requests: requests(2) });
    for (let poll = 0; poll < 5; poll += 1) await batches.retrieve(id);
    expect(simulator.stats().paidCalls).toBe(0);
    simulator.endBatches();
    expect((await batches.retrieve(id)).processing_status).toBe("ended");
    expect(simulator.stats().paidCalls).toBe(2);
  });

  it("is canceled: what could be stopped is not billed", async () => {
    const { client, batches, simulator } = await start({ pollsToEnd: 1 });
    const { id } = await batches.create({ requests: requests() });
    expect(await batches.cancel(id)).toMatchObject({ processing_status: "canceling" });
    const { request_counts: counts } = await batches.retrieve(id);
    expect(counts.canceled).toBeGreaterThan(0);
    expect(counts.succeeded).toBe(COUNT - counts.canceled);
    expect((await resultsOf(client, id)).filter(({ result }) => result.type === "canceled")).toHaveLength(
      counts.canceled,
    );
    expect(simulator.stats().paidCalls).toBe(counts.succeeded);
    await expect(batches.cancel(id)).rejects.toThrow("has ended");
  });

  it("is listed newest first in pages, and deleted when it has ended", async () => {
    const { batches, simulator } = await start({ pollsToEnd: null });
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await batches.create({ requests: requests(1) })).id);
    const listed: string[] = [];
    for await (const batch of batches.list({ limit: 2 })) listed.push(batch.id);
    expect(listed).toEqual(made);
    const before = await batches.list({ before_id: made[3] ?? "", limit: 2 });
    expect(before.data.map(({ id }) => id)).toEqual([made[1], made[2]]);
    const last = made[4] ?? "";
    await expect(batches.delete(last)).rejects.toThrow("still being processed");
    simulator.endBatches();
    expect(await batches.delete(last)).toEqual({ id: last, type: "message_batch_deleted" });
    await expect(batches.retrieve(last)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("refuses what the API refuses when it is handed in, and the rest request by request", async () => {
    const { client, batches, simulator } = await start({ pollsToEnd: 1 });
    await expect(batches.create({ requests: [] })).rejects.toThrow("requests");
    await expect(batches.create({ requests: [requestOf(0), requestOf(0)] })).rejects.toThrow("unique");
    const long = { ...requestOf(0), custom_id: "a".repeat(65) };
    await expect(batches.create({ requests: [long] })).rejects.toBeInstanceOf(APIError);
    const { params } = requestOf(0);
    const foreign = { custom_id: "b1_foreign", params: { ...params, model: "claude-nobody" } };
    const { id } = await batches.create({ requests: [foreign, requestOf(1)] });
    const { request_counts: counts } = await batches.retrieve(id);
    expect(counts).toMatchObject({ errored: 1, succeeded: 1 });
    const [bad] = (await resultsOf(client, id)).filter((line) => line.custom_id === "b1_foreign");
    expect(bad?.result).toMatchObject({ type: "errored", error: { error: { type: "not_found_error" } } });
    expect(simulator.stats().batches).toEqual([2]);
  });
});

describe("faults", () => {
  it.each([
    [{ kind: "batch-canceled" }, "canceled", 0],
    [{ kind: "batch-expired" }, "expired", 0],
    [{ kind: "status", status: 529 }, "errored", 0],
    [{ kind: "refusal" }, "succeeded", 1],
  ] as const)("%j befalls single requests", async (fault, type, paid) => {
    const { batch, lines, stats } = await carryOut([{ match: { ...inBatch, keyIncludes: "key-7" }, fault }], 10);
    expect(batch.request_counts).toMatchObject({ succeeded: 9, [type]: type === "succeeded" ? 10 : 1 });
    expect(lines.find((line) => line.custom_id === "b1_7")?.result.type).toBe(type);
    expect(stats.keys["key-7"]?.paid).toBe(paid);
  });

  it("bills a line that is missing, and counts it", async () => {
    const { batch, lines, stats } = await carryOut(
      [{ match: { ...inBatch, keyIncludes: "key-3" }, fault: { kind: "missing-line" } }],
      4,
    );
    expect(batch.request_counts.succeeded).toBe(4);
    expect(lines).toHaveLength(3);
    expect(stats.keys["key-3"]).toEqual({ attempts: 1, paid: 1, delivered: 0 });
  });

  it("sends lines twice, and lines for nobody", async () => {
    const faults: FaultPlan = [
      { match: { ...inBatch, keyIncludes: "key-1" }, fault: { kind: "duplicate-line", isChanged: true } },
      { match: { ...inBatch, keyIncludes: "key-2" }, fault: { kind: "unknown-custom-id" } },
    ];
    const { lines, stats } = await carryOut(faults, 4);
    const types = (id: string) => lines.filter((line) => line.custom_id === id).map(({ result }) => result.type);
    expect(types("b1_1").sort()).toEqual(["expired", "succeeded"]);
    expect(types("b1_2")).toEqual(["succeeded"]);
    expect(lines.filter((line) => !line.custom_id.startsWith("b1_"))).toHaveLength(1);
    expect(stats.paidCalls).toBe(4);
  });

  it("befall the endpoints: a batch that is created unseen, one that is stuck, one that cannot count", async () => {
    const path = "/v1/messages/batches";
    const { client, batches, simulator } = await start({
      pollsToEnd: 1,
      faults: [
        { match: { path, method: "POST" }, nth: 1, fault: { kind: "reset-before-headers" } },
        { match: { path: `${path}/:id` }, nth: 1, fault: { kind: "stuck-canceling" } },
        { match: { path: `${path}/:id` }, nth: 2, fault: { kind: "wrong-counts" } },
        {
          match: { path: `${path}/:id` },
          nth: 3,
          fault: { kind: "results-elsewhere", url: "http://elsewhere.invalid/" },
        },
        { match: { path: `${path}/:id` }, nth: 4, fault: { kind: "status", status: 529 } },
        { match: { path: `${path}/:id/results` }, nth: 1, fault: { kind: "truncated-body" } },
        { match: { path: `${path}/:id/results` }, nth: 2, fault: { kind: "status", status: 404 } },
      ],
    });
    await expect(batches.create({ requests: requests(3) })).rejects.toThrow();
    expect(simulator.stats().batches).toEqual([3]);
    const id = (await batches.list()).data[0]?.id ?? "";
    expect(await batches.retrieve(id)).toMatchObject({ processing_status: "canceling", results_url: null });
    expect((await batches.retrieve(id)).request_counts.succeeded).toBe(4);
    expect((await batches.retrieve(id)).results_url).toBe("http://elsewhere.invalid/");
    await expect(batches.retrieve(id)).rejects.toMatchObject({ status: 529 });
    const seen: unknown[] = [];
    const reading = resultsOf(client, id).then((lines) => seen.push(...lines));
    await expect(reading).rejects.toThrow();
    await expect(batches.results(id)).rejects.toMatchObject({ status: 404 });
    expect(await resultsOf(client, id)).toHaveLength(3);
    expect(simulator.stats()).toMatchObject({ batches: [3], paidCalls: 3 });
  });

  it("refuse a batch before it is created", async () => {
    const fault = { kind: "status", status: 529 } as const;
    const { batches, simulator } = await start({ faults: [{ match: { method: "POST" }, nth: 1, fault }] });
    await expect(batches.create({ requests: requests(2) })).rejects.toMatchObject({ status: 529 });
    expect(simulator.stats().batches).toEqual([]);
    await batches.create({ requests: requests(2) });
    expect(simulator.stats().batches).toEqual([2]);
  });
});
