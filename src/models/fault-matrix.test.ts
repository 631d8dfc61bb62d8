import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { CallResult } from "../core/model-client.js";
import type { OutcomeClass } from "../core/outcome-class.js";
import { apiError, type Fault, fakeClock, good, json, messageBody, raw, startFaultServer } from "./_fault-server.js";
import { anthropicClient } from "./anthropic-client.js";

const REQUEST = {
  model: "claude-haiku-5-5",
  params: { maxTokens: 64 },
  messages: [{ role: "user" as const, content: "Where is my parcel?" }],
};
const DEADLINE_MS = 100_000;

interface Case {
  readonly id: string;
  readonly fault: Fault;
  readonly outcomeClass: OutcomeClass;
  /** HTTP requests when the fault never ends. */
  readonly attempts: number;
  readonly mayBeBilled: boolean;
  /** Bounds of the first wait, milliseconds. */
  readonly firstWaitMs?: readonly [number, number];
  readonly deadlineMs?: number;
  readonly error?: RegExp;
}

const usage = (changes: object) => json(200, messageBody({ usage: { input_tokens: 1, output_tokens: 1, ...changes } }));
const limited = (headers: { readonly [name: string]: string }) => apiError(429, "rate_limit_error", headers);
const stall = { deadlineMs: 400, outcomeClass: "infra_timeout", attempts: 1, mayBeBilled: true } as const;
const transient = { outcomeClass: "infra_transient_exhausted", attempts: 5, mayBeBilled: false } as const;
const rejected = { outcomeClass: "request_rejected", attempts: 1, mayBeBilled: false } as const;
const stopped = { outcomeClass: "auth_billing_stop", attempts: 1, mayBeBilled: false } as const;
const malformed = { outcomeClass: "infra_malformed", attempts: 3, mayBeBilled: true } as const;
const unknown = { outcomeClass: "unknown_outcome", attempts: 3, mayBeBilled: true } as const;
const DEFAULT_WAIT = [1000, 2000] as const;

