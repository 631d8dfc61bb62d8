// hard: grids
// shown: [[[1,2,3],[4,5,6],[7,8,9]]]
// shown: [[]]
// tried: [[[1]]]
// tried: [[[1,2],[3,4]]]
// tried: [[[1,2,3]]]
// tried: [[[1],[2],[3]]]
// tried: [[[1,2,3,4],[5,6,7,8]]]
// tried: [[[1,2],[3,4],[5,6]]]
// tried: [[[1,2,3,4],[5,6,7,8],[9,10,11,12]]]
// tried: [[[0,0],[0,0]]]
// tried: [[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15]]]
// tried: [[[7,8],[9,6],[5,4],[3,2]]]

/**
 * The values of a grid as a robot meets them that starts at the bottom left corner, goes up, turns right at the end, and
 * goes on turning right wherever it meets the edge or where it has been.
 */
export function walk(grid: number[][]): number[] {
  let rows = grid.map((row) => [...row]);
  const met: number[] = [];
  while (rows.length > 0 && rows[0]!.length > 0) {
    met.push(...rows.map((row) => row[0]!).reverse());
    // The column that was walked is gone; turned by a quarter to the left, the next edge is the first column.
    const rest = rows.map((row) => row.slice(1));
    rows = rest[0]!.length === 0 ? [] : rest[0]!.map((_, index) => rest.map((row) => row[index]!)).reverse();
  }
  return met;
}
