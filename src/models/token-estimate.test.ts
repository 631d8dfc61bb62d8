import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelRequest } from "../core/model-request.js";
import { contentClass, estimateTokens } from "./token-estimate.js";

function request(content: string, changes: Partial<ModelRequest> = {}): ModelRequest {
  return { model: "claude-opus-5-5", params: { maxTokens: 1000 }, messages: [{ role: "user", content }], ...changes };
}

const UNIT = fc.constantFrom("a", "{", "7", "\n", "é", "大", "😀", "\ud800");
const PROSE = "The parcel was sent on a rainy morning and nobody has seen it since then. ".repeat(30);
const JSON_TEXT = JSON.stringify(Array.from({ length: 40 }, (_, id) => ({ id, queue: "billing", open: true })));
const CHINESE = "包裹在一个下雨的早晨寄出，此后再也没有人看到它。".repeat(20);

describe("estimateTokens", () => {
  it.each([
    ["prose", PROSE],
    ["structured", JSON_TEXT],
    ["structured", "export const add = (a: number, b: number): number => a + b; // sum\n".repeat(30)],
    ["cjk", CHINESE],
  ])("recognises %s", (expected, text) => {
    expect(contentClass(text)).toBe(expected);
  });

  // Characters and tokens of public tokenizers (o200k, Claude 2) on texts of these classes; see the class table.
  it.each([
    ["prose", PROSE, 501 / 2250, 501 / 2250],
    ["JSON", JSON_TEXT, 780 / 1650, 780 / 1650],
    ["Chinese", CHINESE, 360 / 480, 570 / 480],
  ])("brackets public tokenizers on %s", (_class, text, fewest, most) => {
    const { low, high } = estimateTokens(request(text, { model: "claude-haiku-4-5" })).inputTokens;
    expect(low).toBeLessThanOrEqual(Math.ceil(fewest * text.length));
    expect(high).toBeGreaterThanOrEqual(Math.floor(most * text.length));
  });

  it("expects about 30 % more tokens of the newer tokenizers", () => {
    const older = estimateTokens(request(PROSE, { model: "claude-haiku-4-5" })).inputTokens.expected;
    const newer = estimateTokens(request(PROSE)).inputTokens.expected;
    expect(newer / older).toBeCloseTo(1.3, 1);
  });

  it("counts the system prompt, the schema and text blocks", () => {
    const base = estimateTokens(request("hello")).inputTokens.expected;
    const blocks = request("", { messages: [{ role: "user", content: [{ type: "text", text: "hello" }] }] });
    expect(estimateTokens(blocks).inputTokens.expected).toBe(base);
    expect(estimateTokens(request("hello", { system: PROSE })).inputTokens.expected).toBeGreaterThan(base + 400);
    expect(estimateTokens(request("hello", { outputSchema: { d: PROSE } })).inputTokens.expected).toBeGreaterThan(
      base + 400,
    );
  });

  it("is an ordered range whose answer never exceeds the allowed length", () => {
    fc.assert(
      fc.property(fc.string({ unit: UNIT }), fc.integer({ min: 1, max: 100_000 }), (text, maxTokens) => {
        const { inputTokens, outputTokens } = estimateTokens(request(text, { params: { maxTokens } }));
        for (const { low, expected, high } of [inputTokens, outputTokens]) {
          expect(low).toBeLessThanOrEqual(expected);
          expect(expected).toBeLessThanOrEqual(high);
        }
        expect(outputTokens.low).toBeGreaterThanOrEqual(1);
        expect(outputTokens.high).toBe(maxTokens);
      }),
      { seed: 1 },
    );
  });
});
