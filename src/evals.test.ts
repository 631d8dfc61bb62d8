import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import incidentSummary from "../evals/incident-summary.eval.js";
import invoiceExtraction from "../evals/invoice-extraction.eval.js";
import ticketTriage from "../evals/ticket-triage.eval.js";
import type { Dataset } from "./core/dataset.js";
import { composeRequest, type EvalDefinition, referenceAnswer, stripSignals } from "./core/eval.js";
import { DIFFICULTIES, type Item } from "./core/item.js";
import { canonicalJson } from "./core/json.js";
import { type ModelResponse, NO_USAGE } from "./core/model-response.js";
import { isScore } from "./core/score.js";
import { requestedLevels, selfReportLine } from "./core/self-report.js";
import { TierSchema } from "./core/tier.js";
import { loadDataset } from "./datasets/load-dataset.js";

type Mutation = readonly [name: string, text: string];

interface Shipped {
  readonly evaluation: EvalDefinition;
  /** The reference answer of an item, damaged. */
  readonly mutations: (reference: string, item: Item, all: readonly Item[]) => readonly Mutation[];
}

const around: (reference: string) => readonly Mutation[] = (reference) => [
  ["empty", ""],
  ["words before", `Here is the answer:\n${reference}`],
  ["words after", `${reference}\n\nLet me know if you need anything else.`],
];

const SHIPPED: readonly Shipped[] = [
  {
    evaluation: ticketTriage,
    mutations: (reference, _item, all) => {
      const isOther = (label: unknown): label is string => typeof label === "string" && label !== reference;
      const other = all.map(({ expected }) => expected).find(isOther) ?? "";
      return [
        ...around(reference),
        ["another queue", other],
        ["a sentence", `The queue is ${reference}.`],
        ["two queues", `${reference}, ${other}`],
      ];
    },
  },
  {
    evaluation: invoiceExtraction,
    mutations: (reference) => {
      const fields = JSON.parse(reference) as { readonly [field: string]: unknown };
      const changed = (change: object) => JSON.stringify({ ...fields, ...change });
      return [
        ...around(reference),
        ["no fields", "{}"],
        ["another total", changed({ total: Number(fields.total) + 0.01 })],
        ["the other sign", changed({ total: -Number(fields.total) })],
        ["another number", changed({ invoiceNumber: `${String(fields.invoiceNumber)}1` })],
        ["another issue date", changed({ issueDate: "1999-12-31" })],
        ["an invented due date", changed({ dueDate: fields.dueDate === null ? fields.issueDate : null })],
        ["another vendor", changed({ vendor: "Somebody Else Ltd" })],
        ["an invented order", changed({ purchaseOrder: fields.purchaseOrder === null ? "PO-1" : null })],
        ["an invented tax", changed({ tax: fields.tax === null ? 0 : null })],
      ];
    },
  },
  {
    evaluation: incidentSummary,
    mutations: (reference, { expected }) => {
      const bullets = reference.split("\n");
      const { forbidden } = expected as { readonly forbidden: readonly string[] };
      return [
        ...around(reference),
        ...bullets.map(
          (_, drop) => ["a bullet less", bullets.filter((_, index) => index !== drop).join("\n")] as const,
        ),
        ["a bullet more", `${reference}\n- All is well.`],
        ["other bullets", bullets.map((bullet) => bullet.replaceAll("- ", "* ")).join("\n")],
        ["three empty phrases", "- Something happened.\n- There was a reason.\n- It will be looked at."],
        ...forbidden.map((phrase) => ["what must not be said", `${reference} ${phrase}`] as const),
      ];
    },
  },
];

const tier = TierSchema.parse({ id: "haiku", model: "claude-haiku" });
const rootPath = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function responseOf(text: string): ModelResponse {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  return { text, stopReason: "end_turn", model: "m", requestId: null, ...usage };
}

