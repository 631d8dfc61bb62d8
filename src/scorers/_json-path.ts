import { UsageError } from "../core/errors.js";
import type { JsonObject, JsonValue } from "../core/json.js";

/** A step into a value: a key, a place in a list, or `null` for any one step. */
type Step = string | number | null;
/** A path as steps. */
export type JsonPath = readonly Step[];

/** A value without parts, and where it is; an empty object or list is one too, or it could not be told from nothing. */
export interface Leaf {
  readonly path: JsonPath;
  readonly value: JsonValue;
}

const NAME = /([^.[\]]+)/y;
const STEP = /\.([^.[\]]+)|\[(?:(\d{1,6})|(\*)|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"))\]/uy;
/** Keys that a path writes as they are. */
const PLAIN = /^(?!\*$|\$$)[^.[\]]+$/;

/**
 * Reads a path such as `customer.name`, `lines[0].price` or `orders.*.status`. `*` stands for any one step, `[*]` for
 * every entry of a list, `["a.b"]` for a key that cannot stand bare; a `$` before it may be left out.
 *
 * @throws UsageError at the first character that is no step
 */
export function parseJsonPath(path: string): JsonPath {
  const start = /^\$(?=[.[]|$)/.test(path) ? 1 : 0;
  const steps: Step[] = [];
  let at = start;
  while (at < path.length || steps.length === 0) {
    const form = at === 0 && path[0] !== "[" ? NAME : STEP;
    form.lastIndex = at;
    const found = form.exec(path);
    if (found === null)
      throw new UsageError(
        `path "${path}": cannot be read at character ${at + 1}; write it as lines[*].price or orders.O-17.status`,
      );
    steps.push(stepOf(found));
    at = form.lastIndex;
  }
  return steps;
}

function stepOf([, name, index, every, quoted]: RegExpExecArray): Step {
  if (every !== undefined || name === "*") return null;
  if (index !== undefined) return Number(index);
  return quoted === undefined ? (name ?? "") : (JSON.parse(quoted) as string);
}

/** A path as text that reads as the same path. */
export function jsonPathText(path: JsonPath): string {
  const text = path.map((step) => {
    if (step === null) return ".*";
    if (typeof step === "number") return `[${step}]`;
    return PLAIN.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return text.join("").replace(/^\./, "");
}

/** The values at a path: one, with `[*]` one for every entry of a list; a value that is missing is null. */
export function valuesAt(value: JsonValue, [step, ...rest]: JsonPath): readonly JsonValue[] {
  if (step === undefined) return [value];
  if (step === null) return isList(value) ? value.flatMap((entry) => valuesAt(entry, rest)) : [];
  const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, step);
  const isPlace = typeof step === "number" ? isList(value) : !isList(value);
  const inner = isThere && isPlace ? (value as { readonly [key: string]: JsonValue })[step] : null;
  return valuesAt(inner ?? null, rest);
}

/** Whether a place is one that a path names, or lies below it. */
export function isWithin(place: JsonPath, path: JsonPath): boolean {
  return (
    path.length <= place.length && path.every((step, index) => step === null || String(step) === String(place[index]))
  );
}

/** All leaves of a value, in their order. */
export function leavesOf(value: JsonValue, path: JsonPath = []): readonly Leaf[] {
  const parts: readonly (readonly [Step, JsonValue])[] = isList(value)
    ? [...value.entries()]
    : Object.entries(typeof value === "object" && value !== null ? value : {});
  if (parts.length === 0) return [{ path, value }];
  return parts.flatMap(([step, part]) => leavesOf(part, [...path, step]));
}

/**
 * The value with another one at a path; what leads there is made where it is missing.
 *
 * @throws UsageError on a path with `*`, which names no one place
 */
export function withValueAt(value: JsonValue, [step, ...rest]: JsonPath, inner: JsonValue): JsonValue {
  if (step === undefined) return inner;
  if (step === null)
    throw new UsageError(
      `"${jsonPathText([step, ...rest])}" in the path of a change names no one place; write a key for *`,
    );
  if (isList(value)) {
    const copy = [...value];
    copy[Number(step)] = withValueAt(copy[Number(step)] ?? null, rest, inner);
    return copy;
  }
  const object: JsonObject = typeof value === "object" && value !== null ? value : {};
  const own = Object.hasOwn(object, step) ? (object[step] ?? null) : null;
  return Object.fromEntries([
    ...Object.entries(object).filter(([key]) => key !== String(step)),
    [step, withValueAt(own, rest, inner)],
  ]);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
