import { DataError, type DataPlace, messageOf } from "../core/errors.js";
import type { JsonValue } from "../core/json.js";
import { jsonFault } from "./json-scan.js";
import type { RowLimits } from "./limits.js";
import { shown } from "./shown.js";

/** Why text that looks like JSON to its author is none. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/\0/, "it has NUL bytes: damaged, or UTF-16"],
  [/\uFEFF/, "a byte order mark inside the text: were files joined?"],
  [/\r(?!$)/, "lines must end in LF or CRLF, not in CR alone"],
  [/[:,[\s]-?(?:NaN|Infinity)\b/, "JSON has no NaN or Infinity; write null"],
];

/**
 * A JSON text as a value. Unlike `JSON.parse` it refuses what would be changed
 * in silence (see `jsonFault`).
 *
 * @param placeOf - where an offset in the text stands in its file
 * @throws DataError naming the place and the rule
 */
export function strictJson(text: string, placeOf: (offset: number | null) => DataPlace, limits?: RowLimits): JsonValue {
  const fault = jsonFault(text, limits);
  if (fault !== null) throw new DataError(fault.rule, placeOf(fault.offset));
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    const [, at = null] = /at position (\d+)/.exec(messageOf(cause)) ?? [];
    const hint = HINTS.find(([pattern]) => pattern.test(text))?.[1];
    throw new DataError(`not JSON: ${hint ?? reasonFrom(messageOf(cause))}`, placeOf(at === null ? null : Number(at)), {
      cause,
    });
  }
}

/** What the parser says, without the place (we have a better one) and without the data. */
function reasonFrom(message: string): string {
  const reason = message.replace(/, (?:\.\.\.)?".*/s, "").replace(/(?: in JSON)? at position .*/s, "");
  return shown(reason.replace(/^./, (letter) => letter.toLowerCase()));
}
