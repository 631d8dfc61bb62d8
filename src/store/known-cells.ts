import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";

const CellCounts = z.array(z.tuple([z.string(), z.coerce.number()]));

/**
 * Which cells of a run have an outcome, and how many attempts each: what a
 * batch must know to number on and to replace. Holds for as long as this
 * process is the only writer, which the database's lock guarantees.
 */
export class KnownCells {
  readonly #attempts = new Map<string, Map<string, number>>();

  /** Reads the cells of a run, once. */
  async load(connection: DuckDBConnection, runId: string): Promise<void> {
    if (this.#attempts.has(runId)) return;
    const reader = await connection.runAndReadAll(
      `SELECT cell_key, coalesce(max(a.attempt) + 1, 0)
       FROM outcomes LEFT JOIN attempts a USING (run_id, cell_key) WHERE run_id = $1 GROUP BY cell_key`,
      [runId],
    );
    this.#attempts.set(runId, new Map(CellCounts.parse(reader.getRowsJS())));
  }

  /** Attempts stored of a cell; null where it has no outcome. */
  attempts(runId: string, cellKey: string): number | null {
    return this.#attempts.get(runId)?.get(cellKey) ?? null;
  }

  set(runId: string, cellKey: string, attempts: number): void {
    this.#attempts.get(runId)?.set(cellKey, attempts);
  }

  /** After a failed commit: what is stored must be read anew. */
  forget(): void {
    this.#attempts.clear();
  }
}
