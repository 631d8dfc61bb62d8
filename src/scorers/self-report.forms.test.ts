import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { composePrompt, defineEval, type EvalSpec } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { JsonObject } from "../core/json.js";
import { NO_USAGE } from "../core/model-response.js";
import { requestedField } from "../core/self-report-field.js";
import { followUpAnswer, followUpLevels } from "../core/self-report-follow-up.js";
import { jsonFields } from "./json-fields.js";
import { type SelfReportForm, selfReport } from "./self-report.js";

const LEVELS = ["low", "medium", "high"];
const SCHEMA: JsonObject = {
  type: "object",
  properties: { total: { type: "number" } },
  required: ["total"],
  additionalProperties: false,
};
const ITEM: Item = { id: "i", taskType: "t", input: {}, split: "test", contentHash: "0".repeat(64) };
const responseOf = (text: string) => ({
  text,
  stopReason: "end_turn",
  model: "m",
  requestId: null,
  usage: NO_USAGE,
  latencyMs: 1,
  simulated: true,
});
const contextOf = (rawText: string, extraTexts: readonly string[] = []) => ({
  input: {},
  rawText,
  text: rawText,
  response: responseOf(rawText),
  extraTexts,
});
function evalWith(change: Partial<EvalSpec>, outputSchema?: JsonObject) {
  return defineEval({
    taskType: "t",
    dataset: "none",
    prompt: () => ({
      system: "Sum up.",
      messages: [{ role: "user", content: "1 + 1" }],
      ...(outputSchema === undefined ? {} : { outputSchema }),
    }),
    scorers: [jsonFields({ fields: { total: "number" } })],
    ...change,
  });
}

describe("a self-report on a line of its own", () => {
  it("is refused beside an outputSchema, which allows no such line", () => {
    const evaluation = evalWith({ signals: [selfReport({ levels: LEVELS })] }, SCHEMA);
    expect(() => composePrompt(evaluation, ITEM)).toThrow(
      new UsageError(
        'eval "t": signal "self-report" asks for text after the answer, and its outputSchema allows none; use selfReport with form "field" or "follow-up"',
      ),
    );
    const other = evalWith({ signals: [selfReport({ levels: LEVELS, form: "follow-up" })] }, SCHEMA);
    expect(composePrompt(other, ITEM).outputSchema).toEqual(SCHEMA);
  });
});

describe("a self-report in a field of the answer", () => {
  const signal = selfReport({ levels: LEVELS, form: "field" });

  it("asks for the field in words and in the schema, at no extra call", () => {
    const prompt = composePrompt(evalWith({ signals: [signal] }, SCHEMA), ITEM);
    expect(requestedField(prompt.system ?? "")).toEqual({ field: "confidence", levels: LEVELS });
    expect(prompt.system?.startsWith("Sum up.\n\n")).toBe(true);
    expect(prompt.outputSchema).toEqual({
      type: "object",
      properties: { total: { type: "number" }, confidence: { type: "string", enum: LEVELS } },
      required: ["total", "confidence"],
      additionalProperties: false,
    });
    expect(signal.extraCalls).toBe(0);
  });

  it("asks in words alone where the answer has no schema", () => {
    const prompt = composePrompt(evalWith({ signals: [signal] }), ITEM);
    expect(prompt.outputSchema).toBeUndefined();
    expect(requestedField(prompt.system ?? "")).not.toBeNull();
  });

  it.each([
    ['{"total": 2, "confidence": "high"}', 2, '{"total": 2}'],
    ['```json\n{"confidence": "Medium", "total": 2}\n```', 1, '```json\n{ "total": 2}\n```'],
  ])("reads it and takes it off: %j", async (text, value, stripped) => {
    expect(await signal.read(contextOf(text))).toEqual({ name: "self-report", value, level: LEVELS[value] });
    expect(signal.strip?.(text)).toBe(stripped);
  });

  it.each(['{"total": 2}', "2", "", '{"total": 2, "confidence": 0.9}', '{"total": 2, "confidence": "certain"}'])(
    "counts %j as the lowest level, and as missing",
    async (text) => {
      const reading = { name: "self-report", value: 0, level: "low", isMissing: true };
      expect(await signal.read(contextOf(text))).toEqual(reading);
    },
  );

  it("leaves an answer without it as it is", () => {
    expect(signal.strip?.('{"total": 2}')).toBe('{"total": 2}');
    expect(signal.strip?.("prose")).toBe("prose");
  });

  it.each([
    [{ type: "array", items: {} }, "is not that of an object with properties"],
    [{ type: "object" }, "is not that of an object with properties"],
    [{ ...SCHEMA, maxProperties: 1 }, 'forbids another field by "maxProperties"'],
    [{ ...SCHEMA, anyOf: [{ required: ["total"] }] }, 'forbids another field by "anyOf"'],
    [{ type: "object", properties: { confidence: { type: "number" } } }, "has a field of this name"],
  ] as const)("refuses a schema without room: %j", (schema, why) => {
    expect(() => composePrompt(evalWith({ signals: [signal] }, schema as unknown as JsonObject), ITEM)).toThrow(
      new UsageError(
        `eval "t": selfReport cannot add the field "confidence" to an outputSchema that ${why}; use form "follow-up", or another field`,
      ),
    );
  });

  it("takes another name where the answer has a field of its own of this one", () => {
    const sure = selfReport({ levels: LEVELS, form: "field", field: "how_sure" });
    const schema = { ...SCHEMA, properties: { confidence: { type: "number" } } };
    const { outputSchema } = composePrompt(evalWith({ signals: [sure] }, schema), ITEM);
    expect(Object.keys(outputSchema?.["properties"] ?? {})).toEqual(["confidence", "how_sure"]);
    expect(sure.strip?.('{"confidence": 0.9, "how_sure": "low"}')).toBe('{"confidence": 0.9}');
  });
});

