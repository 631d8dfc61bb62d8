import { type CsvError, type Parser, parse } from "csv-parse";
import { DataError, messageOf } from "../core/errors.js";
import { ROW_LIMITS, type RowLimits, sizeText } from "./limits.js";
import type { Row } from "./row.js";
import { shown } from "./shown.js";
import { lineBatches, type TextLine } from "./text-lines.js";

interface CsvRecord {
  readonly record: { readonly [column: string]: string };
  readonly info: LineCounts;
}

/** Lines of the text so far, and those among them that are no part of any record. */
interface LineCounts {
  readonly lines: number;
  readonly empty_lines: number;
}

/** The parser counts to the end of a record, which may lie many lines below its beginning. */
class RecordLines {
  #last: LineCounts = { lines: 0, empty_lines: 0 };

  /** The line on which the record begins that is being read. */
  beginning({ empty_lines }: Pick<LineCounts, "empty_lines">): number {
    return this.#last.lines + 1 + empty_lines - this.#last.empty_lines;
  }

  end({ lines, empty_lines }: LineCounts): void {
    this.#last = { lines, empty_lines };
  }
}

/**
 * The records of CSV text; the first names the columns. Whatever stops the
 * reading, the rows before it arrive first.
 *
 * @throws DataError naming `file:line`
 */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  file: string,
  limits: RowLimits = ROW_LIMITS,
): AsyncGenerator<Row> {
  const lines = new RecordLines();
  const parser = newParser(file, limits, lines);
  let failure: unknown = null;
  try {
    for await (const batch of lineBatches(chunks, file, limits)) {
      const { text, fault } = textUntilFault(batch, file);
      const written = write(parser, text);
      for (const record of parsed(parser)) yield rowOf(record, file, lines);
      failure = (await written) ?? fault;
      if (failure !== null) break;
    }
  } catch (cause) {
    failure = cause;
  }
  const held = await ended(parser);
  for (const record of held.records) yield rowOf(record, file, lines);
  failure ??= held.failure;
  if (failure !== null) throw csvError(failure, file, limits, lines);
}

/** The text of some lines, up to the first that cannot be read. */
function textUntilFault(lines: Iterable<TextLine>, file: string): { readonly text: string; readonly fault: unknown } {
  let all = "";
  try {
    for (const { line, text } of lines) {
      if (text.includes("\0")) throw new DataError("NUL in the text: damaged, or UTF-16", { file, line });
      all += `${text}\n`;
    }
  } catch (fault) {
    return { text: all, fault };
  }
  return { text: all, fault: null };
}

function rowOf({ record, info }: CsvRecord, file: string, lines: RecordLines): Row {
  let size = 0;
  for (const value of Object.values(record)) size += value.length;
  const line = lines.beginning(info);
  lines.end(info);
  return { file, line, fields: record, size };
}

function newParser(file: string, limits: RowLimits, lines: RecordLines): Parser {
  const columnsOf = headerOf(file, limits);
  const parser: Parser = parse({
    columns: (header: string[]) => {
      lines.end(parser.info);
      return columnsOf(header);
    },
    info: true,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: limits.lineBytes,
  });
  // Every failure also comes back from the call that met it.
  return parser.on("error", () => {});
}

/** What the parser makes of it. Not a rejection: nobody waits for one where a row before it is refused. */
function write(parser: Parser, text: string): Promise<Error | null> {
  return new Promise((done) => {
    parser.write(text, (error) => done(error ?? null));
  });
}

function* parsed(parser: Parser): Generator<CsvRecord> {
  for (let record = parser.read(); record !== null; record = parser.read()) yield record as CsvRecord;
}

/** The parser holds the last line back until it knows that no more comes. */
async function ended(parser: Parser): Promise<{ readonly records: readonly CsvRecord[]; readonly failure: unknown }> {
  const records: CsvRecord[] = [];
  if (parser.destroyed) return { records, failure: null };
  parser.end();
  try {
    for await (const record of parser) records.push(record as CsvRecord);
  } catch (failure) {
    return { records, failure };
  }
  return { records, failure: null };
}

/** What was opened and not closed ends where the file does, which is no place to look at. */
const UNCLOSED: { readonly [code: string]: (limits: RowLimits) => string } = {
  CSV_QUOTE_NOT_CLOSED: () =>
    "Quote Not Closed: the record that begins here has a quote that nothing closes; close it, or double it if it is text",
  CSV_MAX_RECORD_SIZE: ({ lineBytes }) => `record longer than ${sizeText(lineBytes)}; is a quote not closed?`,
};

function csvError(failure: unknown, file: string, limits: RowLimits, records: RecordLines): unknown {
  if (failure instanceof DataError) return failure;
  const { lines: line, empty_lines, code } = failure as Partial<CsvError & LineCounts>;
  if (line === undefined || empty_lines === undefined)
    return new DataError(shown(messageOf(failure)), { file }, { cause: failure });
  const beginning = records.beginning({ empty_lines });
  const unclosed = UNCLOSED[code ?? ""];
  if (unclosed !== undefined) return new DataError(unclosed(limits), { file, line: beginning }, { cause: failure });
  const place = line === beginning ? "" : `, in the record that begins on line ${beginning}`;
  return new DataError(`${shown(messageOf(failure))}${place}`, { file, line }, { cause: failure });
}

const SEPARATORS: { readonly [separator: string]: string } = { ";": "semicolons", "\t": "tabs", "|": "bars" };

function headerOf(file: string, limits: RowLimits): (header: string[]) => string[] {
  return (header) => {
    const refuse = (reason: string): never => {
      throw new DataError(reason, { file, line: 1 });
    };
    if (header.length > limits.keys) refuse(`more than ${limits.keys.toLocaleString("en")} columns`);
    const [first = ""] = header;
    const separator = /[;\t|]/.exec(first)?.[0];
    // A comma may stand in the name of one of them.
    if (separator !== undefined && header.join(",").split(separator).length > header.length) {
      const found = header.length === 1 ? "one column," : `${header.length} columns, the first`;
      refuse(`${found} "${shown(first)}"; separate columns by commas, not by ${SEPARATORS[separator] ?? separator}`);
    }
    const columns = header.map((column) => column.trim());
    const seen = new Set<string>();
    for (const [index, column] of columns.entries()) {
      if (column === "") refuse(`column ${index + 1} has no name; name it or take it out`);
      if (column === "__proto__") refuse('column "__proto__", which no reader keeps; rename it');
      if (seen.has(column)) refuse(`column "${shown(column)}" occurs twice`);
      seen.add(column);
    }
    return columns;
  };
}
