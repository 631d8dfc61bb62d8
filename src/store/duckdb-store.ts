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
import type { ChargeSum, OutcomeCounts, OutcomeFilter, RunChange, Store } from "../core/store.js";
import { ATTEMPT_ORDER, attemptsOf } from "./attempt-table.js";
import { type Database, openDatabase } from "./database.js";
import { distinctRows } from "./distinct-rows.js";
import { ANSWER_ORDER, answersOf, BATCH_ORDER, batchesOf, INTENT_ORDER, intentsOf } from "./open-call-tables.js";
import { OUTCOME_ORDER, outcomesOf } from "./outcome-table.js";
import { checkBatch, checkIntent, checkRecord, checkRun, checkSettled, unknownRun } from "./record-checks.js";
import { compareRuns, newestItems } from "./row-order.js";
import { cellsOf, itemsOf, runsOf } from "./run-tables.js";
import { storeFault } from "./store-fault.js";
import { DEFAULT_HOOKS, type StoreHooks } from "./store-hooks.js";
import { StoreWriter } from "./store-writer.js";
import { type StoredRow, text } from "./table-row.js";
import { Turns } from "./turns.js";

export interface StoreOptions {
  /** Reads only: several processes may, as long as none writes. @defaultValue false */
  readonly readOnly?: boolean;
  /**
   * Opens what is left where acknowledged entries are missing, which from then on counts as complete; told what is
   * missing. Absent: such a database is refused.
   */
  readonly acceptLoss?: (loss: string) => void;
  /** What tests put in its way. */
  readonly hooks?: Partial<StoreHooks>;
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
  const { readOnly = false, acceptLoss } = options;
  const hooks = { ...DEFAULT_HOOKS, ...options.hooks };
  const database = await openDatabase(path, { readOnly, ...(acceptLoss === undefined ? {} : { acceptLoss }), hooks });
  try {
    const runs = await database.connection.runAndReadAll("SELECT * FROM runs");
    return new DuckDbStore(database, runsOf(runs.getRowObjectsJS()), readOnly ? null : hooks);
  } catch (error) {
    database.close();
    throw storeFault(error, database.path);
  }
}

type Decode<T> = (rows: readonly StoredRow[]) => readonly T[];

/** The results database. Everything takes its turn on one connection: reads see whole transactions. */
export class DuckDbStore implements Store {
  readonly path: string;
  readonly #database: Database;
  readonly #writer: StoreWriter | null;
  readonly #turns = new Turns();
  /** By id; nobody else changes them while the database is open. */
  readonly #runs: Map<string, Run>;
  #closed: Promise<void> | null = null;

  constructor(database: Database, runs: readonly Run[], hooks: StoreHooks | null) {
    this.path = database.path;
    this.#database = database;
    this.#runs = new Map(runs.map((run) => [run.runId, run]));
    this.#writer = hooks === null ? null : new StoreWriter(database, hooks, this.#turns);
  }

  async createRun(run: Run, plan: readonly Cell[], items: readonly Item[]): Promise<void> {
    const writer = this.#requireWriter();
    const checked = checkRun(run, plan, items);
    const { runId } = checked.run;
    if (this.#runs.has(runId)) {
      throw new StoreError(`${this.path}: run "${runId}" exists already; choose another run id`);
    }
    // Taken at once: of two calls the second is refused.
    this.#runs.set(runId, checked.run);
    try {
      await writer.createRun(checked);
    } catch (error) {
      this.#runs.delete(runId);
      throw storeFault(error, this.path);
    }
  }

