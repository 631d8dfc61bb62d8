import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "empty-database-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const besides = (name: string) => readFileSync(new URL(name, import.meta.url));

/** Everything that a database is made of, and what stands in it. */
async function contentOf(path: string, sql = ""): Promise<unknown> {
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
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe("the empty database", () => {
  it("is what the schema says; if not: node scripts/empty-database.js", async () => {
    const path = join(folder, "empty.duckdb");
    writeFileSync(path, gunzipSync(besides("empty-database.gz")));
    const shipped = await contentOf(path);
    expect(shipped).toEqual(await contentOf(":memory:", besides("schema.sql").toString()));
    expect(shipped).toMatchObject({ meta: [["tierbench", 3, 0n, true, ""]] });
  });
});
