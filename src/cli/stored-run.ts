import { resolve } from "node:path";
import { StoreError, UsageError } from "../core/errors.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { Project } from "./load-project.js";

/** Where the results database is: a flag is relative to where the user stands, the configuration to its own folder. */
export function dbPath({ db }: { readonly db?: string | undefined }, { root, config }: Project, cwd: string): string {
  return db === undefined ? resolve(root, config.db) : resolve(cwd, db);
}

/**
 * Opens a database to go on with it; makes none.
 * @throws StoreError where there is none, or it cannot be opened
 */
export async function openExistingStore(path: string) {
  const { isDatabaseAt } = await import("../store/database-place.js");
  if (!isDatabaseAt(path)) throw new StoreError(`no results yet at ${path}: start with: npx tierbench run`);
  const { openStore } = await import("../store/duckdb-store.js");
  return openStore(path);
}

/** A run by its id; `latest` is the newest. @throws UsageError if there is none */
export async function findRun(store: Store, name: string): Promise<Run> {
  if (name !== "latest") return store.run(name);
  const newest = (await store.runs()).at(-1);
  if (newest === undefined) throw new UsageError("no runs yet; start one with: npx tierbench run");
  return newest;
}

/** Several runs by their ids; the newest where none is named. */
export function findRuns(store: Store, names: readonly string[]): Promise<readonly Run[]> {
  const unique = [...new Set(names.length === 0 ? ["latest"] : names)];
  return Promise.all(unique.map((name) => findRun(store, name)));
}
