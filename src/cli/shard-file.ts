import { existsSync } from "node:fs";
import { StoreError } from "../core/errors.js";
import { contentHash } from "../core/json.js";
import type { Run } from "../core/run.js";
import type { Store } from "../core/store.js";
import type { Shard } from "../runner/shard.js";

/** A run that is one part of a campaign. */
export interface ShardRun extends Run {
  readonly shard: Shard;
}

/** A database with one part of a campaign, as far as it says what else belongs to it. */
export interface ShardFile {
  /** As the user wrote it. */
  readonly file: string;
  readonly path: string;
  readonly run: ShardRun;
  readonly planHash: string;
  readonly itemsHash: string;
}

/** The newest shard in a database. @throws StoreError where there is none, or the file cannot be opened */
export async function openShardFile(file: string, path: string): Promise<ShardFile> {
  if (!existsSync(path)) throw new StoreError(`${file}: no such file; name the databases of the shards, one by one`);
  await using store = await openPart(path);
  const runs = await store.runs();
  const run = runs.findLast(isShard);
  if (run === undefined) {
    const found = runs.length === 0 ? "no run" : "whole runs only";
    throw new StoreError(`${file}: ${found}, no shard; measure one with: npx tierbench run --shard i/n --db ${file}`);
  }
  const planHash = contentHash(await store.plan(run.runId));
  return { file, path, run, planHash, itemsHash: contentHash(await store.items([run.runId])) };
}

/** Opens the database of a part to read it. */
export type OpenPart = (path: string) => Promise<Store>;

export const openPart: OpenPart = async (path) => {
  const { openStore } = await import("../store/duckdb-store.js");
  return openStore(path, { readOnly: true });
};

function isShard(run: Run): run is ShardRun {
  return run.shard !== undefined;
}
