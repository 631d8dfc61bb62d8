import type { Attempt, Intent } from "../core/attempt.js";
import type { Cell } from "../core/cell.js";
import type { Item } from "../core/item.js";
import { contentHash, sha256Hex } from "../core/json.js";
import type { ModelResponse } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";

/** A cell key that belongs to a name. */
export function keyOf(name: string): string {
  return sha256Hex(`cell ${name}`);
}

export function sampleRun(change: Partial<Run> = {}): Run {
  return {
    runId: "run-1",
    createdAt: "2026-03-01T10:00:00.000Z",
    finishedAt: null,
    status: "running",
    origin: "run",
    simulated: false,
    toolVersion: "0.1.0",
    tiers: [{ id: "haiku", model: "model-h", params: { maxTokens: 64 } }],
    trials: 1,
    taskTypes: ["triage"],
    datasets: [{ id: "triage", version: "1", sha256: sha256Hex("d"), items: 2, clusters: 1 }],
    signals: [],
    promptHashes: { triage: sha256Hex("p") },
    judge: null,
    priceBookDate: "2026-01-15",
    failureCostsUsd: { triage: 0.1 + 0.2 },
    baseUrl: null,
    plannedCells: 2,
    ...change,
  };
}

export function sampleItem(change: Partial<Item> = {}): Item {
  const content = { input: { text: "Where is my parcel?" }, expected: "shipping" };
  return { id: "i-1", taskType: "triage", split: "test", contentHash: contentHash(content), ...content, ...change };
}

export function sampleCell(name: string, change: Partial<Cell> = {}): Cell {
  return { key: keyOf(name), itemId: name, taskType: "triage", tier: "haiku", trial: 0, ...change };
}

export function sampleOutcome(name: string, change: Partial<Outcome> = {}): Outcome {
  return {
    runId: "run-1",
    cellKey: keyOf(name),
    itemId: name,
    taskType: "triage",
    tier: "haiku",
    trial: 0,
    model: "model-h",
    cluster: null,
    status: "scored",
    outcomeClass: "ok",
    score: 1,
    scores: [{ scorer: "label-match", kind: "validator", value: 1, reason: "label equal", version: "1" }],
    signals: [{ name: "self-report", value: 2, level: "high" }],
    responseText: "shipping",
    usage: { inputTokens: 12, outputTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 5, cacheWrite1hTokens: 1 },
    costNanoUsd: 27_000,
    signalCostNanoUsd: 0,
    judgeCostNanoUsd: null,
    chargedNanoUsd: 27_000,
    latencyMs: 812.25,
    attempts: 1,
    error: null,
    simulated: false,
    extra: {},
    ...change,
  };
}

export function sampleAttempt(name: string, change: Partial<Attempt> = {}): Attempt {
  return {
    cellKey: keyOf(name),
    index: 0,
    role: "answer",
    draw: 0,
    batch: null,
    model: "model-h",
    servedModel: "model-h",
    outcomeClass: "ok",
    httpStatus: 200,
    requestId: "req_1",
    startedAtMs: 1_772_359_200_123.5,
    latencyMs: 812.25,
    usage: { inputTokens: 12, outputTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 5, cacheWrite1hTokens: 1 },
    costNanoUsd: 27_000,
    chargedNanoUsd: 27_000,
    error: null,
    ...change,
  };
}

/** What `sampleAttempt` is before it is sent. */
export function sampleIntent(name: string, change: Partial<Intent> = {}): Intent {
  return {
    cellKey: keyOf(name),
    index: 0,
    role: "answer",
    draw: 0,
    model: "model-h",
    batch: null,
    startedAtMs: 1_772_359_200_123.5,
    worstCaseNanoUsd: 90_000,
    ...change,
  };
}

/** The answer of `sampleAttempt`. */
export function sampleResponse(change: Partial<ModelResponse> = {}): ModelResponse {
  return {
    text: "shipping",
    stopReason: "end_turn",
    model: "model-h",
    requestId: "req_1",
    usage: { inputTokens: 12, outputTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 5, cacheWrite1hTokens: 1 },
    latencyMs: 812.25,
    simulated: false,
    ...change,
  };
}
