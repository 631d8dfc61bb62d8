/**
 * Invented runs for looking at reports: three task types with a cascade, twelve
 * with four tiers, and the least that a report can be about.
 * @module
 */
import type { Calibration, CalibrationOptions } from "../core/calibration.js";
import type { Item } from "../core/item.js";
import { contentHash, type JsonObject, sha256Hex } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import { stepsOf } from "../core/policy.js";
import { nanoFromUsd } from "../core/price.js";
import { type Guarantee, type Route, type RoutingTable, SCHEMA_VERSION } from "../core/routing-table.js";
import type { Run } from "../core/run.js";
import { sealTable } from "../core/table-file.js";
import type { ReportInput } from "../report/report-input.js";
import { sampleCalibration } from "./report-sample-calibration.js";

/** One tier of a sample world. */
interface SampleTier {
  readonly id: string;
  readonly model: string;
  /** USD per item; null: not known. */
  readonly costUsd: number | null;
  readonly latencyMs: number;
}

interface SampleType {
  readonly name: string;
  readonly items: number;
  /** Probability of a right answer, by tier. */
  readonly ability: readonly number[];
  readonly input: (index: number) => JsonObject;
  readonly right: (index: number) => string;
  readonly wrong: (index: number) => string;
  readonly judgeUsd?: number;
}

interface SampleWorld {
  readonly seed: number;
  readonly tiers: readonly SampleTier[];
  readonly types: readonly SampleType[];
  readonly options: Partial<CalibrationOptions>;
  readonly simulated: boolean;
  readonly cascades: readonly string[];
  readonly hasSignals: boolean;
  /** Share of cells that never got an answer. */
  readonly errorRate: number;
  readonly warnings: readonly string[];
}

const CREATED = "2026-11-18T09:12:44.000Z";
const RUN_ID = "2026-11-18-quarterly";
const QUEUES = ["billing", "refund", "shipping", "account", "bug", "feature-request", "legal", "other"];
const TICKETS = [
  "I was charged twice for my October invoice and the second charge still shows as pending. Can you undo one of them?",
  "The parcel has been at the sorting centre for nine days. The tracking page has not moved since Tuesday.",
  "After the last update the export button does nothing. Firefox 148, no error in the console that I can see.",
  "Please close my account and delete what you hold about me. I would like that confirmed in writing.",
  "The jacket came in the wrong size. I sent it back two weeks ago, and the money has not arrived.",
];
const SERVICES = ["checkout", "search", "auth", "billing-export", "image-resize"];

const HAIKU: SampleTier = { id: "haiku", model: "claude-haiku-5-5", costUsd: 0.00041, latencyMs: 620 };
const SONNET: SampleTier = { id: "sonnet", model: "claude-sonnet-5-5", costUsd: 0.0061, latencyMs: 1450 };
const OPUS: SampleTier = { id: "opus", model: "claude-opus-5-5", costUsd: 0.0112, latencyMs: 2600 };

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

function itemsOf({ name, items, input, right }: SampleType): readonly Item[] {
  return Array.from({ length: items }, (_, index) => ({
    id: itemId(name, index),
    input: input(index),
    expected: right(index),
    taskType: name,
    split: "test",
    contentHash: contentHash({ input: input(index), expected: right(index) }),
  }));
}

function itemId(name: string, index: number): string {
  return `${name}-${String(index + 1).padStart(4, "0")}`;
}

function outcomesOf(type: SampleType, world: SampleWorld, random: () => number): readonly Outcome[] {
  return Array.from({ length: type.items }, (_, index) => index).flatMap((index) => {
    // One difficulty per item: tiers tend to fail on the same ones.
    const difficulty = random();
    return world.tiers.map((tier, rank) => {
      const isRight = difficulty + (random() - 0.5) * 0.06 < (type.ability[rank] ?? 0.5);
      return outcomeOf({ type, tier, world, index, isRight, random });
    });
  });
}

