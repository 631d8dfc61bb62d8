import { UsageError } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";

/** A step into a value: a key, a place in a list, or `null` for every entry of a list. */
type Step = string | number | null;
/** A path as steps. */
export type JsonPath = readonly Step[];

const STEP = /\.?([A-Za-z_][\w-]*)|\[(\d{1,6})\]|\[(\*)\]/y;

/**
 * Reads a path such as `customer.name`, `lines[0].price` or `lines[*].price`; a `$.` before it may be left out.
 *
 * @throws UsageError at the first character that is no step
 */
export function parseJsonPath(path: string): JsonPath {
  const steps: Step[] = [];
  const bare = path.replace(/^\$(?=[.[])/, "");
  let at = 0;
  while (at < bare.length || steps.length === 0) {
    STEP.lastIndex = at;
    const found = STEP.exec(bare);
    if (found === null || (at > 0 && /^[A-Za-z_]/.test(found[0])))
      throw new UsageError(`path "${path}": cannot be read at character ${at + 1}; write it as lines[*].price`);
    steps.push(found[3] === "*" ? null : found[2] === undefined ? (found[1] ?? "") : Number(found[2]));
    at = STEP.lastIndex;
  }
  return steps;
}

/** The values at a path: one, with `[*]` one for every entry; a value that is missing is null. */
export function valuesAt(value: JsonValue, [step, ...rest]: JsonPath): readonly JsonValue[] {
  if (step === undefined) return [value];
  if (step === null) return Array.isArray(value) ? value.flatMap((entry: JsonValue) => valuesAt(entry, rest)) : [];
  const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, step);
  const isPlace = typeof step === "number" ? Array.isArray(value) : !Array.isArray(value);
  const inner = isThere && isPlace ? (value as { readonly [key: string]: JsonValue })[step] : null;
  return valuesAt(inner ?? null, rest);
}
