/**
 * Files of rows and items, read as a stream and checked line by line. Knows
 * nothing of evals, runs or where the items go.
 * @module
 */
import { isUtf8 } from "node:buffer";
import { DataError } from "../core/errors.js";
import { ROW_LIMITS, type RowLimits, sizeText } from "./limits.js";

export interface TextLine {
  /** From 1. */
  readonly line: number;
  /** Without its `\n`; a `\r` before it stays. */
  readonly text: string;
}

const NEWLINE = 10;
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * The lines of UTF-8 text, chunk by chunk: each yielded sequence is to be read to
 * its end before the next is asked for. A byte order mark at the start is taken off.
 *
 * @throws DataError naming `file:line` if a line is too long or not UTF-8, after the lines before it
 */
export async function* lineBatches(
  chunks: AsyncIterable<Buffer>,
  file: string,
  limits: RowLimits = ROW_LIMITS,
): AsyncGenerator<Iterable<TextLine>> {
  const splitter = new LineSplitter(file, limits);
  for await (const chunk of chunks) yield splitter.lines(chunk);
  yield splitter.rest();
}

class LineSplitter {
  readonly #file: string;
  readonly #limits: RowLimits;
  /** The beginning of a line whose end has not come yet. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  #line = 1;

  constructor(file: string, limits: RowLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  *lines(chunk: Buffer): Generator<TextLine> {
    const first = chunk.indexOf(NEWLINE);
    this.#hold(chunk.subarray(0, first < 0 ? chunk.length : first));
    if (first < 0) return;
    yield this.#taken();
    const last = chunk.lastIndexOf(NEWLINE);
    if (last > first) yield* this.#whole(chunk.subarray(first + 1, last));
    this.#hold(chunk.subarray(last + 1));
  }

  /** Lines that begin and end in one chunk: decoded together, for there may be very many. */
  *#whole(block: Buffer): Generator<TextLine> {
    const isPlain = block.length <= this.#limits.lineBytes && isUtf8(block);
    if (!isPlain) {
      yield* this.#oneByOne(block);
      return;
    }
    const text = block.toString("utf8");
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      yield { line: this.#line, text: text.slice(start, end) };
      this.#line += 1;
      start = end + 1;
    }
    yield { line: this.#line, text: text.slice(start) };
    this.#line += 1;
  }

  /** Where one of the lines is too long or broken, so that those before it arrive. */
  *#oneByOne(block: Buffer): Generator<TextLine> {
    let start = 0;
    for (let end = 0; end < block.length; start = end + 1) {
      const newline = block.indexOf(NEWLINE, start);
      end = newline < 0 ? block.length : newline;
      this.#hold(block.subarray(start, end));
      yield this.#taken();
    }
  }

  /** What follows the last newline, if anything does. */
  *rest(): Generator<TextLine> {
    if (this.#heldBytes > 0) yield this.#taken();
  }

  #hold(piece: Buffer): void {
    this.#heldBytes += piece.length;
    if (this.#heldBytes > this.#limits.lineBytes)
      throw new DataError(`line longer than ${sizeText(this.#limits.lineBytes)}`, {
        file: this.#file,
        line: this.#line,
      });
    this.#held.push(piece);
  }

  #taken(): TextLine {
    const [first, ...others] = this.#held;
    const bytes = first !== undefined && others.length === 0 ? first : Buffer.concat(this.#held);
    const line = this.#line;
    this.#held = [];
    this.#heldBytes = 0;
    this.#line += 1;
    if (!isUtf8(bytes)) throw notUtf8(bytes, this.#file, line);
    const text = bytes.toString("utf8");
    return { line, text: line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
  }
}

function notUtf8(bytes: Buffer, file: string, line: number): DataError {
  const column = firstBadCharacter(bytes);
  const advice = SIGNATURES.find(({ start }) => line === 1 && bytes.subarray(0, start.length).equals(start))?.advice;
  return new DataError(`not UTF-8 text; ${advice ?? "save it as UTF-8"}`, { file, line, column });
}

/** What a file often is instead, by its first bytes. */
const SIGNATURES = [
  { start: Buffer.from([0xff, 0xfe]), advice: "it is UTF-16: save it as UTF-8" },
  { start: Buffer.from([0xfe, 0xff]), advice: "it is UTF-16: save it as UTF-8" },
  { start: Buffer.from([0x1f, 0x8b]), advice: "it is gzip data: let its name end in .gz" },
];

/** The column, from 1, at which well-formed UTF-8 ends. */
function firstBadCharacter(bytes: Buffer): number {
  const lossy = bytes.toString("utf8");
  let [from, byteAt] = [0, 0];
  for (let at = lossy.indexOf("\uFFFD"); at >= 0; at = lossy.indexOf("\uFFFD", from)) {
    byteAt += Buffer.byteLength(lossy.slice(from, at));
    // One that was written out is a character like any other.
    const isWritten = bytes[byteAt] === 0xef && bytes[byteAt + 1] === 0xbf && bytes[byteAt + 2] === 0xbd;
    if (!isWritten) return at + 1;
    byteAt += 3;
    from = at + 1;
  }
  return lossy.length + 1;
}
