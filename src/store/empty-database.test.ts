import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, it } from "vitest";
import { createDatabase } from "./database-creation.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "empty-database-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const beside = (name: string) => readFileSync(new URL(name, import.meta.url));

/** Everything that a database is made of, and what stands in it. */
async function contentOf(path: string, sql = "") {
  const instance = await DuckDBInstance.create(path, { threads: "1" });
  const connection = await instance.connect();
  try {
    if (sql !== "") await connection.run(sql);
    const rowsOf = async (query: string) => (await connection.runAndReadAll(query)).getRowsJS();
    return {
      tables: await rowsOf("SELECT sql FROM duckdb_tables() ORDER BY table_name"),
      constraints: await rowsOf("SELECT constraint_text FROM duckdb_constraints() ORDER BY ALL"),
      indexes: await rowsOf("SELECT sql FROM duckdb_indexes() ORDER BY ALL"),
      views: await rowsOf("SELECT sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL"),
      counts: await rowsOf("SELECT table_name, estimated_size FROM duckdb_tables() ORDER BY table_name"),
      meta: await rowsOf("FROM meta"),
      blockSize: await rowsOf("SELECT block_size FROM pragma_database_size()"),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe("the empty database", () => {
  it("is what the schema says; if not: node scripts/empty-database.js", async () => {
    const path = join(folder, "empty.duckdb");
    writeFileSync(path, gunzipSync(beside("empty-database.gz")));
    const { blockSize, ...shipped } = await contentOf(path);
    const { blockSize: _, ...made } = await contentOf(":memory:", beside("schema.sql").toString());
    expect(shipped).toEqual(made);
    expect(blockSize).toEqual([[32_768n]]);
    expect(shipped).toMatchObject({ meta: [["tierbench", 3, 0n, true, ""]] });
  });

  it("gets its place once: a second creator finds the first's", () => {
    const path = join(folder, "place", "results.duckdb");
    expect(createDatabase(path)).toBe(true);
    const first = statSync(path).ino;
    expect(createDatabase(path)).toBe(false);
    expect([statSync(path).ino, statSync(path).mode & 0o777]).toEqual([first, 0o600]);
    expect(readdirSync(join(folder, "place"))).toEqual(["results.duckdb"]);
  });
});
