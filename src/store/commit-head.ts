import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { StoreError } from "../core/errors.js";

const DIGITS = 20;

/** Where the number of the last commit stands while a database is being written. */
export function headPath(databasePath: string): string {
  return `${databasePath}.head`;
}

/**
 * The number of the last acknowledged commit, or null where there is no head file.
 *
 * DuckDB opens a truncated write-ahead log without a word, with the rows that
 * are left. The head says how many commits there must be.
 *
 * @throws StoreError if the file does not hold a number
 */
export function readHead(databasePath: string): number | null {
  const path = headPath(databasePath);
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8").trim();
  if (!/^\d{1,20}$/.test(text) || !Number.isSafeInteger(Number(text))) {
    throw new StoreError(`${path}: not a commit number; restore it together with the database it belongs to`);
  }
  return Number(text);
}

/** Takes the head file away: the database alone says everything again. */
export function removeHead(databasePath: string): void {
  if (existsSync(headPath(databasePath))) unlinkSync(headPath(databasePath));
}

/** Keeps the head file of a database that is being written. */
export class CommitHead {
  readonly #fd: number;

  /** Creates the file whole, so that no death of the process leaves it without a number. */
  constructor(databasePath: string, commit: number) {
    const path = headPath(databasePath);
    writeFileSync(`${path}.new`, headLine(commit), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    this.#fd = openSync(path, "r+");
  }

  /**
   * Overwrites the number in place. Not synced to the disk: after a power cut an
   * older number may stand there, which never accuses a complete database.
   */
  write(commit: number): void {
    writeSync(this.#fd, headLine(commit), 0);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/** Always of one length: overwriting in place leaves no rest of an older number. */
function headLine(commit: number): string {
  return `${String(commit).padStart(DIGITS, "0")}\n`;
}
