import { array, assert, constantFrom, property, string } from "fast-check";
import { expect, it } from "vitest";
import type { CallAttempt, ModelClient } from "../core/model-client.js";
import { redactor, withoutSecrets } from "./redact-secrets.js";

const KEY = "sk-ant-api03-0f9d3b7a51c24e68";

it("takes a secret out of data, whole or cut off, and leaves the rest", () => {
  const data = { a: [`x ${KEY} y ${KEY}`, 1, null, true], b: `cut ${KEY.slice(0, 15)}` };
  expect(redactor([KEY])(data)).toEqual({ a: ["x [key] y [key]", 1, null, true], b: "cut [key]" });
  assert(
    property(array(constantFrom(KEY, KEY.slice(0, 14), "sk-ant", "-", "sk-ant-ap")), string(), (parts, text) => {
      expect(redactor([KEY])(parts.join(text))).not.toContain(KEY.slice(0, 12));
    }),
  );
  assert(
    property(string(), (text) => {
      expect(redactor([KEY])(text)).toBe(text);
    }),
  );
});

it("stands between a client and what is kept of its results", async () => {
  const attempt: CallAttempt = {
    index: 0,
    outcomeClass: "request_rejected",
    isFinal: true,
    httpStatus: 400,
    requestId: KEY,
    startedAtMs: 0,
    latencyMs: 1,
    usage: null,
    mayBeBilled: false,
    servedModel: null,
    retryAfterMs: null,
    error: `bad header ${KEY}`,
  };
  const leaky: ModelClient = {
    send(_, { afterAttempt }) {
      afterAttempt?.(attempt);
      const error = { message: `bad header ${KEY}`, httpStatus: 400, requestId: null };
      return Promise.resolve({ kind: "failed", outcomeClass: "request_rejected", error, attempts: [attempt] });
    },
  };
  const told: CallAttempt[] = [];
  const request = { model: "m", params: { maxTokens: 1 }, messages: [] };
  const result = await withoutSecrets(leaky, [KEY]).send(request, {
    callKey: "c",
    afterAttempt: (one) => void told.push(one),
  });
  expect(JSON.stringify([result, told])).not.toContain(KEY);
  expect(told).toMatchObject([{ requestId: "[key]", error: "bad header [key]" }]);
});

it("hands on the very data that hold no secret", () => {
  const data = { a: ["sk-ant", null], b: 1 };
  expect(redactor([KEY])(data)).toBe(data);
  expect(redactor([])(data)).toBe(data);
});

it("leaves the names of fields alone, whatever a key is called", () => {
  expect(redactor(["simulated-key", "simulated"])({ simulated: true, text: "simulated-key" })).toEqual({
    simulated: true,
    text: "[key]",
  });
});
