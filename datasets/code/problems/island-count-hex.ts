// hard: grids, graphs
// shown: [["#.#","##.","..#"]]
// shown: [[]]
// tried: [["."]]
// tried: [["#"]]
// tried: [["#.","#."]]
// tried: [["#.",".#"]]
// tried: [[".#","#."]]
// tried: [["###","#.#","###"]]
// tried: [["#.#.#"]]
// tried: [["#","#",".","#"]]
// tried: [["..#","#..","..#"]]
// tried: [["#.#",".#.","#.#"]]

/**
 * Counts the patches of "#" on a map of hexagons, given as rows of equal length. A cell touches its left and right
 * neighbours, those straight above and below it, and also the one below to the left (and so the one above to the
 * right); it does not touch the other two diagonals.
 */
export function patches(rows: string[]): number {
  const seen = new Set<string>();
  const steps = [
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
    [1, -1],
    [-1, 1],
  ];
  let count = 0;
  for (let row = 0; row < rows.length; row += 1)
    for (let column = 0; column < rows[row]!.length; column += 1) {
      if (rows[row]![column] !== "#" || seen.has(row + "," + column)) continue;
      count += 1;
      const open = [[row, column]];
      while (open.length > 0) {
        const [r, c] = open.pop() as [number, number];
        if (rows[r]?.[c] !== "#" || seen.has(r + "," + c)) continue;
        seen.add(r + "," + c);
        for (const [dr, dc] of steps) open.push([r + dr!, c + dc!]);
      }
    }
  return count;
}
