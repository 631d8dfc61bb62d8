import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { DataError, messageOf } from "../core/errors.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import { textChunks, textLines } from "./text-lines.js";

/** One record of a file and where it stands. */
export interface Row {
  readonly file: string;
  readonly line: number;
  readonly fields: JsonObject;
}

export const ROW_FILE_PATTERN = /\.(jsonl|ndjson|csv)(\.gz)?$/;

/**
 * The rows of a JSONL or CSV file (either gzipped), in file order. CSV values are
 * text; the first row names the columns.
 *
 * @throws DataError naming `file:line` where a row is not an object, not JSON, or has too many or too few columns
 */
export function readRows(file: string): AsyncGenerator<Row> {
  if (/\.csv(\.gz)?$/.test(file)) return csvRows(file);
  if (/\.(jsonl|ndjson)(\.gz)?$/.test(file)) return jsonRows(file);
  throw new DataError("unknown kind of file; use .jsonl or .csv, either may be gzipped", { file });
}

async function* jsonRows(file: string): AsyncGenerator<Row> {
  for await (const { line, text } of textLines(file)) {
    if (text.trim() === "") continue;
    yield { file, line, fields: parseObject(text, file, line) };
  }
}

function parseObject(text: string, file: string, line: number): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new DataError(`not JSON: ${messageOf(cause)}`, { file, line }, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DataError("each line must be one JSON object", { file, line });
  }
  return value as JsonObject;
}

interface CsvRecord {
  readonly record: { readonly [column: string]: string };
  readonly info: { readonly lines: number };
}

async function* csvRows(file: string): AsyncGenerator<Row> {
  const options = {
    bom: true,
    columns: headerOf(file),
    info: true,
    skip_empty_lines: true,
    max_record_size: 16 * 1_048_576,
  };
  const records = Readable.from(textChunks(file)).compose(parse(options)) as AsyncIterable<CsvRecord>;
  try {
    for await (const { info, record } of records) yield { file, line: info.lines, fields: record };
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const line = (cause as { lines?: number }).lines;
    throw new DataError(messageOf(cause), { file, ...(line === undefined ? {} : { line }) }, { cause });
  }
}

function headerOf(file: string): (header: string[]) => string[] {
  return (header) => {
    const columns = header.map((column) => column.trim());
    const repeated = columns.find((column, index) => columns.indexOf(column) !== index);
    if (repeated !== undefined) throw new DataError(`column "${repeated}" occurs twice`, { file, line: 1 });
    return columns;
  };
}
