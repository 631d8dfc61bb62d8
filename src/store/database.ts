import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { StoreError } from "../core/errors.js";
import { withoutBrokenLog } from "./broken-log.js";
import { createDatabase } from "./database-creation.js";
import {
  type DatabaseMark,
  hasNoId,
  lossOf,
  readMark,
  requireComplete,
  requireOwnJournal,
  SCHEMA_VERSION,
} from "./database-mark.js";
import { isDatabaseAt, requireDatabaseFile } from "./database-place.js";
import { DatabaseWriter } from "./database-writer.js";
import { allowOnly, HARDENED, keepLogPrivate, lock, setTimeZone } from "./hardening.js";
import { migrate, readAsNew } from "./migration.js";
import { isLeft, keepDamagedJournal, recover } from "./recovery.js";
import { storeFault } from "./store-fault.js";
import { DEFAULT_HOOKS, type StoreHooks } from "./store-hooks.js";

/** An open results database: hardened, checked, and never twice in one process. */
export interface Database {
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly connection: DuckDBConnection;
  readonly mark: DatabaseMark;
  close(): void;
}

export interface DatabaseAccess {
  readonly readOnly: boolean;
  /** The one directory that SQL may write to; needs `readOnly`. */
  readonly exportDirectory?: string;
  /** Opens what is left of a database from which entries are missing; told what that was. */
  readonly acceptLoss?: (loss: string) => void;
  readonly hooks?: StoreHooks;
}

/**
 * Paths open in this process. DuckDB lets one process open a file twice, and
 * then one side's committed rows are lost; closing one side also drops the
 * lock that keeps other processes out.
 */
const openPaths = new Set<string>();

/**
 * Opens a database, creating it where it is to be written and there is none.
 *
 * @throws StoreError where it is missing (read only), in use, foreign, newer,
 *   damaged, incomplete, or out of reach; the file is then unchanged
 */
export async function openDatabase(path: string, access: DatabaseAccess): Promise<Database> {
  const canonical = canonicalPath(path);
  if (openPaths.has(canonical)) {
    throw new StoreError(`${path}: already open in this process; close the other store first`);
  }
  openPaths.add(canonical);
  try {
    const database = await openClaimed(canonical, access);
    const close = (): void => {
      database.close();
      openPaths.delete(canonical);
    };
    return { ...database, close };
  } catch (error) {
    openPaths.delete(canonical);
    throw storeFault(error, canonical);
  }
}

async function openClaimed(path: string, access: DatabaseAccess): Promise<Database> {
  if (!isDatabaseAt(path)) {
    if (access.readOnly) throw new StoreError(`no results yet at ${path}: run \`npx tierbench run\` first`);
    if (createDatabase(path)) return connect(path, access);
  }
  requireDatabaseFile(path);
  // Looking first, read only: opening a foreign or damaged file for writing could change it.
  const looked = await withoutBrokenLog(path, () => connect(path, { ...access, readOnly: true }));
  const isUnfinished = isLeft(path, looked.mark);
  if (access.readOnly && !isUnfinished) return looked;
  looked.close();
  requireWritable(path, access.readOnly);
  const { exportDirectory: _, ...plain } = access;
  const database = await connect(path, { ...plain, readOnly: false });
  if (isUnfinished || looked.mark.schemaVersion < SCHEMA_VERSION) await finishFor(database, access);
  if (!access.readOnly) return { ...database, mark: await readMark(database.connection, path) };
  database.close();
  return connect(path, access);
}

/** Brings a database to this schema, and does what a writer that died has left; closes it where that fails. */
async function finishFor(database: Database, { acceptLoss, hooks = DEFAULT_HOOKS }: DatabaseAccess) {
  const writer = new DatabaseWriter(database, hooks);
  try {
    if (database.mark.schemaVersion < SCHEMA_VERSION)
      await writer.transact((connection) => migrate(connection, database.mark.schemaVersion));
    const loss = lossOf(database.mark, database.path);
    const kept = loss === null ? null : keepDamagedJournal(database.path);
    await recover(database, writer, acceptLoss !== undefined);
    if (loss !== null) acceptLoss?.(kept === null ? loss : `${loss}; the journal is kept as ${kept}`);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whoever only reads needs to write too where a writer has died: its journal is to be moved into the database. */
function requireWritable(path: string, readOnly: boolean): void {
  try {
    accessSync(dirname(path), constants.W_OK);
    accessSync(path, constants.W_OK);
  } catch (error) {
    if (!readOnly) throw error;
    const remedy = "make it writable, or copy it with its .journal, .wal and .head to where it is";
    throw new StoreError(`${path}: its writer has died, and completing it takes write permission; ${remedy}`, {
      cause: error,
    });
  }
}

async function connect(path: string, { readOnly, exportDirectory, acceptLoss }: DatabaseAccess): Promise<Database> {
  const { enable_external_access, ...optionsOfExport } = HARDENED;
  const options = {
    ...optionsOfExport,
    ...(exportDirectory === undefined ? { enable_external_access: String(enable_external_access) } : {}),
    access_mode: readOnly ? "READ_ONLY" : "READ_WRITE",
  };
  const instance = await DuckDBInstance.create(path, options);
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    let mark = await readMark(connection, path);
    if (!readOnly && hasNoId(mark)) {
      keepLogPrivate(path);
      await connection.run("UPDATE meta SET database_id = CAST(uuid() AS VARCHAR)");
      // Into the file itself, before a journal bears it: the log may be lost.
      await connection.run("CHECKPOINT");
      mark = await readMark(connection, path);
    }
    requireOwnJournal(mark, path);
    if (acceptLoss === undefined) requireComplete(mark, path);
    if (readOnly && mark.schemaVersion < SCHEMA_VERSION) await readAsNew(connection, mark.schemaVersion);
    if (exportDirectory !== undefined) await allowOnly(connection, "allowed_directories", exportDirectory);
    await setTimeZone(connection);
    // Whoever writes sends no SQL but ours, and changes a setting on the way.
    if (readOnly) await lock(connection);
    return { path, connection, mark, close };
  } catch (error) {
    close();
    throw error;
  }
}

function canonicalPath(path: string): string {
  const absolute = resolve(path);
  if (isDatabaseAt(absolute)) return realpathSync(absolute);
  const directory = dirname(absolute);
  return existsSync(directory) ? join(realpathSync(directory), basename(absolute)) : absolute;
}
