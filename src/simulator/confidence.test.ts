import { describe, expect, it } from "vitest";
import { type Prompt, promptFingerprint } from "../core/model-request.js";
import { NO_USAGE } from "../core/model-response.js";
import { splitConfidenceField } from "../core/self-report-field.js";
import { followUpLevel } from "../core/self-report-follow-up.js";
import { selfReport } from "../scorers/self-report.js";
import { answerTo, type Simulation, subjectOf } from "./answer.js";
import { answerKey, foldAnswer } from "./answer-key.js";
import { withConfidence } from "./confidence.js";
import { demoWorld } from "./demo-world.js";
import { RequestRejected } from "./wire-error.js";
import type { WireRequest } from "./wire-request.js";

const LEVELS = ["low", "medium", "high"];
const FIELD = selfReport({ levels: LEVELS, form: "field" });
const FOLLOW_UP = selfReport({ levels: LEVELS, form: "follow-up" });
const HAIKU = "claude-haiku-5-5";
const SCHEMA = { type: "object", properties: { total: { type: "number" } }, required: ["total"] };
const COUNT = 300;

const promptOf = (index: number, system = ""): Prompt => ({
  ...(system === "" ? {} : { system }),
  messages: [{ role: "user", content: `invoice ${index}` }],
});
const referenceOf = (index: number) => JSON.stringify({ total: index });
const world = demoWorld({ haiku: HAIKU, sonnet: "claude-sonnet-5-5", opus: "claude-opus-5-5" }, ["a", "b", "extract"]);
const simulation: Simulation = {
  seed: 1,
  world,
  answerKey: answerKey(
    Array.from({ length: COUNT }, (_, index) =>
      ["", FIELD.instruction ?? ""].map((system) => ({
        fingerprint: promptFingerprint(promptOf(index, system)),
        itemId: `i${index}`,
        taskType: "extract",
        difficulty: (["easy", "medium", "hard"] as const)[index % 3],
        reference: referenceOf(index),
      })),
    ).flat(),
  ),
};

function answered({ system = "", messages }: Prompt, schema: WireRequest["schema"], callKey: string): string {
  const request: WireRequest = {
    model: HAIKU,
    maxTokens: 500,
    effort: undefined,
    thinking: null,
    systemBlocks: [],
    system,
    messages,
    schema,
  };
  return answerTo(simulation, request, subjectOf(simulation, request), callKey).text;
}

/** Share of answers, right and wrong, that say the highest level; and how many were wrong. */
function confidenceOf(levelFor: (index: number) => { readonly isRight: boolean; readonly level: string | null }) {
  const said = Array.from({ length: COUNT }, (_, index) => levelFor(index));
  const share = (isRight: boolean) => {
    const own = said.filter((one) => one.isRight === isRight && one.level !== null);
    return { n: own.length, high: own.filter(({ level }) => level === "high").length / own.length };
  };
  return { right: share(true), wrong: share(false), unread: said.filter(({ level }) => level === null).length };
}

describe("confidence in a field", () => {
  it.each([null, SCHEMA])("tells right answers from wrong ones, and leaves the answer: schema %j", (schema) => {
    const { right, wrong, unread } = confidenceOf((index) => {
      const text = answered(promptOf(index, FIELD.instruction), schema, `k${index}`);
      const { answer, level } = splitConfidenceField(text, { field: "confidence", levels: LEVELS });
      return { isRight: foldAnswer(answer) === foldAnswer(referenceOf(index)), level };
    });
    expect(wrong.n).toBeGreaterThan(30);
    expect(right.high).toBeGreaterThan(wrong.high + 0.5);
    // Under an enforced schema every answer has it, but for refusals and cut ones.
    expect(unread).toBeLessThan(COUNT / 20);
  });

  it.each([
    ["{}", '{"confidence": "high"}'],
    ['{"a": [1]}', '{"a": [1], "confidence": "high"}'],
    ['{\n  "a": 1\n}\n', '{\n  "a": 1, "confidence": "high"}\n'],
    ["prose", "prose"],
    ["[1]", "[1]"],
    ["", ""],
  ])("stands at the end of an object, and nowhere else: %j", (text, said) => {
    expect(withConfidence(text, { system: FIELD.instruction ?? "", schema: null }, () => "high")).toBe(said);
  });
});

describe("confidence in a follow-up", () => {
  const askedAbout = (index: number, text: string, system = "") => {
    const response = {
      text,
      stopReason: "end_turn",
      model: HAIKU,
      requestId: null,
      usage: NO_USAGE,
      latencyMs: 1,
      simulated: true,
    };
    const question = { input: {}, text, response, nonce: "0".repeat(32), prompt: promptOf(index, system) };
    return FOLLOW_UP.ask?.(question) as Prompt;
  };

  it.each(["", FIELD.instruction])("depends on what the model has said, right or wrong: after %j", (system) => {
    const { right, wrong, unread } = confidenceOf((index) => {
      const text = answered(promptOf(index, system), null, `k${index}`) || "nothing";
      const prompt = askedAbout(index, text, system);
      const said = answered(prompt, prompt.outputSchema ?? null, `k${index}:signal`);
      const { answer } = splitConfidenceField(text, { field: "confidence", levels: LEVELS });
      return { isRight: foldAnswer(answer) === foldAnswer(referenceOf(index)), level: followUpLevel(said, LEVELS) };
    });
    expect(unread).toBe(0);
    expect(wrong.n).toBeGreaterThan(30);
    expect(right.high).toBeGreaterThan(wrong.high + 0.5);
  });

  it("is not invented for a conversation that nobody knows", () => {
    const prompt = askedAbout(COUNT + 1, referenceOf(1));
    expect(() => answered(prompt, prompt.outputSchema ?? null, "k")).toThrow(RequestRejected);
  });
});
