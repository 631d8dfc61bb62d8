import type { Calibration, CalibrationOptions } from "../core/calibration.js";
import { stepsOf } from "../core/policy.js";
import { type Guarantee, type Route, type RoutingTable, SCHEMA_VERSION } from "../core/routing-table.js";
import type { Run } from "../core/run.js";
import { sealTable } from "../core/table-file.js";
import { CREATED, type SampleWorld } from "./report-sample-world.js";

export function tableOf(calibration: Calibration, { tiers, hasSignals }: SampleWorld, run: Run): RoutingTable {
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
