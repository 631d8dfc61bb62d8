/**
 * The canonical JSON text of a value: keys in UTF-16 code unit order, no white
 * space, numbers as ECMAScript prints them, keys whose value is `undefined` left
 * out. Byte for byte what the sealer of a table hashes.
 *
 * @throws TypeError on anything that JSON cannot carry; RangeError when nested too deeply
 * @see RFC 8785 (JSON Canonicalization Scheme)
 */
export function canonicalJson(value: unknown): string {
  // A sealed table is in order already, and the platform writes JSON several times faster than we can.
  return isInOrder(value) ? JSON.stringify(value) : written(value);
}

/** True where the platform's own JSON text is the canonical one. */
function isInOrder(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) {
    return typeof value === "string" || typeof value === "boolean" || value === null;
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) if (!isInOrder(value[index])) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let before = "";
  for (const name of Object.keys(value)) {
    if (name < before || !isInOrder((value as { readonly [name: string]: unknown })[name])) return false;
    before = name;
  }
  return true;
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value, written).join()}]`;
  if (Object.prototype.toString.call(value) === "[object Object]") {
    const fields = Object.entries(value as object).filter(([, field]) => field !== undefined);
    // Names differ, so that the order of code units is total.
    const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([name, field]) => `${JSON.stringify(name)}:${written(field)}`).join()}}`;
  }
  if (isInOrder(value)) return JSON.stringify(value);
  throw new TypeError(`JSON cannot carry ${typeof value === "number" ? value : typeof value}`);
}