interface CellSpec {
  readonly type: SampleType;
  readonly tier: SampleTier;
  readonly world: SampleWorld;
  readonly index: number;
  readonly isRight: boolean;
  readonly random: () => number;
}

function outcomeOf({ type, tier, world, index, isRight, random }: CellSpec): Outcome {
  const isErrored = random() < world.errorRate;
  const spread = 0.7 + 0.6 * random() + (random() < 0.06 ? 1.8 : 0);
  const level = world.hasSignals ? levelOf(isRight, random()) : null;
  const cost = tier.costUsd === null ? null : nanoFromUsd(tier.costUsd * spread);
  const judge = type.judgeUsd === undefined ? null : nanoFromUsd(type.judgeUsd * spread);
  const score = isErrored ? null : Number(isRight);
  const scorer = judge === null ? ("validator" as const) : ("judge" as const);
  return {
    runId: RUN_ID,
    cellKey: sha256Hex(`${type.name}/${index}/${tier.id}`),
    itemId: itemId(type.name, index),
    taskType: type.name,
    tier: tier.id,
    trial: 0,
    model: tier.model,
    cluster: null,
    status: isErrored ? "errored" : "scored",
    outcomeClass: isErrored ? errorClass(judge !== null, random()) : "ok",
    score,
    scores:
      score === null
        ? []
        : [
            {
              scorer: judge === null ? "label-match" : "faithful",
              kind: scorer,
              value: score,
              reason: isRight ? "equal to the label" : `expected ${type.right(index)}, found ${type.wrong(index)}`,
              version: "1",
              ...(judge === null ? {} : { judgeModel: SONNET.model }),
            },
          ],
    signals: level === null ? [] : [{ name: "self-report", value: ["low", "medium", "high"].indexOf(level), level }],
    responseText: isErrored ? null : isRight ? type.right(index) : type.wrong(index),
    usage: null,
    costNanoUsd: isErrored ? null : cost,
    signalCostNanoUsd: level === null || isErrored ? null : 0,
    judgeCostNanoUsd: isErrored ? null : judge,
    chargedNanoUsd: cost === null ? null : Math.round((cost + (judge ?? 0)) * (isErrored ? 2 : 1)),
    latencyMs: tier.latencyMs === 0 || isErrored ? null : Math.round(tier.latencyMs * spread),
    attempts: isErrored ? 4 : 1,
    error: isErrored ? "overloaded" : null,
    simulated: world.simulated,
    extra: {},
  };
}

function levelOf(isRight: boolean, draw: number): string {
  if (isRight) return draw < 0.72 ? "high" : draw < 0.93 ? "medium" : "low";
  return draw < 0.07 ? "high" : draw < 0.5 ? "medium" : "low";
}

