// medium: text formats
// shown: [[["a","bb"],["ccc","d"]]]
// shown: [[]]
// tried: [[["x"]]]
// tried: [[["a"],["b","c"]]]
// tried: [[["",""]]]
// tried: [[["long","1"],["s","22"]]]
// tried: [[["a","b","c"]]]
// tried: [[["1"],["22"],["333"]]]
// tried: [[["a",""],["","b"]]]
// tried: [[["é","x"],["ab","y"]]]
// tried: [[["p","q"],["r"]]]

/**
 * Sets rows of cells in columns: every column as wide as its longest cell, two blanks between columns, no blanks at the end of a line; lines joined by
 * "\n". Rows may have different numbers of cells.
 */
export function columns(rows: string[][]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