const CASES: readonly Case[] = [
  { id: "F01 429", fault: limited({}), ...transient, firstWaitMs: DEFAULT_WAIT },
  { id: "F02 retry-after 1", fault: limited({ "retry-after": "1" }), ...transient, firstWaitMs: [1000, 1500] },
  { id: "F02 retry-after-ms", fault: limited({ "retry-after-ms": "2500" }), ...transient, firstWaitMs: [2500, 3000] },
  {
    id: "F03 retry-after 86400",
    fault: limited({ "retry-after": "86400" }),
    ...transient,
    attempts: 1,
    error: /rate limited until 2026-11-21T00:00:00/,
  },
  { id: "F04 negative", fault: limited({ "retry-after": "-5" }), ...transient, firstWaitMs: DEFAULT_WAIT },
  { id: "F05 garbage", fault: limited({ "retry-after": "soon" }), ...transient, firstWaitMs: DEFAULT_WAIT },
  {
    id: "F06 past date",
    fault: limited({ "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }),
    ...transient,
    firstWaitMs: DEFAULT_WAIT,
  },
  { id: "F07 1e309", fault: limited({ "retry-after": "1e309" }), ...transient, firstWaitMs: DEFAULT_WAIT },
  { id: "F08 forbidden retry", fault: limited({ "x-should-retry": "false" }), ...transient, attempts: 1 },
  {
    id: "F09 400 that asks for a retry",
    fault: apiError(400, "invalid_request_error", { "x-should-retry": "true" }),
    ...rejected,
  },
  { id: "F10 529", fault: apiError(529, "overloaded_error"), ...transient },
  { id: "F11 500", fault: apiError(500, "api_error"), ...transient },
  { id: "F11 502 HTML", fault: raw(502, "<h1>Bad</h1>", { "content-type": "text/html" }), ...transient },
  { id: "F11 503", fault: raw(503, ""), ...transient },
  { id: "F11 504", fault: apiError(504, "timeout_error"), ...transient },
  { id: "F11 408", fault: raw(408, ""), ...transient },
  { id: "F12 400", fault: apiError(400, "invalid_request_error"), ...rejected },
  { id: "F13 404 model", fault: apiError(404, "not_found_error"), ...rejected },
  { id: "F14 413", fault: raw(413, ""), ...rejected },
  { id: "F15 422", fault: apiError(422, "invalid_request_error"), ...rejected },
  { id: "F16 401", fault: apiError(401, "authentication_error"), ...stopped },
  { id: "F17 403", fault: apiError(403, "permission_error"), ...stopped },
  { id: "F18 402", fault: apiError(402, "billing_error"), ...stopped },
  { id: "F18 contract", fault: apiError(429, "rate_limit_error", {}, "contract_spend_limit_reached"), ...stopped },
  { id: "F18 enforced", fault: apiError(429, "rate_limit_error", {}, "enforced_spend_limit_reached"), ...stopped },
  { id: "F18 ramp limit", fault: apiError(429, "rate_limit_error", {}, "ramp_limit_exceeded"), ...transient },
  {
    id: "F18 low credit",
    fault: json(400, {
      type: "error",
      error: { type: "invalid_request_error", message: "Your credit balance is too low" },
    }),
    ...stopped,
  },
  { id: "F19 reset before headers", fault: (response) => response.socket?.resetAndDestroy(), ...unknown },
  {
    id: "F20 reset mid-body",
    fault: (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
      response.write('{"id":', () => response.socket?.resetAndDestroy());
    },
    ...unknown,
  },
  { id: "F20 reset in a 503", fault: resetIn503, ...transient },
  {
    id: "F21 truncated JSON",
    fault: raw(200, JSON.stringify(messageBody()).slice(0, 90), { "content-type": "application/json" }),
    ...unknown,
  },
  { id: "F22 HTML", fault: raw(200, "<html>Log in</html>", { "content-type": "text/html" }), ...malformed },
  {
    id: "F23 JSON as text",
    fault: raw(200, JSON.stringify(messageBody()), { "content-type": "text/plain" }),
    ...malformed,
  },
  { id: "F24 no content type", fault: raw(200, JSON.stringify(messageBody())), ...malformed },
  { id: "F25 empty", fault: raw(200, "", { "content-type": "application/json" }), ...malformed },
  { id: "F26 204", fault: raw(204, ""), ...malformed },
  { id: "F27 null", fault: json(200, null), ...malformed },
  { id: "F28 []", fault: json(200, []), ...malformed },
  { id: "F29 string", fault: json(200, "str"), ...malformed },
  { id: "F30 200 overloaded", fault: apiError(200, "overloaded_error"), ...transient, mayBeBilled: true },
  { id: "F30 200 key", fault: apiError(200, "authentication_error"), ...stopped, mayBeBilled: true },
  { id: "F30 200 bad request", fault: apiError(200, "invalid_request_error"), ...rejected, mayBeBilled: true },
  { id: "F30 200 unheard of", fault: apiError(200, "strange_error"), ...malformed },
  { id: "F31 no usage", fault: json(200, messageBody({ usage: undefined })), ...malformed },
  { id: "F32 negative usage", fault: usage({ output_tokens: -1 }), ...malformed },
  { id: "F33 1e308 tokens", fault: usage({ input_tokens: 1e308 }), ...malformed },
  { id: "F33 usage as text", fault: usage({ input_tokens: "12" }), ...malformed },
  { id: "F38 headers stall", fault: () => undefined, ...stall },
  {
    id: "F39 body stall",
    fault: (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
    },
    ...stall,
  },
  { id: "F40 drip", fault: drip, ...stall },
  {
    id: "F41 64 MiB",
    fault: raw(200, Buffer.alloc(64 << 20, 32), { "content-type": "application/json" }),
    ...malformed,
    error: /above 8388608 bytes/,
  },
  {
    id: "F41 gzip bomb",
    fault: raw(200, gzipSync(Buffer.alloc(64 << 20)), {
      "content-type": "application/json",
      "content-encoding": "gzip",
    }),
    ...malformed,
    error: /above 8388608 bytes/,
  },
  {
    id: "F43 another model",
    fault: good({ model: "claude-sonnet-5-5" }),
    ...malformed,
    error: /claude-sonnet-5-5/,
  },
  {
    id: "F46 server clock ten years fast",
    fault: limited({ date: "Thu, 27 Nov 2036 08:00:00 GMT", "retry-after": "Thu, 27 Nov 2036 08:00:01 GMT" }),
    ...transient,
    firstWaitMs: [1000, 1500],
  },
  {
    id: "F46 server clock ten years slow",
    fault: limited({ date: "Mon, 27 Nov 2006 08:00:00 GMT", "retry-after": "Mon, 27 Nov 2006 08:00:01 GMT" }),
    ...transient,
    firstWaitMs: [1000, 1500],
  },
  {
    id: "F46 far future",
    fault: limited({ "retry-after": "Wed, 21 Oct 2099 07:28:00 GMT" }),
    ...transient,
    attempts: 1,
  },
];

function resetIn503(response: Parameters<Fault>[0]): void {
  response.writeHead(503, { "content-length": "500" });
  response.write("x", () => response.socket?.resetAndDestroy());
}

function drip(response: Parameters<Fault>[0]): void {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
}

async function call(baseUrl: string, clock = fakeClock(), deadlineMs = DEADLINE_MS): Promise<CallResult> {
  const client = anthropicClient({ apiKey: "sk-test-key", baseUrl, deadlineMs, clock });
  return client.send(REQUEST, { callKey: "cell-1" });
}

describe("fault matrix", () => {
  it.each(CASES)("$id ends as $outcomeClass", async (given) => {
    const clock = fakeClock();
    await using server = await startFaultServer([given.fault], clock);
    const startedMs = performance.now();
    const result = await call(server.baseUrl, clock, given.deadlineMs);

    expect(result).toMatchObject({ kind: "failed", outcomeClass: given.outcomeClass });
    if (result.kind !== "failed") return;
    expect(server.requests).toHaveLength(given.attempts);
    expect(result.attempts).toHaveLength(given.attempts);
    expect(result.attempts.map(({ isFinal }) => isFinal)).toEqual(
      result.attempts.map((_, index) => index === given.attempts - 1),
    );
    expect(result.attempts.every(({ mayBeBilled }) => mayBeBilled === given.mayBeBilled)).toBe(true);
    expect(clock.sleeps).toHaveLength(given.attempts - 1);
    if (given.error !== undefined) expect(result.error.message).toMatch(given.error);
    const [lowest, highest] = given.firstWaitMs ?? [0, Number.POSITIVE_INFINITY];
    for (const waited of clock.sleeps.slice(0, 1)) {
      expect(waited).toBeGreaterThanOrEqual(lowest);
      expect(waited).toBeLessThanOrEqual(highest);
    }
    expect(performance.now() - startedMs).toBeLessThan((given.deadlineMs ?? 3000) + 2000);
  });

  it("answers after a fault of each retried kind", async () => {
    const html = raw(200, "<html>", { "content-type": "text/html" });
    const reset: Fault = (response) => response.socket?.resetAndDestroy();
    await using server = await startFaultServer([limited({}), html, reset, apiError(529, "overloaded_error"), good()]);
    const result = await call(server.baseUrl);
    expect(result.kind).toBe("answered");
    expect(result.attempts.map(({ outcomeClass }) => outcomeClass)).toEqual([
      "infra_transient_exhausted",
      "infra_malformed",
      "unknown_outcome",
      "infra_transient_exhausted",
      "ok",
    ]);
  });

  it.each([
    ["F34 no content", { content: [] }, "model_empty"],
    ["F34 only thinking", { content: [{ type: "thinking", thinking: "hm", signature: "s" }] }, "model_empty"],
    ["F35 max_tokens", { stop_reason: "max_tokens" }, "model_truncated"],
    ["F35 context", { stop_reason: "model_context_window_exceeded" }, "model_truncated"],
    ["F36 refusal", { stop_reason: "refusal", stop_details: { type: "refusal", category: null } }, "model_refusal"],
    ["F37 pause_turn", { stop_reason: "pause_turn" }, "model_unexpected_stop"],
    ["F37 tool_use", { stop_reason: "tool_use" }, "model_unexpected_stop"],
    ["F37 a future value", { stop_reason: "something_new" }, "model_unexpected_stop"],
  ])("%s is answered, once", async (_id, changes, outcomeClass) => {
    await using server = await startFaultServer([good(changes)]);
    const result = await call(server.baseUrl);
    expect(result).toMatchObject({ kind: "answered", outcomeClass });
    expect(server.requests).toHaveLength(1);
  });

  it("F41 does not keep what it refuses: 10 MB that decompress to 10 GB", async () => {
    // Many small members: the test itself must not hold what it sends.
    const member = gzipSync(Buffer.alloc(1 << 20));
    const bomb = Buffer.concat(Array.from({ length: 10 * 1024 }, () => member));
    expect(bomb.length).toBeLessThan(11 << 20);
    const fault = raw(200, bomb, { "content-type": "application/json", "content-encoding": "gzip" });
    await using server = await startFaultServer([fault]);
    let peak = 0;
    const before = process.memoryUsage().arrayBuffers;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    }, 1);
    const result = await call(server.baseUrl);
    clearInterval(timer);
    expect(result).toMatchObject({ kind: "failed", outcomeClass: "infra_malformed" });
    expect(peak).toBeLessThan(64 << 20);
  });

  it("F42 refuses a message id that answered another call, and takes it again for the same call", async () => {
    await using server = await startFaultServer([json(200, messageBody())]);
    const client = anthropicClient({
      apiKey: "k",
      baseUrl: server.baseUrl,
      deadlineMs: DEADLINE_MS,
      clock: fakeClock(),
    });
    expect((await client.send(REQUEST, { callKey: "a" })).kind).toBe("answered");
    expect((await client.send(REQUEST, { callKey: "a" })).kind).toBe("answered");
    const other = await client.send(REQUEST, { callKey: "b" });
    expect(other).toMatchObject({ kind: "failed", outcomeClass: "infra_malformed" });
    expect(other.attempts).toHaveLength(3);
  });

  it("F43 takes a dated snapshot and a declared alias for the requested model", async () => {
    await using server = await startFaultServer([
      good({ model: "claude-haiku-5-5-20261001" }),
      good({ model: "house-haiku", id: "msg_alias" }),
    ]);
    const client = anthropicClient({
      apiKey: "k",
      baseUrl: server.baseUrl,
      deadlineMs: DEADLINE_MS,
      clock: fakeClock(),
      modelAliases: { "claude-haiku-5-5": ["house-haiku"] },
    });
    const snapshot = await client.send(REQUEST, { callKey: "a" });
    expect(snapshot).toMatchObject({ kind: "answered", response: { model: "claude-haiku-5-5-20261001" } });
    expect(await client.send(REQUEST, { callKey: "b" })).toMatchObject({ kind: "answered" });
  });

  it("F44 sends nothing to the target of a redirect", async () => {
    await using target = await startFaultServer([good()]);
    const redirect: Fault = raw(307, "", { location: `${target.baseUrl}/v1/messages` });
    await using server = await startFaultServer([redirect]);
    const result = await call(server.baseUrl);
    expect(result).toMatchObject({ kind: "failed", outcomeClass: "infra_malformed" });
    if (result.kind === "failed") expect(result.error.message).toMatch(/redirect/);
    expect(target.requests).toHaveLength(0);
  });

  it("F45 leaves prototypes alone", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const hostile = JSON.stringify(messageBody()).replace(
      "{",
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    await using server = await startFaultServer([raw(200, hostile, { "content-type": "application/json" })]);
    const result = await call(server.baseUrl);
    expect(result.kind).toBe("answered");
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    if (result.kind === "answered") {
      expect(Object.getPrototypeOf(result.response)).toBe(Object.prototype);
      expect(Object.keys(result.response)).not.toContain("polluted");
    }
  });

  it("F46 measures with the monotonic clock, whatever the server's date says", async () => {
    await using server = await startFaultServer([good({}, { date: "Wed, 21 Oct 2099 07:28:00 GMT" })]);
    const result = await call(server.baseUrl);
    expect(result.attempts[0]?.latencyMs).toBeLessThan(2000);
  });

  it("retries a refused connection, which cannot have been billed", async () => {
    const closed = await startFaultServer([good()]);
    await closed[Symbol.asyncDispose]();
    const result = await call(closed.baseUrl);
    expect(result).toMatchObject({ kind: "failed", outcomeClass: "infra_transient_exhausted" });
    expect(result.attempts).toHaveLength(5);
    expect(result.attempts.every(({ mayBeBilled }) => !mayBeBilled)).toBe(true);
  });

  it("does not wait beyond the deadline", async () => {
    const clock = fakeClock();
    await using server = await startFaultServer([limited({ "retry-after": "200" })]);
    const result = await call(server.baseUrl, clock);
    expect(result).toMatchObject({ kind: "failed", outcomeClass: "infra_transient_exhausted" });
    expect(clock.sleeps).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it("drops the connection at the deadline", async () => {
    let onClose = (): void => undefined;
    const closed = new Promise<void>((resolve) => {
      onClose = resolve;
    });
    await using server = await startFaultServer([(response) => response.on("close", onClose)]);
    await call(server.baseUrl, fakeClock(), 400);
    // Never settles, and so fails by timeout, should the connection stay open.
    await closed;
  });
});
