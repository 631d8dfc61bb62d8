/**
 * A routing table to test against: one route of each length, sealed.
 * @module
 */
import type { Route, RoutingTable, TableTier } from "../core/routing-table.js";
import { sealTable, type UnsealedTable } from "../core/table-file.js";

const estimate = (v: number) => ({ v, ci: [v - 0.02, v + 0.02] as [number, number], n: 400 });

/** A day on which the sample is neither stale nor expired, milliseconds since 1970. */
export const SAMPLE_DAY = Date.parse("2026-11-15T12:00:00Z");

function sampleTier(rank: number, id: string, usdIn: number): TableTier {
  return {
    id,
    rank,
    provider: "anthropic",
    model: `claude-${id}-5-5`,
    params: { maxTokens: 1024, ...(id === "haiku" ? { effort: "low" as const } : {}) },
    capabilities: { contextWindow: rank === 0 ? 200_000 : 1_000_000, maxOutput: 64_000, vision: rank > 0, tools: true },
    prices: [
      {
        effectiveFrom: "2026-10-07",
        currency: "USD",
        perMTok: { in: usdIn, out: usdIn * 5, cacheWrite5m: usdIn * 1.25, cacheWrite1h: null, cacheRead: usdIn / 10 },
        batchMultiplier: 0.5,
        ...(rank === 0 ? { promptTokensOver: { threshold: 100_000, perMTok: pricesOf(0.5) } } : {}),
        source: "https://example.com/prices",
        retrievedAt: "2026-10-08",
      },
    ],
  };
}

function pricesOf(usd: number) {
  return { in: usd, out: usd * 5, cacheWrite5m: null, cacheWrite1h: null, cacheRead: null };
}

/** A route of the sample: `plan` with everything else that a route must say. */
export function sampleRoute(taskType: string, plan: Route["plan"], more: Partial<Route> = {}): Route {
  return {
    match: { taskType },
    plan,
    onExhausted: "return-best",
    errorFallback: ["sonnet", "opus"],
    expected: {
      n: 400,
      quality: estimate(0.94),
      vsReference: { diff: -0.004, ci: [-0.021, 0.013] },
      costUsd: estimate(0.03),
      escalation: estimate(0.11),
      latencyP50Ms: 900,
    },
    guarantee: {
      type: "harm-rate",
      epsilon: 0.02,
      delta: 0.05,
      scope: "per-route",
      method: "binomial",
      pValue: 0.031,
      k: 2,
      n: 313,
      assumes: ["exchangeable items"],
    },
    alternatives: [{ tier: "opus", quality: 0.95, costUsd: 0.04, reason: "dearer, not better" }],
    monitor: { escalationP0Upper: 0.144, alarmAlpha: 0.01, onAlarm: "demote" },
    status: "certified",
    reason: "harm at most 2 % at 95 % confidence",
    itemsStillNeeded: null,
    ...more,
  };
}

/** Conditions on the two signals of the sample. */
export const SURE = { all: [{ signal: "self-report", atLeast: "high" }] };
export const AGREED = { all: [{ signal: "agreement", atLeast: 0.8 }] };

function sampleRoutes(): Record<string, Route> {
  return {
    "status-line": sampleRoute("status-line", [{ tier: "haiku", accept: "always", carry: "none" }]),
    triage: sampleRoute(
      "triage",
      [
        { tier: "haiku", accept: SURE, carry: "none" },
        { tier: "opus", accept: "always", carry: "none" },
      ],
      { constraints: { maxInputTokens: 50_000 } },
    ),
    extraction: sampleRoute("extraction", [
      { tier: "haiku", accept: { all: [...SURE.all, ...AGREED.all] }, carry: "none" },
      { tier: "sonnet", accept: AGREED, carry: "none" },
      { tier: "opus", accept: "always", carry: "none" },
    ]),
  };
}

/**
 * A valid, sealed table with the routes `status-line` (haiku), `triage`
 * (haiku, opus) and `extraction` (haiku, sonnet, opus); haiku has no vision.
 *
 * @param overrides - fields that replace those of the sample
 */
export function sampleTable(overrides: Partial<UnsealedTable> = {}): RoutingTable {
  const table: UnsealedTable = {
    schemaVersion: "1.0.0",
    requires: ["cascade.v1"],
    tableId: "rt_sample",
    supersedes: null,
    provenance: {
      tool: { name: "tierbench", version: "0.1.0" },
      simulated: true,
      runIds: ["run-1"],
      createdAt: "2026-10-31T08:00:00Z",
      datasets: [
        { id: "tickets", version: "1", sha256: "ab".repeat(32), items: 400, clusters: 200, license: "CC0-1.0" },
      ],
      promptHashes: { triage: "cd".repeat(32) },
      judge: { tier: "sonnet", model: "claude-sonnet-5-5", rubricHashes: { extraction: "ef".repeat(32) } },
      priceBookDate: "2026-10-08",
      trials: 2,
      seed: 1,
      missingCells: 0,
    },
    validity: {
      notBefore: "2026-10-31T00:00:00Z",
      staleAfter: "2026-12-31T00:00:00Z",
      expiresAt: "2027-01-31T00:00:00Z",
      onStale: "warn",
      onExpired: "reference",
      modelPin: "strict",
    },
    tiers: [sampleTier(0, "haiku", 0.1), sampleTier(1, "sonnet", 2), sampleTier(2, "opus", 4)],
    defaults: { unknownTaskType: "safe", referenceTier: "opus", maxHops: 2, maxCostUsd: 0.2 },
    signals: {
      "self-report": { kind: "self-report", levels: ["low", "medium", "high"], version: "1", onMissing: "lowest" },
      agreement: { kind: "agreement", version: "1", onMissing: "lowest" },
    },
    routes: sampleRoutes(),
    policy: { margin: 0.03, harm: 0.02, confidence: 0.95, simultaneous: false, traffic: { triage: 3 } },
    totals: { qualityVsReference: estimate(-0.01), costVsReference: estimate(0.17) },
    ...overrides,
  };
  return sealTable(table);
}
