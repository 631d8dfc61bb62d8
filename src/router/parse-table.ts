import type { RoutingTable } from "../core/routing-table.js";
import { canonicalJson } from "./canonical-json.js";
import { isObject, type Problem } from "./form-check.js";
import { RouterTableError } from "./router-table-error.js";
import { sha256Hex } from "./sha-256.js";
import { LIMITS, tableForm } from "./table-form.js";
import { danglingName } from "./table-names.js";

/** `checksum`: refuse a table that was edited or damaged. `none`: do not look. */
export type Integrity = "checksum" | "none";

const REMEDY = "calibrate again or restore it";

/**
 * Reads a routing table: size, JSON, form, names, checksum.
 *
 * @param table - the JSON text of the file, or what it parses to
 * @throws RouterTableError naming the first place at fault and what to do
 */
export function parseTable(table: unknown, integrity: Integrity): RoutingTable {
  try {
    const value = typeof table === "string" ? parsedText(table) : table;
    const problem = tableForm(value);
    if (problem !== null) throw refusal(problem);
    const dangling = danglingName(value as RoutingTable);
    if (dangling !== null) throw refusal(dangling);
    if (integrity === "checksum") verifyChecksum(value as RoutingTable);
    return value as RoutingTable;
  } catch (cause) {
    if (cause instanceof RouterTableError) throw cause;
    // Getters and proxies that throw, cycles, nesting beyond the stack.
    throw new RouterTableError(`cannot be read (${messageOf(cause)})`, "", { cause });
  }
}

function parsedText(text: string): unknown {
  // The length in UTF-16 units is at most the length in bytes: a huge text is never encoded.
  const bytes = text.length > LIMITS.bytes ? text.length : new TextEncoder().encode(text).length;
  if (bytes > LIMITS.bytes) {
    throw new RouterTableError(`${bytes} bytes or more, at most ${LIMITS.bytes}`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RouterTableError(`not JSON (${messageOf(cause)}); ${REMEDY}`, "", { cause });
  }
}

function verifyChecksum(table: RoutingTable): void {
  const { checksum, signature: _signature, ...body } = table;
  const actual = sha256Hex(canonicalJson(body));
  if (actual === checksum.value) return;
  throw new RouterTableError(
    `says ${checksum.value.slice(0, 12)}… but the content has ${actual.slice(0, 12)}…: damaged; ${REMEDY}`,
    "checksum",
  );
}

function refusal({ path, message }: Problem): RouterTableError {
  return new RouterTableError(`${message}; ${REMEDY}`, path.join("."));
}

function messageOf(thrown: unknown): string {
  return isObject(thrown) && typeof thrown["message"] === "string" ? thrown["message"] : typeof thrown;
}
