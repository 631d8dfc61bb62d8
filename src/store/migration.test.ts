import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "../core/json.js";
import { SCHEMA_1, SCHEMA_2 } from "../testing/earlier-schemas.js";
import { startStoreWriter } from "../testing/store-child.js";
import { keyOf, sampleAttempt, sampleCell, sampleItem, sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { attemptRow } from "./attempt-table.js";
import { CommitHead } from "./commit-head.js";
import { openStore } from "./duckdb-store.js";
import { nodeFiles } from "./file-system.js";
import type { JournalEntry } from "./journal-entry.js";
import { JOURNAL_FORMAT, journalLines, journalPath } from "./journal-line.js";
import { outcomeRow } from "./outcome-table.js";
import { exportParquet } from "./parquet.js";
import { queryReadOnly } from "./read-only-query.js";
import { cellRows, itemRows, runRow } from "./run-tables.js";
import type { Row } from "./table-row.js";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "migration-"));
  path = join(folder, "results.duckdb");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Each schema from before this one, and how its meta row counts. */
const EARLIER = [
  { schema: 1, sql: SCHEMA_1, counted: "last_commit" },
  { schema: 2, sql: SCHEMA_2, counted: "last_sequence" },
] as const;

/** A database as an earlier schema had it, with one row in every table that has changed. */
async function createOld({ schema, sql, counted }: (typeof EARLIER)[number], isClean = true): Promise<void> {
  const { draw, batch, ...attempt } = attemptRow("run-1", sampleAttempt("a"));
  const { reused_from, ...outcome } = outcomeRow(sampleOutcome("a"));
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  const insert = async (table: string, row: Row) => {
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    await connection.run(`INSERT INTO ${table} (${names.join()}) VALUES (${places.join()})`, Object.values(row));
  };
  await connection.run(sql);
  await insert("runs", runRow(sampleRun()));
  for (const row of itemRows("run-1", [sampleItem()])) await insert("items", row);
  for (const row of cellRows("run-1", [sampleCell("a")])) await insert("cells", row);
  await insert("attempts", schema === 1 ? attempt : { ...attempt, draw, batch });
  await insert("outcomes", schema === 1 ? outcome : { ...outcome, reused_from });
  await connection.run(`UPDATE meta SET ${counted} = 2, is_clean = ${isClean}`);
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

describe.each(EARLIER)("a database of schema $schema", (earlier) => {
  beforeEach(() => createOld(earlier));

  it("is read as it is, in every way", async () => {
    const before = sha256Hex(readFileSync(path));
    await expectRows(true);
    expect((await queryReadOnly(path, "SELECT draw, batch FROM attempts")).rows).toEqual([[0, null]]);
    expect(await exportParquet(path, join(folder, "out"))).toHaveLength(4);
    expect(sha256Hex(readFileSync(path))).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(["out", "results.duckdb"]);
  });

  it("is brought to this schema when it is opened for writing", async () => {
    await expectRows(false);
    await expectRows(true);
    const shape = async (file: string) => [
      await queryReadOnly(
        file,
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY 1, column_index",
      ),
      await queryReadOnly(file, "SELECT table_name, constraint_text FROM duckdb_constraints() ORDER BY ALL"),
    ];
    const fresh = join(folder, "fresh.duckdb");
    await (await openStore(fresh))[Symbol.asyncDispose]();
    expect(await shape(path)).toEqual(await shape(fresh));
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
});

it("a database of schema 2 whose writer has died takes its journal along", async () => {
  await createOld(EARLIER[1], false);
  const replaced: JournalEntry = { kind: "outcome", outcome: sampleOutcome("a", { score: 0.5 }), attempts: [] };
  const added: JournalEntry = { kind: "outcome", outcome: sampleOutcome("b"), attempts: [sampleAttempt("b")] };
  const header = JSON.stringify({ format: JOURNAL_FORMAT, database: "database-2", base: 2 });
  const lines = [
    journalLines(2, [header]),
    journalLines(
      3,
      [replaced, added].map((entry) => JSON.stringify(entry)),
    ),
  ];
  writeFileSync(journalPath(path), Buffer.concat(lines));
  (await CommitHead.create(nodeFiles, path, 4)).close();
  await using store = await openStore(path);
  expect((await store.outcomes()).map(({ itemId, score }) => [itemId, score])).toEqual([
    ["a", 0.5],
    ["b", 1],
  ]);
  expect(readdirSync(folder)).toEqual(["results.duckdb"]);
});