  async updateRun(runId: string, change: RunChange): Promise<void> {
    const writer = this.#requireWriter();
    const changed = checkRun({ ...this.#named(runId), ...change }, [], []).run;
    this.#runs.set(runId, changed);
    const { status, finishedAt, simulated, plannedCells } = changed;
    await writer.keep({ kind: "run", runId, change: { status, finishedAt, simulated, plannedCells } });
  }

  async runs(): Promise<readonly Run[]> {
    this.#requireOpen();
    return structuredClone([...this.#runs.values()].sort(compareRuns));
  }

  async run(runId: string): Promise<Run> {
    return structuredClone(this.#named(runId));
  }

  async plan(runId: string): Promise<readonly Cell[]> {
    return this.#rowsOf(
      runId,
      "cells",
      "position",
      distinctRows("cells", cellsOf, ({ key }) => `cell ${key}`),
    );
  }

  async items(runIds: readonly string[]): Promise<readonly Item[]> {
    const runs = [...new Set(runIds)].map((runId) => this.#named(runId)).sort(compareRuns);
    const versions: Item[] = [];
    for (const { runId } of runs) {
      // One by one: as arguments of a call, some hundred thousand are too many.
      const distinct = distinctRows("items", itemsOf, ({ taskType, id }) => `item "${id}" of task type "${taskType}"`);
      for (const item of await this.#rowsOf(runId, "items", "task_type, item_id", distinct)) versions.push(item);
    }
    return newestItems(versions);
  }

  async intend(runId: string, intent: Intent): Promise<void> {
    const writer = this.#requireWriter();
    this.#named(runId);
    const checked = checkIntent(intent);
    await writer.intend({ kind: "intent", runId, intent: checked });
  }

  async settle(runId: string, attempt: Attempt, response: ModelResponse | null): Promise<void> {
    const writer = this.#requireWriter();
    this.#named(runId);
    await writer.keep({ kind: "attempt", runId, ...checkSettled(attempt, response) });
  }

  async record(outcome: Outcome, attempts: readonly Attempt[]): Promise<void> {
    const writer = this.#requireWriter();
    const checked = checkRecord(outcome, attempts);
    this.#named(outcome.runId);
    await writer.keep({ kind: "outcome", ...checked });
  }

  async putBatch(runId: string, batch: Batch): Promise<void> {
    const writer = this.#requireWriter();
    this.#named(runId);
    await writer.keep({ kind: "batch", runId, batch: checkBatch(batch) });
  }

  async outcomes({ runIds, taskTypes }: OutcomeFilter = {}): Promise<readonly Outcome[]> {
    for (const runId of runIds ?? []) this.#named(runId);
    return this.#rows(
      `SELECT * FROM outcomes
       WHERE ($1 IS NULL OR run_id IN (SELECT unnest(from_json($1, '["VARCHAR"]'))))
         AND ($2 IS NULL OR task_type IN (SELECT unnest(from_json($2, '["VARCHAR"]'))))
       ORDER BY ${OUTCOME_ORDER}`,
      [jsonOrNull(runIds), jsonOrNull(taskTypes)],
      distinctRows("outcomes", outcomesOf, ({ runId, cellKey }) => `outcome of cell ${cellKey} of run "${runId}"`),
    );
  }

  async counts(runId: string): Promise<OutcomeCounts> {
    this.#named(runId);
    const [row] = await this.#rows(
      `SELECT count_if(status = 'scored') AS scored, count_if(status <> 'scored') AS missing,
         count_if(simulated) AS simulated
       FROM outcomes WHERE run_id = $1`,
      [runId],
      (rows) => rows,
    );
    const { scored, missing, simulated } = row ?? {};
    return { scored: Number(scored), missing: Number(missing), simulated: Number(simulated) };
  }

  async charges(runId: string): Promise<readonly ChargeSum[]> {
    this.#named(runId);
    return this.#rows(
      `SELECT tier, role, CASE WHEN count(charged_nano_usd) = count(*) THEN sum(charged_nano_usd) END::BIGINT AS nano_usd
       FROM attempts LEFT JOIN (SELECT cell_key, tier FROM cells WHERE run_id = $1) USING (cell_key)
       WHERE run_id = $1 GROUP BY tier, role ORDER BY tier NULLS LAST, role`,
      [runId],
      chargesOf,
    );
  }

  async attempts(runId: string): Promise<readonly Attempt[]> {
    const nameOf = ({ cellKey, index }: Attempt) => `attempt ${index} of cell ${cellKey}`;
    return this.#rowsOf(runId, "attempts", ATTEMPT_ORDER, distinctRows("attempts", attemptsOf, nameOf));
  }

  async answers(runId: string): Promise<readonly RecordedAnswer[]> {
    return this.#rowsOf(runId, "answers", ANSWER_ORDER, answersOf);
  }

  async intents(runId: string): Promise<readonly Intent[]> {
    return this.#rowsOf(runId, "intents", INTENT_ORDER, intentsOf);
  }

  async batches(runId: string): Promise<readonly Batch[]> {
    return this.#rowsOf(runId, "batches", BATCH_ORDER, batchesOf);
  }

  /**
   * Waits for what is being recorded, then leaves one complete file. Idempotent.
   * @throws StoreError where the disk is full or fails, unless that has been told:
   *   what was acknowledged is kept all the same, beside the database
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed ??= this.#close();
    await this.#closed;
  }

  async #close(): Promise<void> {
    try {
      await this.#writer?.finish();
      await this.#turns.idle();
    } catch (error) {
      throw storeFault(error, this.path);
    } finally {
      this.#database.close();
    }
  }

  async #rowsOf<T>(runId: string, table: string, order: string, decode: Decode<T>): Promise<readonly T[]> {
    this.#named(runId);
    return this.#rows(`SELECT * FROM ${table} WHERE run_id = $1 ORDER BY ${order}`, [runId], decode);
  }

  /** Reads after everything that was handed over before. */
  async #rows<T>(sql: string, values: (string | null)[], decode: Decode<T>): Promise<readonly T[]> {
    this.#requireOpen();
    await this.#writer?.drain();
    return this.#turns.next(async () => {
      try {
        await this.#writer?.flush();
        const result = await this.#database.connection.run(sql, values);
        const found: T[] = [];
        // Some thousand rows at a time, so that never all of them are there twice.
        for await (const rows of result.yieldRowObjectJs()) for (const row of decode(rows)) found.push(row);
        return found;
      } catch (error) {
        throw storeFault(error, this.path);
      }
    });
  }

  /** @throws UsageError where there is no such run */
  #named(runId: string): Run {
    this.#requireOpen();
    const run = this.#runs.get(runId);
    if (run === undefined) throw unknownRun(runId);
    return run;
  }

  #requireOpen(): void {
    if (this.#closed !== null) throw new StoreError(`${this.path}: the store is closed; open it again`);
  }

  #requireWriter(): StoreWriter {
    this.#requireOpen();
    if (this.#writer === null) throw new StoreError(`${this.path}: opened read only; open it for writing`);
    return this.#writer;
  }
}

function chargesOf(rows: readonly StoredRow[]): readonly ChargeSum[] {
  return rows.map(({ tier, role, nano_usd: sum }) => ({
    tier: tier === null ? null : text(tier),
    role: text(role),
    nanoUsd: sum === null ? null : Number(sum),
  }));
}

function jsonOrNull(values: readonly string[] | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values);
}
