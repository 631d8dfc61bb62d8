import { printable } from "./printable.js";
import { shownWidth } from "./shown-width.js";

/** A figure with its sign and unit, a range of two, or what stands where there is none. */
const FIGURE = /^(?:[−+-]?\$?\d[\d.,]*(?:e[+-]?\d+)?(?: %)?(?: to [−+-]?\d[\d.,]*)?|–|unknown|null|)$/;

/**
 * Columns of text, the first left-aligned, numbers right-aligned, two spaces
 * apart. One row is one line: line breaks in a cell are shown as `\n`.
 */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  // Before measuring: what is made visible is longer.
  const all = [header, ...rows].map((row) =>
    header.map((_, column) => printable((row[column] ?? "").replaceAll("\n", "\\n").replaceAll("\t", "\\t"))),
  );
  const body = all.slice(1);
  const widths = header.map((_, column) => Math.max(...all.map((row) => shownWidth(row[column] ?? ""))));
  const isNumeric = header.map((_, column) => column > 0 && body.every((row) => FIGURE.test(row[column] ?? "")));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - shownWidth(cell));
        return isNumeric[column] ? padding + cell : cell + padding;
      })
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}
