import { describe, expect, it } from "vitest";
import { itemFrom } from "../datasets/item-from-row.js";
import { UsageError } from "./errors.js";
import { composeRequest, defineEval, type EvalSpec, evalVersion, referenceAnswer, stripSignals } from "./eval.js";
import { inputText } from "./item.js";
import type { Validator } from "./score.js";
import type { Signal } from "./signal.js";
import { TierSchema } from "./tier.js";

const validator = (name: string, version = "1"): Validator => ({
  kind: "validator",
  name,
  version,
  needsLabel: true,
  score: () => ({ scorer: name, kind: "validator", version, value: 1, reason: "" }),
});

const signal = (name: string, more: Partial<Signal> = {}): Signal => ({
  name,
  kind: "agreement",
  levels: null,
  version: "1",
  extraCalls: 0,
  read: () => ({ name, value: 1 }),
  ...more,
});

const spec: EvalSpec = {
  taskType: "triage",
  dataset: "datasets/triage",
  prompt: (item) => ({ system: "Sort.", messages: [{ role: "user", content: inputText(item, "text") }] }),
  scorers: [validator("exact")],
};
const item = itemFrom({ id: "i1", input: { text: "hello" }, expected: "a" }, "triage");
const tier = TierSchema.parse({ id: "haiku", model: "claude-haiku", params: { maxTokens: 64, effort: "low" } });

describe("defineEval", () => {
  it("fills in the defaults and freezes", () => {
    const evaluation = defineEval(spec);
    expect(evaluation).toMatchObject({ signals: [], reduce: "min" });
    expect(Object.isFrozen(evaluation)).toBe(true);
  });

  it.each<[string, Partial<EvalSpec>, string]>([
    ["a task type with a space", { taskType: "two words" }, 'task type "two words": use 1 to 128 of'],
    ["an empty task type", { taskType: "" }, 'task type ""'],
    ["a long task type", { taskType: "x".repeat(129) }, "use 1 to 128 of"],
    ["a task type with a line end", { taskType: "x\n" }, "use 1 to 128 of"],
    ["a task type that no JSON reader keeps", { taskType: "__proto__" }, 'task type "__proto__"'],
    ["no scorer", { scorers: [] }, 'eval "triage" has no scorer: add one to scorers'],
    [
      "a scorer name twice",
      { scorers: [validator("exact"), validator("exact", "2")] },
      'eval "triage" has two scorers named "exact": give one another name',
    ],
    ["a signal name twice", { signals: [signal("s"), signal("s")] }, 'eval "triage" has two signals named "s"'],
    ["a negative failure cost", { failureCostUsd: -1 }, "failureCostUsd must be 0 or more, found -1"],
    ["a failure cost that is no number", { failureCostUsd: Number.NaN }, "found NaN"],
    ["an endless failure cost", { failureCostUsd: Number.POSITIVE_INFINITY }, "found Infinity"],
    [
      "caching that is neither on nor off",
      { cache: "5m" as unknown as boolean },
      'cache must be true or false, found "5m"',
    ],
  ])("refuses %s", (_name, change, message) => {
    const define = () => defineEval({ ...spec, ...change });
    expect(define).toThrow(UsageError);
    expect(define).toThrow(message);
  });

  it("takes one name for a scorer and a signal, and a failure cost of 0", () => {
    expect(() => defineEval({ ...spec, signals: [signal("exact")], failureCostUsd: 0 })).not.toThrow();
  });
});

describe("composeRequest", () => {
  it("appends the signals' instructions to the system prompt, in order", () => {
    const signals = [signal("a", { instruction: "Say A." }), signal("b"), signal("c", { instruction: "Say C." })];
    expect(composeRequest(defineEval({ ...spec, signals }), item, tier)).toEqual({
      system: "Sort.\n\nSay A.\n\nSay C.",
      messages: [{ role: "user", content: "hello" }],
      model: "claude-haiku",
      params: { maxTokens: 64, effort: "low" },
    });
  });

  it("has no system prompt where nobody says anything", () => {
    const prompt = () => ({ messages: [{ role: "user" as const, content: "x" }] });
    expect(composeRequest(defineEval({ ...spec, prompt }), item, tier)).not.toHaveProperty("system");
  });

  it("hands the schema of a structured answer on", () => {
    const prompt = () => ({ messages: [], outputSchema: { type: "object" } });
    expect(composeRequest(defineEval({ ...spec, prompt }), item, tier).outputSchema).toEqual({ type: "object" });
  });
});

describe("stripSignals", () => {
  it("takes every signal's words off, one after the other", () => {
    const signals = [
      signal("a", { strip: (text) => text.replace("[a]", "") }),
      signal("none"),
      signal("b", { strip: (text) => text.replace("[b]", "") }),
    ];
    expect(stripSignals(defineEval({ ...spec, signals }), "x[a][b]")).toBe("x");
  });

  it("keeps an answer that is empty once stripped", () => {
    expect(stripSignals(defineEval({ ...spec, signals: [signal("a", { strip: () => "" })] }), "x")).toBe("");
  });
});

describe("referenceAnswer", () => {
  const evaluation = defineEval(spec);

  it("is the label as text or as JSON, or what the eval says", () => {
    expect(referenceAnswer(evaluation, item)).toBe("a");
    expect(referenceAnswer(evaluation, { ...item, expected: { a: [1] } })).toBe('{"a":[1]}');
    expect(referenceAnswer(evaluation, { ...item, expected: null })).toBe("null");
    expect(referenceAnswer(defineEval({ ...spec, referenceAnswer: () => "said" }), item)).toBe("said");
  });

  it("is refused without a label", () => {
    const { expected: _expected, ...unlabelled } = item;
    expect(() => referenceAnswer(evaluation, unlabelled)).toThrow('item "i1": no expected value');
  });
});

describe("evalVersion", () => {
  const version = (change: Partial<EvalSpec>) => evalVersion(defineEval({ ...spec, ...change }));

  it("changes with scorers, signals and the way scores are joined", () => {
    const versions = [
      version({}),
      version({ scorers: [validator("exact", "2")] }),
      version({ scorers: [validator("other")] }),
      version({ scorers: [validator("exact"), validator("other")] }),
      version({ signals: [signal("s")] }),
      version({ signals: [signal("s", { version: "2" })] }),
      version({ reduce: "mean" }),
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });

  it("does not change with words about the eval", () => {
    expect(version({ description: "other", dataset: "elsewhere", failureCostUsd: 9 })).toBe(version({}));
  });
});
