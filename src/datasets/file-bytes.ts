import { createReadStream, type Stats, statSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { DataError, messageOf } from "../core/errors.js";
import { ROW_LIMITS, type RowLimits, sizeText } from "./limits.js";

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a regular file, piece by piece, gunzipped where the name ends in
 * `.gz`. What grows beyond the limits is refused before it is held.
 *
 * @throws DataError if the file is missing, not a regular file, too large, or not what its name says
 */
export async function* fileBytes(file: string, limits: RowLimits = ROW_LIMITS): AsyncGenerator<Buffer> {
  const { size } = needRegularFile(file);
  if (size > limits.fileBytes)
    throw new DataError(`file larger than ${sizeText(limits.fileBytes)}; split it`, { file });
  const stored = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const gunzip = file.endsWith(".gz") ? createGunzip({ chunkSize: CHUNK_BYTES }) : null;
  stored.on("error", (error) => gunzip?.destroy(error));
  const source = gunzip === null ? stored : stored.pipe(gunzip);
  let total = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      total += chunk.length;
      refuseInflated(total, size, file, limits);
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`cannot be read: ${messageOf(cause)}`, { file }, { cause });
  } finally {
    stored.destroy();
    gunzip?.destroy();
  }
  if (gunzip !== null && gunzip.bytesWritten < size)
    throw new DataError(`${(size - gunzip.bytesWritten).toLocaleString("en")} bytes after the end of the gzip data`, {
      file,
    });
}

function refuseInflated(total: number, size: number, file: string, limits: RowLimits): void {
  if (total > limits.fileBytes)
    throw new DataError(`file larger than ${sizeText(limits.fileBytes)}, decompressed; split it`, { file });
  if (total > limits.freeBytes && total > size * limits.inflation)
    throw new DataError(`decompresses to more than ${limits.inflation} times its size; no dataset does`, { file });
}

/** @throws DataError unless the path leads to a regular file: a pipe or a device may never end */
export function needRegularFile(file: string): Stats {
  const found = statOf(file);
  if (!found.isFile()) throw new DataError("not a regular file", { file });
  return found;
}

/** @throws DataError where the path leads nowhere */
export function statOf(file: string): Stats {
  try {
    return statSync(file);
  } catch (cause) {
    throw unreadable(cause, file);
  }
}

export function unreadable(cause: unknown, file: string): DataError {
  const { code } = cause as NodeJS.ErrnoException;
  return new DataError(REASONS.get(code ?? "") ?? `cannot be read: ${code ?? messageOf(cause)}`, { file }, { cause });
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "no such file; check the path"],
  ["ENOTDIR", "no such file; check the path"],
  ["ELOOP", "symbolic links that lead in a circle"],
]);
