import { closeSync, lstatSync, openSync, readlinkSync, readSync, type Stats, statSync } from "node:fs";
import { StoreError } from "../core/errors.js";
import { storeFault } from "./store-fault.js";

/** What the library's databases bear at this offset, and no other file that it can read. */
const MAGIC = "DUCK";
const MAGIC_AT = 8;
const OTHER = "choose another --db";

/**
 * Whether a file is at the path of a database. Does not open it: in a process that has the database open,
 * closing any descriptor of the file would drop the lock that keeps others out.
 *
 * @throws StoreError where something else is there, or nobody can tell
 */
export function isDatabaseAt(path: string): boolean {
  requirePlainPath(path);
  const stats = statsOf(path);
  if (stats === null) return false;
  // What is opened for a look must end: a pipe would be waited for.
  if (stats.isDirectory()) throw new StoreError(`${path}: a directory; name a file with --db`);
  if (!stats.isFile()) throw notOurs(path);
  return true;
}

/**
 * Refuses a file that the library would take for something else than a database of its own: it reads tables, and
 * databases of other programs, into a database in memory.
 *
 * @throws StoreError where it is no database, or cannot be read
 */
export function requireDatabaseFile(path: string): void {
  const bytes = Buffer.alloc(MAGIC.length);
  const file = openSync(path, "r");
  try {
    readSync(file, bytes, 0, MAGIC.length, MAGIC_AT);
  } finally {
    closeSync(file);
  }
  if (bytes.toString("latin1") !== MAGIC) throw notOurs(path);
}

/** To the library a question mark ends the name, and its log would lie elsewhere. */
function requirePlainPath(path: string): void {
  const found = /[?\0]/.exec(path)?.[0];
  if (found === undefined) return;
  throw new StoreError(`${path}: a database cannot have ${JSON.stringify(found)} in its path; ${OTHER}`);
}

/** Null where there is nothing, which is not the same as: out of reach. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ELOOP") throw new StoreError(`${path}: a symbolic link that leads back to itself; ${OTHER}`);
    if (code !== "ENOENT") throw storeFault(error, path);
  }
  const link = lstatSync(path, { throwIfNoEntry: false });
  if (link === undefined) return null;
  const target = readlinkSync(path);
  throw new StoreError(`${path}: a symbolic link to ${target}, where nothing is; take it away, or ${OTHER}`);
}

function notOurs(path: string): StoreError {
  return new StoreError(`${path}: not a tierbench database; name another file with --db`);
}
