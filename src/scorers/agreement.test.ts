import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { NO_USAGE } from "../core/model-response.js";
import { type AgreementOptions, agreement } from "./agreement.js";

function read(options: AgreementOptions, text: string, ...extraTexts: string[]) {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  const response = { text, stopReason: "end_turn", model: "m", requestId: null, ...usage };
  return agreement(options).read({ input: {}, rawText: text, text, response, extraTexts });
}

describe("agreement", () => {
  it("is the share of further answers that agree with the served one", () => {
    expect(read({}, "a", "a")).toEqual({ name: "agreement", value: 1 });
    expect(read({}, "a", "b")).toEqual({ name: "agreement", value: 0 });
    expect(read({ answers: 5 }, "a", "a", "b", "a", "b")).toEqual({ name: "agreement", value: 0.5 });
    expect(read({ answers: 4 }, "a", "b", "b", "b")).toEqual({ name: "agreement", value: 0 });
  });

  it.each([
    ["Refund", " refund\n"],
    ["two  words", "two\nwords"],
    ["ﬁne", "fine"],
    ["caf\u00e9", "cafe\u0301"],
    ['{"a": 1, "b": [2]}', '```json\n{ "b": [2.0], "a": 1 }\n```'],
  ])("folds %j and %j to one", (a, b) => expect(read({}, a, b)).toMatchObject({ value: 1 }));

  it.each([
    ["refund", "refund."],
    ["1.0", "1"],
    ["a b", "ab"],
    ['{"a": 1}', '{"a": "1"}'],
    ["[1, 2]", "[2, 1]"],
    ["", "a"],
  ])("tells %j and %j apart", (a, b) => expect(read({}, a, b)).toMatchObject({ value: 0 }));

  it("compares by a key of your own", () => {
    const key = (text: string) => String(Number(text));
    expect(read({ key }, "1.0", "1")).toMatchObject({ value: 1 });
  });

  it("does not take two answers without a key for the same: an eval in JavaScript may misspell a field", () => {
    const key = (text: string) => (JSON.parse(text) as { readonly [field: string]: string })["decison"] as string;
    expect(read({ key }, '{"decision":"a"}', '{"decision":"b"}')).toEqual({
      name: "agreement",
      value: 0,
      isMissing: true,
    });
  });

  it("has its lowest value where a further answer is missing, even if the others agree", () => {
    expect(read({}, "a")).toEqual({ name: "agreement", value: 0, isMissing: true });
    expect(read({ answers: 3 }, "a", "a")).toEqual({ name: "agreement", value: 0, isMissing: true });
  });

  it("is support for the served answer: ties and majorities of others do not count", () => {
    expect(read({ answers: 4 }, "a", "a", "b", "b")).toEqual({ name: "agreement", value: 1 / 3 });
    expect(read({ answers: 4 }, "a", "a", "b", "c")).toEqual({ name: "agreement", value: 1 / 3 });
    expect(read({ answers: 4 }, "a", "b", "c", "d")).toEqual({ name: "agreement", value: 0 });
  });

  it("does not take silence for agreement", () => {
    expect(read({}, "", "")).toEqual({ name: "agreement", value: 0, isMissing: true });
    expect(read({ answers: 3 }, "a", "", "a")).toEqual({ name: "agreement", value: 0.5 });
  });

  it("pays for the further answers only", () => {
    expect(agreement()).toMatchObject({ extraCalls: 1, levels: null, kind: "agreement" });
    expect(agreement({ answers: 9 }).extraCalls).toBe(8);
  });

  it.each([1, 10, 2.5, Number.NaN])("refuses %d answers", (answers) =>
    expect(() => agreement({ answers })).toThrow(UsageError),
  );

  it("has a version that names number and key", () => {
    const versions = [agreement(), agreement({ answers: 3 }), agreement({ keyVersion: "json" })];
    expect(new Set(versions.map((signal) => signal.version)).size).toBe(3);
  });
});
