// easy: text formats, intervals
// shown: [[1,2,3,5,7,8]]
// shown: [[]]
// tried: [[4]]
// tried: [[3,1,2]]
// tried: [[1,1,2]]
// tried: [[1,3,5]]
// tried: [[10,11]]
// tried: [[-2,-1,0]]
// tried: [[1,2,4,5,6,9]]
// tried: [[9,8,7,1]]
// tried: [[5,5,5]]
// tried: [[100,102,101,99]]

/**
 * Writes page numbers shortly: "1-3,5,7-8". Numbers come in any order and perhaps more than once. Two neighbours are written as a range too.
 */
export function ranges(pages: number[]): string {
  const runs: [number, number][] = [];
  for (const page of [...new Set(pages)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && page === last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : from + "-" + to)).join(",");
}
