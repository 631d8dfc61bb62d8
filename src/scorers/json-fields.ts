import { UsageError } from "../core/errors.js";
import { canonicalJson, type JsonObject, type JsonValue } from "../core/json.js";
import type { Validator } from "../core/score.js";
import { areSameValue, checkComparison, type FieldComparison } from "./_field-comparison.js";
import { type JsonPath, jsonPathText, parseJsonPath, placesAt, valueAt } from "./_json-path.js";
import { pairedValues } from "./_paired-values.js";
import { needOptions, refuseStray } from "./_stray-options.js";
import { cannotSay, quoted, shownJson, verdict } from "./_verdict.js";
import { jsonAnswer } from "./json-answer.js";

export interface JsonFieldsOptions {
  /** Path (`total`, `lines[*].price`, `orders.*.status`) → how what stands there is compared. */
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
 * An answer that is not a JSON object scores 0. What the label says is nothing is `null` there; an answer may write `null`
 * too, or leave the field out. A label without anything at a path is a validator failure: misspelt, it would be right always.
 *
 * At a path with `*` every entry counts in part, by its place in a list and by its key in an object: entries too many or too
 * few are wrong ones. Single entries of the label may leave a field out, not all.
 *
 * @throws UsageError without fields, on a path that cannot be read, or on a comparison that there is not
 */
export function jsonFields(options: JsonFieldsOptions): Validator {
  needOptions("jsonFields", options, "fields");
  const { fields, allOrNothing = false, ...stray } = options;
  refuseStray("jsonFields", stray);
  const name = "json-fields";
  const compared = Object.entries(fields).map(([field, comparison]) => ({
    name: field,
    path: parseJsonPath(field),
    comparison,
  }));
  if (compared.length === 0) throw new UsageError("jsonFields needs at least one field");
  for (const { name: path, comparison } of compared) checkComparison(`jsonFields "${path}"`, comparison);
  const version = `5:${canonicalJson({ fields, allOrNothing })}`;
  return {
    kind: "validator",
    name,
    version,
    needsLabel: true,
    score({ item, text }) {
      const want = item.expected;
      if (!isObject(want)) return cannotSay(name, `item "${item.id}": expected is not an object`);
      const gap = compared.map((field) => gapIn(want, field)).find((found) => found !== null);
      if (gap) return cannotSay(name, `item "${item.id}": ${gap}`);
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

/** Why the label cannot say what is right at a path; null where it can. */
function gapIn(want: JsonValue, { name, path }: Field): string | null {
  const places = placesAt(want, path);
  const short = places.find((place) => place.path.length < path.length);
  if (short !== undefined) {
    const at = jsonPathText(short.path) || "$";
    return `expected has no list or object at ${at}; correct the path ${name}, or write [] for no entries`;
  }
  if (places.length === 0 || places.some(({ value }) => value !== undefined)) return null;
  return `expected has nothing at ${name}; correct the path, or write null at ${name} where nothing is meant`;
}

function shareRight({ path, comparison }: Field, want: JsonValue, got: JsonValue): number {
  const pairs = pairedValues(want, got, path);
  if (pairs.length === 0) return 1;
  const right = pairs.filter(
    (pair) => pair.want !== undefined && pair.got !== undefined && areSameValue(pair.want, pair.got, comparison),
  );
  return right.length / pairs.length;
}

function describe({ name, path }: Field, share: number, want: JsonValue, got: JsonValue): string {
  if (path.includes(null)) return `${name}: ${Math.round(100 * share)} % right`;
  const [label, said] = [valueAt(want, path), valueAt(got, path)];
  return `${name}: expected ${JSON.stringify(label)}, got ${shownJson(JSON.stringify(said))}`;
}
