import { StoreError } from "../core/errors.js";

/** What is thrown where a table holds a row more than once of which there may be one. */
export function twiceThere(table: string, what: string): StoreError {
  return new StoreError(`table ${table}: ${what} is there more than once; restore the database from a copy`);
}

/**
 * Lets rows through of which there may be one of each. The tables have no keys, so whoever reads them looks.
 *
 * @param decode - gives rows in an order in which equal ones are neighbours, part by part
 * @param nameOf - names what a row is one of
 * @throws StoreError where a row is there twice
 */
export function distinctRows<Stored, T>(
  table: string,
  decode: (rows: readonly Stored[]) => readonly T[],
  nameOf: (row: T) => string,
): (rows: readonly Stored[]) => readonly T[] {
  let last: string | null = null;
  return (rows) => {
    const decoded = decode(rows);
    for (const row of decoded) {
      const name = nameOf(row);
      if (name === last) throw twiceThere(table, name);
      last = name;
    }
    return decoded;
  };
}
