// hard: state machines
// shown: [[["a","b"],["b","a"],["a","c"]]]
// shown: [[]]
// tried: [[["x"]]]
// tried: [[["a"],["b"]]]
// tried: [[["a","b"],["b"],["c","b"]]]
// tried: [[["a"],["a"],["b"]]]
// tried: [[["c","a"],["b","a"],["a"]]]
// tried: [[[],["a"]]]
// tried: [[["a","b","c"],["b","c"],["c","b"],["c"]]]
// tried: [[["d","a"],["c","a"],["b"],["b"],["a"]]]
// tried: [[["a"],["b","a"],["c","a"],["c"]]]
// tried: [[["z"],["y"],["x"]]]

/**
 * A ranked vote: each ballot lists candidates from best to worst. A candidate whom more than half of the ballots that
 * still name somebody put first wins. Otherwise the candidate with the fewest first places is struck from all ballots (of
 * several the alphabetically last; one without a first place has none, which is fewest) and it is counted again. null
 * where no ballot names anybody.
 */
export function winner(ballots: string[][]): string | null {
  let rest = ballots.filter((ballot) => ballot.length > 0);
  while (rest.length > 0) {
    const firsts = new Map<string, number>(rest.flat().map((name) => [name, 0]));
    for (const [first] of rest) firsts.set(first!, firsts.get(first!)! + 1);
    const ranked = [...firsts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (ranked[0]![1] * 2 > rest.length) return ranked[0]![0];
    const struck = ranked.at(-1)![0];
    rest = rest.map((ballot) => ballot.filter((name) => name !== struck)).filter((ballot) => ballot.length > 0);
  }
  return null;
}
