import { describe, expect, it } from "vitest";
import { contentHash } from "../core/json.js";
import { NO_USAGE } from "../core/model-response.js";
import type { ScoringContext } from "../core/score.js";
import { itemFrom } from "../datasets/item-from-row.js";
import { pairwiseJudge } from "../scorers/pairwise-judge.js";
import { answerKey } from "./answer-key.js";
import { comparingTask, comparisonOf } from "./comparing.js";
import { judgingTask } from "./judging.js";
import { RequestRejected } from "./wire-error.js";
import type { WireRequest } from "./wire-request.js";
import type { SimulatedModel } from "./world.js";

const ITEMS = 400;
const inputOf = (index: number) => ({ text: `record ${index}` });
const key = answerKey(
  Array.from({ length: ITEMS }, (_, index) => ({
    fingerprint: `f${index}`,
    itemId: `i${index}`,
    taskType: "t",
    reference: `summary ${index}`,
    inputHash: contentHash(inputOf(index)),
  })),
);
const JUDGE = pairwiseJudge({ task: "Summarise.", better: "nearer to the record" });

function context(index: number, text: string): ScoringContext {
  const item = itemFrom({ id: `i${index}`, input: inputOf(index), expected: `summary ${index}` }, "t");
  const response = { text, stopReason: "end_turn", model: "m", requestId: null, usage: NO_USAGE, latencyMs: 1 };
  return { item, text, response: { ...response, simulated: true } };
}

function textOf(content: unknown): string {
  return typeof content === "string" ? content : "";
}

function requestOf(index: number, text: string, order: 0 | 1): WireRequest {
  const ballot = JUDGE.ballots?.[order];
  const prompt = ballot?.request(context(index, text), index.toString(16).padStart(32, "0"));
  return {
    model: "m",
    maxTokens: 500,
    effort: undefined,
    thinking: null,
    systemBlocks: [],
    system: prompt?.system ?? "",
    messages: [{ role: "user", content: textOf(prompt?.messages[0]?.content) }],
    schema: prompt?.outputSchema ?? null,
  };
}

const PERFECT = { sensitivity: 1, specificity: 1 };

function compared(index: number, text: string, judge: SimulatedModel["judge"] = PERFECT): readonly string[] {
  return ([0, 1] as const).map((order) => {
    const task = comparingTask(requestOf(index, text, order));
    if (task === null) throw new Error("not recognised");
    const said = comparisonOf(task, judge, key, { identity: [1, "m"], callKey: "0", malformedRate: 0 });
    return (JSON.parse(said) as { better: string }).better;
  });
}

describe("comparingTask", () => {
  it("finds both answers, in the order in which they are shown, and the input", () => {
    const inputHash = contentHash(inputOf(7));
    expect(comparingTask(requestOf(7, "mine", 0))).toMatchObject({ first: "mine", second: "summary 7", inputHash });
    expect(comparingTask(requestOf(7, "mine", 1))).toMatchObject({ first: "summary 7", second: "mine", inputHash });
  });

  it("is not taken for a rubric, nor a rubric for it", () => {
    const request = requestOf(1, "x", 0);
    expect(judgingTask(request)).toBeNull();
    expect(comparingTask({ ...request, schema: null })).toBeNull();
    expect(comparingTask({ ...request, schema: { properties: { better: { enum: ["first", "second"] } } } })).toBeNull();
  });

  it("refuses to compare one text", () => {
    const [message] = requestOf(1, "x", 0).messages;
    const content = textOf(message?.content).replaceAll("The second answer:", "Beside it:");
    const request: WireRequest = { ...requestOf(1, "x", 0), messages: [{ role: "user", content }] };
    expect(() => comparingTask(request)).toThrow(RequestRejected);
  });
});

describe("a simulated comparison", () => {
  it("knows the right answer from a wrong one in either order, and equals from both", () => {
    expect(compared(3, "wrong")).toEqual(["second", "first"]);
    expect(compared(3, "summary 3")).toEqual(["equal", "equal"]);
    // The right answer to another item is wrong here.
    expect(compared(3, "summary 4")).toEqual(["second", "first"]);
  });

  it("leans to what stands first as often as is planted", () => {
    const said = Array.from({ length: ITEMS }, (_, index) => compared(index, "wrong", { ...PERFECT, firstLean: 0.3 }));
    const flips = said.filter(([original]) => original === "first").length;
    // 4 standard deviations of 400 draws at 0.3.
    expect(Math.abs(flips / ITEMS - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / ITEMS));
    expect(said.every(([, swapped]) => swapped === "first")).toBe(true);
  });

  it("errs at its planted rate, to either side", () => {
    const said = Array.from({ length: ITEMS }, (_, index) =>
      compared(index, "wrong", { sensitivity: 1, specificity: 0.6 }),
    );
    const right = said.filter(([original]) => original === "second").length;
    expect(Math.abs(right / ITEMS - 0.6)).toBeLessThan(4 * Math.sqrt((0.6 * 0.4) / ITEMS));
    expect(new Set(said.flat())).toEqual(new Set(["first", "second", "equal"]));
  });

  it("answers prose at the planted rate of malformed verdicts", () => {
    const task = comparingTask(requestOf(1, "x", 0));
    if (task === null) throw new Error("not recognised");
    const said = comparisonOf(task, PERFECT, key, { identity: [1], callKey: "0", malformedRate: 1 });
    expect(() => JSON.parse(said) as unknown).toThrow();
  });
});
