import type { DuckDBConnection } from "@duckdb/node-api";
import { ATTEMPT_TABLE } from "./attempt-table.js";
import { type Changes, foldEntries, type Gone, type Rows } from "./entry-fold.js";
import { type JournalEntry, runOf } from "./journal-entry.js";
import type { KnownCells } from "./known-cells.js";
import { ANSWER_TABLE, BATCH_TABLE, INTENT_TABLE } from "./open-call-tables.js";
import { OUTCOME_TABLE } from "./outcome-table.js";
import { appendRow, type Row, type Table } from "./table-row.js";

/** Writes what entries come to, inside the caller's transaction. */
export async function writeEntries(
  connection: DuckDBConnection,
  entries: readonly JournalEntry[],
  known: KnownCells,
): Promise<void> {
  for (const runId of new Set(entries.map(runOf))) await known.load(connection, runId);
  const changes = foldEntries(entries, known);
  for (const [runId, gone] of changes.gone) await deleteGone(connection, runId, gone);
  await appendRows(connection, ANSWER_TABLE, changes.answers);
  await appendRows(connection, INTENT_TABLE, changes.intents);
  await writeRows(connection, ATTEMPT_TABLE, changes.attempts);
  await writeRows(connection, OUTCOME_TABLE, changes.outcomes);
  await writeBatches(connection, changes.batches);
  await updateRuns(connection, changes.runs);
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

async function writeRows(connection: DuckDBConnection, table: Table, { fresh, replacing }: Rows): Promise<void> {
  await appendRows(connection, table, fresh);
  if (replacing.length === 0) return;
  // An appender cannot replace: these rows take the way through a temporary table.
  await connection.run(`CREATE OR REPLACE TEMP TABLE replacing_rows AS FROM ${table.name} LIMIT 0`);
  await appendRows(connection, table, replacing, "replacing_rows");
  await connection.run(`INSERT OR REPLACE INTO ${table.name} FROM replacing_rows`);
}

async function deleteGone(connection: DuckDBConnection, runId: string, gone: Gone): Promise<void> {
  const deletions: readonly (readonly [from: string, key: string, values: readonly string[]])[] = [
    ["intents", "cell_key || ':' || attempt", gone.intents],
    ["answers", "cell_key || ':' || attempt", gone.answers],
    ["answers", "cell_key", gone.answersOfCells],
  ];
  for (const [from, key, values] of deletions) {
    if (values.length === 0) continue;
    await connection.run(
      `DELETE FROM ${from} WHERE run_id = $1 AND ${key} IN (SELECT unnest(from_json($2, '["VARCHAR"]')))`,
      [runId, JSON.stringify(values)],
    );
  }
}

async function writeBatches(connection: DuckDBConnection, batches: Changes["batches"]): Promise<void> {
  for (const { runId, name } of batches) {
    await connection.run("DELETE FROM batches WHERE run_id = $1 AND batch = $2", [runId, name]);
  }
  await appendRows(
    connection,
    BATCH_TABLE,
    batches.map(({ row }) => row),
  );
}

async function updateRuns(connection: DuckDBConnection, updates: Changes["runs"]): Promise<void> {
  for (const { runId, change } of updates) {
    await connection.run(
      "UPDATE runs SET status = $1, finished_at = $2, simulated = $3, planned_cells = $4 WHERE run_id = $5",
      [change.status, change.finishedAt, change.simulated, change.plannedCells, runId],
    );
  }
}
