/**
 * `node scripts/empty-database.js`: the tables of `src/store/schema.sql` as a database file without rows, of
 * which every new results database is a copy. A test says when it is no longer what the schema says.
 * @module
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";

/** Bytes. The library's own are eight times as long: every column of a small run would take one. */
const BLOCK_SIZE = "32768";

const store = fileURLToPath(new URL("../src/store/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tierbench-empty-"));
try {
  const path = join(folder, "empty.duckdb");
  const instance = await DuckDBInstance.create(path, { default_block_size: BLOCK_SIZE, threads: "1" });
  const connection = await instance.connect();
  await connection.run(`BEGIN; ${readFileSync(join(store, "schema.sql"), "utf8")}; COMMIT`);
  await connection.run("CHECKPOINT");
  connection.closeSync();
  instance.closeSync();
  writeFileSync(join(store, "empty-database.gz"), gzipSync(readFileSync(path), { level: 9 }));
} finally {
  rmSync(folder, { recursive: true });
}
