import type { DuckDBConnection } from "@duckdb/node-api";
import { ATTEMPT_TABLE } from "./attempt-table.js";
import { type Changes, foldEntries, type Gone } from "./entry-fold.js";
import { type JournalEntry, runOf } from "./journal-entry.js";
import type { KnownCells } from "./known-cells.js";
import { ANSWER_TABLE, BATCH_TABLE, INTENT_TABLE } from "./open-call-tables.js";
import { OUTCOME_TABLE } from "./outcome-table.js";
import { appendRows, type Row, type Table } from "./table-row.js";

/** An attempt of a run, as `placeOf` names it. */
const PLACE = "cell_key || ':' || attempt";

/** Writes what entries come to, inside the caller's transaction. */
export async function writeEntries(
  connection: DuckDBConnection,
  entries: readonly JournalEntry[],
  known: KnownCells,
): Promise<void> {
  for (const runId of new Set(entries.map(runOf))) await known.load(connection, runId);
  const changes = foldEntries(entries, known);
  for (const [runId, gone] of changes.gone) await deleteGone(connection, runId, gone);
  await insertRows(connection, ANSWER_TABLE, changes.answers);
  await insertRows(connection, INTENT_TABLE, changes.intents);
  await insertRows(connection, ATTEMPT_TABLE, changes.attempts);
  await insertRows(connection, OUTCOME_TABLE, changes.outcomes);
  await writeBatches(connection, changes.batches);
  await updateRuns(connection, changes.runs);
}

/** Inserts rows that are not there. */
export async function insertRows<Column extends string>(
  connection: DuckDBConnection,
  table: Table<Column>,
  rows: Iterable<Row<Column>>,
): Promise<void> {
  if (Array.isArray(rows) && rows.length === 0) return;
  const appender = await connection.createAppender(table.name);
  try {
    appendRows(appender, table, rows);
  } finally {
    appender.closeSync();
  }
}

async function deleteGone(connection: DuckDBConnection, runId: string, gone: Gone): Promise<void> {
  const deletions: readonly (readonly [from: string, key: string, values: readonly string[]])[] = [
    ["attempts", PLACE, gone.attempts],
    ["outcomes", "cell_key", gone.outcomesOfCells],
    ["intents", PLACE, gone.intents],
    ["answers", PLACE, gone.answers],
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
  await insertRows(
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
