import { UsageError } from "../core/errors.js";
import type { JsonObject, JsonValue } from "../core/json.js";

/** Where something is in a JSON value. */
export type Place = readonly string[];

/** A value without parts at a place; an empty object or list is one too, or it could not be told from nothing. */
export interface Leaf {
  readonly place: Place;
  readonly value: JsonValue;
}

/**
 * The steps of a path such as `orders.O-17.status`; `*` stands for any one step. A list gives steps that have dots.
 * @throws UsageError on an empty path or step
 */
export function placeOf(path: string | readonly string[]): Place {
  const place = typeof path === "string" ? path.split(".") : path;
  if (place.length === 0 || place.includes("")) {
    throw new UsageError(`path ${JSON.stringify(path)} has an empty step; write one like orders.O-17.status`);
  }
  return place;
}

/** Whether a place is the one that a path names, or lies below it. */
export function isWithin(place: Place, path: Place): boolean {
  return path.length <= place.length && path.every((step, index) => step === "*" || step === place[index]);
}

/** All leaves of a value, in their order. */
export function leavesOf(value: JsonValue, place: Place = []): readonly Leaf[] {
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (parts.length === 0) return [{ place, value }];
  return parts.flatMap(([step, part]) => leavesOf(part, [...place, step]));
}

/** The value with another one at a place; what leads there is made where it is missing. */
export function withValueAt(value: JsonValue, [step, ...rest]: Place, inner: JsonValue): JsonValue {
  if (step === undefined) return inner;
  if (isList(value)) {
    const copy = [...value];
    copy[Number(step)] = withValueAt(copy[Number(step)] ?? null, rest, inner);
    return copy;
  }
  const object: JsonObject = typeof value === "object" && value !== null ? value : {};
  const own = Object.hasOwn(object, step) ? (object[step] ?? null) : null;
  return Object.fromEntries([
    ...Object.entries(object).filter(([key]) => key !== step),
    [step, withValueAt(own, rest, inner)],
  ]);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
