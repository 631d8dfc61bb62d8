/**
 * The store: keeps runs, plans, items, attempts and outcomes in one DuckDB file,
 * durably and in a fixed order. Knows nothing of models, scoring or statistics.
 * @module
 */
import type { Attempt, Intent } from "../core/attempt.js";
import type { Batch } from "../core/batch.js";
import type { Cell } from "../core/cell.js";
import { StoreError } from "../core/errors.js";
import type { Item } from "../core/item.js";
import type { ModelResponse } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { Run } from "../core/run.js";
import type { OutcomeFilter, RunChange, Store } from "../core/store.js";
import { ATTEMPT_ORDER, attemptsOf } from "./attempt-table.js";
import { type Database, openDatabase } from "./database.js";
import { DatabaseWriter } from "./database-writer.js";
import { type GroupCommit, groupCommit } from "./group-commit.js";
import { KnownCells } from "./known-cells.js";
import { OUTCOME_ORDER, outcomesOf } from "./outcome-table.js";
import { appendRows, type RecordEntry, recordEntry, writeBatch } from "./record-batch.js";
import { checkRecord, checkRun, unknownRun } from "./record-checks.js";
import { compareRuns, newestItems } from "./row-order.js";
import { CELL_TABLE, cellRow, cellsOf, ITEM_TABLE, itemRow, itemsOf, RUN_TABLE, runRow, runsOf } from "./run-tables.js";
import { storeFault } from "./store-fault.js";
import type { StoredRow } from "./table-row.js";
import { Turns } from "./turns.js";

export interface StoreOptions {
  /** Reads only: several processes may, as long as none writes. @defaultValue false */
  readonly readOnly?: boolean;
  /**
   * Opens what is left where acknowledged commits are missing; once it has
   * been open for writing it counts as complete. @defaultValue false
   */
  readonly acceptLoss?: boolean;
}

/**
 * Opens the results database at a path, creating it (0600, its directory 0700)
 * where there is none.
 *
 * One process holds a database that is written; a second is refused by name of
 * the first. The same path opens once per process.
 *
 * @throws StoreError, one line with the remedy; the file is then unchanged
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<DuckDbStore> {
  const { readOnly = false, acceptLoss = false } = options;
  return new DuckDbStore(await openDatabase(path, { readOnly, acceptLoss }), readOnly);
}

/** The results database. Everything takes its turn on one connection: reads see whole transactions. */
export class DuckDbStore implements Store {
  readonly path: string;
  readonly #database: Database;
  readonly #writer: DatabaseWriter | null;
  readonly #records: GroupCommit<RecordEntry>;
  readonly #known = new KnownCells();
  readonly #turns = new Turns();
  readonly #knownRuns = new Map<string, Promise<boolean>>();
  #closed: Promise<void> | null = null;

  constructor(database: Database, readOnly: boolean) {
    this.path = database.path;
    this.#database = database;
    this.#writer = readOnly ? null : new DatabaseWriter(database);
    this.#records = groupCommit((batch) => this.#writeRecords(batch));
  }