function errorClass(isJudged: boolean, draw: number): string {
  if (isJudged && draw < 0.4) return "judge_error";
  return draw < 0.75 ? "infra_transient_exhausted" : "infra_timeout";
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

function tableOf(calibration: Calibration, { tiers, hasSignals }: SampleWorld, run: Run): RoutingTable {
  const { options } = calibration;
  const own = calibration.policies.find(({ name }) => name === "table");
  return sealTable({
    schemaVersion: SCHEMA_VERSION,
    requires: ["cascade.v1"],
    tableId: "rt-2026-11-18-1",
    supersedes: null,
    provenance: {
      tool: { name: "tierbench", version: "0.1.0" },
      simulated: calibration.simulated,
      runIds: [run.runId],
      createdAt: CREATED,
      datasets: run.datasets,
      promptHashes: run.promptHashes,
      judge: run.judge,
      priceBookDate: run.priceBookDate,
      trials: 1,
      seed: options.seed,
      splits: calibration.whole.split,
      missingCells: calibration.missing.reduce((sum, { cells }) => sum + cells, 0),
    },
    validity: {
      notBefore: CREATED,
      staleAfter: "2027-02-16T00:00:00.000Z",
      expiresAt: "2027-05-17T00:00:00.000Z",
      onStale: "warn",
      onExpired: "reference",
      modelPin: "strict",
    },
    tiers: tiers.map(({ id, model }, rank) => ({
      id,
      rank,
      provider: "anthropic",
      model,
      params: { maxTokens: 1024 },
      prices: [],
    })),
    defaults: { unknownTaskType: "safe", referenceTier: options.reference, maxHops: 2, maxCostUsd: null },
    signals: hasSignals
      ? { "self-report": { kind: "self-report", levels: ["low", "medium", "high"], version: "1", onMissing: "lowest" } }
      : {},
    routes: Object.fromEntries(
      calibration.taskTypes.map((decision) => [decision.taskType, routeOf(decision, options)]),
    ),
    policy: {
      margin: options.margin,
      harm: options.harm,
      confidence: options.confidence,
      simultaneous: false,
      traffic: null,
    },
    totals: {
      qualityVsReference: own?.qualityVsReference ?? { v: 0, ci: [0, 0], n: 0 },
      costVsReference: own?.costRatio ?? null,
      crossFitted: calibration.whole.figures,
      basis: calibration.whole.basis,
      reason: calibration.whole.reason,
      guarantee: guaranteeOfWhole(calibration),
    },
  });
}

function guaranteeOfWhole({ whole }: Calibration): Guarantee | null {
  return whole.certificate === null ? null : { ...whole.certificate, assumes: [...whole.certificate.assumes] };
}

function routeOf(decision: Calibration["taskTypes"][number], options: CalibrationOptions): Route {
  const { taskType, tiers, choice, status, comparisons, cascades } = decision;
  const chosen = choice.kind === "single" ? choice.tier : "";
  const summary = tiers.find(({ tier }) => tier === chosen);
  const [cascade] = choice.kind === "cascade" ? cascades : [];
  const compared = comparisons.find(({ tier }) => tier === chosen);
  const quality = cascade?.quality ?? summary?.quality ?? { v: 0, ci: [0, 1], n: 0 };
  const difference = cascade?.difference ?? compared?.difference;
  return {
    match: { taskType },
    plan: stepsOf(choice).map((step) => ({ ...step, accept: step.accept, carry: "none" as const })),
    onExhausted: "return-best",
    errorFallback: [options.reference],
    expected: {
      n: decision.items,
      quality,
      vsReference: { diff: difference?.v ?? 0, ci: difference?.ci ?? [0, 0] },
      costUsd: cascade === undefined ? (summary?.costUsd ?? null) : cascade.costUsd,
      escalation: cascade?.escalation ?? { v: 0, ci: [0, 0], n: decision.items },
      latencyP50Ms: summary?.latencyMs?.p50 ?? null,
    },
    guarantee: guaranteeOf(decision, options),
    alternatives: tiers
      .filter(({ tier }) => tier !== chosen)
      .map(({ tier, quality, costUsd }) => ({
        tier,
        quality: quality.v,
        costUsd: costUsd?.v ?? null,
        reason: "not chosen",
      })),
    monitor: { escalationP0Upper: 0.5, alarmAlpha: 0.01, onAlarm: "alarm" },
    status,
    reason: decision.reason,
    itemsStillNeeded: decision.itemsStillNeeded,
  };
}

function guaranteeOf(
  { choice, status, items }: Calibration["taskTypes"][number],
  { reference, margin, harm }: CalibrationOptions,
): Guarantee | null {
  const shared = { delta: 0.05, scope: "per-route" as const, n: items, assumes: ["exchangeable"] };
  if (choice.kind === "cascade")
    return { type: "harm-rate", epsilon: harm, method: "ltt-fst-binomial", pValue: 0.021, k: 1, ...shared };
  if (choice.tier === reference)
    return { type: "reference", epsilon: 0, method: "identity", pValue: null, k: null, ...shared };
  return status === "certified"
    ? { type: "non-inferiority", epsilon: margin, method: "tango-holm", pValue: 0.008, k: null, ...shared }
    : null;
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
