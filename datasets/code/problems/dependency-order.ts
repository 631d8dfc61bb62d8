// hard: graphs
// shown: [{"app":["db","log"],"db":["log"],"log":[]}]
// shown: [{}]
// tried: [{"a":[]}]
// tried: [{"b":[],"a":[]}]
// tried: [{"a":["b"],"b":["a"]}]
// tried: [{"a":["a"]}]
// tried: [{"c":["b"],"b":["a"],"a":[]}]
// tried: [{"x":["z","y"],"y":[],"z":[]}]
// tried: [{"a":["b"],"b":["c"],"c":["a"],"d":[]}]
// tried: [{"m":["k"],"k":[],"b":[]}]
// tried: [{"d":["c"],"c":[],"a":["d"],"b":["c"]}]
// tried: [{"a":["missing"]}]

/**
 * The order in which services can be started: each after all it depends on; of those that could be next, the
 * alphabetically first one. A dependency without an entry of its own depends on nothing and is started too. null where
 * services wait for each other.
 */
export function startOrder(needs: Record<string, string[]>): string[] | null {
  const waiting = new Set([...Object.keys(needs), ...Object.values(needs).flat()]);
  const order: string[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].filter((name) => (needs[name] ?? []).every((need) => order.includes(need))).sort()[0];
    if (next === undefined) return null;
    waiting.delete(next);
    order.push(next);
  }
  return order;
}
