import { type Attempt, type Intent, IntentSchema } from "../core/attempt.js";
import { type Batch, BatchSchema } from "../core/batch.js";
import type { ModelResponse } from "../core/model-response.js";
import { type RecordedAnswer, RecordedAnswerSchema } from "../core/recorded-answer.js";
import { decodeRows, json, plain, type Row, type StoredRow } from "./table-row.js";

export const ANSWER_TABLE = {
  name: "answers",
  columns: {
    run_id: "text",
    cell_key: "text",
    attempt: "integer",
    role: "text",
    draw: "integer",
    outcome_class: "text",
    response: "text",
  },
} as const;

export const INTENT_TABLE = {
  name: "intents",
  columns: {
    run_id: "text",
    cell_key: "text",
    attempt: "integer",
    role: "text",
    draw: "integer",
    model: "text",
    batch: "text",
    started_at_ms: "double",
    worst_case_nano_usd: "integer",
  },
} as const;

export const BATCH_TABLE = {
  name: "batches",
  columns: {
    run_id: "text",
    batch: "text",
    api_id: "text",
    status: "text",
    intended_at_ms: "double",
    requests: "integer",
  },
} as const;

/** The total orders of these rows, as the Store promises them. */
export const ANSWER_ORDER = "cell_key, role, draw, attempt";
export const INTENT_ORDER = "cell_key, attempt";
export const BATCH_ORDER = "intended_at_ms, batch";

export function answerRow(
  runId: string,
  { cellKey, index, role, draw, outcomeClass }: Attempt,
  response: ModelResponse,
): Row<keyof typeof ANSWER_TABLE.columns> {
  const place = { run_id: runId, cell_key: cellKey, attempt: index };
  return { ...place, role, draw, outcome_class: outcomeClass, response: JSON.stringify(response) };
}

export function intentRow(runId: string, intent: Intent): Row<keyof typeof INTENT_TABLE.columns> {
  return {
    run_id: runId,
    cell_key: intent.cellKey,
    attempt: intent.index,
    role: intent.role,
    draw: intent.draw,
    model: intent.model,
    batch: intent.batch,
    started_at_ms: intent.startedAtMs,
    worst_case_nano_usd: intent.worstCaseNanoUsd,
  };
}

export function batchRow(runId: string, batch: Batch): Row<keyof typeof BATCH_TABLE.columns> {
  return {
    run_id: runId,
    batch: batch.batch,
    api_id: batch.apiId,
    status: batch.status,
    intended_at_ms: batch.intendedAtMs,
    requests: batch.requests,
  };
}

/** @throws StoreError where a row is not an answer */
export function answersOf(rows: readonly StoredRow[]): RecordedAnswer[] {
  return decodeRows("answers", rows, RecordedAnswerSchema, (row) => ({
    cellKey: row["cell_key"],
    role: row["role"],
    draw: plain(row["draw"]),
    outcomeClass: row["outcome_class"],
    response: json(row["response"]),
  }));
}

/** @throws StoreError where a row is not an intent */
export function intentsOf(rows: readonly StoredRow[]): Intent[] {
  return decodeRows("intents", rows, IntentSchema, (row) => ({
    cellKey: row["cell_key"],
    index: plain(row["attempt"]),
    role: row["role"],
    draw: plain(row["draw"]),
    model: row["model"],
    batch: row["batch"],
    startedAtMs: row["started_at_ms"],
    worstCaseNanoUsd: plain(row["worst_case_nano_usd"]),
  }));
}

/** @throws StoreError where a row is not a batch */
export function batchesOf(rows: readonly StoredRow[]): Batch[] {
  return decodeRows("batches", rows, BatchSchema, (row) => ({
    batch: row["batch"],
    apiId: row["api_id"],
    status: row["status"],
    intendedAtMs: row["intended_at_ms"],
    requests: plain(row["requests"]),
  }));
}
