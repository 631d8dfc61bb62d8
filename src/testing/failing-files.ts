import { type FileSystem, nodeFiles } from "../store/file-system.js";

export interface FailingFiles extends FileSystem {
  /** Operations so far. */
  readonly count: number;
  /** The name of the operation that failed; null: none has. */
  readonly failed: string | null;
}

/** The real file system, whose nth operation fails once, and with `forever` every one after it too. */
export function failingFiles(nth: number, code: string, forever = false): FailingFiles {
  let count = 0;
  let failed: string | null = null;
  const hit = (name: string): void => {
    count += 1;
    if (count !== nth && !(forever && count > nth)) return;
    failed ??= name;
    throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code });
  };
  return {
    get count() {
      return count;
    },
    get failed() {
      return failed;
    },
    open(path, how) {
      hit("open");
      return nodeFiles.open(path, how);
    },
    write(fd, bytes, position) {
      hit("write");
      nodeFiles.write(fd, bytes, position);
    },
    async writeLater(fd, bytes, position) {
      hit("writeLater");
      await nodeFiles.writeLater(fd, bytes, position);
    },
    async sync(fd) {
      hit("sync");
      await nodeFiles.sync(fd);
    },
    read(fd, length, position) {
      hit("read");
      return nodeFiles.read(fd, length, position);
    },
    // Closing gives nothing away that has been synced, and happens on the way out of other failures.
    close: (fd) => nodeFiles.close(fd),
    rename(from, to) {
      hit("rename");
      nodeFiles.rename(from, to);
    },
    remove(path) {
      hit("remove");
      nodeFiles.remove(path);
    },
    async syncDirectoryOf(path) {
      hit("syncDirectoryOf");
      await nodeFiles.syncDirectoryOf(path);
    },
  };
}
