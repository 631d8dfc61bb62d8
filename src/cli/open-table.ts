import { readFileSync } from "node:fs";
import { DataError, messageOf } from "../core/errors.js";
import type { RoutingTable } from "../core/routing-table.js";
import { readTable } from "../core/table-file.js";

const FAULTS: { readonly [code: string]: string } = {
  ENOENT: "no such file; make one with: npx tierbench calibrate",
  EISDIR: "a folder; name the table in it, such as routing-table.json",
};

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
    const { code = "" } = cause as NodeJS.ErrnoException;
    throw new DataError(FAULTS[code] ?? `cannot be read: ${messageOf(cause)}`, { file: shown }, { cause });
  }
  return readTable(text, shown);
}
