/**
 * Text in a CSV cell that no spreadsheet takes for a formula, and back again.
 * @module
 */

/** What starts a formula, in plain and in full-width form, also after white space or a byte order mark. */
const FORMULA = /^[\s\uFEFF\u200B]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A value as a cell, quoted where it must be; one that a spreadsheet would compute, or that starts with `'`, gets a `'` before it. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) || value.startsWith("'") ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text that {@link csvCell} was given. */
export function textOfCell(cell: string): string {
  const rest = cell.slice(1);
  return cell.startsWith("'") && (FORMULA.test(rest) || rest.startsWith("'")) ? rest : cell;
}

/** One line of a CSV file, with its end. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(",")}\n`;
}
