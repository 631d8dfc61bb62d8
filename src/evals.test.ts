import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { composeRequest, type EvalDefinition, referenceAnswer, stripSignals } from "./core/eval.js";
import { requestedLevels, selfReportLine } from "./core/self-report.js";
import { TierSchema } from "./core/tier.js";
import { loadDataset } from "./datasets/load-dataset.js";
import type { EvalWithItems } from "./runner/plan-run.js";
import { unaskedResponse } from "./scorers/unasked-answer.js";
import { contextOf, whyUnavailable } from "./testing/dataset-scores.js";
import { sharedNames, verifyDataset } from "./testing/verify-dataset.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TASK_TYPES = readdirSync(`${ROOT}/evals`)
  .filter((name) => name.endsWith(".eval.ts"))
  .map((name) => name.replace(".eval.ts", ""));
/** Some validators start a process for every answer. */
const SLOW_MS = 600_000;
const tier = TierSchema.parse({ id: "haiku", model: "claude-haiku" });

async function shipped(taskType: string): Promise<EvalWithItems> {
  const { default: evaluation } = (await import(`../evals/${taskType}.eval.ts`)) as {
    readonly default: EvalDefinition;
  };
  return { evaluation, dataset: await loadDataset(`${ROOT}/${evaluation.dataset}`, evaluation.taskType) };
}

/** Where every answer starts a process, some of them are scored here, and all by `npm run verify:datasets`. */
function everyOf({ evaluation }: EvalWithItems): number {
  return evaluation.scorers.some((scorer) => scorer.kind === "validator" && scorer.programLanguage !== undefined)
    ? 16
    : 1;
}

describe.each(TASK_TYPES)("%s", (taskType) => {
  let one: EvalWithItems;
  beforeAll(async () => {
    one = await shipped(taskType);
  });

  it("is named as its file, its folder and its dataset are, and says what a wrong answer costs", () => {
    const { evaluation } = one;
    expect([evaluation.taskType, evaluation.dataset]).toEqual([taskType, `datasets/${taskType}`]);
    expect(evaluation.failureCostUsd).toBeGreaterThan(0);
  });

  it(
    "verifies: form, README, references, mutations, generator, lint",
    async () => {
      const every = everyOf(one);
      const report = await verifyDataset(ROOT, one, every);
      expect(report.failures).toEqual([]);
      const tried = Math.ceil(one.dataset.items.length / every);
      expect(report.references.tried).toBe(tried);
      expect(report.mutations.tried).toBeGreaterThanOrEqual(5 * tried);
    },
    SLOW_MS,
  );

  it("has items in both splits", () => {
    const { items } = one.dataset;
    const inCalibration = items.filter(({ split }) => split === "calibration").length / items.length;
    expect(inCalibration).toBeGreaterThan(0.25);
    expect(inCalibration).toBeLessThan(0.55);
  });

  it(
    "reads every reference answer, stated with confidence, as the highest signal",
    async () => {
      const { evaluation, dataset } = one;
      const low: unknown[] = [];
      const every = everyOf(one);
      for (const item of dataset.items.filter((_, at) => at % every === 0)) {
        const answer = referenceAnswer(evaluation, item);
        // Where its validators cannot run here, neither can signals that are made of them.
        if ((await whyUnavailable(evaluation, item)) !== null) continue;
        const levels = requestedLevels(composeRequest(evaluation, item, tier).system ?? "");
        const { item: _item, ...context } = await contextOf(evaluation, item, answer);
        const rawText = levels === null ? context.text : `${context.text}\n\n${selfReportLine(levels.at(-1) ?? "")}`;
        expect(stripSignals(evaluation, rawText)).toBe(context.text);
        // What the colleague asks may be refused in the end, which is an answer too.
        if (context.conversation?.steps.at(-1)?.result?.isError === true) continue;
        for (const signal of evaluation.signals) {
          const extraTexts = Array.from({ length: signal.extraCalls }, () => answer);
          const seen = { ...context, input: item.input, rawText, response: unaskedResponse(rawText), extraTexts };
          const { value, isMissing } = await signal.read(seen);
          if (value !== (signal.levels ?? [0, 1]).length - 1 || isMissing) low.push([item.id, signal.name, value]);
        }
      }
      expect(low).toEqual([]);
    },
    SLOW_MS,
  );

  it("does not read an empty answer as a confident one", async () => {
    const input = one.dataset.items[0]?.input ?? {};
    for (const signal of one.evaluation.signals) {
      const seen = { input, rawText: "", text: "", response: unaskedResponse(""), extraTexts: [] };
      expect(await signal.read(seen)).toMatchObject({ value: 0 });
    }
  });

  it("asks every item in the same words, whatever its label", () => {
    const { evaluation, dataset } = one;
    const systems = new Set<string | undefined>();
    for (const item of dataset.items) {
      const request = composeRequest(evaluation, item, tier);
      systems.add(request.system);
      const { expected: _expected, tags: _tags, difficulty: _difficulty, cluster: _cluster, ...bare } = item;
      expect(composeRequest(evaluation, { ...bare, id: "other", expected: "other" }, tier)).toEqual(request);
    }
    expect(systems.size).toBe(1);
  });
});

describe("the shipped datasets", () => {
  it("have ids and canaries that are unique across all of them", async () => {
    expect(sharedNames(await Promise.all(TASK_TYPES.map(shipped)))).toEqual([]);
  });
});
