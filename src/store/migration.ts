import { readFile } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { SCHEMA_VERSION } from "./database-mark.js";
import { text } from "./table-row.js";

/** What schema 2 adds to the tables of schema 1: column → what it is in rows from before. */
const ADDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  attempts: { draw: "CAST(0 AS BIGINT)", batch: "CAST(NULL AS VARCHAR)" },
  outcomes: { reused_from: "CAST(NULL AS VARCHAR)" },
};
/** What schema 2 adds besides. */
const NEW_TABLES = ["answers", "intents", "batches"];
/** Tables that have lost their keys with schema 3. */
const KEYED = ["items", "cells", "attempts", "outcomes"];

/** Brings a database of an earlier schema to this one, inside the caller's transaction. */
export async function migrate(connection: DuckDBConnection, from: number): Promise<void> {
  const create = await statementsOfSchema();
  for (const table of KEYED) {
    await rewrite(
      connection,
      create(table),
      table,
      from === 1 ? withAdded(table, `${table}_old`) : `FROM ${table}_old`,
    );
  }
  if (from === 1) for (const table of NEW_TABLES) await connection.run(create(table));
  const lastSequence = from === 1 ? "last_commit AS last_sequence" : "last_sequence";
  const databaseId = from === 1 ? "CAST(uuid() AS VARCHAR) AS database_id" : "database_id";
  const meta = `SELECT application, ${SCHEMA_VERSION} AS schema_version, ${lastSequence}, is_clean, ${databaseId} FROM meta_old`;
  await rewrite(connection, create("meta"), "meta", meta);
}

/** @param rows - a query of the table under the name that it then has, with `_old` */
async function rewrite(connection: DuckDBConnection, create: string, table: string, rows: string): Promise<void> {
  await connection.run(`ALTER TABLE ${table} RENAME TO ${table}_old`);
  await connection.run(create);
  await connection.run(`INSERT INTO ${table} BY NAME ${rows}`);
  await connection.run(`DROP TABLE ${table}_old`);
}

/** Lets a database of an earlier schema that is open read only be read like one of this schema. */
export async function readAsNew(connection: DuckDBConnection, from: number): Promise<void> {
  // Schema 3 takes keys away, which nobody sees who reads.
  if (from > 1) return;
  const create = await statementsOfSchema();
  const name = (await connection.runAndReadAll("SELECT current_database()")).getRowsJS()[0]?.[0];
  const database = `"${text(name).replaceAll('"', '""')}"`;
  for (const table of Object.keys(ADDED)) {
    await connection.run(`CREATE TEMP VIEW ${table} AS ${withAdded(table, `${database}.main.${table}`)}`);
  }
  for (const table of NEW_TABLES) {
    await connection.run(create(table).replace("CREATE TABLE", "CREATE TEMP TABLE"));
  }
}

function withAdded(table: string, from: string): string {
  const added = Object.entries(ADDED[table] ?? {}).map(([column, value]) => `, ${value} AS ${column}`);
  return `SELECT *${added.join("")} FROM ${from}`;
}

/** The statement of schema.sql that creates a table. */
async function statementsOfSchema(): Promise<(table: string) => string> {
  const schema = await readFile(new URL("./schema.sql", import.meta.url), "utf8");
  return (table) => {
    const [statement] = new RegExp(`CREATE TABLE ${table} \\([^;]*\\);`).exec(schema) ?? [];
    if (statement === undefined) throw new TypeError(`schema.sql does not create ${table}`);
    return statement;
  };
}
