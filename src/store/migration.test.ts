import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import { SCHEMA_1 } from "../testing/schema-1.js";
import { startStoreWriter } from "../testing/store-child.js";
import { keyOf, sampleAttempt, sampleItem, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { attemptRow } from "./attempt-table.js";
import { openStore } from "./duckdb-store.js";
import { outcomeRow } from "./outcome-table.js";
import { exportParquet } from "./parquet.js";
import { queryReadOnly } from "./read-only-query.js";
import { itemRow, runRow } from "./run-tables.js";
import type { Row } from "./table-row.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "migration-"));
  path = join(folder, "results.duckdb");
  await createOld();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A database as the first schema had it, with one row in every table that has changed. */
async function createOld(): Promise<void> {
  const { draw: _draw, batch: _batch, ...attempt } = attemptRow("run-1", sampleAttempt("a"));
  const { reused_from: _from, ...outcome } = outcomeRow(sampleOutcome("a"));
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const insert = async (table: string, row: Row) => {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    await connection.run(`INSERT INTO ${table} (${names.join()}) VALUES (${places.join()})`, Object.values(row));
  };
  await connection.run(SCHEMA_1);
  await insert("runs", runRow(sampleRun()));
  await insert("items", itemRow("run-1", sampleItem()));
  await insert("attempts", attempt);
  await insert("outcomes", outcome);
  await connection.run("UPDATE meta SET last_commit = 2");
  await connection.run("CHECKPOINT");
  connection.closeSync();
  instance.closeSync();
}

async function expectRows(readOnly: boolean): Promise<void> {
  await using store = await openStore(path, { readOnly });
  expect(await store.runs()).toStrictEqual([sampleRun()]);
  expect(await store.outcomes()).toStrictEqual([sampleOutcome("a")]);
  expect(await store.attempts("run-1")).toStrictEqual([sampleAttempt("a")]);
  expect([await store.answers("run-1"), await store.intents("run-1"), await store.batches("run-1")]).toEqual([
    [],
    [],
    [],
  ]);
}

it("reads a database of schema 1 as it is, in every way", async () => {
  const before = sha256Hex(readFileSync(path));
  await expectRows(true);
  expect((await queryReadOnly(path, "SELECT draw, batch FROM attempts")).rows).toEqual([[0, null]]);
  expect(await exportParquet(path, join(folder, "out"))).toHaveLength(4);
  expect(sha256Hex(readFileSync(path))).toBe(before);
  expect(readdirSync(folder).sort()).toEqual(["out", "results.duckdb"]);
});

it("brings it to this schema when it is opened for writing", async () => {
  await expectRows(false);
  await expectRows(true);
  const tables = async (file: string) =>
    (
      await queryReadOnly(
        file,
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY 1, column_index",
      )
    ).rows;
  const fresh = join(folder, "fresh.duckdb");
  await (await openStore(fresh))[Symbol.asyncDispose]();
  expect(await tables(path)).toEqual(await tables(fresh));
  await using store = await openStore(path);
  await store.record(sampleOutcome("a"), [sampleAttempt("a")]);
  await store.record(sampleOutcome("b", { reusedFrom: "run-1" }), []);
  expect((await store.attempts("run-1")).map(({ index, cellKey }) => [index, cellKey])).toEqual([
    [0, keyOf("a")],
    [1, keyOf("a")],
  ]);
});

it.each(["before-commit", "after-commit", "after-checkpoint"] as const)(
  "is brought there the next time where the process dies %s",
  async (crashPoint) => {
    const child = startStoreWriter([path], { crash: { crashPoint, nth: 1 } });
    await child.until(Number.POSITIVE_INFINITY);
    expect([child.process.signalCode, child.lines]).toEqual(["SIGKILL", []]);
    await expectRows(true);
    await expectRows(false);
    expect(readdirSync(folder)).toEqual(["results.duckdb"]);
  },
);
