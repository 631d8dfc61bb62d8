import { DataError } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import { csvRows } from "./csv-rows.js";
import { fileBytes } from "./file-bytes.js";
import { ROW_LIMITS, type RowLimits } from "./limits.js";
import type { Row } from "./row.js";
import { strictJson } from "./strict-json.js";
import { lineBatches } from "./text-lines.js";

export const ROW_FILE_PATTERN = /\.(jsonl|ndjson|csv)(\.gz)?$/;

/**
 * The rows of a JSONL or CSV file (either gzipped), in file order. CSV values are
 * text; the first row names the columns.
 *
 * @throws DataError naming `file:line` where a row is not an object, not JSON, or has too many or too few columns
 */
export function readRows(file: string, limits: RowLimits = ROW_LIMITS): AsyncGenerator<Row> {
  if (!ROW_FILE_PATTERN.test(file))
    throw new DataError("unknown kind of file; use .jsonl or .csv, either may be gzipped", { file });
  return rowsFrom(fileBytes(file, limits), file, limits);
}

/** The rows in bytes that are read already; the name says of which kind they are. */
export function rowsFrom(
  chunks: AsyncIterable<Buffer>,
  file: string,
  limits: RowLimits = ROW_LIMITS,
): AsyncGenerator<Row> {
  return isCsv(file) ? csvRows(chunks, file, limits) : jsonRows(chunks, file, limits);
}

export function isCsv(file: string): boolean {
  return /\.csv(\.gz)?$/.test(file);
}

async function* jsonRows(chunks: AsyncIterable<Buffer>, file: string, limits: RowLimits): AsyncGenerator<Row> {
  for await (const lines of lineBatches(chunks, file, limits)) {
    for (const { line, text } of lines) {
      if (text === "" || BLANK.test(text)) continue;
      yield { file, line, fields: jsonObject(text, file, line, limits), size: text.length };
    }
  }
}

/** Nothing but what JSON calls white space. */
const BLANK = /^[ \t\r]*$/;

function jsonObject(text: string, file: string, line: number, limits: RowLimits): JsonObject {
  const value = strictJson(
    text,
    (offset) => ({ file, line, ...(offset === null ? {} : { column: offset + 1 }) }),
    limits,
  );
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new DataError("each line must be one JSON object", { file, line });
  return value as JsonObject;
}
