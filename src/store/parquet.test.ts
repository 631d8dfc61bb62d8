import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DataError, StoreError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { copyFiles, flipBit } from "../testing/store-damage.js";
import { keyOf, sampleAttempt, sampleItem, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { openStore } from "./duckdb-store.js";
import { exportParquet, readParquetOutcomes } from "./parquet.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "parquet-"));
const NAMES = ["a", "b", "c"];

/** The same rows, written in the order that is given. */
async function databaseOf(name: string, order: readonly string[]): Promise<string> {
  const path = join(folder, `${name}.duckdb`);
  await using store = await openStore(path);
  await store.createRun(sampleRun(), [], [sampleItem()]);
  for (const item of order) {
    await store.record(sampleOutcome(item, { score: 0.1 + 0.2, costNanoUsd: 1_500_000 }), [sampleAttempt(item)]);
  }
  return path;
}

async function rowsOf(file: string): Promise<Record<string, JsonValue>[]> {
  const rows: Record<string, JsonValue>[] = [];
  for await (const row of readParquetOutcomes(file)) rows.push(row);
  return rows;
}

let path: string;
beforeAll(async () => {
  path = await databaseOf("straight", NAMES);
});
afterAll(() => rmSync(folder, { recursive: true }));

it("exports every table, compressed, and reads its own outcomes back", async () => {
  const outDir = join(folder, "it's out");
  const files = await exportParquet(path, outDir);
  expect(files.map((file) => file.slice(outDir.length + 1))).toEqual([
    "outcomes.parquet",
    "attempts.parquet",
    "runs.parquet",
    "items.parquet",
  ]);
  expect(readdirSync(outDir)).toHaveLength(4);
  expect(files.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600, 0o600, 0o600]);
  const outcomes = await rowsOf(join(outDir, "outcomes.parquet"));
  expect(outcomes.map((row) => row["item_id"])).toEqual(NAMES);
  expect(outcomes[0]).toMatchObject({
    run: "run-1",
    cost_usd: 0.0015,
    cost_nano_usd: 1_500_000,
    score: 0.1 + 0.2,
    cell_key: keyOf("a"),
    simulated: false,
    cluster: null,
  });
  expect(await rowsOf(join(outDir, "attempts.parquet"))).toHaveLength(3);
  expect((await rowsOf(join(outDir, "items.parquet")))[0]).toMatchObject({ item_id: "i-1", split: "test" });
  expect((await rowsOf(join(outDir, "runs.parquet")))[0]).toMatchObject({ run: "run-1", status: "running" });
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const codecs = await connection.runAndReadAll("SELECT DISTINCT compression FROM parquet_metadata($1)", [
    files[0] ?? "",
  ]);
  expect(codecs.getRowsJS()).toEqual([["ZSTD"]]);
  connection.closeSync();
  instance.closeSync();
});

it("gives the same outcome bytes whatever the order of writing", async () => {
  const other = await databaseOf("reversed", [...NAMES].reverse());
  const [first] = await exportParquet(path, join(folder, "first"));
  const [second] = await exportParquet(other, join(folder, "second"));
  expect(readFileSync(first ?? "").equals(readFileSync(second ?? ""))).toBe(true);
});

it("says what is wrong with the database or the directory", async () => {
  await expect(exportParquet(join(folder, "none.duckdb"), join(folder, "x"))).rejects.toThrow(/no results yet/);
  writeFileSync(join(folder, "file"), "");
  const file = join(folder, "file");
  await expect(exportParquet(path, file)).rejects.toThrow(
    new StoreError(`${file}: a file, not a folder; name a folder with --parquet`),
  );
  const below = join(file, "below");
  await expect(exportParquet(path, below)).rejects.toThrow(
    new StoreError(`${below}: its parent is not a directory; choose another --parquet`),
  );
});

it("says of a damaged database that it is the database that is damaged", async () => {
  const damaged = join(folder, "damaged.duckdb");
  const told = `${damaged}: the file is damaged; nothing was changed: restore it from a copy`;
  let exporting = 0;
  for (let at = 0.02; at < 1; at += 0.05) {
    copyFiles(path, damaged);
    flipBit(damaged, at, 3);
    const outDir = join(folder, "of-damaged");
    const refusal = await exportParquet(damaged, outDir).catch((error: Error) => error);
    if (!(refusal instanceof Error)) continue;
    expect(refusal.message, `flipped at ${at}`).toBe(told);
    exporting += 1;
  }
  expect(exporting).toBeGreaterThan(0);
});

it("says what is wrong with a Parquet file", async () => {
  const text = join(folder, "text.parquet");
  writeFileSync(text, "item_id,score\na,1\n");
  mkdirSync(join(folder, "dir.parquet"));
  for (const file of [text, join(folder, "dir.parquet"), join(folder, "none.parquet")]) {
    await expect(rowsOf(file)).rejects.toThrow(DataError);
    await expect(rowsOf(file)).rejects.toThrow(new RegExp(`^${file}: [^\\n]+$`));
  }
});

it("lets a reader stop early", async () => {
  const [file] = await exportParquet(path, join(folder, "early"));
  for await (const row of readParquetOutcomes(file ?? "")) {
    expect(row["item_id"]).toBe("a");
    break;
  }
});
