import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { dropBlocks, HARDENED, memoryLimit } from "./hardening.js";

it("puts the memory limit back as often as blocks are dropped, and leaves alone what cannot be put back", async () => {
  const instance = await DuckDBInstance.create(":memory:", { ...HARDENED, memory_limit: "1.49GiB" });
  const connection = await instance.connect();
  const limit = await memoryLimit(connection);
  await dropBlocks(connection, limit);
  const once = await memoryLimit(connection);
  for (let again = 0; again < 5; again += 1) await dropBlocks(connection, limit);
  expect(await memoryLimit(connection)).toBe(once);
  // More than a limit that was put back to a megabyte would leave room for.
  await connection.run("CREATE TABLE many AS SELECT range AS number, uuid() AS text FROM range(200_000)");
  await dropBlocks(connection, "16384.0 PiB");
  expect(await memoryLimit(connection)).toBe(once);
  connection.closeSync();
  instance.closeSync();
});
