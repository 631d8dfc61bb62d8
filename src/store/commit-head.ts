import { existsSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { StoreError } from "../core/errors.js";
import type { FileSystem } from "./file-system.js";

const DIGITS = 20;

/** Where the number of the last entry stands while a database is being written. */
export function headPath(databasePath: string): string {
  return `${databasePath}.head`;
}

/**
 * The number of the last acknowledged entry, or null where there is no head file.
 *
 * A journal that was cut short reads like one that ends there, and DuckDB opens a
 * truncated write-ahead log without a word. The head says how much there must be.
 *
 * @throws StoreError if the file is not as it was written
 */
export function readHead(databasePath: string): number | null {
  const path = headPath(databasePath);
  if (!existsSync(path)) return null;
  const [, digits = "", sum] = /^(\d{1,20})(?: ([0-9a-f]{8}))?\n$/.exec(readFileSync(path, "latin1")) ?? [];
  // Heads of schema 1 had no checksum.
  if (!Number.isSafeInteger(Number(digits || "none")) || (sum !== undefined && sum !== checksum(digits))) {
    throw new StoreError(`${path}: not the number of an entry; restore it together with the database it belongs to`);
  }
  return Number(digits);
}

/** Keeps the head file of a database that is being written. */
export class CommitHead {
  readonly #files: FileSystem;
  readonly #fd: number;

  private constructor(files: FileSystem, fd: number) {
    this.#files = files;
    this.#fd = fd;
  }

  /** Creates the file whole, so that no death of the process leaves it without a number. */
  static async create(files: FileSystem, databasePath: string, entry: number): Promise<CommitHead> {
    const path = headPath(databasePath);
    const fd = files.open(`${path}.new`, "fresh");
    try {
      files.write(fd, headLine(entry), 0);
      await files.sync(fd);
      files.rename(`${path}.new`, path);
    } catch (error) {
      files.close(fd);
      throw error;
    }
    return new CommitHead(files, fd);
  }

  /**
   * Overwrites the number in place. Not synced to the disk: after a power cut an
   * older number may stand there, which never accuses a complete database.
   */
  write(entry: number): void {
    this.#files.write(this.#fd, headLine(entry), 0);
  }

  close(): void {
    this.#files.close(this.#fd);
  }
}

/** Always of one length: overwriting in place leaves no rest of an older number. */
function headLine(entry: number): Buffer {
  const digits = String(entry).padStart(DIGITS, "0");
  return Buffer.from(`${digits} ${checksum(digits)}\n`);
}

function checksum(digits: string): string {
  return crc32(digits).toString(16).padStart(8, "0");
}
