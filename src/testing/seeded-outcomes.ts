/**
 * Outcomes made up for tests: by hand, cell by cell, or from planted worlds.
 * @module
 */
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import type { SignalReading } from "../core/signal.js";
import type { Tier } from "../core/tier.js";

/** The cells of a table that a test cares about; everything else gets a plain value. */
export interface OutcomeSpec {
  readonly itemId: string;
  readonly tier: string;
  /** Null: the cell errored. */
  readonly score: number | null;
  readonly taskType?: string;
  readonly trial?: number;
  readonly runId?: string;
  readonly cluster?: string | null;
  /** Null: not known. */
  readonly costUsd?: number | null;
  readonly signalCostUsd?: number;
  readonly latencyMs?: number | null;
  readonly signals?: readonly SignalReading[];
  readonly simulated?: boolean;
}

export function seededOutcome(spec: OutcomeSpec): Outcome {
  const { itemId, tier, score, taskType = "triage", trial = 0, runId = "run-1" } = spec;
  const costUsd = spec.costUsd === undefined ? 0.001 : spec.costUsd;
  const costNanoUsd = costUsd === null ? null : Math.round(costUsd * 1e9);
  return {
    runId,
    cellKey: `${taskType}/${itemId}/${tier}/${trial}`,
    itemId,
    taskType,
    tier,
    trial,
    model: `model-${tier}`,
    cluster: spec.cluster ?? null,
    status: score === null ? "errored" : "scored",
    outcomeClass: score === null ? "infra_timeout" : "ok",
    score,
    scores: [],
    signals: [...(spec.signals ?? [])],
    responseText: null,
    usage: null,
    costNanoUsd,
    signalCostNanoUsd: costNanoUsd === null ? null : Math.round((spec.signalCostUsd ?? 0) * 1e9),
    judgeCostNanoUsd: 0,
    chargedNanoUsd: costNanoUsd,
    latencyMs: spec.latencyMs === undefined ? 1000 : spec.latencyMs,
    attempts: 1,
    error: score === null ? "timed out" : null,
    simulated: spec.simulated ?? false,
    extra: {},
  };
}

/** A finished run over the named tiers. */
export function seededRun(tiers: readonly string[], change: Partial<Run> = {}): Run {
  return {
    runId: "run-1",
    createdAt: "2026-10-30T08:00:00.000Z",
    finishedAt: "2026-10-31T09:30:00.000Z",
    status: "finished",
    origin: "run",
    simulated: false,
    toolVersion: "0.1.0",
    tiers: tiers.map(seededTier),
    trials: 1,
    taskTypes: ["triage"],
    datasets: [],
    signals: [],
    promptHashes: {},
    judge: null,
    priceBookDate: "2026-10-07",
    failureCostsUsd: {},
    baseUrl: null,
    plannedCells: 0,
    ...change,
  };
}

function seededTier(id: string): Tier {
  return { id, model: `claude-${id}`, params: { maxTokens: 1024 } };
}

/** Rows of right (1) and wrong (0) answers, one string per tier: `{ haiku: "1101", opus: "1111" }`. */
export function outcomesFromStrings(
  answers: { readonly [tier: string]: string },
  change: (itemId: string, tier: string) => Partial<OutcomeSpec> = () => ({}),
): readonly Outcome[] {
  return Object.entries(answers).flatMap(([tier, line]) =>
    line.split("").map((digit, i) => {
      const itemId = `item-${String(i).padStart(4, "0")}`;
      return seededOutcome({ itemId, tier, score: Number(digit), ...change(itemId, tier) });
    }),
  );
}
