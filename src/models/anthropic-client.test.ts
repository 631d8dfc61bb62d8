import { afterEach, describe, expect, it, vi } from "vitest";
import { UsageError } from "../core/errors.js";
import type { CallAttempt } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { apiError, type Fault, fakeClock, good, json, startFaultServer } from "./_fault-server.js";
import { anthropicClient } from "./anthropic-client.js";

const REQUEST: ModelRequest = {
  model: "claude-haiku-5-5",
  params: { maxTokens: 64 },
  messages: [{ role: "user", content: "Where is my parcel?" }],
};

function clientOf(baseUrl: string, clock = fakeClock(), apiKey = "sk-test-key") {
  return anthropicClient({ apiKey, baseUrl, deadlineMs: 100_000, clock });
}

afterEach(() => vi.unstubAllEnvs());

describe("anthropicClient", () => {
  it("answers with text, usage, request id and the declared simulation", async () => {
    const content = [
      { type: "thinking", thinking: "hm", signature: "s" },
      { type: "text", text: "re" },
      { type: "new_block", payload: 1 },
      { type: "text", text: "fund" },
    ];
    const usage = {
      input_tokens: 7,
      output_tokens: 3,
      cache_read_input_tokens: 2,
      cache_creation_input_tokens: 5,
      cache_creation: { ephemeral_5m_input_tokens: 1, ephemeral_1h_input_tokens: 4 },
    };
    await using server = await startFaultServer([good({ content, usage }, { "x-tierbench-simulated": "true" })]);
    const result = await clientOf(server.baseUrl).send(REQUEST, { callKey: "cell-1" });
    expect(result).toMatchObject({
      kind: "answered",
      outcomeClass: "ok",
      response: {
        text: "refund",
        stopReason: "end_turn",
        model: "claude-haiku-5-5",
        requestId: "req_1",
        simulated: true,
        usage: { inputTokens: 7, outputTokens: 3, cacheReadTokens: 2, cacheWriteTokens: 5, cacheWrite1hTokens: 4 },
      },
      attempts: [{ index: 0, isFinal: true, httpStatus: 200, outcomeClass: "ok", mayBeBilled: true, error: null }],
    });
  });

  it("is not simulated unless the server says so", async () => {
    await using server = await startFaultServer([good()]);
    const result = await clientOf(server.baseUrl).send(REQUEST, { callKey: "cell-1" });
    expect(result).toMatchObject({ response: { simulated: false } });
  });

  it("sends every parameter of the tier, and no temperature", async () => {
    await using server = await startFaultServer([good()]);
    const schema = { type: "object", properties: { queue: { type: "string" } }, additionalProperties: false };
    await clientOf(server.baseUrl).send(
      {
        ...REQUEST,
        system: "Triage.",
        params: { maxTokens: 4096, effort: "low", thinking: { type: "enabled", budgetTokens: 2048 } },
        messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
        outputSchema: schema,
      },
      { callKey: "cell-1" },
    );
    expect(server.requests[0]?.url).toBe("/v1/messages");
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      model: "claude-haiku-5-5",
      max_tokens: 4096,
      system: "Triage.",
      messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
      output_config: { effort: "low", format: { type: "json_schema", schema } },
      thinking: { type: "enabled", budget_tokens: 2048 },
    });
  });

  it("sends only its own headers, and one idempotency key for all attempts of a call", async () => {
    vi.stubEnv("ANTHROPIC_AUTH_TOKEN", "env-token");
    vi.stubEnv("ANTHROPIC_API_KEY", "env-key");
    vi.stubEnv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1");
    vi.stubEnv(
      "ANTHROPIC_CUSTOM_HEADERS",
      "x-leak: secret\nauthorization: Bearer other\nuser-agent: other\nanthropic-version: 2000-01-01",
    );
    await using server = await startFaultServer([apiError(529, "overloaded_error"), good()]);
    await clientOf(server.baseUrl).send(REQUEST, { callKey: "cell-1" });
    expect(server.requests).toHaveLength(2);
    for (const { headers } of server.requests) {
      expect(headers).toMatchObject({
        authorization: "Bearer sk-test-key",
        "anthropic-version": "2026-10-21",
        "idempotency-key": "cell-1",
        "content-type": "application/json",
        "user-agent": "tierbench",
      });
      expect(Object.keys(headers).filter((name) => /leak|stainless|x-api-key/.test(name))).toEqual([]);
    }
  });

  it("tells the hooks of every attempt, in order", async () => {
    await using server = await startFaultServer([apiError(529, "overloaded_error"), good()]);
    const heard: string[] = [];
    const seen: CallAttempt[] = [];
    const result = await clientOf(server.baseUrl).send(REQUEST, {
      callKey: "cell-1",
      beforeAttempt: async (index) => {
        heard.push(`before ${index}`);
        return "send";
      },
      afterAttempt: (attempt) => {
        heard.push(`after ${attempt.index} ${attempt.outcomeClass}`);
        seen.push(attempt);
      },
    });
    expect(heard).toEqual(["before 0", "after 0 infra_transient_exhausted", "before 1", "after 1 ok"]);
    expect(result.attempts).toEqual(seen);
    expect(seen.map(({ isFinal }) => isFinal)).toEqual([false, true]);
  });

  it("sends nothing more once denied", async () => {
    await using server = await startFaultServer([apiError(529, "overloaded_error")]);
    const client = clientOf(server.baseUrl);
    const first = await client.send(REQUEST, { callKey: "cell-1", beforeAttempt: async () => "deny" });
    expect(first).toEqual({ kind: "denied", attempts: [] });
    expect(server.requests).toHaveLength(0);
    const twice = async (index: number) => (index < 2 ? "send" : "deny");
    const second = await client.send(REQUEST, { callKey: "cell-1", beforeAttempt: twice });
    expect(second.kind).toBe("denied");
    expect(second.attempts.map(({ isFinal }) => isFinal)).toEqual([false, true]);
    expect(server.requests).toHaveLength(2);
  });

  it("ends as unknown when aborted under way", async () => {
    const controller = new AbortController();
    const abort: Fault = () => controller.abort();
    const clock = fakeClock();
    await using server = await startFaultServer([abort]);
    const client = clientOf(server.baseUrl, clock);
    const result = await client.send(REQUEST, { callKey: "cell-1", signal: controller.signal });
    expect(clock.sleeps).toEqual([]);
    expect(result).toMatchObject({
      kind: "failed",
      outcomeClass: "unknown_outcome",
      attempts: [{ outcomeClass: "unknown_outcome", mayBeBilled: true, isFinal: true }],
    });
    expect(server.requests).toHaveLength(1);
  });

  it("sends nothing when aborted before it starts, nor after a wait that was aborted", async () => {
    const controller = new AbortController();
    await using server = await startFaultServer([apiError(529, "overloaded_error"), good()]);
    const client = clientOf(
      server.baseUrl,
      fakeClock(0.5, () => controller.abort()),
    );
    const waiting = await client.send(REQUEST, { callKey: "cell-1", signal: controller.signal });
    expect(waiting).toMatchObject({ kind: "failed", outcomeClass: "infra_transient_exhausted" });
    expect(waiting.attempts.map(({ isFinal }) => isFinal)).toEqual([true]);
    const late = await client.send(REQUEST, { callKey: "cell-2", signal: controller.signal });
    expect(late).toMatchObject({ kind: "failed", outcomeClass: "infra_transient_exhausted", attempts: [] });
    expect(server.requests).toHaveLength(1);
  });

  it("waits with growing jitter", async () => {
    const clock = fakeClock(0.999_999);
    await using server = await startFaultServer([apiError(529, "overloaded_error")]);
    await clientOf(server.baseUrl, clock).send(REQUEST, { callKey: "cell-1" });
    expect(clock.sleeps.map(Math.round)).toEqual([2000, 4000, 8000, 16_000]);
  });

  it("never repeats the key in an error", async () => {
    const echo = json(400, {
      type: "error",
      error: { type: "invalid_request_error", message: "no key sk-secret-1\nhere" },
    });
    await using server = await startFaultServer([echo]);
    const result = await clientOf(server.baseUrl, fakeClock(), "sk-secret-1").send(REQUEST, { callKey: "cell-1" });
    expect(JSON.stringify(result)).not.toContain("sk-secret-1");
    expect(result).toMatchObject({ error: { message: "HTTP 400 invalid_request_error: no key [key] here" } });
  });

  it("keeps concurrent calls apart", async () => {
    const echo: Fault = (response, { headers }) => {
      const key = String(headers["idempotency-key"]);
      good({ id: `msg_${key}`, content: [{ type: "text", text: key }] })(response, { url: "", headers, body: "" });
    };
    await using server = await startFaultServer([echo]);
    const client = clientOf(server.baseUrl);
    const keys = Array.from({ length: 40 }, (_, index) => `cell-${index}`);
    const results = await Promise.all(keys.map((callKey) => client.send(REQUEST, { callKey })));
    expect(results.map((result) => (result.kind === "answered" ? result.response.text : null))).toEqual(keys);
  });

  it.each([
    { apiKey: "" },
    { apiKey: "a\nb" },
    { deadlineMs: Number.NaN },
    { maxAttempts: 0 },
    { backoffBaseMs: 0 },
    { backoffBaseMs: 10, backoffCapMs: 5 },
    { baseUrl: "http://example.com" },
  ])("refuses %j", (wrong) => {
    expect(() => anthropicClient({ apiKey: "k", deadlineMs: 1000, ...wrong })).toThrow(UsageError);
  });

  it("refuses a call key that is no header", async () => {
    await expect(clientOf("http://127.0.0.1:1").send(REQUEST, { callKey: "a b" })).rejects.toThrow(UsageError);
  });
});