/** The score of an answer by the validators alone, and what they say. */
async function scoreOf(evaluation: EvalDefinition, item: Item, text: string) {
  const validators = evaluation.scorers.filter((scorer) => scorer.kind === "validator");
  const results = await Promise.all(
    validators.map(async (validator) => validator.score({ item, text, response: responseOf(text) })),
  );
  const values = results.map((result) => (isScore(result) ? result.value : Number.NaN));
  return { value: Math.min(...values), reasons: results.map(({ reason }) => reason) };
}

describe.each(SHIPPED.map((shipped) => [shipped.evaluation.taskType, shipped] as const))("%s", (taskType, shipped) => {
  const { evaluation, mutations } = shipped;
  let dataset: Dataset;
  beforeAll(async () => {
    dataset = await loadDataset(rootPath(evaluation.dataset), taskType);
  });

  it("has a dataset of its own name with 150 items or more, in both splits", () => {
    expect(dataset.manifest.name).toBe(taskType);
    expect(dataset.items.length).toBeGreaterThanOrEqual(150);
    const inCalibration = dataset.items.filter(({ split }) => split === "calibration").length / dataset.items.length;
    expect(inCalibration).toBeGreaterThan(0.25);
    expect(inCalibration).toBeLessThan(0.55);
  });

  it("gives 1 to the reference answer of every item", async () => {
    const wrong: unknown[] = [];
    for (const item of dataset.items) {
      const { value, reasons } = await scoreOf(evaluation, item, referenceAnswer(evaluation, item));
      if (value !== 1) wrong.push([item.id, value, reasons]);
    }
    expect(wrong).toEqual([]);
  });

  it("gives less than 1 to every damaged reference answer", async () => {
    const accepted: unknown[] = [];
    for (const item of dataset.items) {
      const damaged = mutations(referenceAnswer(evaluation, item), item, dataset.items);
      expect(damaged.length).toBeGreaterThanOrEqual(3);
      for (const [name, text] of damaged) {
        const { value } = await scoreOf(evaluation, item, text);
        if (!(value < 1)) accepted.push([item.id, name, value]);
      }
    }
    expect(accepted).toEqual([]);
  });

  it("reads every reference answer, stated with confidence, as the highest signal", async () => {
    const low: unknown[] = [];
    for (const item of dataset.items) {
      const answer = referenceAnswer(evaluation, item);
      const levels = requestedLevels(composeRequest(evaluation, item, tier).system ?? "");
      const rawText = levels === null ? answer : `${answer}\n\n${selfReportLine(levels.at(-1) ?? "")}`;
      const text = stripSignals(evaluation, rawText);
      expect(text).toBe(answer);
      for (const signal of evaluation.signals) {
        const extraTexts = Array.from({ length: signal.extraCalls }, () => answer);
        const seen = { input: item.input, rawText, text, response: responseOf(rawText), extraTexts };
        const { value, isMissing } = await signal.read(seen);
        if (value !== (signal.levels ?? [0, 1]).length - 1 || isMissing) low.push([item.id, signal.name, value]);
      }
    }
    expect(low).toEqual([]);
  });

  it("does not read an empty answer as a confident one", async () => {
    for (const signal of evaluation.signals) {
      const seen = { input: {}, rawText: "", text: "", response: responseOf(""), extraTexts: [] };
      expect(await signal.read(seen)).toMatchObject({ value: 0 });
    }
  });

  it("asks every item in the same words, whatever its label", () => {
    const systems = new Set<string | undefined>();
    for (const item of dataset.items) {
      const request = composeRequest(evaluation, item, tier);
      systems.add(request.system);
      const { expected: _expected, tags: _tags, difficulty: _difficulty, cluster: _cluster, ...bare } = item;
      expect(composeRequest(evaluation, { ...bare, id: "other", expected: "other" }, tier)).toEqual(request);
    }
    expect(systems.size).toBe(1);
  });

  it("has a canary, which no model is shown", () => {
    const { canary } = dataset.manifest;
    expect(canary).toMatch(/^tierbench-canary-[0-9a-f-]{36}$/);
    const shown = dataset.items.map((item) => canonicalJson(composeRequest(evaluation, item, tier).messages));
    expect(shown.filter((text) => text.includes("tierbench-canary"))).toEqual([]);
    expect(readFileSync(rootPath(`${evaluation.dataset}/README.md`), "utf8")).toContain(canary);
  });

  it("shows no two items the same input", () => {
    expect(new Set(dataset.items.map(({ input }) => canonicalJson(input))).size).toBe(dataset.items.length);
  });

  it("has as many items, in all and by difficulty, tag and cluster, as its README says", () => {
    const readme = readFileSync(rootPath(`${evaluation.dataset}/README.md`), "utf8");
    const { items } = dataset;
    expect(/\b(\d+) (?:records of|short texts of|tickets sent)/.exec(readme)?.[1]).toBe(String(items.length));
    for (const difficulty of DIFFICULTIES) {
      const count = items.filter((item) => item.difficulty === difficulty).length;
      expect(difficultyInReadme(readme, difficulty), difficulty).toBe(count);
    }
    const tags = new Map(
      [...readme.matchAll(/^\| `([a-z-]+)` \| (\d+) \| [^|\d][^|]*\|$/gm)].map((row) => [row[1], row[2]]),
    );
    expect(Object.fromEntries(tags)).toEqual(tagCounts(items));
    const clusters = items.flatMap(({ cluster }) => cluster ?? []);
    expect(readme).toMatch(new RegExp(`\\b${new Set(clusters).size} clusters\\b[^.]*\\b${clusters.length} items\\b`));
  });
});

