import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { StoreError, UsageError } from "../core/errors.js";
import { sha256Hex } from "../core/json.js";
import { copyFiles, flipBit } from "../testing/store-damage.js";
import { sampleOutcome, sampleRun } from "../testing/store-rows.js";
import { openStore } from "./duckdb-store.js";
import { queryReadOnly } from "./read-only-query.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "query-"));
const path = join(folder, "results.duckdb");

beforeAll(async () => {
  await using store = await openStore(path);
  await store.createRun(sampleRun(), [], []);
  await store.record(sampleOutcome("a", { score: 0.5, costNanoUsd: 9_000_000_000_000_001 }), []);
  await store.record(sampleOutcome("b", { score: 1 }), []);
});
afterAll(() => rmSync(folder, { recursive: true }));

it("answers a SELECT with columns in their order and plain values", async () => {
  const sql =
    "SELECT item_id, score, cost_nano_usd, simulated, cluster, count(*) OVER () AS n FROM outcomes ORDER BY 1;";
  expect(await queryReadOnly(path, sql)).toEqual({
    columns: ["item_id", "score", "cost_nano_usd", "simulated", "cluster", "n"],
    rows: [
      ["a", 0.5, 9_000_000_000_000_001, false, null, 2],
      ["b", 1, 27_000, false, null, 2],
    ],
  });
});

it("turns what JSON has no word for into text", async () => {
  const sql =
    "SELECT 9007199254740993, -9007199254740993, 12, 'NaN'::DOUBLE, TIMESTAMPTZ '2026-01-02 03:04:05+02', [1, 2::HUGEINT], {'a': 1::BIGINT}, '\\xAB'::BLOB, 1.5::DECIMAL(9,3)";
  expect((await queryReadOnly(path, sql)).rows).toEqual([
    ["9007199254740993", "-9007199254740993", 12, "NaN", "2026-01-02T01:04:05.000Z", [1, 2], { a: 1 }, "ab", 1.5],
  ]);
});

it.each([
  "WITH best AS (SELECT max(score) AS s FROM outcomes) SELECT s FROM best",
  "FROM outcomes",
  "DESCRIBE outcomes",
  "SHOW TABLES",
  "-- what is there?\nSELECT 1",
])("answers %s", async (sql) => {
  expect((await queryReadOnly(path, sql)).rows.length).toBeGreaterThan(0);
});

const NEW_FILE = join(folder, "new.csv");
it.each([
  "INSERT INTO meta VALUES ('x', 1, 1, true)",
  "UPDATE outcomes SET score = 1",
  "DELETE FROM outcomes",
  "DROP TABLE outcomes",
  "CREATE TABLE t (a INTEGER)",
  "CREATE TEMP TABLE t AS SELECT 1",
  `ATTACH '${NEW_FILE}' AS other`,
  "ATTACH ':memory:' AS other",
  "USE temp",
  `COPY outcomes TO '${NEW_FILE}'`,
  `COPY outcomes TO '${path}.wal'`,
  `COPY (SELECT 1) TO '${path}'`,
  `EXPLAIN ANALYZE COPY outcomes TO '${path}.wal'`,
  `EXPORT DATABASE '${NEW_FILE}'`,
  `IMPORT DATABASE '${folder}'`,
  "INSTALL httpfs",
  "LOAD httpfs",
  "SET threads = 4",
  "RESET lock_configuration",
  "PRAGMA threads = 4",
  "PRAGMA enable_profiling",
  "CALL pragma_version()",
  "CHECKPOINT",
  "VACUUM",
  "BEGIN",
  "PREPARE p AS SELECT 1",
  "SELECT 1; SELECT 2",
  "SELECT 1; DROP TABLE outcomes",
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM read_text('/etc/hostname')",
  "SELECT * FROM glob('/etc/*')",
  "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
  "FROM '/etc/passwd'",
  "SELECT * FROM query('DROP TABLE outcomes')",
  "SELECT $1",
  "SELEC 1",
  "SELECT nothing FROM outcomes",
  "SELECT 'a'::INTEGER",
  "",
  " ; -- nothing\n",
])("refuses %s in one line and changes nothing", async (sql) => {
  const before = sha256Hex(readFileSync(path));
  const refusal = await queryReadOnly(path, sql).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UsageError);
  expect((refusal as UsageError).message).toMatch(/^query: [^\n]+$/);
  expect(sha256Hex(readFileSync(path))).toBe(before);
  expect(readdirSync(folder)).toEqual(["results.duckdb"]);
});

it("tells a damaged database from a question that has no answer", async () => {
  const damaged = join(folder, "damaged", "results.duckdb");
  mkdirSync(dirname(damaged));
  const refusals: unknown[] = [];
  let opened = 0;
  // Wherever a bit has flipped: some places are seen only when the rows are read.
  for (let at = 0.02; at < 1; at += 0.04) {
    copyFiles(path, damaged);
    flipBit(damaged, at, 3);
    const refusal = await queryReadOnly(damaged, "SELECT * FROM outcomes").catch((error: unknown) => error);
    if (refusal instanceof Error) refusals.push(refusal.message);
    const opens = await queryReadOnly(damaged, "SELECT 1").then(
      () => true,
      () => false,
    );
    if (refusal instanceof Error && opens) opened += 1;
  }
  expect(opened).toBeGreaterThan(0);
  const told = `${damaged}: the file is damaged; nothing was changed: restore it from a copy`;
  expect(new Set(refusals)).toEqual(new Set([told]));
  for (const word of ["corrupt", "IO Error: Corrupt database file"]) {
    await expect(queryReadOnly(path, `SELECT error('${word}')`)).rejects.toThrow(UsageError);
    await expect(queryReadOnly(path, `SELECT "${word}" FROM outcomes`)).rejects.toThrow(UsageError);
    await expect(queryReadOnly(path, `FROM '${word}.csv'`)).rejects.toThrow(UsageError);
  }
  rmSync(dirname(damaged), { recursive: true });
});

it("says that there are no results yet", async () => {
  await expect(queryReadOnly(join(folder, "none.duckdb"), "SELECT 1")).rejects.toThrow(StoreError);
});
