import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Anthropic, {
  APIConnectionError,
  AuthenticationError,
  BadRequestError,
  ContentTooLargeError,
  InternalServerError,
  NotFoundError,
  OverloadedError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from "@anthropic-ai/sdk";
import { afterEach, describe, expect, it } from "vitest";
import { promptFingerprint } from "../core/model-request.js";
import { answerKey } from "./answer-key.js";
import { demoWorld } from "./demo-world.js";
import type { Fault, FaultPlan } from "./fault-plan.js";
import { type Simulator, startSimulator } from "./start-simulator.js";

const MODEL = "claude-haiku-5-5";
const PROMPT = { system: "Sort.", messages: [{ role: "user" as const, content: "ticket" }] };
const fingerprint = promptFingerprint(PROMPT);
const key = answerKey([{ fingerprint, itemId: "i", taskType: "t", reference: "refund, then an apology" }]);
const demo = demoWorld({ haiku: MODEL, sonnet: "s", opus: "o" }, ["t"]);
const sound = { ability: 50, abilityByTaskType: {}, malformedRate: 0, refusalRate: 0, truncatedRate: 0 };
const world = { ...demo, tiers: { [MODEL]: { ...(demo.tiers[MODEL] as (typeof demo.tiers)[string]), ...sound } } };

let simulator: Simulator;
afterEach(() => simulator.close());

type FaultSpec = FaultPlan[number]["fault"];

async function start(...faults: FaultPlan) {
  simulator = await startSimulator({ seed: 3, world, answerKey: key, faults });
  return new Anthropic({ apiKey: "k", baseURL: simulator.baseUrl, maxRetries: 0, logLevel: "off" });
}
const ask = (client: Anthropic, signal?: AbortSignal) =>
  client.messages.create(
    { model: MODEL, max_tokens: 300, ...PROMPT },
    { headers: { "idempotency-key": "k" }, ...(signal ? { signal } : {}) },
  );
const post = (init: RequestInit = {}) =>
  fetch(`${simulator.baseUrl}/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": "k", "idempotency-key": "k" },
    body: JSON.stringify({ model: MODEL, max_tokens: 300, ...PROMPT }),
    ...init,
  });
async function under(fault: FaultSpec) {
  await start({ fault });
  return post();
}
const paid = () => simulator.stats().paidCalls;

describe("status faults", () => {
  it.each([
    [400, BadRequestError, "invalid_request_error"],
    [401, AuthenticationError, "authentication_error"],
    [402, PaymentRequiredError, "billing_error"],
    [403, PermissionDeniedError, "permission_error"],
    [404, NotFoundError, "not_found_error"],
    [413, ContentTooLargeError, "request_too_large"],
    [422, UnprocessableEntityError, "invalid_request_error"],
    [429, RateLimitError, "rate_limit_error"],
    [500, InternalServerError, "api_error"],
    [529, OverloadedError, "overloaded_error"],
  ])("%i becomes the SDK's own class and is not billed", async (status, errorClass, type) => {
    const client = await start({ fault: { kind: "status", status } });
    const thrown: unknown = await ask(client).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(errorClass);
    expect(thrown).toMatchObject({ status, type });
    expect(simulator.stats()).toMatchObject({ paidCalls: 0, faults: { [`status-${status}`]: 1 } });
  });

  it("carries retry-after, x-should-retry, a date of its own, the error code and a message", async () => {
    const date = "Fri, 27 Nov 2015 08:00:00 GMT";
    const about = { retryAfter: 86_400, shouldRetry: false, date, errorCode: "spent", message: "all spent" };
    const response = await under({ kind: "status", status: 429, ...about });
    expect(response.headers.get("date")).toBe(date);
    expect(response.headers.get("retry-after")).toBe("86400");
    expect(response.headers.get("x-should-retry")).toBe("false");
    expect(await response.json()).toMatchObject({ error: { message: "all spent", details: { error_code: "spent" } } });
  });

  it("can come from a gateway, as HTML", async () => {
    const response = await under({ kind: "status", status: 502, isHtml: true });
    expect(response.status).toBe(502);
    expect(await response.text()).toContain("<html>");
  });

  it("strikes only the first attempt, so that the second succeeds", async () => {
    const client = await start({ nth: 1, fault: { kind: "status", status: 529 } });
    await expect(ask(client)).rejects.toBeInstanceOf(OverloadedError);
    expect((await ask(client)).stop_reason).toBe("end_turn");
    expect(simulator.stats().keys["k"]).toEqual({ attempts: 2, paid: 1, delivered: 1 });
  });
});

describe("connection faults are billed", () => {
  afterEach(() => expect(simulator.stats()).toMatchObject({ paidCalls: 1, keys: { k: { paid: 1, delivered: 0 } } }));

  it("resets before the headers", async () => {
    const client = await start({ fault: { kind: "reset-before-headers" } });
    await expect(ask(client)).rejects.toBeInstanceOf(APIConnectionError);
  });

  it("resets in the body", async () => {
    const response = await under({ kind: "reset-mid-body" });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it("truncates the body under a clean close", async () => {
    const response = await under({ kind: "truncated-body" });
    const text = await response.text();
    expect(text.startsWith('{"id"')).toBe(true);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it.each([{ kind: "stall-headers" }, { kind: "stall-body" }, { kind: "drip", everyMs: 1000 }] as const)(
    "$kind lasts until the client gives up",
    async (fault) => {
      const client = await start({ fault });
      await expect(ask(client, AbortSignal.timeout(150))).rejects.toThrow();
    },
  );

  it("closes in a moment while a client is stalled", async () => {
    const client = await start({ fault: { kind: "stall-body" } });
    const cut = expect(ask(client)).rejects.toThrow();
    while (simulator.stats().paidCalls === 0) await new Promise((resolve) => setImmediate(resolve));
    await simulator.close();
    await cut;
  });
});

describe("drip", () => {
  it("delivers the whole answer in the end", async () => {
    const response = await under({ kind: "drip", everyMs: 0.1 });
    expect(await response.json()).toMatchObject({ type: "message" });
    expect(paid()).toBe(1);
  });
});

describe("something else answers with success, unbilled", () => {
  it.each<[FaultSpec, number, string]>([
    [{ kind: "empty-200" }, 200, ""],
    [{ kind: "no-content-204" }, 204, ""],
    [{ kind: "null-200" }, 200, "null"],
    [{ kind: "array-200" }, 200, "[]"],
    [{ kind: "string-200" }, 200, '"overloaded"'],
  ])("%o", async (fault, status, body) => {
    const response = await under(fault);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(body);
    expect(paid()).toBe(0);
  });

  it("HTML", async () => {
    const response = await under({ kind: "text-html-200" });
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(paid()).toBe(0);
  });

  it("an error envelope", async () => {
    const response = await under({ kind: "error-envelope-200" });
    expect(await response.json()).toMatchObject({ type: "error", error: { type: "overloaded_error" } });
    expect(paid()).toBe(0);
  });

  it("a redirect, which the client may refuse", async () => {
    let visits = 0;
    const elsewhere = createServer((_, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1/messages`;
    await start({ fault: { kind: "redirect", location } });
    await expect(post({ redirect: "error" })).rejects.toThrow();
    expect(visits).toBe(0);
    await post();
    expect(visits).toBe(1);
    elsewhere.closeAllConnections();
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});

