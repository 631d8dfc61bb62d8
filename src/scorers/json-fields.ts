import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { canonicalJson } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { areSameValue, type FieldComparison } from "./_field-comparison.js";
import { cannotSay, quoted, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

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
        (field) => !areSameValue(valueOf(want, field), valueOf(got, field), fields[field] ?? "equal"),
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

function describe(wrong: readonly string[], want: Fields, got: Fields): string {
  return wrong
    .map(
      (field) =>
        `${field}: expected ${JSON.stringify(valueOf(want, field))}, got ${quoted(JSON.stringify(valueOf(got, field)))}`,
    )
    .join("; ");
}
