// easy: text formats
// shown: [["a","b"],[["1","2"]]]
// shown: [["x"],[]]
// tried: [["h"],[["r"]]]
// tried: [["a","b"],[["1"]]]
// tried: [["a"],[["1","2"]]]
// tried: [["p|q"],[["x|y"]]]
// tried: [["a","b","c"],[["1","2","3"],["4","5","6"]]]
// tried: [[""],[[""]]]
// tried: [["n"],[["a\nb"]]]
// tried: [["k","v"],[["",""]]]
// tried: [["one"],[["1"],["2"],["3"]]]

/**
 * A Markdown table from a header and rows: "| a | b |", then "| --- | --- |", then the rows, joined by "\n". Cells that a row
 * lacks are empty, those that it has beyond the header are dropped. "|" in a cell becomes "\|", a line end a blank.
 */
export function markdown(header: string[], rows: string[][]): string {
  const cell = (text = "") => text.replace(/\|/g, "\\|").replace(/\n/g, " ");
  const line = (cells: (string | undefined)[]) =>
    "| " + header.map((_, index) => cell(cells[index])).join(" | ") + " |";
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
