// medium: graphs
// shown: [{"a":["b"],"b":["c"]},"a","c"]
// shown: [{},"x","x"]
// tried: [{"a":["b"]},"b","a"]
// tried: [{"a":["b","c"],"b":["d"],"c":["d"]},"a","d"]
// tried: [{"a":["a"]},"a","b"]
// tried: [{"a":["b"],"b":["a"]},"a","b"]
// tried: [{"a":["b","e"],"b":["c"],"c":["d"],"e":["d"]},"a","d"]
// tried: [{"a":[]},"a","a"]
// tried: [{"a":["b"],"b":["c"],"c":["d"],"d":["e"]},"a","e"]
// tried: [{"a":["z"]},"a","z"]
// tried: [{"s":["t"],"t":["u","v"],"v":["w"]},"s","w"]
// tried: [{"p":["q"],"q":["p"]},"p","r"]

/**
 * How many changes of line it takes at least to get from one station to another, where `next` lists the stations that
 * can be reached directly (one way). 0 from a station to itself, -1 where there is no way.
 */
export function hops(next: Record<string, string[]>, from: string, to: string): number {
  let here = new Set([from]);
  const seen = new Set([from]);
  for (let count = 0; here.size > 0; count += 1) {
    if (here.has(to)) return count;
    here = new Set([...here].flatMap((name) => next[name] ?? []).filter((name) => !seen.has(name)));
    for (const name of here) seen.add(name);
  }
  return -1;
}
