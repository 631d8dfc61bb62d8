import { type Attempt, AttemptSchema } from "../core/attempt.js";
import { decodeRows, plain, type Row, type StoredRow } from "./table-row.js";
import { USAGE_COLUMNS, usageOf, usageRow } from "./usage-columns.js";

export const ATTEMPT_TABLE = {
  name: "attempts",
  columns: {
    run_id: "text",
    cell_key: "text",
    attempt: "integer",
    role: "text",
    draw: "integer",
    batch: "text",
    model: "text",
    served_model: "text",
    outcome_class: "text",
    http_status: "integer",
    request_id: "text",
    started_at_ms: "double",
    latency_ms: "double",
    ...USAGE_COLUMNS,
    cost_nano_usd: "integer",
    charged_nano_usd: "integer",
    error: "text",
  },
} as const;

/** The total order of attempts, as the Store promises it, after the run. */
export const ATTEMPT_ORDER = "cell_key, attempt";

export function attemptRow(runId: string, attempt: Attempt): Row<keyof typeof ATTEMPT_TABLE.columns> {
  return {
    run_id: runId,
    cell_key: attempt.cellKey,
    attempt: attempt.index,
    role: attempt.role,
    draw: attempt.draw,
    batch: attempt.batch,
    model: attempt.model,
    served_model: attempt.servedModel,
    outcome_class: attempt.outcomeClass,
    http_status: attempt.httpStatus,
    request_id: attempt.requestId,
    started_at_ms: attempt.startedAtMs,
    latency_ms: attempt.latencyMs,
    ...usageRow(attempt.usage),
    cost_nano_usd: attempt.costNanoUsd,
    charged_nano_usd: attempt.chargedNanoUsd,
    error: attempt.error,
  };
}

/** @throws StoreError where a row is not an attempt */
export function attemptsOf(rows: readonly StoredRow[]): Attempt[] {
  return decodeRows("attempts", rows, AttemptSchema, (row) => ({
    cellKey: row["cell_key"],
    index: plain(row["attempt"]),
    role: row["role"],
    draw: plain(row["draw"]),
    batch: row["batch"],
    model: row["model"],
    servedModel: row["served_model"],
    outcomeClass: row["outcome_class"],
    httpStatus: plain(row["http_status"]),
    requestId: row["request_id"],
    startedAtMs: row["started_at_ms"],
    latencyMs: row["latency_ms"],
    usage: usageOf(row),
    costNanoUsd: plain(row["cost_nano_usd"]),
    chargedNanoUsd: plain(row["charged_nano_usd"]),
    error: row["error"],
  }));
}
