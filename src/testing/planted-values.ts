import { readFileSync } from "node:fs";

/** Values made by src/stats/reference/generate.py; every row is arguments followed by the result. */
export type ReferenceTable = readonly (readonly number[])[];

/** Reads one table of values.json. Tests only. */
export function referenceValues(name: string): ReferenceTable {
  const all = JSON.parse(readFileSync(new URL("../stats/reference/values.json", import.meta.url), "utf8")) as Record<
    string,
    ReferenceTable
  >;
  const table = all[name];
  if (table === undefined) throw new RangeError(`no reference table "${name}"`);
  return table;
}

/** |actual − expected| relative to the expected; where that is 0, any error counts as huge. */
export function relativeError(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);
}
