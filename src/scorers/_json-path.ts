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

/** A place that a path names, and what stands there; undefined where nothing does. */
export interface Place {
  readonly path: JsonPath;
  readonly value: JsonValue | undefined;
}

const NAME = /([^.[\]]+)/y;
const STEP = /\.([^.[\]]+)|\[(?:(\d{1,6})|(\*)|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"))\]/uy;
/** Keys that a path writes as they are. */
const PLAIN = /^(?!\*$|\$$)[^.[\]]+$/;

/**
 * Reads a path such as `customer.name`, `lines[0].price` or `orders.*.status`. `*` and `[*]` stand for any
 * one step, a key or a place in a list, `["a.b"]` for a key that cannot stand bare; a `$` before it may be left out.
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

/** The value at a path without `*`; null where nothing is. */
export function valueAt(value: JsonValue, path: JsonPath): JsonValue {
  return placesAt(value, path)[0]?.value ?? null;
}

/**
 * The places that a path names in a value, with the key or index for every `*`. One that is shorter than the path is where
 * a `*` met neither list nor object.
 */
export function placesAt(value: JsonValue | undefined, path: JsonPath, place: JsonPath = []): readonly Place[] {
  const [step, ...rest] = path;
  if (step === undefined) return [{ path: place, value }];
  if (step !== null) return placesAt(partAt(value, step), rest, [...place, step]);
  const parts = partsOf(value);
  if (parts === null) return [{ path: place, value: undefined }];
  return parts.flatMap(([key, part]) => placesAt(part, rest, [...place, key]));
}

/** The entry of a list, or the own value of an object; undefined where there is none. */
export function partAt(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
  const isPlace = typeof step === "number" ? isList(value) : !isList(value);
  return isPlace ? (value as { readonly [key: string]: JsonValue })[step] : undefined;
}

/** What any one step may lead to; null for what is neither list nor object. */
export function partsOf(value: JsonValue | undefined): readonly (readonly [string | number, JsonValue])[] | null {
  if (isList(value)) return [...value.entries()];
  return typeof value === "object" && value !== null ? Object.entries(value) : null;
}

/** Whether a place is one that a path names, or lies below it. */
export function isWithin(place: JsonPath, path: JsonPath): boolean {
  return (
    path.length <= place.length && path.every((step, index) => step === null || String(step) === String(place[index]))
  );
}

/** All leaves of a value, in their order. */
export function leavesOf(value: JsonValue, path: JsonPath = []): readonly Leaf[] {
  const parts = partsOf(value) ?? [];
  if (parts.length === 0) return [{ path, value }];
  return parts.flatMap(([step, part]) => leavesOf(part, [...path, step]));
}

/**
 * The value with another one at a path; what leads there is made where it is missing.
 *
 * @throws UsageError on a path with `*`, which names no one place, and on a step that is no place of the list it leads into
 */
export function withValueAt(value: JsonValue, path: JsonPath, inner: JsonValue, above: JsonPath = []): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  if (step === null)
    throw new UsageError(`"${jsonPathText(path)}" in the path of a change names no one place; write a key for *`);
  const below = (part: JsonValue | undefined) => withValueAt(part ?? null, rest, inner, [...above, step]);
  if (isList(value)) {
    const index = placeIn(value, step, above);
    return [...value.slice(0, index), below(value[index]), ...value.slice(index + 1)];
  }
  const object: JsonObject = typeof value === "object" && value !== null ? value : {};
  const own = Object.hasOwn(object, step) ? object[step] : null;
  return Object.fromEntries([...Object.entries(object).filter(([key]) => key !== String(step)), [step, below(own)]]);
}

/** The index that a step names: one that is there, or the next. Any other would be lost, or leave a hole. */
function placeIn(list: readonly JsonValue[], step: string | number, above: JsonPath): number {
  const index = /^(?:0|[1-9]\d*)$/.test(String(step)) ? Number(step) : Number.NaN;
  if (index <= list.length) return index;
  const [found, at, first] = [jsonPathText([step]), jsonPathText(above) || "$", jsonPathText([...above, 0])];
  throw new UsageError(
    `path of a change: "${found}" is no place of the list of ${list.length} at ${at}; write an index, as in ${first}`,
  );
}

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
