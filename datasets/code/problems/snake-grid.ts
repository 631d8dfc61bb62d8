// easy: grids
// shown: [2,3]
// shown: [1,1]
// tried: [0,3]
// tried: [3,0]
// tried: [3,2]
// tried: [1,4]
// tried: [4,1]
// tried: [3,3]
// tried: [2,2]
// tried: [5,2]
// tried: [4,3]
// tried: [2,5]

/**
 * Numbers the cells of a storage rack as a snake: the first row from left to right, the second from right to left, and
 * so on, counting from 1. Returns the rows.
 */
export function rack(rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: columns }, (_, column) => row * columns + column + 1);
    return row % 2 === 1 ? cells.reverse() : cells;
  });
}
