// easy: graphs
// shown: [{"n":1,"c":[{"n":2},{"n":3,"c":[{"n":4}]}]}]
// shown: [{"n":5}]
// tried: [{"n":0}]
// tried: [{"n":-1,"c":[{"n":1}]}]
// tried: [{"n":1,"c":[]}]
// tried: [{"n":2,"c":[{"n":2,"c":[{"n":2}]}]}]
// tried: [{"n":1,"c":[{"n":1},{"n":1},{"n":1}]}]
// tried: [{"n":10,"c":[{"n":-10,"c":[{"n":3}]}]}]
// tried: [{"n":7,"c":[{"n":0,"c":[]}]}]
// tried: [{"n":1,"c":[{"n":2,"c":[{"n":3},{"n":4}]},{"n":5}]}]
// tried: [{"n":0,"c":[{"n":9}]}]

/**
 * The sum of `n` over a folder and everything below it, together with the number of levels: [sum, levels]. A folder without folders is one level.
 */
export function totals(folder: { n: number; c?: unknown[] }): [number, number] {
  const below = (folder.c ?? []).map((child) => totals(child as { n: number; c?: unknown[] }));
  return [below.reduce((sum, [n]) => sum + n, folder.n), 1 + Math.max(0, ...below.map(([, levels]) => levels))];
}
