import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { StoreError } from "../core/errors.js";
import { createDatabase } from "./database-creation.js";
import { type DatabaseMark, readMark, requireComplete } from "./database-mark.js";
import { DatabaseWriter } from "./database-writer.js";
import { allowOnly, HARDENED, lock } from "./hardening.js";
import { isUnfinished, recover } from "./recovery.js";
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
  /** Opens what is left of a database from which entries are missing. */
  readonly acceptLoss?: boolean;
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
  if (!existsSync(path)) {
    if (access.readOnly) throw new StoreError(`no results yet at ${path}: run \`tierbench run\` first`);
    await createDatabase(path);
    return connect(path, access);
  }
  // Looking first, read only: opening a foreign or damaged file for writing could change it.
  const looked = await connect(path, { ...access, readOnly: true });
  const unfinished = isUnfinished(path, looked.mark);
  if (access.readOnly && !unfinished) return looked;
  looked.close();
  accessSync(dirname(path), constants.W_OK);
  if (unfinished) await finishFor(path, access);
  return connect(path, access);
}

/** Finishes what a writer that died has left, so that the file is complete. */
async function finishFor(path: string, { acceptLoss = false, hooks = DEFAULT_HOOKS }: DatabaseAccess): Promise<void> {
  const database = await connect(path, { readOnly: false, acceptLoss });
  try {
    await recover(database, new DatabaseWriter(database, hooks), acceptLoss);
  } finally {
    database.close();
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
    if (exportDirectory !== undefined) await allowOnly(connection, "allowed_directories", exportDirectory);
    await lock(connection);
    const mark = await readMark(connection, path);
    if (acceptLoss !== true) requireComplete(mark, path);
    return { path, connection, mark, close };
  } catch (error) {
    close();
    throw error;
  }
}

function canonicalPath(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const directory = dirname(absolute);
  return existsSync(directory) ? join(realpathSync(directory), basename(absolute)) : absolute;
}
