import { UsageError } from "../core/errors.js";
import { canonicalJson, type JsonObject, type JsonValue } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { areSameValue, type FieldComparison } from "./_field-comparison.js";
import { type JsonPath, parseJsonPath, valuesAt } from "./_json-path.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

export interface JsonFieldsOptions {
  /** Path (`total`, `customer.name`, `lines[*].price`) → how what stands there is compared. */
  readonly fields: { readonly [path: string]: FieldComparison };
  /** 1 only when every field is right, else 0. @defaultValue false: the share that is right, each field with the same weight */
  readonly allOrNothing?: boolean;
}

interface Field {
  readonly name: string;
  readonly path: JsonPath;
  readonly comparison: FieldComparison;
}

/**
 * Validator: the share of fields of a JSON answer that equal the label's.
 * An answer that is not a JSON object scores 0. `null` equals only `null` or a missing field.
 *
 * At a path with `[*]` entries are compared in order, and count in parts: entries too many or too few are wrong ones.
 *
 * @throws UsageError without fields, or on a path that cannot be read
 */
export function jsonFields({ fields, allOrNothing = false }: JsonFieldsOptions): Validator {
  const name = "json-fields";
  const compared = Object.entries(fields).map(([field, comparison]) => ({
    name: field,
    path: parseJsonPath(field),
    comparison,
  }));
  if (compared.length === 0) throw new UsageError("jsonFields needs at least one field");
  const version = `2:${canonicalJson({ fields, allOrNothing })}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const want = item.expected;
      if (!isObject(want)) return cannotSay(name, `item "${item.id}": expected is not an object`);
      const got = jsonAnswer(text);
      if (!isObject(got)) return verdict(name, version, 0, `not a JSON object: ${quoted(text)}`);
      const shares = compared.map((field) => ({ field, share: shareRight(field, want, got) }));
      const wrong = shares.filter(({ share }) => share < 1);
      if (wrong.length === 0) return verdict(name, version, 1, "all fields equal");
      const reason = wrong.map(({ field, share }) => describe(field, share, want, got)).join("; ");
      const value = shares.reduce((sum, { share }) => sum + share, 0) / shares.length;
      return verdict(name, version, allOrNothing ? 0 : value, reason);
    },
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shareRight({ path, comparison }: Field, want: JsonValue, got: JsonValue): number {
  const [label, said] = [valuesAt(want, path), valuesAt(got, path)];
  const longest = Math.max(label.length, said.length);
  if (longest === 0) return 1;
  const right = label.filter((value, index) => {
    const other = said[index];
    return other !== undefined && areSameValue(value, other, comparison);
  });
  return right.length / longest;
}

function describe({ name, path }: Field, share: number, want: JsonValue, got: JsonValue): string {
  if (path.includes(null)) return `${name}: ${Math.round(100 * share)} % right`;
  const [label = null, said = null] = [...valuesAt(want, path), ...valuesAt(got, path)];
  return `${name}: expected ${JSON.stringify(label)}, got ${quoted(JSON.stringify(said))}`;
}
