import type { JsonValue } from "../core/json.js";

/**
 * Whether two values are the same: arrays in order, objects whatever the order of their keys, numbers within a relative
 * tolerance (of 1 where they are smaller). Goes no deeper than what is wanted.
 */
export function isSameValue(wanted: JsonValue, got: JsonValue, tolerance = 0): boolean {
  if (typeof wanted === "number" && typeof got === "number")
    return wanted === got || Math.abs(wanted - got) <= tolerance * Math.max(1, Math.abs(wanted));
  if (typeof wanted !== "object" || wanted === null) return wanted === got;
  if (typeof got !== "object" || got === null || Array.isArray(wanted) !== Array.isArray(got)) return false;
  const names = Object.keys(wanted);
  const [wantedParts, gotParts] = [wanted, got] as { readonly [name: string]: JsonValue }[];
  return (
    names.length === Object.keys(got).length &&
    names.every(
      (name) =>
        Object.hasOwn(got, name) && isSameValue(wantedParts?.[name] ?? null, gotParts?.[name] ?? null, tolerance),
    )
  );
}
