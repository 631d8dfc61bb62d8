/** As `JSON.stringify` spells it. */
const ESCAPED_SURROGATE = /\\ud[89a-f]/;

/** A value that UTF-8 can hold, with its JSON text. */
export interface WellFormed<T> {
  readonly value: T;
  readonly json: string;
}

/**
 * Unpaired surrogates, which no UTF-8 file can hold, become U+FFFD, in both
 * stores alike: losing a paid answer over one would be worse.
 *
 * @param value - made of what JSON can say
 * @returns the value itself where there are none
 */
export function wellFormed<T>(value: T): WellFormed<T> {
  const json = JSON.stringify(value);
  // Nearly every text is told apart by the quick search alone.
  if (!json.includes("\\ud") || !ESCAPED_SURROGATE.test(json)) return { value, json };
  const changed = mapText(value, (text) => Buffer.from(text).toString()) as T;
  return { value: changed, json: JSON.stringify(changed) };
}

function mapText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapText(entry, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [change(key), mapText(entry, change)]));
}
