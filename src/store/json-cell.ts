import type { JS } from "@duckdb/node-api";
import type { JsonValue } from "../core/json.js";

/**
 * A value of a result as JSON. Integers beyond 2^53 become text, never a
 * rounded number; times become ISO 8601 text in UTC, bytes hex, and numbers
 * that JSON has no word for (NaN, infinities) their name.
 */
export function jsonCell(value: JS): JsonValue {
  if (typeof value === "bigint") return isSafe(value) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "infinity" : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(jsonCell);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, jsonCell(entry)]));
}

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}
