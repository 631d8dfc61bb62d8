import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { DigestMap } from "../core/digest-map.js";
import { twiceThere } from "./distinct-rows.js";

/** What the database holds of a cell. */
export interface KnownCell {
  /** Index after its last attempt. */
  attemptsEnd: number;
  /** Index after its last attempt or intent: what comes without a number gets this one. */
  nextIndex: number;
  hasOutcome: boolean;
  hasAnswers: boolean;
  /** Indexes of its intents; null: none. */
  intents: Set<number> | null;
}

/** The cells of one run of which the database holds anything. */
class CellsOfRun {
  /** Cells that are under way. */
  readonly open = new Map<string, KnownCell>();
  /** Cells with an outcome, and nothing besides but attempts: how many. Nearly all cells of a long run. */
  readonly closed = new DigestMap();
}

const CellRows = z.array(z.tuple([z.string(), z.coerce.number(), z.coerce.number()]));

/**
 * What must be known of the cells of a run to number on and to replace. Holds for
 * as long as this process is the only writer, which the database's lock guarantees.
 */
export class KnownCells {
  readonly #runs = new Map<string, CellsOfRun>();

  /**
   * Reads the cells of a run, once.
   * @throws StoreError where one of them has two outcomes, or two attempts of one number
   */
  async load(connection: DuckDBConnection, runId: string): Promise<void> {
    if (this.#runs.has(runId)) return;
    const cells = new Map<string, KnownCell>();
    const cell = (key: string): KnownCell => {
      const known = cells.get(key) ?? unknownCell();
      cells.set(key, known);
      return known;
    };
    const read = async (sql: string) => CellRows.parse((await connection.runAndReadAll(sql, [runId])).getRowsJS());
    const perCell = (columns: string, table: string) =>
      read(`SELECT cell_key, ${columns} FROM ${table} WHERE run_id = $1 GROUP BY cell_key`);
    for (const [key, end, count] of await perCell("max(attempt) + 1, count(*)", "attempts")) {
      if (count > end) throw twiceThere("attempts", `attempt of cell ${key}`);
      Object.assign(cell(key), { attemptsEnd: end, nextIndex: end });
    }
    for (const [key, count] of await perCell("count(*), 0", "outcomes")) {
      if (count > 1) throw twiceThere("outcomes", `outcome of cell ${key}`);
      cell(key).hasOutcome = true;
    }
    for (const [key] of await perCell("0, 0", "answers")) cell(key).hasAnswers = true;
    for (const [key, index] of await read("SELECT cell_key, attempt, 0 FROM intents WHERE run_id = $1")) {
      const known = cell(key);
      (known.intents ??= new Set()).add(index);
      known.nextIndex = Math.max(known.nextIndex, index + 1);
    }
    this.begin(runId);
    for (const [key, known] of cells) this.keep(runId, key, known);
  }

  /** Of a run that has just been created there is nothing to read. */
  begin(runId: string): void {
    this.#runs.set(runId, new CellsOfRun());
  }

  /** What is known of a cell of a run that is loaded; whoever changes it keeps it. */
  cell(runId: string, cellKey: string): KnownCell {
    const { open, closed } = this.#cellsOf(runId);
    const known = open.get(cellKey);
    if (known !== undefined) return known;
    const attempts = closed.get(cellKey);
    if (attempts === undefined) return unknownCell();
    return { ...unknownCell(), attemptsEnd: attempts, nextIndex: attempts, hasOutcome: true };
  }

  keep(runId: string, cellKey: string, known: KnownCell): void {
    const { open, closed } = this.#cellsOf(runId);
    const { attemptsEnd, nextIndex, hasOutcome, hasAnswers, intents } = known;
    const hasIntents = intents !== null && intents.size > 0;
    if (!hasOutcome || hasAnswers || hasIntents || nextIndex !== attemptsEnd) {
      open.set(cellKey, known);
      return;
    }
    open.delete(cellKey);
    closed.set(cellKey, attemptsEnd);
  }

  /** After a failed commit: what is stored must be read anew. */
  forget(): void {
    this.#runs.clear();
  }

  #cellsOf(runId: string): CellsOfRun {
    const cells = this.#runs.get(runId);
    if (cells === undefined) throw new TypeError(`run ${runId} is not loaded`);
    return cells;
  }
}

function unknownCell(): KnownCell {
  return { attemptsEnd: 0, nextIndex: 0, hasOutcome: false, hasAnswers: false, intents: null };
}
