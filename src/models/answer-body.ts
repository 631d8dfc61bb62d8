import type { IncomingMessage } from "node:http";
import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** The longest answer body that is read, bytes after decompression. */
export const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/** We ask for none, and a gateway may compress all the same. */
const DECODERS: ReadonlyMap<string, () => Transform> = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/**
 * Reads and decodes the body of an answer.
 *
 * @returns null where it is above the limit; the rest is then left unread, and the connection to the caller
 * @throws what cut it short, or what is wrong with its compression
 */
export function readBody(answer: IncomingMessage): Promise<Buffer | null> {
  const decoder = DECODERS.get(answer.headers["content-encoding"]?.trim().toLowerCase() ?? "")?.();
  // The outcome reaches the reader below; the pipeline only passes an error on.
  const body = decoder === undefined ? answer : pipeline(answer, decoder, () => undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    body.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT_BYTES) {
        chunks.push(chunk);
        return;
      }
      body.pause();
      resolve(null);
    });
    body.once("end", () => resolve(Buffer.concat(chunks)));
    body.once("error", reject);
    body.once("close", () => {
      // Every body is closed at last: an error, with its stack, is made for those alone that had no end.
      if (!body.readableEnded) reject(new Error("closed before its end"));
    });
  });
}
