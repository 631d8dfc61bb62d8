import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { dropBlocks, HARDENED, memoryLimit } from "./hardening.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "hardening-"));
let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeEach(async () => {
  instance = await DuckDBInstance.create(join(folder, "blocks.duckdb"), { ...HARDENED, memory_limit: "1.49GiB" });
  connection = await instance.connect();
  await connection.run("CREATE OR REPLACE TABLE many AS SELECT range AS number, uuid() AS text FROM range(200_000)");
  await connection.run("CHECKPOINT");
});
afterEach(() => {
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function one(query: string): Promise<unknown> {
  return (await connection.runAndReadAll(query)).getRowsJS()[0]?.[0];
}
const heldBytes = async () => Number(await one("SELECT sum(memory_usage_bytes) FROM duckdb_memory()"));

describe("dropBlocks", () => {
  it("lets go of what the file has, and leaves it readable", async () => {
    await one("SELECT max(text) FROM many");
    const held = await heldBytes();
    expect(held).toBeGreaterThan(2_000_000);
    await dropBlocks(connection, await memoryLimit(connection));
    expect(await heldBytes()).toBeLessThan(1_000_000);
    expect(await one("SELECT count(DISTINCT text) FROM many")).toBe(200_000n);
  });

  it("puts the limit back, however often, and does nothing where it could not", async () => {
    const limit = await memoryLimit(connection);
    await dropBlocks(connection, limit);
    const once = await memoryLimit(connection);
    for (let again = 0; again < 5; again += 1) await dropBlocks(connection, limit);
    expect(await memoryLimit(connection)).toBe(once);
    await dropBlocks(connection, "16384.0 PiB");
    expect(await memoryLimit(connection)).toBe(once);
    // More than would go into a megabyte.
    await connection.run("CREATE OR REPLACE TABLE more AS FROM many UNION ALL FROM many");
  });
});
