import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { messageOf, StoreError } from "../core/errors.js";
import { type JournalEntry, JournalEntrySchema } from "./journal-entry.js";
import {
  JOURNAL_FORMAT,
  type JournalHeader,
  JournalHeaderSchema,
  journalPath,
  NEWLINE,
  type ReadLine,
  readLine,
} from "./journal-line.js";

const CHUNK = 1024 * 1024;

/** What a journal holds, as far as its lines are whole. */
export interface JournalScan {
  readonly header: JournalHeader;
  /** Number of the last entry; the header's base where there is none. */
  readonly last: number;
  /** Line, from 1, at which something else than a line or empty space begins; null: nothing does. */
  readonly damagedLine: number | null;
}

/**
 * Reads through the journal of a database; null where there is none.
 * @throws StoreError where its first line is not whole, or of a newer format
 */
export function scanJournal(databasePath: string): JournalScan | null {
  const path = journalPath(databasePath);
  if (!existsSync(path)) return null;
  const lines = linesOf(path);
  const header = headerOf(lines.next().value ?? null, path);
  let last = header.base;
  let line = 1;
  for (const read of lines) {
    line += 1;
    if (read?.sequence !== last + 1) return { header, last, damagedLine: line };
    last += 1;
  }
  return { header, last, damagedLine: null };
}

export interface NumberedEntry {
  readonly sequence: number;
  readonly entry: JournalEntry;
}

/**
 * The entries after a number, up to the first line that is not whole.
 * @throws StoreError where a whole line does not hold an entry
 */
export function* journalEntries(databasePath: string, after: number): Generator<NumberedEntry, void, undefined> {
  const path = journalPath(databasePath);
  const lines = linesOf(path);
  let last = headerOf(lines.next().value ?? null, path).base;
  for (const read of lines) {
    if (read?.sequence !== last + 1) return;
    last += 1;
    if (last > after) yield { sequence: last, entry: entryOf(read, path) };
  }
}

function headerOf(line: ReadLine | null, path: string): JournalHeader {
  const header = line === null ? null : JournalHeaderSchema.safeParse(parsed(line.json));
  if (header === null || !header.success) {
    throw new StoreError(
      `${path}: its first line is damaged; restore it with its database, or move it away and keep what is left with list --accept-loss`,
    );
  }
  if (header.data.format > JOURNAL_FORMAT) {
    throw new StoreError(`${path}: written by a newer tierbench; open the database with that one`);
  }
  return header.data;
}

function entryOf({ sequence, json }: ReadLine, path: string): JournalEntry {
  const entry = JournalEntrySchema.safeParse(parsed(json));
  if (entry.success) return entry.data;
  const issue = entry.error.issues[0];
  throw new StoreError(
    `${path}: entry ${sequence} is not as tierbench writes it (${issue?.path.join(".")}: ${issue?.message}); restore it`,
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    return messageOf(error);
  }
}

/** Every line up to the empty space at the end; null: not whole. */
function* linesOf(path: string): Generator<ReadLine | null, void, undefined> {
  const fd = openSync(path, "r");
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (let position = 0; ; ) {
      const chunk = Buffer.alloc(CHUNK);
      const count = readSync(fd, chunk, 0, CHUNK, position);
      position += count;
      rest = rest.length === 0 ? chunk.subarray(0, count) : Buffer.concat([rest, chunk.subarray(0, count)]);
      let start = 0;
      for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE, start)) {
        yield readLine(rest.subarray(start, end));
        start = end + 1;
      }
      rest = rest.subarray(start);
      // A line never begins with the zeros of empty space.
      if (count < CHUNK || rest[0] === 0) break;
    }
    if (rest.length > 0 && rest[0] !== 0) yield null;
  } finally {
    closeSync(fd);
  }
}