describe("the shipped datasets", () => {
  it("have ids, canaries and task types that are unique across all of them", async () => {
    const datasets = await Promise.all(
      SHIPPED.map(({ evaluation }) => loadDataset(rootPath(evaluation.dataset), evaluation.taskType)),
    );
    const ids = datasets.flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(datasets.map(({ manifest }) => manifest.canary)).size).toBe(SHIPPED.length);
    expect(new Set(datasets.map(({ taskType }) => taskType)).size).toBe(SHIPPED.length);
  });

  it("have every label of ticket-triage, each as often as the README says", async () => {
    const { items, manifest } = await loadDataset(rootPath(ticketTriage.dataset), ticketTriage.taskType);
    const readme = readFileSync(rootPath(`${ticketTriage.dataset}/README.md`), "utf8");
    for (const label of manifest.labels ?? []) {
      const ofLabel = items.filter(({ expected }) => expected === label);
      const counts = DIFFICULTIES.map((difficulty) => ofLabel.filter((item) => item.difficulty === difficulty).length);
      expect(readme).toContain(`| \`${label}\` | ${[...counts, ofLabel.length].join(" | ")} |`);
    }
    expect(manifest.labels).toHaveLength(8);
  });
});

/** "64 easy", "easy 66", or the bottom row of a table whose columns are the difficulties. */
function difficultyInReadme(readme: string, difficulty: string): number {
  const total = /^\| total \| (\d+) \| (\d+) \| (\d+) \|/m.exec(readme);
  if (total) return Number(total[DIFFICULTIES.findIndex((name) => name === difficulty) + 1]);
  const counts = /^Difficulty: (.*?)\./m.exec(readme)?.[1] ?? "";
  const found = new RegExp(`(\\d+) ${difficulty}\\b|\\b${difficulty} (\\d+)`).exec(counts);
  return Number(found?.[1] ?? found?.[2]);
}

function tagCounts(items: readonly Item[]): { readonly [tag: string]: string } {
  const counts = new Map<string, number>();
  for (const tag of items.flatMap(({ tags }) => tags ?? [])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return Object.fromEntries([...counts].map(([tag, count]) => [tag, String(count)]));
}
