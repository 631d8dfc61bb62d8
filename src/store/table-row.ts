import type { DuckDBAppender } from "@duckdb/node-api";
import { z } from "zod";
import { messageOf, StoreError } from "../core/errors.js";
import { parsePlain } from "../core/plain-schema.js";

export type ColumnKind = "text" | "integer" | "double" | "boolean";
export type ColumnValue = string | number | boolean | null;
/** One row as it is written, by column name. JSON columns hold their text. */
export type Row<Column extends string = string> = Readonly<Record<Column, ColumnValue>>;

/** A table with its columns in the order of schema.sql: rows are appended by position. */
export interface Table<Column extends string = string> {
  readonly name: string;
  readonly columns: Readonly<Record<Column, ColumnKind>>;
}

/** One row as the database returns it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** Appends rows; the appender must be of a table with these columns. */
export function appendRows<Column extends string>(
  appender: DuckDBAppender,
  table: Table<Column>,
  rows: Iterable<Row<Column>>,
): void {
  const columns = Object.entries<ColumnKind>(table.columns);
  for (const row of rows) {
    for (const [column, kind] of columns) appendValue(appender, kind, row[column as Column]);
    appender.endRow();
  }
}

function appendValue(appender: DuckDBAppender, kind: ColumnKind, value: ColumnValue): void {
  if (value === null) appender.appendNull();
  else if (kind === "text" && typeof value === "string") appender.appendVarchar(value);
  else if (kind === "integer" && typeof value === "number") appender.appendBigInt(BigInt(value));
  else if (kind === "double" && typeof value === "number") appender.appendDouble(value);
  else if (kind === "boolean" && typeof value === "boolean") appender.appendBoolean(value);
  else throw new TypeError(`a ${typeof value} does not go into a ${kind} column`);
}

/** Stored integers (64 bit) as numbers; everything else as it is. */
export function plain(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** The value of a text column. */
export function text(value: unknown): string {
  if (typeof value !== "string") throw new TypeError(`a text column holds a ${typeof value}`);
  return value;
}

/** The value of a JSON column. */
export function json(value: unknown): unknown {
  if (typeof value !== "string") throw new TypeError(`a JSON column holds a ${typeof value}`);
  return JSON.parse(value);
}

/**
 * Turns stored rows into records, checked: a database file may have been edited by hand.
 *
 * @throws StoreError naming the table and the field
 */
export function decodeRows<S extends z.ZodType>(
  tableName: string,
  rows: readonly StoredRow[],
  schema: S,
  decode: (row: StoredRow) => unknown,
): z.output<S>[] {
  return rows.map((row) => {
    try {
      const parsed = parsePlain(schema, decode(row));
      if (parsed.success) return parsed.data;
      throw parsed.error;
    } catch (error) {
      const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
      const found = issue === undefined ? messageOf(error) : `${issue.path.join(".")}: ${issue.message}`;
      throw new StoreError(`table ${tableName}: a row is not as tierbench writes it (${found}); restore the database`, {
        cause: error,
      });
    }
  });
}
