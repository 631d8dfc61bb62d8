import { messageOf, StoreError, StoreFullError, TierbenchError } from "../core/errors.js";

const FULL = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;
const BROKEN_LOG = /replaying (the )?WAL|WAL file|serializ/i;
const UNREADABLE =
  /^(IO|FATAL|Serialization) Error: (Corrupt database file|Could not read (enough bytes )?from file|.*deseriali[sz]e)/i;
const HOLDER = /Conflicting lock is held in (.+?) \(PID (\d+)\)/;

/** What DuckDB says, what it means and what to do. The first that matches is told. `flag` names the place. */
const faults = (flag: string): readonly (readonly [pattern: RegExp, told: string])[] => [
  [/not a valid DuckDB database file|encrypted database/, `not a tierbench database; name another file with ${flag}`],
  [
    /database file with version number/,
    "written by another DuckDB version than this one reads; open it with the tierbench that wrote it",
  ],
  [
    BROKEN_LOG,
    "its write-ahead log does not replay; nothing was changed: restore the database and its .wal from a copy",
  ],
  [/checksum|corrupt|Could not read enough bytes/i, "the file is damaged; nothing was changed: restore it from a copy"],
  [
    /\bEIO\b|Input\/output error/,
    "the disk reports an error; what was acknowledged is kept: check the disk, then resume",
  ],
  [/invalidated because of a previous fatal error/, "the database has stopped after an error; free some space, resume"],
  [
    /Permission denied|Read-only file system|EACCES|EPERM|EROFS/,
    `permission denied; make it accessible, or choose another ${flag}`,
  ],
  [/Is a directory|EISDIR/, `a directory; name a file with ${flag}`],
  [/Not a directory|ENOTDIR|EEXIST/, `its parent is not a directory; choose another ${flag}`],
];

/**
 * The one line that a user is told about a failure of the database.
 *
 * Errors of this program's own classes and bugs (TypeError and its like) come back as they are.
 *
 * @param flag - where the user has named the path
 */
export function storeFault(thrown: unknown, path: string, flag = "--db"): unknown {
  if (thrown instanceof TierbenchError || !(thrown instanceof Error) || thrown.constructor !== Error) return thrown;
  // The path is the user's own words: a file called "corrupt" is not corrupt.
  const message = messageOf(thrown).replaceAll(path, "the file");
  const holder = HOLDER.exec(message);
  if (holder !== null) {
    return new StoreError(
      `${path}: in use by another process, ${holder[1]} (PID ${holder[2]}); wait until it has ended, or stop it`,
      { cause: thrown },
    );
  }
  if (FULL.test(message)) {
    const told = "no space left on the device; what was acknowledged is kept: free some space, then resume";
    return new StoreFullError(`${path}: ${told}`, { cause: thrown });
  }
  const told = faults(flag).find(([pattern]) => pattern.test(message))?.[1] ?? firstLine(message);
  return new StoreError(`${path}: ${told}`, { cause: thrown });
}

/**
 * Whether DuckDB could not read a database as it had written it: what it was asked, and where the answer was to go, has
 * no part in that.
 */
export function isUnreadable(thrown: unknown): boolean {
  return !(thrown instanceof TierbenchError) && UNREADABLE.test(messageOf(thrown));
}

/** Whether DuckDB could not replay its write-ahead log. */
export function isBrokenLog(thrown: unknown, path: string): boolean {
  return !(thrown instanceof TierbenchError) && BROKEN_LOG.test(messageOf(thrown).replaceAll(path, "the file"));
}

/** What DuckDB says, without the excerpt of the statement that it adds. */
export function firstLine(message: string): string {
  return message.replace(/^Failed to extract statements: /, "").split("\n", 1)[0] ?? "";
}
