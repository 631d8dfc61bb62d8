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
export const NEWLINE = 0x0a;

/** Where the calls and outcomes of a database stand that is being written. */
export function journalPath(databasePath: string): string {
  return `${databasePath}.journal`;
}

/**
 * Lines `<CRC-32 of the rest, hex> <sequence> <JSON>`, numbered on from the first.
 * The header's line has the sequence of its base.
 */
export function journalLines(firstSequence: number, jsons: readonly string[]): Buffer {
  const starts = jsons.map((_, index) => ` ${firstSequence + index} `);
  const length = jsons.reduce((sum, json, index) => {
    return sum + CRC_LENGTH + (starts[index]?.length ?? 0) + Buffer.byteLength(json) + 1;
  }, 0);
  // One buffer for all: this runs for every call of a run.
  const bytes = Buffer.allocUnsafe(length);
  let end = 0;
  for (const [index, json] of jsons.entries()) {
    const start = end;
    end += CRC_LENGTH;
    end += bytes.write(starts[index] ?? "", end, "latin1");
    end += bytes.write(json, end, "utf8");
    bytes.write(checksum(bytes.subarray(start + CRC_LENGTH + 1, end)), start, "latin1");
    end = bytes.writeUInt8(NEWLINE, end);
  }
  return bytes;
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

function checksum(content: Buffer): string {
  return crc32(content).toString(16).padStart(CRC_LENGTH, "0");
}
