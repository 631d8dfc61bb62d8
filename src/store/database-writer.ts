import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { lostAttempt } from "../core/attempt.js";
import { headPath } from "./commit-head.js";
import type { Database } from "./database.js";
import { dropBlocks, keepLogPrivate, memoryLimit } from "./hardening.js";
import type { JournalEntry } from "./journal-entry.js";
import { journalPath } from "./journal-line.js";
import { KnownCells } from "./known-cells.js";
import { INTENT_ORDER, intentsOf } from "./open-call-tables.js";
import type { CheckedRun } from "./record-checks.js";
import { CELL_TABLE, cellRows, ITEM_TABLE, itemRows, RUN_TABLE, runRow } from "./run-tables.js";
import type { StoreHooks } from "./store-hooks.js";
import { text } from "./table-row.js";
import { insertRows, writeEntries } from "./write-entries.js";

/** Changes the database file, which lags behind its journal, and says of it how far. */
export class DatabaseWriter {
  readonly #database: Database;
  readonly #hooks: StoreHooks;
  readonly #known = new KnownCells();
  #memoryLimit: string | null = null;

  constructor(database: Database, hooks: StoreHooks) {
    this.#database = database;
    this.#hooks = hooks;
  }

  /** Writes entries down to the one of that number, all or none. */
  async write(entries: readonly JournalEntry[], sequence: number): Promise<void> {
    try {
      await this.transact(async (connection) => {
        await writeEntries(connection, entries, this.#known);
        await connection.run(`UPDATE meta SET last_sequence = ${sequence}`);
      });
    } catch (error) {
      this.#known.forget();
      throw error;
    }
  }

  /** Rejects with nothing changed. */
  async transact(change: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
    const { connection, path } = this.#database;
    keepLogPrivate(path);
    await connection.run("BEGIN");
    try {
      await change(connection);
      this.#hooks.crashPoint("before-commit");
      await connection.run("COMMIT");
    } catch (error) {
      // A failed COMMIT has rolled back already; the first error is the one to tell.
      await connection.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
    this.#hooks.crashPoint("after-commit");
  }

  /** Moves what is committed into the database file itself. */
  async checkpoint(): Promise<void> {
    this.#hooks.crashPoint("before-checkpoint");
    await this.#database.connection.run("CHECKPOINT");
    this.#hooks.crashPoint("after-checkpoint");
  }

  /** Gives back the memory that the file takes. Call after a checkpoint. */
  async release(): Promise<void> {
    const { connection } = this.#database;
    this.#memoryLimit ??= await memoryLimit(connection);
    await dropBlocks(connection, this.#memoryLimit);
  }

  /**
   * From now on a copy of the file alone does not look complete.
   * @param first - a run that comes with it
   */
  async begin(first: CheckedRun | null): Promise<void> {
    await this.transact(async (connection) => {
      await connection.run("UPDATE meta SET is_clean = false");
      if (first !== null) await insertRun(connection, first);
    });
    if (first !== null) this.#known.begin(first.run.runId);
    await this.checkpoint();
  }

  /** Writes a run with its plan and its items, all or none. */
  async createRun(checked: CheckedRun): Promise<void> {
    await this.transact((connection) => insertRun(connection, checked));
    this.#known.begin(checked.run.runId);
  }

  /**
   * Leaves one complete file: what was sent and never settled becomes an attempt,
   * everything moves into the file, and the journal and the head are taken away.
   */
  async finish(): Promise<void> {
    const { connection, path } = this.#database;
    const lost = await lostIntents(connection);
    await this.transact(async () => {
      await writeEntries(connection, lost, this.#known);
      await connection.run("UPDATE meta SET is_clean = true");
    });
    await this.checkpoint();
    // The head last: without it a journal says nothing.
    for (const rest of [journalPath(path), headPath(path)]) {
      for (const file of [`${rest}.new`, rest]) if (existsSync(file)) this.#hooks.files.remove(file);
    }
  }
}

async function insertRun(connection: DuckDBConnection, { run, plan, items }: CheckedRun): Promise<void> {
  const { runId } = run;
  await insertRows(connection, RUN_TABLE, [runRow(run)]);
  await insertRows(connection, CELL_TABLE, cellRows(runId, plan));
  await insertRows(connection, ITEM_TABLE, itemRows(runId, items));
}

async function lostIntents(connection: DuckDBConnection): Promise<JournalEntry[]> {
  const reader = await connection.runAndReadAll(`FROM intents WHERE batch IS NULL ORDER BY run_id, ${INTENT_ORDER}`);
  const rows = reader.getRowObjectsJS();
  return intentsOf(rows).map((intent, at) => ({
    kind: "attempt",
    runId: text(rows[at]?.["run_id"]),
    attempt: lostAttempt(intent),
    response: null,
  }));
}
