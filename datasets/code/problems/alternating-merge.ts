// easy: sorting stability
// shown: [["a","b","c"],["1"]]
// shown: [[],[]]
// tried: [["a"],[]]
// tried: [[],["1","2"]]
// tried: [["a","b"],["1","2"]]
// tried: [["a"],["1","2","3"]]
// tried: [["x","y","z"],["1","2"]]
// tried: [["same"],["same"]]
// tried: [["a","b","c","d"],["1"]]
// tried: [[""],["x"]]
// tried: [["p","q"],["r","s","t","u"]]

/**
 * Deals two queues into one: one from the first, one from the second, and so on; when one of them is empty, the rest of
 * the other follows.
 */
export function deal(first: string[], second: string[]): string[] {
  const pairs = Math.min(first.length, second.length);
  const dealt = first.slice(0, pairs).flatMap((one, index) => [one, second[index]!]);
  return [...dealt, ...first.slice(pairs), ...second.slice(pairs)];
}
