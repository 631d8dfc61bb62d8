import { existsSync, renameSync } from "node:fs";
import { walPath } from "./hardening.js";
import { journalPath } from "./journal-line.js";
import { isBrokenLog } from "./store-fault.js";

/**
 * Opens a database, if need be without its write-ahead log: where that does not
 * replay, the journal has what is in it. The log is put aside, never deleted, and
 * back where the database is refused without it too.
 */
export async function withoutBrokenLog<T>(path: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!isBrokenLog(error, path) || !existsSync(journalPath(path))) throw error;
    const log = walPath(path);
    const aside = corruptName(log);
    renameSync(log, aside);
    try {
      return await open();
    } catch (second) {
      renameSync(aside, log);
      throw second;
    }
  }
}

/** Where a file is kept that cannot be read any more. */
export function corruptName(path: string): string {
  return `${path}.corrupt-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
}
