import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, link, mkdir, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { StoreError } from "../core/errors.js";
import { headPath } from "./commit-head.js";
import { HARDENED, walPath } from "./hardening.js";
import { journalPath } from "./journal-line.js";
import { storeFault } from "./store-fault.js";

/**
 * Creates an empty database, readable by its owner only, and its directory where there is none.
 *
 * The file gets its name only when it is complete: whoever dies on the way
 * leaves no half-made database, and of two creators the second finds the first's.
 *
 * @throws StoreError where the place cannot be written, or where only a part of
 *   an earlier database is left there
 */
export async function createDatabase(path: string): Promise<void> {
  for (const rest of [walPath(path), journalPath(path), headPath(path)]) {
    if (existsSync(rest)) {
      throw new StoreError(
        `${path} is gone but ${rest} is left, with paid results in it: restore ${path}, or move both away`,
      );
    }
  }
  const draft = `${path}.${randomBytes(6).toString("hex")}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeSchema(draft);
    await chmod(draft, 0o600);
    await nameOnce(draft, path);
  } catch (error) {
    throw storeFault(error, path);
  }
}

/** Gives the draft its name, unless another creator was first. */
async function nameOnce(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeSchema(path: string): Promise<void> {
  const schema = await readFile(new URL("./schema.sql", import.meta.url), "utf8");
  const instance = await DuckDBInstance.create(path, HARDENED);
  const connection = await instance.connect();
  try {
    // One commit for all tables.
    await connection.run(`BEGIN; ${schema}; COMMIT`);
    await connection.run("CHECKPOINT");
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
