import { describe, expect, it } from "vitest";
import { itemFrom } from "../datasets/item-from-row.js";
import { labelMatch } from "../scorers/label-match.js";
import { selfReport } from "../scorers/self-report.js";
import { cellKey } from "./cell.js";
import { composeRequest, defineEval, type EvalSpec } from "./eval.js";
import { type ItemSpec, inputText } from "./item.js";
import type { CacheBreakpoint } from "./model-request.js";
import { TierSchema, type TierSpec } from "./tier.js";

interface Change {
  readonly evaluation?: Partial<EvalSpec>;
  readonly item?: Partial<ItemSpec>;
  readonly tier?: Partial<TierSpec>;
  readonly trial?: number;
  readonly judge?: { readonly model: string } | null;
  readonly cacheAfter?: CacheBreakpoint;
}

function keyOf(change: Change = {}) {
  const { evaluation = {}, item = {}, tier = {}, trial = 0, judge = { model: "judge-1" }, cacheAfter } = change;
  const defined = defineEval({
    taskType: "triage",
    dataset: "datasets/triage",
    prompt: (item) => ({ system: "Sort.", messages: [{ role: "user", content: inputText(item, "text") }] }),
    scorers: [labelMatch()],
    signals: [selfReport({ levels: ["low", "high"] })],
    ...evaluation,
  });
  const asked = TierSchema.parse({ id: "haiku", model: "model-1", ...tier });
  const labelled = itemFrom({ id: "i1", input: { text: "hello" }, expected: "a", ...item }, defined.taskType);
  const request = composeRequest(defined, labelled, asked);
  const sent = cacheAfter === undefined ? request : { ...request, cacheAfter };
  return cellKey(defined, labelled, sent, asked.id, trial, judge);
}

const prompt = (system: string): EvalSpec["prompt"] => {
  return (item) => ({ system, messages: [{ role: "user", content: inputText(item, "text") }] });
};
const CHANGES: readonly (readonly [string, Change])[] = [
  ["the model", { tier: { model: "model-2" } }],
  ["the tier's name", { tier: { id: "sonnet" } }],
  ["max tokens", { tier: { params: { maxTokens: 99 } } }],
  ["effort", { tier: { params: { effort: "low" } } }],
  ["thinking", { tier: { params: { thinking: { type: "adaptive" } } } }],
  ["the input", { item: { input: { text: "hello!" } } }],
  ["an input field that the prompt does not show", { item: { input: { text: "hello", hidden: 1 } } }],
  ["the label", { item: { expected: "b" } }],
  ["the item id", { item: { id: "i2" } }],
  ["the task type", { evaluation: { taskType: "other" } }],
  ["the trial", { trial: 1 }],
  ["the prompt", { evaluation: { prompt: prompt("Sort well.") } }],
  ["a scorer's version", { evaluation: { scorers: [{ ...labelMatch(), version: "2" }] } }],
  ["a scorer more", { evaluation: { scorers: [labelMatch(), { ...labelMatch(), name: "second" }] } }],
  ["a signal's version", { evaluation: { signals: [{ ...selfReport({ levels: ["low", "high"] }), version: "2" }] } }],
  ["no signal", { evaluation: { signals: [] } }],
  ["how scores are joined", { evaluation: { reduce: "mean" } }],
  ["the judge's model", { judge: { model: "judge-2" } }],
  ["no judge", { judge: null }],
];

describe("cellKey", () => {
  it.each(CHANGES)("changes with %s", (_name, change) => expect(keyOf(change)).not.toBe(keyOf()));

  it("is different for all of these", () => {
    const keys = [keyOf(), ...CHANGES.map(([, change]) => keyOf(change))];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each<[string, Change]>([
    ["the description", { evaluation: { description: "new words" } }],
    ["the dataset's place", { evaluation: { dataset: "elsewhere" } }],
    ["caching", { evaluation: { cache: true }, cacheAfter: "system" }],
    ["what a failure costs", { evaluation: { failureCostUsd: 3 } }],
    ["the reference answer", { evaluation: { referenceAnswer: () => "x" } }],
    ["difficulty, tags and cluster", { item: { difficulty: "hard", tags: ["t"], cluster: "c" } }],
  ])("does not change with %s", (_name, change) => expect(keyOf(change)).toBe(keyOf()));
});
