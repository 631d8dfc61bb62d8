// easy: text formats
// shown: [{"a":3,"bb":1}]
// shown: [{}]
// tried: [{"x":0}]
// tried: [{"long name":2,"s":2}]
// tried: [{"b":1,"a":2}]
// tried: [{"z":5}]
// tried: [{"é":1,"ab":0}]
// tried: [{"1":1,"a":1}]
// tried: [{"aaa":1,"b":10}]
// tried: [{"n":2,"m":0,"o":1}]
// tried: [{"x y":1}]
// tried: [{"c":4,"cc":4,"ccc":4}]

/**
 * Draws counts as bars, one line for each name in the given order: the name, padded with blanks on the right to the
 * longest name, then " |", then one "#" for each. Lines are joined by "\n"; there is none after the last.
 */
export function bars(counts: Record<string, number>): string {
  const width = Math.max(0, ...Object.keys(counts).map((name) => name.length));
  return Object.entries(counts)
    .map(([name, count]) => name.padEnd(width) + " |" + "#".repeat(count))
    .join("\n");
}
