/**
 * Files of rows and items, read as a stream and checked line by line. Knows
 * nothing of evals, runs or where the items go.
 * @module
 */
import { createReadStream, statSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { DataError, messageOf } from "../core/errors.js";

const MAX_LINE_CHARACTERS = 16 * 1_048_576;

export interface TextLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a UTF-8 file, `\n` or `\r\n`, gunzipped where the name ends in
 * `.gz`. A byte order mark at the start is taken off.
 *
 * @throws DataError if the file is missing, not a regular file, not UTF-8, or a line exceeds 16 MiB
 */
export async function* textLines(file: string): AsyncGenerator<TextLine> {
  let line = 1;
  let rest = "";
  for await (const chunk of textChunks(file)) {
    const pieces = (rest + chunk).split("\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) {
      yield { line, text: piece.endsWith("\r") ? piece.slice(0, -1) : piece };
      line += 1;
    }
    if (rest.length > MAX_LINE_CHARACTERS) throw new DataError("line longer than 16 MiB", { file, line });
  }
  if (rest !== "") yield { line, text: rest };
}

/** The text of a file, piece by piece. */
export async function* textChunks(file: string): AsyncGenerator<string> {
  needRegularFile(file);
  const bytes = createReadStream(file);
  const source = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => source.destroy(error));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of source) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    const isEncoding = cause instanceof TypeError;
    throw new DataError(
      isEncoding ? "not UTF-8 text; save it as UTF-8" : `cannot be read: ${messageOf(cause)}`,
      { file },
      { cause },
    );
  }
}

function needRegularFile(file: string): void {
  let isFile: boolean;
  try {
    isFile = statSync(file).isFile();
  } catch (cause) {
    throw new DataError("no such file; check the path", { file }, { cause });
  }
  if (!isFile) throw new DataError("not a regular file", { file });
}
