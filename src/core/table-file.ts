/**
 * Sealing and opening routing tables as text.
 * @module
 */
import { DataError, messageOf } from "./errors.js";
import { canonicalJson, sha256Hex } from "./json.js";
import { type RoutingTable, RoutingTableSchema, TABLE_LIMITS } from "./routing-table.js";

/** A routing table before its checksum. */
export type UnsealedTable = Omit<RoutingTable, "checksum" | "signature">;

/**
 * SHA-256 over the canonical JSON of a table without its checksum and signature.
 * @see RFC 8785
 */
export function tableChecksum(table: object): string {
  const { checksum: _checksum, signature: _signature, ...body } = table as Partial<RoutingTable>;
  return sha256Hex(canonicalJson(body));
}

/**
 * Adds the checksum and validates the whole.
 * @throws DataError if the table breaks its own schema or limits: a bug upstream, never written to disk
 */
export function sealTable(table: UnsealedTable): RoutingTable {
  const checksum = { alg: "sha256", canonical: "rfc8785", value: tableChecksum(table) };
  return validateTable({ ...table, checksum, signature: null }, "routing table");
}

/** The bytes of a table file: indented for review, keys in canonical order, a final newline. */
export function tableText(table: RoutingTable): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(table)), null, 2)}\n`;
}

/**
 * Reads a table file: size, JSON, schema, names, checksum.
 *
 * @param file - named in errors
 * @throws DataError naming the file, the place and what to do
 */
export function readTable(text: string, file: string): RoutingTable {
  if (Buffer.byteLength(text) > TABLE_LIMITS.bytes) {
    throw new DataError(`${Buffer.byteLength(text)} bytes, at most ${TABLE_LIMITS.bytes}`, { file });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new DataError(`not JSON (${messageOf(cause)}); calibrate again`, { file }, { cause });
  }
  const table = validateTable(parsed, file, "; calibrate again");
  // Over the file's own content: the schema drops what it does not know, the checksum must not.
  const actual = checksumOf(table, file);
  if (actual !== table.checksum.value) {
    throw new DataError(
      `checksum is ${table.checksum.value.slice(0, 12)}… but the content has ${actual.slice(0, 12)}…: the file was edited or damaged; calibrate again or restore it`,
      { file },
    );
  }
  return table;
}

/** Unknown fields are kept, so a file may nest them deeper than the stack. */
function checksumOf(table: RoutingTable, file: string): string {
  try {
    return tableChecksum(table);
  } catch (cause) {
    throw new DataError(`cannot be hashed (${messageOf(cause)}); calibrate again`, { file }, { cause });
  }
}

/** The value itself, unknown fields included, once the schema has found nothing wrong with it. */
function validateTable(value: unknown, file: string, remedy = ""): RoutingTable {
  const result = RoutingTableSchema.safeParse(value);
  if (result.success) return value as RoutingTable;
  if (!isTableLike(value)) throw new DataError("not a routing table; make one with: npx tierbench calibrate", { file });
  const issue = result.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  const found = issue?.message ?? "not a routing table";
  throw new DataError(`${found}${remedy}`, { file, ...(field === "" ? {} : { field }) });
}

/** Whether something has the names of a routing table, so that a fault in it is worth telling. */
function isTableLike(value: unknown): boolean {
  return typeof value === "object" && value !== null && "schemaVersion" in value && "routes" in value;
}
