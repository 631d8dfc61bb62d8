import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";
import { StoreError } from "../core/errors.js";
import { headPath } from "./commit-head.js";
import { walPath } from "./hardening.js";
import { journalPath } from "./journal-line.js";
import { storeFault } from "./store-fault.js";

/**
 * Creates an empty database, readable by its owner only, and its directory where there is none.
 *
 * The file gets its name only when it is complete: whoever dies on the way
 * leaves no half-made database, and of two creators the second finds the first's.
 * All at once: whatever else is being loaded would come in between.
 *
 * @returns false where another creator was first: its database may be in use, or left by it
 * @throws StoreError where the place cannot be written, or where only a part of
 *   an earlier database is left there
 */
export function createDatabase(path: string): boolean {
  for (const rest of [walPath(path), journalPath(path), headPath(path)]) {
    if (existsSync(rest)) {
      throw new StoreError(
        `${path} is gone but ${rest} is left, with paid results in it: restore ${path}, or move both away`,
      );
    }
  }
  const draft = `${path}.${randomBytes(6).toString("hex")}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeDraft(draft);
    return nameOnce(draft, path);
  } catch (error) {
    throw storeFault(error, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Gives the draft its name, unless another creator was first. */
function nameOnce(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (!existsSync(path)) throw error;
    return false;
  }
}

/** Tables without rows, ready-made: creating them one by one takes longer than a small run. */
function writeDraft(path: string): void {
  const empty = gunzipSync(readFileSync(new URL("./empty-database.gz", import.meta.url)));
  const file = openSync(path, "wx", 0o600);
  try {
    writeFileSync(file, empty);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
