/**
 * Invented runs for looking at reports: three task types with a cascade, twelve
 * with four tiers, and the least that a report can be about.
 * @module
 */
import type { CalibrationOptions } from "../core/calibration.js";
import { sha256Hex } from "../core/json.js";
import type { Run } from "../core/run.js";
import type { ReportInput } from "../report/report-input.js";
import { sampleCalibration } from "./report-sample-calibration.js";
import { itemsOf, outcomesOf } from "./report-sample-outcomes.js";
import { tableOf } from "./report-sample-table.js";
import { CREATED, HAIKU, OPUS, RUN_ID, type SampleWorld, SONNET } from "./report-sample-world.js";

const QUEUES = ["billing", "refund", "shipping", "account", "bug", "feature-request", "legal", "other"];

const TICKETS = [
  "I was charged twice for my October invoice and the second charge still shows as pending. Can you undo one of them?",
  "The parcel has been at the sorting centre for nine days. The tracking page has not moved since Tuesday.",
  "After the last update the export button does nothing. Firefox 148, no error in the console that I can see.",
  "Please close my account and delete what you hold about me. I would like that confirmed in writing.",
  "The jacket came in the wrong size. I sent it back two weeks ago, and the money has not arrived.",
];

const SERVICES = ["checkout", "search", "auth", "billing-export", "image-resize"];

/**
 * Three task types on three tiers: one single cheap tier, one cascade, one undecided; judge cost, a few errors.
 *
 * @param share - of the usual 450 items, in (0, 1]
 */
export function reportSample(share = 1): ReportInput {
  return build({
    seed: 7,
    tiers: [HAIKU, SONNET, OPUS],
    types: [
      {
        name: "triage",
        items: Math.ceil(152 * share),
        ability: [0.955, 0.96, 0.967],
        input: (index) => ({
          text: TICKETS[index % TICKETS.length] ?? "",
          channel: index % 3 === 0 ? "email" : "chat",
          language: "en",
        }),
        right: (index) => QUEUES[index % QUEUES.length] ?? "other",
        wrong: (index) => QUEUES[(index + 3) % QUEUES.length] ?? "other",
      },
      {
        name: "extraction",
        items: Math.ceil(148 * share),
        ability: [0.81, 0.87, 0.95],
        input: (index) => ({
          text: `INVOICE ${2026000 + index}\nKettner & Sons Ltd\nDate: 03/${10 + (index % 18)}/2026\nNet 1,${200 + index}.50 EUR\nVAT 19 %\nTotal due within 14 days`,
        }),
        right: (index) => JSON.stringify({ invoice: String(2026000 + index), currency: "EUR", net: 1200.5 + index }),
        wrong: (index) => JSON.stringify({ invoice: String(2026000 + index), currency: "USD", net: 1200.5 + index }),
      },
      {
        name: "structured-summary",
        items: Math.ceil(150 * share),
        ability: [0.66, 0.88, 0.9],
        input: (index) => ({
          log: `02:${10 + (index % 50)} ${SERVICES[index % 5]} p99 above 4 s\n02:${12 + (index % 40)} pool exhausted, 512 waiting\n02:41 rollback of build ${4100 + index}\n02:47 recovered`,
          audience: "on-call",
        }),
        right: (index) =>
          `${SERVICES[index % 5]} slowed down when its connection pool ran out; rolling back build ${4100 + index} ended it at 02:47.`,
        wrong: (index) =>
          `${SERVICES[index % 5]} had a network outage that resolved itself. No deployment was involved.`,
        judgeUsd: 0.0034,
      },
    ],
    options: { margin: 0.05, harm: 0.03 },
    simulated: true,
    cascades: ["extraction"],
    hasSignals: true,
    errorRate: 0.008,
    warnings: ["The judge of structured-summary has not been compared with human labels."],
  });
}

/** Twelve task types on four tiers, without signals, judge or errors: an imported table of outcomes. */
export function wideReportSample(): ReportInput {
  const names = [
    "simple-function",
    "multiple-function",
    "parallel-function",
    "parallel-multiple",
    "java",
    "javascript",
    "relevance",
    "irrelevance",
    "live-simple",
    "live-multiple",
    "executable-simple",
    "rest",
  ];
  return build({
    seed: 11,
    tiers: [
      { id: "haiku-3", model: "claude-3-haiku-20240307", costUsd: 0.00019, latencyMs: 1100 },
      { id: "sonnet-3", model: "claude-3-sonnet-20240229", costUsd: 0.0022, latencyMs: 2300 },
      { id: "sonnet-3-5", model: "claude-3-5-sonnet-20240620", costUsd: 0.0021, latencyMs: 1900 },
      { id: "opus-3", model: "claude-3-opus-20240229", costUsd: 0.0109, latencyMs: 5200 },
    ],
    types: names.map((name, index) => ({
      name,
      items: 60 + ((index * 37) % 140),
      ability: [0.62 + 0.025 * index, 0.7 + 0.02 * index, 0.93, 0.88],
      input: (item) => ({
        question: `Call the function that answers question ${item} of ${name}.`,
        functions: ["lookup(city: string)", "distance(a: string, b: string)"],
      }),
      right: (item) => `lookup(city="${item}")`,
      wrong: () => "I cannot call functions.",
    })),
    options: { margin: 0.05 },
    simulated: false,
    cascades: [],
    hasSignals: false,
    errorRate: 0,
    warnings: [],
  });
}

