/**
 * A small benchmark for tests of the runner: items whose prompt ends in the right
 * answer, three tiers, flat prices, and everything a run needs.
 * @module
 */
import { setMaxListeners } from "node:events";
import type { Dataset } from "../core/dataset.js";
import { defineEval, type EvalDefinition, type EvalSpec } from "../core/eval.js";
import { type Item, inputText } from "../core/item.js";
import { contentHash, sha256Hex } from "../core/json.js";
import type { ModelClient, Pricing } from "../core/model-client.js";
import type { Run } from "../core/run.js";
import type { Judge } from "../core/score.js";
import type { Store } from "../core/store.js";
import type { Tier } from "../core/tier.js";
import { Budget } from "../runner/budget.js";
import type { CallJournal } from "../runner/call-journal.js";
import { type PlannedCell, type PlanOptions, planRun } from "../runner/plan-run.js";
import type { BenchmarkOptions } from "../runner/run-benchmark.js";
import { tierGates } from "../runner/tier-gates.js";
import { checkInput } from "../scorers/check-input.js";
import { labelMatch } from "../scorers/label-match.js";
import { jumpingClock } from "./jumping-clock.js";

export const NOW_MS = Date.UTC(2026, 10, 20);
export const CHEAP: Tier = { id: "cheap", model: "claude-haiku-5-5", params: { maxTokens: 64 } };
export const MIDDLE: Tier = { id: "middle", model: "claude-sonnet-5-5", params: { maxTokens: 64 } };
export const DEAR: Tier = { id: "dear", model: "claude-opus-5-5", params: { maxTokens: 64 } };
export const LADDER: readonly Tier[] = [CHEAP, MIDDLE, DEAR];

const LABELS = ["refund", "billing", "bug", "other"];

export function fixtureItems(count: number, taskType = "triage"): readonly Item[] {
  return Array.from({ length: count }, (_, index) => {
    const expected = LABELS[index % LABELS.length] ?? "";
    const content = { input: { text: `ticket number ${index} of ${taskType}, queue ${expected}` }, expected };
    return { id: `item-${index}`, taskType, split: "test", contentHash: contentHash(content), ...content };
  });
}

export function fixtureEval(change: Partial<EvalSpec> = {}): EvalDefinition {
  return defineEval({
    taskType: "triage",
    dataset: "none",
    prompt: (item) => ({ messages: [{ role: "user", content: inputText(item, "text") }] }),
    scorers: [labelMatch()],
    ...change,
  });
}

export function fixtureDataset(count: number, taskType = "triage"): Dataset {
  const items = fixtureItems(count, taskType);
  return { manifest: { name: taskType, version: "1" }, taskType, items, sha256: sha256Hex(taskType) };
}

export function fixturePlan(
  count: number,
  evaluation: EvalDefinition = fixtureEval(),
  options: Partial<PlanOptions> = {},
): readonly PlannedCell[] {
  const dataset = fixtureDataset(count, evaluation.taskType);
  return planRun([{ evaluation, dataset }], { tiers: LADDER, trials: 1, limit: null, judge: null, ...options });
}

export function fixtureRun(plan: readonly PlannedCell[], change: Partial<Run> = {}): Run {
  return {
    runId: "run-1",
    createdAt: new Date(NOW_MS).toISOString(),
    finishedAt: null,
    status: "running",
    origin: "run",
    simulated: false,
    toolVersion: "0.0.0",
    tiers: [...LADDER],
    trials: 1,
    taskTypes: ["triage"],
    datasets: [],
    signals: [],
    promptHashes: {},
    judge: null,
    priceBookDate: null,
    failureCostsUsd: {},
    baseUrl: null,
    plannedCells: plan.length,
    ...change,
  };
}

/** Nano-dollars per input token; an output token costs five times as much. */
const RATES: { readonly [model: string]: number } = { [CHEAP.model]: 1, [MIDDLE.model]: 10, [DEAR.model]: 40 };
/** Input tokens of a worst case. */
const WORST_INPUT = 100;

export const FLAT_PRICING: Pricing = {
  costNanoUsd(model, { inputTokens, outputTokens }) {
    const rate = RATES[model];
    return rate === undefined ? null : rate * (inputTokens + 5 * outputTokens);
  },
  worstCaseNanoUsd({ model, params }) {
    const rate = RATES[model];
    return rate === undefined ? null : rate * (WORST_INPUT + 5 * params.maxTokens);
  },
};

/** Gates that let pass whatever the calls of three tiers and a judge ask. */
export function fixtureGates(concurrency = 4, drain = new AbortController().signal): BenchmarkOptions["gateOf"] {
  setMaxListeners(0, drain);
  return tierGates({ clock: jumpingClock(), concurrencyOf: () => 4 * concurrency, ratesOf: () => ({}), drain });
}

export function fixtureOptions(
  store: Store,
  client: ModelClient,
  change: Partial<BenchmarkOptions> = {},
): BenchmarkOptions {
  const options = {
    store,
    client,
    pricing: FLAT_PRICING,
    budget: new Budget(null),
    tierBudgets: new Map(),
    gateOf: fixtureGates(change.concurrency, change.drain),
    nowMs: () => NOW_MS,
    judge: null,
    checkInput,
    concurrency: 4,
    retryErrors: false,
    drain: new AbortController().signal,
    abort: new AbortController().signal,
    ...change,
  };
  // As the command line does: one listener for every call under way is what these are for.
  setMaxListeners(0, options.drain, options.abort);
  return options;
}

/** A journal that forgets: for tests of one cell. */
export const FORGETFUL_JOURNAL: CallJournal = { intend: async () => {}, settle: async () => {} };

/** A judge that reads `yes` and `no`, and cannot read anything else. */
export function yesNoJudge(name = "kind", version = "rubric-1"): Judge {
  return {
    kind: "judge",
    name,
    version,
    request: ({ text }, nonce) => ({ messages: [{ role: "user", content: `${nonce} is "${text}" kind? answer yes` }] }),
    read({ text, model }) {
      if (text !== "yes" && text !== "no") return { scorer: name, failure: "judge_error", reason: `read "${text}"` };
      const value = text === "yes" ? 1 : 0;
      return { scorer: name, kind: "judge", version, value, reason: text, judgeModel: model };
    },
  };
}
