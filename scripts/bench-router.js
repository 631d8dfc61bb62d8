/**
 * Times the built router: one decision beside one look-up in a Map, and loading a large table.
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Built by `npm run build`; loaded by its address, so that type-checking does not need a build. */
const built = new URL("../dist/router.js", import.meta.url);
/** @type {typeof import("../src/router/create-router.js")} */
const { createRouter } = await import(built.href);

const ROUNDS = 7;
const DECISIONS = 1_000_000;
const NOW = Date.parse("2026-11-15T12:00:00Z");
const estimate = { v: 0.9, ci: [0.88, 0.92], n: 400 };

/** @param {string} taskType */
function route(taskType) {
  return {
    match: { taskType },
    plan: [
      { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: "high" }] }, carry: "none" },
      { tier: "opus", accept: "always", carry: "none" },
    ],
    onExhausted: "return-best",
    errorFallback: ["opus"],
    expected: {
      n: 400,
      quality: estimate,
      vsReference: { diff: 0, ci: [-0.02, 0.02] },
      costUsd: estimate,
      escalation: estimate,
      latencyP50Ms: 900,
    },
    guarantee: null,
    alternatives: [{ tier: "opus", quality: 0.95, costUsd: 0.04, reason: "dearer, not better" }],
    monitor: { escalationP0Upper: 0.1, alarmAlpha: 0.01, onAlarm: "alarm" },
    status: "estimated",
    reason: "measured on 400 items",
    itemsStillNeeded: null,
  };
}

/** @param {readonly string[]} taskTypes */
function tableOf(taskTypes) {
  const tier = (/** @type {string} */ id, /** @type {number} */ rank) => ({
    id,
    rank,
    provider: "anthropic",
    model: `model-${id}`,
    params: { maxTokens: 1024 },
    prices: [],
  });
  return {
    schemaVersion: "1.0.0",
    requires: ["cascade.v1"],
    tableId: "rt_bench",
    supersedes: null,
    provenance: {
      tool: { name: "tierbench", version: "0.1.0" },
      simulated: true,
      runIds: [],
      createdAt: "2026-10-31T00:00:00Z",
      datasets: [],
      promptHashes: {},
      judge: null,
      priceBookDate: null,
      trials: 1,
      seed: 1,
      missingCells: 0,
    },
    validity: {
      notBefore: "2026-10-31T00:00:00Z",
      staleAfter: "2026-12-31T00:00:00Z",
      expiresAt: "2027-01-31T00:00:00Z",
      onStale: "warn",
      onExpired: "reference",
      modelPin: "warn",
    },
    tiers: [tier("haiku", 0), tier("opus", 1)],
    defaults: { unknownTaskType: "safe", referenceTier: "opus", maxHops: 1, maxCostUsd: null },
    signals: { sure: { kind: "self-report", levels: ["low", "high"], version: "1", onMissing: "lowest" } },
    routes: Object.fromEntries(taskTypes.map((taskType) => [taskType, route(taskType)])),
    policy: { margin: 0.03, harm: 0.02, confidence: 0.95, simultaneous: false, traffic: null },
    totals: { qualityVsReference: estimate, costVsReference: null },
    checksum: { alg: "sha256", canonical: "rfc8785", value: "0".repeat(64) },
    signature: null,
  };
}

/** @param {(index: number) => unknown} once - @returns {number} median nanoseconds of one call */
function nanoseconds(once) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    let last;
    const start = process.hrtime.bigint();
    for (let index = 0; index < DECISIONS; index += 1) last = once(index);
    const elapsed = Number(process.hrtime.bigint() - start);
    if (last === undefined) throw new Error("a decision is missing");
    return elapsed / DECISIONS;
  });
  return median(rounds);
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** @param {number} routes */
function timeDecisions(routes) {
  const taskTypes = Array.from({ length: routes }, (_, index) => `task-type-${index}`);
  const requests = taskTypes.map((taskType) => ({ taskType, inputTokens: 500, needs: { tools: true } }));
  const plain = new Map(taskTypes.map((taskType) => [taskType, { tier: "haiku" }]));
  const options = { safeTier: "opus", integrity: /** @type {const} */ ("none") };
  const router = createRouter(tableOf(taskTypes), { ...options, now: () => NOW });
  const wallClock = createRouter(tableOf(taskTypes), options);
  const at = (/** @type {number} */ index) => requests[index % routes] ?? { taskType: "none" };
  const lookUp = nanoseconds((index) => plain.get(at(index).taskType));
  const decide = nanoseconds((index) => router.decide(at(index)));
  const decideWall = nanoseconds((index) => wallClock.decide(at(index)));
  process.stdout.write(
    `${String(routes).padStart(6)} routes: ${decide.toFixed(0)} ns a decision (${decideWall.toFixed(0)} ns with Date.now), ` +
      `${lookUp.toFixed(0)} ns a look-up in a Map, ratio ${(decide / lookUp).toFixed(1)}\n`,
  );
}

/** @param {unknown} value @returns {string} */
function canonical(value) {
  return JSON.stringify(value, (_, field) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

function sealedMebibyte() {
  const routes = Math.floor(1_048_576 / (Buffer.byteLength(JSON.stringify(route("task-type-1234"))) + 20));
  const table = tableOf(Array.from({ length: routes }, (_, index) => `task-type-${index}`));
  const { checksum, signature, ...body } = table;
  const value = createHash("sha256").update(canonical(body)).digest("hex");
  return canonical({ ...body, checksum: { ...checksum, value }, signature });
}

function timeLoading() {
  const text = sealedMebibyte();
  const times = (/** @type {"checksum" | "none"} */ integrity) =>
    median(
      Array.from({ length: 15 }, () => {
        const start = process.hrtime.bigint();
        createRouter(text, { safeTier: "opus", integrity });
        return Number(process.hrtime.bigint() - start) / 1e6;
      }),
    );
  const withChecksum = times("checksum");
  process.stdout.write(
    `load and verify ${(Buffer.byteLength(text) / 1024).toFixed(0)} KiB: ${withChecksum.toFixed(1)} ms, ` +
      `without checksum ${times("none").toFixed(1)} ms\n`,
  );
}

const bytes = readFileSync(built).length;
process.stdout.write(`router.js: ${bytes} bytes, Node ${process.version}, median of ${ROUNDS} rounds\n`);
for (const routes of [1, 10, 10_000]) timeDecisions(routes);
timeLoading();
