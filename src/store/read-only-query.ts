import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from "@duckdb/node-api";
import { messageOf, TierbenchError, UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { openDatabase } from "./database.js";
import { jsonCell } from "./json-cell.js";
import { firstLine, isUnreadable, storeFault } from "./store-fault.js";

export interface QueryResult {
  /** Names as the query gives them: two may be equal. */
  readonly columns: string[];
  readonly rows: JsonValue[][];
}

/**
 * Answers one SELECT from the database at a path.
 *
 * The file is opened read only, with no other file, network or extension in
 * reach. Only a SELECT (also WITH, FROM, VALUES, DESCRIBE, SHOW) is run: a
 * read-only database alone would still let COPY write over its own log.
 *
 * @returns integers as numbers where they are safe, else as text
 * @throws UsageError on any other statement, on several, and on one that fails
 * @throws StoreError where the database cannot be opened, or is damaged
 */
export async function queryReadOnly(path: string, sql: string): Promise<QueryResult> {
  const database = await openDatabase(path, { readOnly: true });
  try {
    const statement = await onlySelect(database.connection, sql);
    const reader = await statement.runAndReadAll();
    return { columns: reader.columnNames(), rows: reader.getRowsJS().map((row) => row.map(jsonCell)) };
  } catch (error) {
    if (error instanceof TierbenchError) throw error;
    if (isUnreadable(error)) throw storeFault(error, database.path);
    throw new UsageError(`query: ${firstLine(messageOf(error))}`, { cause: error });
  } finally {
    database.close();
  }
}

async function onlySelect(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (withoutComments(sql) === "") throw new UsageError("query: empty; give one SELECT");
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) {
    throw new UsageError(`query: ${statements.count} statements; give one SELECT`);
  }
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) {
    const found = nameOf(statement, sql);
    const article = /^[AEIOU]/.test(found) ? "an" : "a";
    throw new UsageError(`query: ${article} ${found} statement; only SELECT is answered, the database is read only`);
  }
  if (statement.parameterCount > 0) {
    throw new UsageError("query: has parameters; write the values into the SELECT");
  }
  return statement;
}

/** By its own first word: DuckDB calls INSTALL a LOAD. What begins with WITH is named by what it does. */
function nameOf(statement: DuckDBPreparedStatement, sql: string): string {
  const first = /^\w+/.exec(withoutComments(sql))?.[0].toUpperCase() ?? "WITH";
  return first === "WITH" ? (StatementType[statement.statementType] ?? "unknown") : first;
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\/|;/g, "").trim();
}
