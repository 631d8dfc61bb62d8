import type { DuckDBConnection } from "@duckdb/node-api";
import type { Attempt } from "../core/attempt.js";
import { ATTEMPT_TABLE, attemptRow } from "./attempt-table.js";
import type { KnownCells } from "./known-cells.js";
import { OUTCOME_TABLE, outcomeRow } from "./outcome-table.js";
import type { CheckedRecord } from "./record-checks.js";
import { appendRow, type Row, type Table } from "./table-row.js";

/** A finished cell in the form in which it waits for its batch: nobody can change it any more. */
export interface RecordEntry {
  readonly runId: string;
  readonly cellKey: string;
  readonly row: Row;
  readonly attempts: readonly Attempt[];
}

export function recordEntry({ outcome, attempts }: CheckedRecord): RecordEntry {
  return { runId: outcome.runId, cellKey: outcome.cellKey, row: outcomeRow(outcome), attempts };
}

/**
 * Writes a batch inside the caller's transaction. Of several outcomes of one
 * cell the last is kept; the attempts of all are.
 */
export async function writeBatch(
  connection: DuckDBConnection,
  batch: readonly RecordEntry[],
  known: KnownCells,
): Promise<void> {
  for (const runId of new Set(batch.map((entry) => entry.runId))) await known.load(connection, runId);
  const fresh = new Map<string, Row>();
  const replacing = new Map<string, Row>();
  const attempts: Row[] = [];
  for (const { runId, cellKey, row, attempts: own } of batch) {
    const id = JSON.stringify([runId, cellKey]);
    const stored = known.attempts(runId, cellKey);
    (stored === null || fresh.has(id) ? fresh : replacing).set(id, row);
    attempts.push(...own.map((attempt) => attemptRow(runId, attempt, stored ?? 0)));
    known.set(runId, cellKey, (stored ?? 0) + own.length);
  }
  await appendRows(connection, ATTEMPT_TABLE, attempts);
  await appendRows(connection, OUTCOME_TABLE, [...fresh.values()]);
  await replaceOutcomes(connection, [...replacing.values()]);
}

/** Appends rows that must not be there yet. */
export async function appendRows<Column extends string>(
  connection: DuckDBConnection,
  table: Table<Column>,
  rows: readonly Row<Column>[],
  target: string = table.name,
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(target);
  try {
    for (const row of rows) appendRow(appender, table, row);
  } finally {
    appender.closeSync();
  }
}

/** An appender cannot replace: the rows take the way through a temporary table. */
async function replaceOutcomes(connection: DuckDBConnection, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await connection.run("CREATE OR REPLACE TEMP TABLE replacing_outcomes AS FROM outcomes LIMIT 0");
  await appendRows(connection, OUTCOME_TABLE, rows, "replacing_outcomes");
  await connection.run("INSERT OR REPLACE INTO outcomes FROM replacing_outcomes");
}
