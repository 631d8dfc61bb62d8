/**
 * JSON values and their one canonical spelling.
 * @module
 */
import { hash } from "node:crypto";
import { z } from "zod";

/** A JSON value without parts. */
export type JsonPrimitive = string | number | boolean | null;
/** Whatever JSON can say. */
export type JsonValue = JsonPrimitive | readonly JsonValue[] | { readonly [key: string]: JsonValue };
/** A JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Accepts any JSON value. */
export const JsonValueSchema: z.ZodType<JsonValue> = z.json();
/** Accepts a JSON object. */
export const JsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** A part of a value whose canonical text is known: many values that share it need not spell it each. */
export class SpelledJson {
  readonly text: string;

  /** @throws TypeError as `canonicalJson` */
  constructor(value: unknown) {
    this.text = canonicalJson(value);
  }
}

/**
 * The canonical JSON text of a value: keys in UTF-16 code unit order, no white
 * space, numbers as ECMAScript prints them. Keys whose value is `undefined` are left out.
 *
 * @throws TypeError on NaN, infinities, or anything that JSON cannot carry.
 * @see RFC 8785 (JSON Canonicalization Scheme)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return canonicalArray(value);
  if (value instanceof SpelledJson) return value.text;
  if (typeof value === "object" && Object.prototype.toString.call(value) === "[object Object]") {
    return canonicalObject(value as { readonly [key: string]: unknown });
  }
  throw new TypeError(`not a JSON value: ${Object.prototype.toString.call(value)}`);
}

// Every cell of a plan is hashed, hence loops: no arrays in between.

function canonicalArray(values: readonly unknown[]): string {
  let text = "";
  for (const value of values) text += `${text === "" ? "" : ","}${canonicalJson(value)}`;
  return `[${text}]`;
}

function canonicalObject(object: { readonly [key: string]: unknown }): string {
  let text = "";
  // The default order of sort is that of UTF-16 code units.
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(value)}`;
  }
  return `{${text}}`;
}

/** Lower-case hex SHA-256 of a text (UTF-8) or of bytes. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}

/** SHA-256 of the canonical JSON text: equal exactly when two values are the same JSON. */
export function contentHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