describe("the answer itself is odd, and billed", () => {
  it.each<[FaultSpec, object]>([
    [{ kind: "bad-usage", form: "negative" }, { usage: { output_tokens: -5 } }],
    [{ kind: "bad-usage", form: "huge" }, { usage: { output_tokens: 1e308 } }],
    [{ kind: "bad-usage", form: "string" }, { usage: { output_tokens: "12" } }],
    [{ kind: "wrong-model" }, { model: "claude-another-model" }],
    [{ kind: "repeated-id" }, { id: "msg_sim_repeated" }],
    [{ kind: "content-empty" }, { content: [], stop_reason: "end_turn" }],
    [{ kind: "refusal" }, { stop_reason: "refusal", stop_details: { type: "refusal" } }],
    [{ kind: "max-tokens" }, { stop_reason: "max_tokens" }],
    [{ kind: "unknown-stop", stopReason: "pause_turn" }, { stop_reason: "pause_turn" }],
  ])("%o", async (fault, expected) => {
    expect(await (await under(fault)).json()).toMatchObject(expected);
    expect(paid()).toBe(1);
  });

  it("has no usage", async () => {
    expect(await (await under({ kind: "bad-usage" })).json()).not.toHaveProperty("usage");
  });

  it("comes under another content type, or none", async () => {
    const plain = await under({ kind: "content-type", contentType: "text/plain" });
    expect(plain.headers.get("content-type")).toBe("text/plain");
    await simulator.close();
    const none = await under({ kind: "content-type", contentType: null });
    expect(none.headers.get("content-type")).toBeNull();
    expect(await none.json()).toMatchObject({ type: "message" });
  });

  it("has keys that pollute a careless merge", async () => {
    const text = await (await under({ kind: "proto-keys" })).text();
    const parsed = JSON.parse(text) as object;
    expect(Object.keys(parsed)).toEqual(expect.arrayContaining(["__proto__", "constructor", "content"]));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("is longer than anyone should read, yet valid JSON", async () => {
    const response = await under({ kind: "huge-body", bytes: 3_000_000 });
    const text = await response.text();
    expect(text.length).toBeGreaterThan(3_000_000);
    expect(JSON.parse(text)).toMatchObject({ type: "message" });
    expect(paid()).toBe(1);
  });

  it("is small on the wire and long when it is decompressed", async () => {
    const response = await under({ kind: "gzip-bomb", bytes: 3 << 20 });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect((await response.arrayBuffer()).byteLength).toBe(3 << 20);
    expect(paid()).toBe(1);
  });

  it("may be hung up on while it is too long", async () => {
    await start({ nth: 1, fault: { kind: "huge-body" } });
    const reader = (await post()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect((await post()).status).toBe(200);
  });
});

describe("other endpoints", () => {
  it("can be struck too", async () => {
    const fault: Fault = { kind: "status", status: 500 };
    const client = await start({ match: { path: "/v1/messages/count_tokens" }, fault });
    await expect(client.messages.countTokens({ model: MODEL, ...PROMPT })).rejects.toThrow(/api_error/);
    expect((await ask(client)).stop_reason).toBe("end_turn");
  });
});