  async createRun(run: Run, plan: readonly Cell[], items: readonly Item[]): Promise<void> {
    const writer = this.#requireWriter();
    const checked = checkRun(run, plan, items);
    const { runId } = checked.run;
    await this.#turn(async () => {
      if (await this.#hasRun(runId)) {
        throw new StoreError(`${this.path}: run "${runId}" exists already; choose another run id`);
      }
      await writer.transact(async (connection) => {
        await appendRows(connection, RUN_TABLE, [runRow(checked.run)]);
        await appendRows(
          connection,
          CELL_TABLE,
          checked.plan.map((cell, position) => cellRow(runId, cell, position)),
        );
        await appendRows(
          connection,
          ITEM_TABLE,
          checked.items.map((item) => itemRow(runId, item)),
        );
      });
    });
  }

  async updateRun(runId: string, change: RunChange): Promise<void> {
    const writer = this.#requireWriter();
    const changed = checkRun({ ...(await this.run(runId)), ...change }, [], []).run;
    await this.#turn(() =>
      writer.transact(async (connection) => {
        await connection.run(
          "UPDATE runs SET status = $1, finished_at = $2, simulated = $3, planned_cells = $4 WHERE run_id = $5",
          [changed.status, changed.finishedAt, changed.simulated, changed.plannedCells, runId],
        );
      }),
    );
  }

  async runs(): Promise<readonly Run[]> {
    return runsOf(await this.#rows("SELECT * FROM runs")).sort(compareRuns);
  }

  async run(runId: string): Promise<Run> {
    const [run] = runsOf(await this.#rows("SELECT * FROM runs WHERE run_id = $1", [runId]));
    if (run === undefined) throw unknownRun(runId);
    return run;
  }

  async plan(runId: string): Promise<readonly Cell[]> {
    await this.#requireRuns([runId]);
    return cellsOf(await this.#rows("SELECT * FROM cells WHERE run_id = $1 ORDER BY position", [runId]));
  }

  async items(runIds: readonly string[]): Promise<readonly Item[]> {
    await this.#requireRuns(runIds);
    const versions: Item[] = [];
    for (const { runId } of (await this.runs()).filter((run) => runIds.includes(run.runId))) {
      versions.push(...itemsOf(await this.#rows("SELECT item FROM items WHERE run_id = $1", [runId])));
    }
    return newestItems(versions);
  }

  readonly #interim = new Map<string, Attempt[]>();

  async intend(runId: string, _intent: Intent): Promise<void> {
    await this.#requireRuns([runId]);
  }

  async settle(runId: string, attempt: Attempt, _response: ModelResponse | null): Promise<void> {
    const key = `${runId}:${attempt.cellKey}`;
    this.#interim.set(key, [...(this.#interim.get(key) ?? []), attempt]);
  }

  async answers(_runId: string): Promise<readonly RecordedAnswer[]> {
    return [];
  }

  async intents(_runId: string): Promise<readonly Intent[]> {
    return [];
  }

  async putBatch(_runId: string, _batch: Batch): Promise<void> {}

  async batches(_runId: string): Promise<readonly Batch[]> {
    return [];
  }

  async record(outcome: Outcome, unsettled: readonly Attempt[]): Promise<void> {
    this.#requireWriter();
    const key = `${outcome.runId}:${outcome.cellKey}`;
    const attempts = [...(this.#interim.get(key) ?? []), ...unsettled];
    this.#interim.delete(key);
    const entry = recordEntry(checkRecord(outcome, attempts));
    await this.#requireRuns([entry.runId]);
    this.#requireOpen();
    await this.#records.add(entry);
  }

  async outcomes({ runIds, taskTypes }: OutcomeFilter = {}): Promise<readonly Outcome[]> {
    if (runIds !== undefined) await this.#requireRuns(runIds);
    const rows = await this.#rows(
      `SELECT * FROM outcomes
       WHERE ($1 IS NULL OR run_id IN (SELECT unnest(from_json($1, '["VARCHAR"]'))))
         AND ($2 IS NULL OR task_type IN (SELECT unnest(from_json($2, '["VARCHAR"]'))))
       ORDER BY ${OUTCOME_ORDER}`,
      [jsonOrNull(runIds), jsonOrNull(taskTypes)],
    );
    return outcomesOf(rows);
  }

  async attempts(runId: string): Promise<readonly Attempt[]> {
    await this.#requireRuns([runId]);
    return attemptsOf(await this.#rows(`SELECT * FROM attempts WHERE run_id = $1 ORDER BY ${ATTEMPT_ORDER}`, [runId]));
  }

  /**
   * Waits for what is being recorded, then leaves one complete file. Idempotent.
   * @throws StoreError where the disk is full: what was acknowledged is kept all the same
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed ??= this.#close();
    await this.#closed;
  }

  async #close(): Promise<void> {
    await this.#records.drain();
    await this.#turns.idle();
    try {
      await this.#writer?.finish();
    } catch (error) {
      throw storeFault(error, this.path);
    } finally {
      this.#database.close();
    }
  }

  async #writeRecords(batch: readonly RecordEntry[]): Promise<void> {
    const writer = this.#writer;
    if (writer === null) throw new TypeError("a read-only store takes no records");
    await this.#turn(async () => {
      try {
        await writer.transact((connection) => writeBatch(connection, batch, this.#known));
      } catch (error) {
        this.#known.forget();
        throw error;
      }
    });
  }

  /** @throws UsageError naming the first run that is not there */
  async #requireRuns(runIds: readonly string[]): Promise<void> {
    this.#requireOpen();
    for (const runId of new Set(runIds)) {
      const known = this.#knownRuns.get(runId) ?? this.#turn(() => this.#hasRun(runId));
      // The question is kept, not the answer: a thousand calls at once ask it once.
      this.#knownRuns.set(runId, known);
      if (await known) continue;
      this.#knownRuns.delete(runId);
      throw unknownRun(runId);
    }
  }

  async #hasRun(runId: string): Promise<boolean> {
    return (await this.#read("SELECT 1 FROM runs WHERE run_id = $1", [runId])).length > 0;
  }

  async #rows(sql: string, values: (string | null)[] = []): Promise<readonly StoredRow[]> {
    this.#requireOpen();
    return this.#turn(() => this.#read(sql, values));
  }

  async #read(sql: string, values: (string | null)[]): Promise<readonly StoredRow[]> {
    return (await this.#database.connection.runAndReadAll(sql, values)).getRowObjectsJS();
  }

  /** One task at a time on the connection, its faults in the user's words. */
  #turn<T>(task: () => Promise<T>): Promise<T> {
    return this.#turns.next(async () => {
      try {
        return await task();
      } catch (error) {
        throw storeFault(error, this.path);
      }
    });
  }

  #requireOpen(): void {
    if (this.#closed !== null) throw new StoreError(`${this.path}: the store is closed; open it again`);
  }

  #requireWriter(): DatabaseWriter {
    this.#requireOpen();
    if (this.#writer === null) throw new StoreError(`${this.path}: opened read only; open it for writing`);
    return this.#writer;
  }
}

function jsonOrNull(values: readonly string[] | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values);
}
