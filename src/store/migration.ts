import { readFile } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { text } from "./table-row.js";

/** What schema 2 adds to the tables of schema 1: column → what it is in rows from before. */
const ADDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  attempts: { draw: "CAST(0 AS BIGINT)", batch: "CAST(NULL AS VARCHAR)" },
  outcomes: { reused_from: "CAST(NULL AS VARCHAR)" },
};
const NEW_TABLES = ["answers", "intents", "batches"];

/** Brings a database of schema 1 to schema 2, inside the caller's transaction. */
export async function migrate(connection: DuckDBConnection): Promise<void> {
  const create = await statementsOfSchema();
  for (const table of Object.keys(ADDED)) {
    await connection.run(`ALTER TABLE ${table} RENAME TO ${table}_1`);
    await connection.run(create(table));
    await connection.run(`INSERT INTO ${table} BY NAME ${withAdded(table, `${table}_1`)}`);
    await connection.run(`DROP TABLE ${table}_1`);
  }
  for (const table of NEW_TABLES) await connection.run(create(table));
  await connection.run("ALTER TABLE meta RENAME TO meta_1");
  await connection.run(create("meta"));
  await connection.run(`INSERT INTO meta
    SELECT application, 2, last_commit, is_clean, CAST(uuid() AS VARCHAR) FROM meta_1`);
  await connection.run("DROP TABLE meta_1");
}

/** Lets a database of schema 1 that is open read only be read like one of schema 2. */
export async function readAsNew(connection: DuckDBConnection): Promise<void> {
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
  const added = Object.entries(ADDED[table] ?? {}).map(([column, value]) => `${value} AS ${column}`);
  return `SELECT *, ${added.join(", ")} FROM ${from}`;
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
