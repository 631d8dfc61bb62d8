import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { NO_USAGE } from "../core/model-response.js";
import { requestedLevels } from "../core/self-report.js";
import { selfReport } from "./self-report.js";

const signal = selfReport({ levels: ["low", "medium", "high"] });

function read(rawText: string) {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  const response = { text: rawText, stopReason: "end_turn", model: "m", requestId: null, ...usage };
  return signal.read({ input: {}, rawText, text: rawText, response, extraTexts: [] });
}

describe("selfReport", () => {
  it.each([
    ["refund\nCONFIDENCE: low", 0, "low"],
    ["refund\nCONFIDENCE: medium", 1, "medium"],
    ["refund\n**Confidence: High.**", 2, "high"],
  ])("reads the level of %j", (text, value, level) =>
    expect(read(text)).toEqual({ name: "self-report", value, level }),
  );

  it.each(["refund", "", "CONFIDENCE: high\nrefund", "refund\nCONFIDENCE: very high", "refund\nCONFIDENCE: 0.9"])(
    "counts %j as the lowest level, and as missing",
    (text) => expect(read(text)).toEqual({ name: "self-report", value: 0, level: "low", isMissing: true }),
  );

  it("takes its line off the answer", () => {
    expect(signal.strip?.("refund\nCONFIDENCE: high")).toBe("refund");
    expect(signal.strip?.("refund")).toBe("refund");
  });

  it("asks for its levels, at no extra call", () => {
    expect(requestedLevels(signal.instruction ?? "")).toEqual(signal.levels);
    expect(signal.extraCalls).toBe(0);
  });

  it.each([
    [[]],
    [["high"]],
    [["high", "High"]],
    [["a,b", "c"]],
    [["a.", "b"]],
    [["a\nb", "c"]],
    [[" a", "b"]],
    [["", "b"]],
  ])("refuses the levels %j", (levels) => expect(() => selfReport({ levels })).toThrow(UsageError));

  it("has a version that names the levels in order", () => {
    const versions = [
      ["a", "b"],
      ["b", "a"],
      ["a", "b", "c"],
      ["a|b", "c"],
      ["a", "b|c"],
    ].map((levels) => selfReport({ levels }).version);
    expect(new Set(versions).size).toBe(5);
  });
});
