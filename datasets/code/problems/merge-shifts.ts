// medium: intervals
// shown: [[[9,12],[11,14],[16,18]]]
// shown: [[[1,2],[2,3]]]
// tried: [[]]
// tried: [[[5,6]]]
// tried: [[[3,4],[1,2]]]
// tried: [[[1,10],[2,3]]]
// tried: [[[2,3],[1,10]]]
// tried: [[[1,2],[3,4],[2,3]]]
// tried: [[[1,4],[4,5],[6,7]]]
// tried: [[[0,0],[0,1]]]
// tried: [[[1,5],[1,3]]]
// tried: [[[8,9],[1,3],[2,6],[9,11]]]
// tried: [[[1,3],[2,5],[3,4]]]

/**
 * Joins shifts [start, end] that overlap or touch, and returns the joined ones from early to late. The shifts come in any
 * order and are not to be changed.
 */
export function joinShifts(shifts: [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of [...shifts].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
