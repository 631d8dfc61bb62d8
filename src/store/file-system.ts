import {
  close,
  closeSync,
  fdatasync,
  fsync,
  open,
  openSync,
  readSync,
  renameSync,
  rmSync,
  write,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";

/** What the journal and the head need of a file system; tests put failing ones in its place. */
export interface FileSystem {
  /** Opens a file for reading and writing, readable by its owner only. `fresh`: empty, also where there was one. */
  open(path: string, how: "fresh" | "existing"): number;
  /** Writes all of it at a position, into the page cache. */
  write(fd: number, bytes: Uint8Array, position: number): void;
  /** As `write`, in the thread pool: for what is large. */
  writeLater(fd: number, bytes: Uint8Array, position: number): Promise<void>;
  /** Resolves when what was written would survive a power cut. */
  sync(fd: number): Promise<void>;
  read(fd: number, length: number, position: number): Buffer;
  close(fd: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Makes the names in the directory of a file durable. */
  syncDirectoryOf(path: string): Promise<void>;
}

const writeAsync = promisify(write);
const fdatasyncAsync = promisify(fdatasync);
const fsyncAsync = promisify(fsync);
const openAsync = promisify(open);
const closeAsync = promisify(close);

/** Some file systems cannot sync a directory, and order its changes themselves. */
const NO_DIRECTORY_SYNC = new Set(["EINVAL", "EISDIR", "EPERM", "ENOTSUP"]);

export const nodeFiles: FileSystem = {
  open: (path, how) => openSync(path, how === "fresh" ? "w+" : "r+", 0o600),
  write(fd, bytes, position) {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done, position + done);
  },
  async writeLater(fd, bytes, position) {
    for (let done = 0; done < bytes.length; ) {
      done += (await writeAsync(fd, bytes, done, bytes.length - done, position + done)).bytesWritten;
    }
  },
  sync: fdatasyncAsync,
  read(fd, length, position) {
    const bytes = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
      const count = readSync(fd, bytes, done, length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return bytes.subarray(0, done);
  },
  close: closeSync,
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
  async syncDirectoryOf(path) {
    try {
      const fd = await openAsync(dirname(path), "r");
      try {
        await fsyncAsync(fd);
      } finally {
        await closeAsync(fd);
      }
    } catch (error) {
      if (!NO_DIRECTORY_SYNC.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  },
};
