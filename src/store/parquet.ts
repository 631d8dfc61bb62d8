import { existsSync, realpathSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { DataError, messageOf, StoreError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { ATTEMPT_ORDER } from "./attempt-table.js";
import { type Database, openDatabase } from "./database.js";
import { allowOnly, HARDENED, lock, sqlText } from "./hardening.js";
import { jsonCell } from "./json-cell.js";
import { OUTCOME_ORDER } from "./outcome-table.js";
import { firstLine, isUnreadable, storeFault } from "./store-fault.js";

/** What is exported, in a total order, so that equal databases give equal files. */
const EXPORTS: Readonly<Record<string, string>> = {
  // `run` and `cost_usd` are the names of the outcome-table format, so that what is exported can be imported.
  "outcomes.parquet": `SELECT run_id AS run, cost_nano_usd / 1e9 AS cost_usd, * EXCLUDE (run_id)
    FROM outcomes ORDER BY ${OUTCOME_ORDER}`,
  "attempts.parquet": `SELECT run_id AS run, * EXCLUDE (run_id) FROM attempts ORDER BY run_id, ${ATTEMPT_ORDER}`,
  "runs.parquet": "SELECT run_id AS run, * EXCLUDE (run_id) FROM runs ORDER BY created_at, run_id",
  "items.parquet": "SELECT run_id AS run, * EXCLUDE (run_id) FROM items ORDER BY run_id, task_type, item_id",
};

/**
 * Writes the tables of a database as Parquet files (zstd), each complete or not at all.
 *
 * @param outDir - created where there is none; files of the same names are replaced
 * @returns the paths of the files
 * @throws StoreError where the database or the directory is out of reach
 */
export async function exportParquet(path: string, outDir: string): Promise<string[]> {
  const directory = resolve(outDir);
  await makeDirectory(directory);
  const exportDirectory = realpathSync(directory);
  const database = await openDatabase(path, { readOnly: true, exportDirectory });
  try {
    const written: string[] = [];
    for (const [name, select] of Object.entries(EXPORTS)) {
      await exportOne(database, select, join(exportDirectory, name));
      written.push(join(directory, name));
    }
    return written;
  } catch (error) {
    throw isUnreadable(error) ? storeFault(error, database.path) : storeFault(error, directory, "--parquet");
  } finally {
    database.close();
  }
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    // Of the directory itself: a parent that is a file is another error.
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new StoreError(`${directory}: a file, not a folder; name a folder with --parquet`, { cause: error });
    throw storeFault(error, directory, "--parquet");
  }
}

async function exportOne(database: Database, select: string, target: string): Promise<void> {
  const draft = `${target}.new`;
  try {
    // The library would create it with the process's umask; one that is there it writes over, and leaves its mode.
    await rm(draft, { force: true });
    await writeFile(draft, "", { flag: "wx", mode: 0o600 });
    const form = "FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false";
    await database.connection.run(`COPY (${select}) TO ${sqlText(draft)} (${form})`);
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * The rows of a Parquet file in its order, by column name, as JSON values.
 * Nothing but that file is in reach while it is read.
 *
 * @throws DataError where there is no such file, or it is not Parquet
 */
export async function* readParquetOutcomes(file: string): AsyncGenerator<Record<string, JsonValue>, void, undefined> {
  if (!existsSync(file)) throw new DataError("no such file", { file });
  const path = realpathSync(file);
  const { enable_external_access: _, ...options } = HARDENED;
  const instance = await DuckDBInstance.create(":memory:", options);
  const connection = await instance.connect();
  try {
    await allowOnly(connection, "allowed_paths", path);
    await lock(connection);
    const result = await connection.stream("FROM read_parquet($1)", [path]);
    for await (const rows of result.yieldRowObjectJs()) {
      for (const row of rows) {
        yield Object.fromEntries(Object.entries(row).map(([column, value]) => [column, jsonCell(value)]));
      }
    }
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    throw new DataError(`not a readable Parquet file (${firstLine(messageOf(error))})`, { file }, { cause: error });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