/** One task type, two tiers, nothing known about money or time. */
export function minimalReportSample(): ReportInput {
  return build({
    seed: 3,
    tiers: [
      { id: "small", model: "small-model", costUsd: null, latencyMs: 0 },
      { id: "large", model: "large-model", costUsd: null, latencyMs: 0 },
    ],
    types: [
      {
        name: "yes-or-no",
        items: 40,
        ability: [0.8, 0.9],
        input: (index) => ({ question: `Is ${index} even?` }),
        right: (index) => (index % 2 === 0 ? "yes" : "no"),
        wrong: (index) => (index % 2 === 0 ? "no" : "yes"),
      },
    ],
    options: { minItems: 50 },
    simulated: false,
    cascades: [],
    hasSignals: false,
    errorRate: 0,
    warnings: ["No price is known for small-model and large-model: costs are unknown."],
  });
}

/** A report about many items of one kind, for limits of size. */
export function largeReportSample(items: number, textLength: number): ReportInput {
  const long = "All work and no play. ".repeat(Math.ceil(textLength / 22)).slice(0, textLength);
  return build({
    seed: 5,
    tiers: [HAIKU, SONNET, OPUS],
    types: [
      {
        name: "long-answers",
        items,
        ability: [0.6, 0.9, 0.95],
        input: () => ({ text: long }),
        right: () => `right ${long}`,
        wrong: () => `wrong ${long}`,
      },
    ],
    options: {},
    simulated: false,
    cascades: [],
    hasSignals: false,
    errorRate: 0,
    warnings: [],
  });
}

function build(world: SampleWorld): ReportInput {
  const random = seeded(world.seed);
  const items = world.types.flatMap(itemsOf);
  const outcomes = world.types.flatMap((type) => outcomesOf(type, world, random));
  const tierOrder = world.tiers.map(({ id }) => id);
  const options: CalibrationOptions = {
    reference: tierOrder.at(-1) ?? "",
    margin: 0.03,
    harm: 0.02,
    confidence: 0.95,
    seed: 1,
    minItems: 30,
    traffic: null,
    allowMissing: world.errorRate > 0,
    objective: { kind: "cost" },
    tasksPerDay: null,
    ...world.options,
  };
  const calibration = sampleCalibration({
    outcomes,
    tierOrder,
    options,
    simulated: world.simulated,
    cascades: world.cascades,
    warnings: world.warnings,
  });
  const run = runOf(world, outcomes.length);
  return { calibration, table: tableOf(calibration, world, run), runs: [run], outcomes, items, toolVersion: "0.1.0" };
}

function runOf({ tiers, types, simulated, hasSignals }: SampleWorld, plannedCells: number): Run {
  const isJudged = types.some(({ judgeUsd }) => judgeUsd !== undefined);
  return {
    runId: RUN_ID,
    createdAt: CREATED,
    finishedAt: "2026-11-18T09:31:02.000Z",
    status: "finished",
    origin: hasSignals ? "run" : "import",
    simulated,
    toolVersion: "0.1.0",
    tiers: tiers.map(({ id, model }) => ({ id, model, params: { maxTokens: 1024 } })),
    trials: 1,
    taskTypes: types.map(({ name }) => name),
    datasets: types.map(({ name, items }) => ({
      id: name,
      version: "2026.4",
      sha256: sha256Hex(name),
      items,
      clusters: items,
      license: "CC-BY-4.0",
    })),
    signals: [],
    promptHashes: Object.fromEntries(types.map(({ name }) => [name, sha256Hex(`prompt ${name}`)])),
    judge: isJudged ? { tier: "sonnet", model: SONNET.model, rubricHashes: { faithful: sha256Hex("rubric") } } : null,
    priceBookDate: tiers.some(({ costUsd }) => costUsd !== null) ? "2026-11-01" : null,
    failureCostsUsd: {},
    baseUrl: null,
    plannedCells,
  };
}

/** Mulberry32: small, fast, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
