import { crc32 } from "node:zlib";
import { z } from "zod";

/** Raised when lines change in a way that an older tierbench would misread. */
export const JOURNAL_FORMAT = 1;

/** The first line: whose journal it is, and after which entry it begins. */
export const JournalHeaderSchema = z.object({
  format: z.int(),
  database: z.string(),
  /** Entries up to here are in the database file itself. */
  base: z.int().nonnegative(),
});
export type JournalHeader = z.infer<typeof JournalHeaderSchema>;

const CRC_LENGTH = 8;

/** Where the calls and outcomes of a database stand that is being written. */
export function journalPath(databasePath: string): string {
  return `${databasePath}.journal`;
}

/** `<CRC-32 of the rest, hex> <sequence> <JSON>`; the first line has the sequence of the header's base. */
export function journalLine(sequence: number, json: string): string {
  const content = `${sequence} ${json}`;
  return `${checksum(content)} ${content}\n`;
}

/** A line that says what it is. */
export interface ReadLine {
  readonly sequence: number;
  readonly json: string;
}

/** The line without its end; null where it is not whole. */
export function readLine(line: Buffer): ReadLine | null {
  const content = line.subarray(CRC_LENGTH + 1);
  if (line[CRC_LENGTH] !== 0x20 || line.toString("latin1", 0, CRC_LENGTH) !== checksum(content)) return null;
  const space = content.indexOf(0x20);
  const sequence = Number(content.toString("latin1", 0, space));
  return Number.isSafeInteger(sequence) ? { sequence, json: content.toString("utf8", space + 1) } : null;
}

function checksum(content: string | Buffer): string {
  return crc32(content).toString(16).padStart(CRC_LENGTH, "0");
}
