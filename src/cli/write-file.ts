import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { messageOf, UsageError } from "../core/errors.js";

/**
 * Writes a file whole or not at all: a reader never sees half of it.
 * @throws UsageError if the place cannot be written
 */
export function writeFileWhole(path: string, content: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  makeFolder(dirname(path));
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new UsageError(`cannot write ${path}: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * Makes a folder with those above it, where they are not there.
 * @throws UsageError if it cannot be made
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw new UsageError(`cannot make the folder ${path}: ${reasonOf(cause)}`, { cause });
  }
}

/** What the system says, without its repetition of the call and the path. */
export function reasonOf(cause: unknown): string {
  return messageOf(cause).replace(/, \w+ '.*$/s, "");
}
