// hard: grids
// shown: [["..#","...","#.."]]
// shown: [[]]
// tried: [["."]]
// tried: [[".."]]
// tried: [["#"]]
// tried: [[".#."]]
// tried: [["...","#.#","..."]]
// tried: [["..",".."]]
// tried: [[".",".","."]]
// tried: [["....",".##.","...."]]
// tried: [["#..","..#","..."]]
// tried: [[".#.","...",".#."]]

/**
 * Numbers a crossword: rows of "." (open) and "#" (blocked), all equally long. Going through the rows from the top left, every open cell where a word of
 * two cells or more begins gets the next number, across (nothing open to its left) or down (nothing open above). Returns words as "1A2" (number, A or
 * D, length), by number, across before down.
 */
export function slots(rows: string[]): string[] {
  const open = (row: number, column: number) => rows[row]?.[column] === ".";
  const found: string[] = [];
  let number = 0;
  rows.forEach((line, row) => {
    [...line].forEach((_, column) => {
      if (!open(row, column)) return;
      let across = 0;
      let down = 0;
      if (!open(row, column - 1)) while (open(row, column + across)) across += 1;
      if (!open(row - 1, column)) while (open(row + down, column)) down += 1;
      if (across < 2 && down < 2) return;
      number += 1;
      if (across >= 2) found.push(number + "A" + across);
      if (down >= 2) found.push(number + "D" + down);
    });
  });
  return found;
}
