import { chmodSync, closeSync, openSync, statSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Options of every instance: no other file, no network, no extension. One
 * thread, because sums of doubles over several threads differ from run to run.
 */
export const HARDENED: Readonly<Record<string, string>> = Object.freeze({
  enable_external_access: "false",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  threads: "1",
  // Checkpoints are made where the journal knows of them; the library would make them by the size of its log.
  checkpoint_threshold: "1TB",
  // Joining row groups at a checkpoint takes as much memory as what is joined; groups without rows go all the same.
  max_vacuum_tasks: "0",
});

/** As above, but the one file or directory that is named may be accessed. */
export async function allowOnly(
  connection: DuckDBConnection,
  setting: "allowed_directories" | "allowed_paths",
  path: string,
): Promise<void> {
  await connection.run(`SET ${setting} = [${sqlText(path)}]`);
  await connection.run("SET enable_external_access = false");
}

/** Text of times is in UTC. */
export async function setTimeZone(connection: DuckDBConnection): Promise<void> {
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
}

/** The last setting, where SQL of others may come: nothing can be set any more. */
export async function lock(connection: DuckDBConnection): Promise<void> {
  await connection.run("SET lock_configuration = true");
}

/** How much memory the library may take, in a form in which it can be set. */
export async function memoryLimit(connection: DuckDBConnection): Promise<string> {
  const [[limit]] = (await connection.runAndReadAll("SELECT current_setting('memory_limit')")).getRowsJS() as [
    [string],
  ];
  return limit;
}

/**
 * Lets go of the blocks of the file that are in memory: the library keeps all that it has seen or written until most of
 * the machine's memory is taken. To be called after a checkpoint, when the file has them all, and nothing else is asked.
 *
 * @param limit - what is put back. Read it once: the library cuts it to one decimal whenever it is asked
 */
export async function dropBlocks(connection: DuckDBConnection, limit: string): Promise<void> {
  // RESET would change what the setting says, and not the limit.
  const setLimit = (text: string) => connection.run(`SET memory_limit = ${sqlText(text)}`);
  // One that could not be put back is left alone.
  if (!(await succeeds(setLimit(limit)))) return;
  // Refused where some are in use, when it has let go of the others.
  await succeeds(setLimit("1MB"));
  await setLimit(limit);
}

async function succeeds(statement: Promise<unknown>): Promise<boolean> {
  return statement.then(
    () => true,
    () => false,
  );
}

/** A text as an SQL literal, for the statements that take no parameters. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Where DuckDB writes what is committed but not yet in the database file. */
export function walPath(databasePath: string): string {
  return `${databasePath}.wal`;
}

/**
 * Makes the log, before something is committed: the library would create it with the process's umask, and it holds the
 * same answers as the database. It appends to one that is there, whose mode it leaves, and takes an empty one for none.
 */
export function keepLogPrivate(databasePath: string): void {
  const log = walPath(databasePath);
  const stats = statSync(log, { throwIfNoEntry: false });
  if (stats === undefined) closeSync(openSync(log, "wx", 0o600));
  // Not through a descriptor: closing one would drop the library's lock on it.
  else if ((stats.mode & 0o077) !== 0) chmodSync(log, 0o600);
}
