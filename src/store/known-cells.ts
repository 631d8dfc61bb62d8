import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";

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

const CellCounts = z.array(z.tuple([z.string(), z.coerce.number()]));

/**
 * What must be known of the cells of a run to number on and to replace. Holds for
 * as long as this process is the only writer, which the database's lock guarantees.
 */
export class KnownCells {
  readonly #runs = new Map<string, Map<string, KnownCell>>();

  /** Reads the cells of a run, once. */
  async load(connection: DuckDBConnection, runId: string): Promise<void> {
    if (this.#runs.has(runId)) return;
    this.#runs.set(runId, new Map());
    const read = async (select: string) =>
      CellCounts.parse((await connection.runAndReadAll(`SELECT ${select} WHERE run_id = $1`, [runId])).getRowsJS());
    for (const [key, last] of await read("cell_key, attempt FROM attempts")) {
      const known = this.cell(runId, key);
      known.attemptsEnd = Math.max(known.attemptsEnd, last + 1);
      known.nextIndex = Math.max(known.nextIndex, last + 1);
    }
    for (const [key] of await read("cell_key, 0 FROM outcomes")) this.cell(runId, key).hasOutcome = true;
    for (const [key] of await read("cell_key, 0 FROM answers")) this.cell(runId, key).hasAnswers = true;
    for (const [key, index] of await read("cell_key, attempt FROM intents")) {
      const known = this.cell(runId, key);
      (known.intents ??= new Set()).add(index);
      known.nextIndex = Math.max(known.nextIndex, index + 1);
    }
  }

  /** The cell of a run that is loaded. */
  cell(runId: string, cellKey: string): KnownCell {
    const cells = this.#runs.get(runId);
    if (cells === undefined) throw new TypeError(`run ${runId} is not loaded`);
    const known = cells.get(cellKey);
    if (known !== undefined) return known;
    const fresh = { attemptsEnd: 0, nextIndex: 0, hasOutcome: false, hasAnswers: false, intents: null };
    cells.set(cellKey, fresh);
    return fresh;
  }

  /** After a failed commit: what is stored must be read anew. */
  forget(): void {
    this.#runs.clear();
  }
}
