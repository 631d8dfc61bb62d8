/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDate(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const atMs = Date.parse(value);
  // Platforms turn 30 February into a day of March, or refuse it.
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(value);
}

/** True for a UTC time written `YYYY-MM-DDThh:mm:ss` with any fraction and a `Z`; no other offset, no leap second. */
export function isDateTime(value: unknown): value is string {
  if (typeof value !== "string") return false;
  return isDate(value.slice(0, 10)) && /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/.test(value.slice(10));
}

/**
 * Milliseconds since 1970 of such a time, cut to the whole second so that no
 * platform has to read a long fraction.
 */
export function millisecondsOf(dateTime: string): number {
  return Date.parse(`${dateTime.slice(0, 19)}Z`);
}
