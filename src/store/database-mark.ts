import type { DuckDBConnection } from "@duckdb/node-api";
import { messageOf, StoreError } from "../core/errors.js";
import { headPath, readHead } from "./commit-head.js";
import { journalPath } from "./journal-line.js";
import { scanJournal } from "./journal-reader.js";
import { type StoredRow, text } from "./table-row.js";

export const APPLICATION = "tierbench";
/** Raised when schema.sql changes in a way that an older tierbench would misread. */
export const SCHEMA_VERSION = 3;

/** How far a database has been written. */
export interface DatabaseMark {
  readonly schemaVersion: number;
  /** Number of the last journal entry that is in the database. */
  readonly lastSequence: number;
  /** True where the last writer closed it: the file alone is complete. */
  readonly isClean: boolean;
  /** Tells the journals of databases apart; empty where nobody has written it yet. */
  readonly databaseId: string;
}

/**
 * Reads whose file it is.
 *
 * @throws StoreError if it is not tierbench's, or of a newer schema
 */
export async function readMark(connection: DuckDBConnection, path: string): Promise<DatabaseMark> {
  const rows = await metaRows(connection);
  const { application, schema_version: schemaVersion, ...rest } = rows[0] ?? {};
  if (rows.length !== 1 || application !== APPLICATION || typeof schemaVersion !== "number") {
    throw new StoreError(`${path}: a database, but not a tierbench database; name another file with --db`);
  }
  if (schemaVersion > SCHEMA_VERSION) {
    throw new StoreError(
      `${path}: written by a newer tierbench (schema ${schemaVersion}, this one knows ${SCHEMA_VERSION}); upgrade tierbench`,
    );
  }
  return {
    schemaVersion,
    // Schema 1 counted commits, and had no journal.
    lastSequence: Number(rest["last_sequence"] ?? rest["last_commit"]),
    isClean: rest["is_clean"] === true,
    databaseId: text(rest["database_id"] ?? ""),
  };
}

/** Whether it is a new one, which nobody has opened to write it. */
export function hasNoId({ databaseId, schemaVersion }: DatabaseMark): boolean {
  return databaseId === "" && schemaVersion === SCHEMA_VERSION;
}

/** None where there is no such table; looking into the catalog first would take longer than all else. */
async function metaRows(connection: DuckDBConnection): Promise<readonly StoredRow[]> {
  try {
    return (await connection.runAndReadAll("FROM meta LIMIT 2")).getRowObjectsJS();
  } catch (error) {
    if (messageOf(error).startsWith("Catalog Error")) return [];
    throw error;
  }
}

/** Of a run that was killed there is no better copy, only what is left of it. */
const REMEDY =
  "restore a whole copy, with its .journal and .head where there are any, or keep what is left with list --accept-loss";

/** @throws StoreError where the journal beside it belongs to another database */
export function requireOwnJournal({ databaseId }: DatabaseMark, path: string): void {
  const journal = scanJournal(path);
  if (journal === null || journal.header.database === databaseId) return;
  throw new StoreError(
    `${journalPath(path)}: the journal of another database; restore the one that belongs to ${path}, or move this one away`,
  );
}

/** @throws StoreError where acknowledged entries are missing, or cannot be shown to be there */
export function requireComplete(mark: DatabaseMark, path: string): void {
  const loss = lossOf(mark, path);
  if (loss !== null) throw new StoreError(`${path}: ${loss}; ${REMEDY}`);
}

/** What is missing, in words; null: nothing. */
export function lossOf({ lastSequence, isClean }: DatabaseMark, path: string): string | null {
  const head = readHead(path);
  const journal = scanJournal(path);
  if (journal !== null && journal.header.base > lastSequence) {
    const missing = journal.header.base - lastSequence;
    return `older than its journal, ${missing} entries of results are missing`;
  }
  const reached = Math.max(lastSequence, journal?.last ?? 0);
  if (head !== null && head > reached) {
    const damagedLine = journal?.damagedLine ?? null;
    const why = damagedLine === null ? "cut or lost" : `line ${damagedLine} is damaged`;
    const missing = head - reached;
    return `${missing} of ${head} entries of results are missing (${journalPath(path)}: ${why})`;
  }
  if (head === null && !isClean) {
    return `copied while a run was writing, or ${headPath(path)} was deleted`;
  }
  return null;
}
