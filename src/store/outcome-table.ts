import { type Outcome, OutcomeSchema } from "../core/outcome.js";
import { decodeRows, json, plain, type Row, type StoredRow } from "./table-row.js";
import { USAGE_COLUMNS, usageOf, usageRow } from "./usage-columns.js";

export const OUTCOME_TABLE = {
  name: "outcomes",
  columns: {
    run_id: "text",
    cell_key: "text",
    item_id: "text",
    task_type: "text",
    tier: "text",
    trial: "integer",
    model: "text",
    cluster: "text",
    status: "text",
    outcome_class: "text",
    score: "double",
    scores: "text",
    signals: "text",
    response_text: "text",
    ...USAGE_COLUMNS,
    cost_nano_usd: "integer",
    signal_cost_nano_usd: "integer",
    judge_cost_nano_usd: "integer",
    charged_nano_usd: "integer",
    latency_ms: "double",
    attempts: "integer",
    error: "text",
    simulated: "boolean",
    reused_from: "text",
    extra: "text",
  },
} as const;

/** The total order of outcomes, as the Store promises it. */
export const OUTCOME_ORDER = "run_id, task_type, item_id, tier, trial, cell_key";

export function outcomeRow(outcome: Outcome): Row<keyof typeof OUTCOME_TABLE.columns> {
  return {
    run_id: outcome.runId,
    cell_key: outcome.cellKey,
    item_id: outcome.itemId,
    task_type: outcome.taskType,
    tier: outcome.tier,
    trial: outcome.trial,
    model: outcome.model,
    cluster: outcome.cluster,
    status: outcome.status,
    outcome_class: outcome.outcomeClass,
    score: outcome.score,
    scores: JSON.stringify(outcome.scores),
    signals: JSON.stringify(outcome.signals),
    response_text: outcome.responseText,
    ...usageRow(outcome.usage),
    cost_nano_usd: outcome.costNanoUsd,
    signal_cost_nano_usd: outcome.signalCostNanoUsd,
    judge_cost_nano_usd: outcome.judgeCostNanoUsd,
    charged_nano_usd: outcome.chargedNanoUsd,
    latency_ms: outcome.latencyMs,
    attempts: outcome.attempts,
    error: outcome.error,
    simulated: outcome.simulated,
    reused_from: outcome.reusedFrom ?? null,
    extra: JSON.stringify(outcome.extra),
  };
}

/** @throws StoreError where a row is not an outcome */
export function outcomesOf(rows: readonly StoredRow[]): Outcome[] {
  return decodeRows("outcomes", rows, OutcomeSchema, (row) => ({
    runId: row["run_id"],
    cellKey: row["cell_key"],
    itemId: row["item_id"],
    taskType: row["task_type"],
    tier: row["tier"],
    trial: plain(row["trial"]),
    model: row["model"],
    cluster: row["cluster"],
    status: row["status"],
    outcomeClass: row["outcome_class"],
    score: row["score"],
    scores: json(row["scores"]),
    signals: json(row["signals"]),
    responseText: row["response_text"],
    usage: usageOf(row),
    costNanoUsd: plain(row["cost_nano_usd"]),
    signalCostNanoUsd: plain(row["signal_cost_nano_usd"]),
    judgeCostNanoUsd: plain(row["judge_cost_nano_usd"]),
    chargedNanoUsd: plain(row["charged_nano_usd"]),
    latencyMs: row["latency_ms"],
    attempts: plain(row["attempts"]),
    error: row["error"],
    simulated: row["simulated"],
    ...(row["reused_from"] === null ? {} : { reusedFrom: row["reused_from"] }),
    extra: json(row["extra"]),
  }));
}
