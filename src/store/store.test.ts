import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { describeStoreContract } from "../testing/store-contract.js";
import { openStore } from "./duckdb-store.js";
import { memoryStore } from "./memory-store.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "store-"));
let opened = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describeStoreContract("memory", async () => memoryStore());
describeStoreContract("DuckDB", () => openStore(join(folder, `${opened++}.duckdb`)));
