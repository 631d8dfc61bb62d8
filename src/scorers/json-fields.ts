import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { canonicalJson } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { parseNumber } from "./_number-in-text.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

/**
 * How a field is compared. `text`: case, white space and punctuation folded.
 * `code`: white space folded only. `number`: within half a cent. `equal`: the same JSON.
 */
export type FieldComparison = "text" | "code" | "number" | "equal";

export interface JsonFieldsOptions {
  readonly fields: { readonly [name: string]: FieldComparison };
  /** 1 only when every field is right, else 0. @defaultValue false: the share of right fields */
  readonly allOrNothing?: boolean;
}

/**
 * Validator: the share of fields of a JSON answer that equal the label's.
 * An answer that is not a JSON object scores 0. `null` equals only `null` or a missing field.
 */
export function jsonFields({ fields, allOrNothing = false }: JsonFieldsOptions): Validator {
  const name = "json-fields";
  const names = Object.keys(fields);
  if (names.length === 0) throw new UsageError("jsonFields needs at least one field");
  const version = `1:${canonicalJson({ fields, allOrNothing })}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      if (!isObject(item.expected)) return cannotSay(name, `item "${item.id}": expected is not an object`);
      const got = jsonAnswer(text);
      if (!isObject(got)) return verdict(name, version, 0, `not a JSON object: ${quoted(text)}`);
      const want = item.expected;
      const wrong = names.filter(
        (field) => !areEqual(valueOf(want, field), valueOf(got, field), fields[field] ?? "equal"),
      );
      const share = (names.length - wrong.length) / names.length;
      const value = allOrNothing ? Number(wrong.length === 0) : share;
      return verdict(name, version, value, wrong.length === 0 ? "all fields equal" : describe(wrong, want, got));
    },
  };
}

type Fields = { readonly [name: string]: JsonValue };

function isObject(value: JsonValue | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own field; null where it is missing. */
function valueOf(object: Fields, field: string): JsonValue {
  return Object.hasOwn(object, field) ? (object[field] ?? null) : null;
}

function areEqual(want: JsonValue, got: JsonValue, comparison: FieldComparison): boolean {
  if (want === null || got === null) return want === got;
  if (comparison === "equal") return canonicalJson(want) === canonicalJson(got);
  // The brackets of an array would be folded away with other punctuation.
  if (typeof want !== "object" && typeof got === "object") return false;
  if (comparison === "number") return Math.abs(asNumber(want) - asNumber(got)) < 0.005;
  return fold(asText(want), comparison) === fold(asText(got), comparison);
}

function asNumber(value: JsonValue): number {
  return typeof value === "number" ? value : (parseNumber(asText(value)) ?? Number.NaN);
}

function asText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function fold(text: string, comparison: "text" | "code"): string {
  const normal = text.normalize("NFKC").toLowerCase();
  return comparison === "code" ? normal.replace(/\s+/g, "") : normal.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function describe(wrong: readonly string[], want: Fields, got: Fields): string {
  return wrong
    .map(
      (field) =>
        `${field}: expected ${JSON.stringify(valueOf(want, field))}, got ${quoted(JSON.stringify(valueOf(got, field)))}`,
    )
    .join("; ");
}
