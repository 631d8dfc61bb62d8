import type { DuckDBConnection } from "@duckdb/node-api";
import { StoreError } from "../core/errors.js";
import { headPath, readHead } from "./commit-head.js";
import { plain } from "./table-row.js";

export const APPLICATION = "tierbench";
/** Raised when schema.sql changes in a way that an older tierbench would misread. */
export const SCHEMA_VERSION = 1;

/** How far a database has been written. */
export interface DatabaseMark {
  /** Commits since creation. */
  readonly lastCommit: number;
  /** True where the last writer closed it: the file alone is complete. */
  readonly isClean: boolean;
}

/**
 * Reads whose file it is.
 *
 * @throws StoreError if it is not tierbench's, or of a newer schema
 */
export async function readMark(connection: DuckDBConnection, path: string): Promise<DatabaseMark> {
  const tables = await connection.runAndReadAll(
    "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND table_name = 'meta' AND column_name IN ('application', 'schema_version')",
  );
  const isOurs = plain(tables.getRowsJS()[0]?.[0]) === 2;
  const rows = isOurs
    ? (await connection.runAndReadAll("SELECT application, schema_version FROM meta")).getRowsJS()
    : [];
  const [application, version] = rows[0] ?? [];
  if (rows.length !== 1 || application !== APPLICATION || typeof version !== "number") {
    throw new StoreError(`${path}: a database, but not a tierbench database; name another file with --db`);
  }
  if (version > SCHEMA_VERSION) {
    throw new StoreError(
      `${path}: written by a newer tierbench (schema ${version}, this one knows ${SCHEMA_VERSION}); upgrade tierbench`,
    );
  }
  const progress = (await connection.runAndReadAll("SELECT last_commit, is_clean FROM meta")).getRowsJS()[0] ?? [];
  return { lastCommit: Number(progress[0]), isClean: progress[1] === true };
}

/** @throws StoreError where acknowledged commits are missing, or cannot be shown to be there */
export function requireComplete({ lastCommit, isClean }: DatabaseMark, path: string): void {
  const head = readHead(path);
  const remedy = "restore a copy made after the run ended, with its .wal and .head where there are any";
  if (head !== null && head > lastCommit) {
    const missing = head - lastCommit;
    throw new StoreError(
      `${path}: ${missing} of ${head} commits of results are missing (write-ahead log cut or lost); ${remedy}`,
    );
  }
  if (head === null && !isClean) {
    throw new StoreError(`${path}: copied while a run was writing, or ${headPath(path)} was deleted; ${remedy}`);
  }
}
