import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageBody } from "./_fault-server.js";
import { answeredClass, readAnswer } from "./message-schema.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (value: unknown) => readAnswer(bytes(JSON.stringify(value)));
const withUsage = (usage: object) => read(messageBody({ usage: { input_tokens: 1, output_tokens: 2, ...usage } }));

describe("readAnswer", () => {
  it("adds up cache writes that come only split by lifetime", () => {
    const cache_creation = { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 };
    expect(withUsage({ cache_creation })).toMatchObject({ usage: { cacheWriteTokens: 7, cacheWrite1hTokens: 4 } });
  });

  it("refuses usage that contradicts itself or is no count", () => {
    const cache_creation = { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 4 };
    expect(withUsage({ cache_creation, cache_creation_input_tokens: 3 }).kind).toBe("malformed");
    expect(withUsage({ cache_read_input_tokens: 1.5 }).kind).toBe("malformed");
    expect(withUsage({ output_tokens: 1e9 }).kind).toBe("message");
    expect(withUsage({ output_tokens: 1e9 + 1 }).kind).toBe("malformed");
  });

  it.each([
    { content: [{ type: "text" }] },
    { content: "text" },
    { stop_reason: null },
    { role: "user" },
    { type: "completion" },
    { id: "" },
    { model: null },
  ])("refuses %j", (changes) => {
    expect(read(messageBody(changes)).kind).toBe("malformed");
  });

  it("calls every beginning of an answer truncated, and never a message", () => {
    const whole = bytes(JSON.stringify(messageBody({ content: [{ type: "text", text: "Übergröße 大" }] })));
    expect(readAnswer(whole).kind).toBe("message");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (length) => {
        expect(readAnswer(whole.subarray(0, length)).kind).toBe("truncated");
      }),
      { seed: 1 },
    );
  });

  it("refuses bytes that are no UTF-8", () => {
    expect(readAnswer(Uint8Array.of(0x7b, 0xff, 0x7d))).toEqual({ kind: "malformed", reason: "not UTF-8" });
  });

  it("survives any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(read(value).kind).toBe("malformed");
      }),
      { seed: 1 },
    );
  });
});

describe("answeredClass", () => {
  it("calls white space an empty answer", () => {
    expect(answeredClass("end_turn", " \n")).toBe("model_empty");
    expect(answeredClass("stop_sequence", "refund")).toBe("ok");
  });
});
