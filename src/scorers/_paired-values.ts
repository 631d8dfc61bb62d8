import type { JsonValue } from "../core/json.js";
import { isList, type JsonPath, partAt, partsOf } from "./_json-path.js";

/** What label and answer say at one place; undefined where one of them has no such entry. */
export interface PairedValues {
  readonly want: JsonValue | undefined;
  readonly got: JsonValue | undefined;
}

/**
 * What stands in label and answer at a path: one pair, with `*` one for every entry of the label, and one for every entry
 * that only the answer has. A missing field is null; a missing entry of a list is not, or a short list would equal a long one.
 *
 * Entries meet only where both have a list, or both an object. So nothing is left to compare only where both are empty, and
 * of one kind.
 */
export function pairedValues(
  want: JsonValue | undefined,
  got: JsonValue | undefined,
  [step, ...rest]: JsonPath,
): readonly PairedValues[] {
  if (step === undefined) return [{ want, got }];
  if (step === null) return pairedEntries(want, got, rest);
  return pairedValues(partAt(want, step) ?? null, got === undefined ? got : (partAt(got, step) ?? null), rest);
}

function pairedEntries(
  want: JsonValue | undefined,
  got: JsonValue | undefined,
  rest: JsonPath,
): readonly PairedValues[] {
  const entries = partsOf(want) ?? [];
  const others = partsOf(want) !== null && isList(want) === isList(got) ? partsOf(got) : null;
  if (others === null && entries.length === 0) return [{ want, got: undefined }];
  const missing = others === null || isList(want) ? undefined : null;
  const pairs = entries.flatMap(([key, entry]) => {
    const other = others === null ? undefined : partAt(got, key);
    return pairedValues(entry, other === undefined ? missing : other, rest);
  });
  const extra = (others ?? []).filter(([key]) => partAt(want, key) === undefined);
  return [...pairs, ...extra.map(([, entry]) => ({ want: undefined, got: entry }))];
}
