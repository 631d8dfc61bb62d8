import { readFileSync } from "node:fs";
import { DataError, messageOf } from "../core/errors.js";
import type { RoutingTable } from "../core/routing-table.js";
import { readTable } from "../core/table-file.js";

/**
 * Reads a table from disk.
 *
 * @param shown - the path as the user wrote it, for errors
 * @throws DataError naming the file, the place and what to do
 */
export function openTable(path: string, shown: string): RoutingTable {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    const found = isMissing
      ? "no such file; make one with: npx tierbench calibrate"
      : `cannot be read: ${messageOf(cause)}`;
    throw new DataError(found, { file: shown }, { cause });
  }
  return readTable(text, shown);
}
