import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import { keyOf, sampleAttempt, sampleItem, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { distinctRows } from "./distinct-rows.js";
import { openStore } from "./duckdb-store.js";
import { scanJournal } from "./journal-reader.js";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "distinct-rows-"));
  path = join(folder, "results.duckdb");
  await using store = await openStore(path);
  await store.createRun(sampleRun(), [], []);
  for (const name of ["a", "b", "c"]) await store.record(sampleOutcome(name), [sampleAttempt(name)]);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts a copy of its rows of cell b into a table, as a broken writer would. */
async function repeat(table: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(`INSERT INTO ${table} FROM ${table} WHERE cell_key = $1`, [keyOf("b")]);
  connection.closeSync();
  instance.closeSync();
}

const remedy = "is there more than once; restore the database from a copy";

it("an outcome that is there twice is not read", async () => {
  await repeat("outcomes");
  await using store = await openStore(path, { readOnly: true });
  await expect(store.outcomes()).rejects.toThrow(
    `table outcomes: outcome of cell ${keyOf("b")} of run "run-1" ${remedy}`,
  );
});

it("an attempt that is there twice is not read", async () => {
  await repeat("attempts");
  await using store = await openStore(path, { readOnly: true });
  await expect(store.attempts("run-1")).rejects.toThrow(`table attempts: attempt 0 of cell ${keyOf("b")} ${remedy}`);
});

it("a cell or an item that is there twice is not read", async () => {
  const planned = join(folder, "planned.duckdb");
  const cell = { key: keyOf("b"), itemId: "b", taskType: "triage", tier: "haiku", trial: 0 };
  const item = sampleItem();
  {
    await using store = await openStore(planned);
    await store.createRun(sampleRun(), [cell], [item]);
  }
  const instance = await DuckDBInstance.create(planned);
  const connection = await instance.connect();
  for (const table of ["cells", "items"]) await connection.run(`INSERT INTO ${table} FROM ${table}`);
  connection.closeSync();
  instance.closeSync();
  await using store = await openStore(planned, { readOnly: true });
  await expect(store.plan("run-1")).rejects.toThrow(`table cells: cell ${cell.key} ${remedy}`);
  await expect(store.items(["run-1"])).rejects.toThrow(
    `table items: item "${item.id}" of task type "${item.taskType}" ${remedy}`,
  );
});

it.each([
  ["attempts", "attempt"],
  ["outcomes", "outcome"],
])("with one of %s twice, nothing more of its run is written to the database", async (table, what) => {
  await repeat(table);
  const store = await openStore(path);
  await store.record(sampleOutcome("d"), []);
  await expect(store.counts("run-1")).rejects.toThrow(`table ${table}: ${what} of cell ${keyOf("b")} ${remedy}`);
  await expect(store[Symbol.asyncDispose]()).rejects.toThrow(remedy);
  // What was recorded is kept.
  const journal = scanJournal(path);
  expect((journal?.last ?? 0) - (journal?.header.base ?? 0)).toBe(1);
});

it("neighbours are told apart across parts", () => {
  const through = distinctRows("cells", (rows: readonly string[]) => rows, String);
  expect(through(["a", "b"])).toEqual(["a", "b"]);
  expect(through(["c"])).toEqual(["c"]);
  expect(() => through(["c", "d"])).toThrow(`table cells: c ${remedy}`);
});
