/**
 * What a run of one cell is measured against: a program that loads the database and the SDK as they come, opens a new
 * database, makes the calls of a project, and keeps nothing.
 *
 * `node bare-start.js <base URL> <project> <concurrency>`
 */
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [, , , folder = ""] = process.argv;
const instance = await DuckDBInstance.create(join(folder, "bare.duckdb"));
const connection = await instance.connect();
await connection.run("CREATE TABLE outcomes (score DOUBLE)");
await import("./bare-loop.js");
connection.closeSync();
instance.closeSync();