describe("a self-report as a follow-up", () => {
  const signal = selfReport({ levels: LEVELS, form: "follow-up" });
  const question = (text: string) =>
    signal.ask?.({
      input: {},
      prompt: { system: "Sum up.", messages: [{ role: "user", content: "1 + 1" }], outputSchema: SCHEMA },
      text,
      response: responseOf(text),
      nonce: "0".repeat(32),
    });

  it("asks in the same conversation for the level alone", () => {
    const prompt = question("2\n");
    expect(prompt).toMatchObject({
      system: "Sum up.",
      messages: [{ role: "user", content: "1 + 1" }, { role: "assistant", content: "2" }, { role: "user" }],
      outputSchema: { properties: { confidence: { type: "string", enum: LEVELS } }, additionalProperties: false },
    });
    expect(followUpLevels(prompt?.messages.at(-1)?.content as string)).toEqual(LEVELS);
  });

  it("changes nothing of the answer's own prompt, and costs one call", () => {
    const prompt = composePrompt(evalWith({ signals: [signal] }, SCHEMA), ITEM);
    expect(prompt).toEqual({ ...evalWith({}, SCHEMA).prompt(ITEM) });
    expect(signal).toMatchObject({ extraCalls: 1, kind: "self-report" });
    expect(signal).not.toHaveProperty("strip");
  });

  it("reads what was said, and nothing else", async () => {
    const said = (text: string) => signal.read(contextOf("2", [text]));
    expect(await said(followUpAnswer("high"))).toEqual({ name: "self-report", value: 2, level: "high" });
    for (const text of ["high", "", "null", '{"confidence": 3}', '{"confidence": "sure"}']) {
      expect(await said(text), text).toEqual({ name: "self-report", value: 0, level: "low", isMissing: true });
    }
  });

  it("asks nothing about an empty answer, which counts as the lowest", async () => {
    expect(question(" \n")).toBeNull();
    expect(await signal.read(contextOf(""))).toMatchObject({ value: 0, isMissing: true });
  });
});

describe("forms", () => {
  it("have versions of their own, and the line keeps the one it had", () => {
    const version = (form: SelfReportForm) => selfReport({ levels: LEVELS, form }).version;
    expect(version("line")).toBe(selfReport({ levels: LEVELS }).version);
    expect(version("line")).toBe('1:["low","medium","high"]');
    expect(new Set([version("line"), version("field"), version("follow-up")]).size).toBe(3);
  });

  it.each([
    [
      { form: ["field", "follow-up"] },
      'selfReport form must be one of line, field, follow-up; found ["field","follow-up"]: for two forms, use two signals',
    ],
    [
      { form: "json" },
      'selfReport form must be one of line, field, follow-up; found "json": for two forms, use two signals',
    ],
    [{ field: "sure" }, 'selfReport field "sure" goes with form "field", found form "line"'],
    [
      { form: "field", field: "how sure" },
      'selfReport field must be letters, digits and _, not a digit first; found "how sure"',
    ],
  ])("refuses %j", (options, message) => {
    expect(() => selfReport({ levels: LEVELS, ...(options as object) })).toThrow(new UsageError(message));
  });

  it("cannot be two in one answer", () => {
    const signals = [selfReport({ levels: LEVELS }), selfReport({ levels: LEVELS, form: "field", name: "sure" })];
    expect(() => evalWith({ signals })).toThrow(
      new UsageError(
        'eval "t" asks for two forms at once, "sure" as a field and "self-report" as text of the answer: keep one of them',
      ),
    );
  });

  it("can be one in the answer and one after it", () => {
    const signals = [selfReport({ levels: LEVELS }), selfReport({ levels: LEVELS, form: "follow-up", name: "after" })];
    expect(evalWith({ signals }).signals).toHaveLength(2);
  });
});
