// hard: diffs
// shown: [["a","b","c"],["a","c","d"]]
// shown: [[],["x"]]
// tried: [[],[]]
// tried: [["a"],[]]
// tried: [["a"],["a"]]
// tried: [["a","b"],["b","a"]]
// tried: [["x","y","z"],["y"]]
// tried: [["a","a"],["a"]]
// tried: [["a"],["a","a"]]
// tried: [["p","q"],["r","s"]]
// tried: [["1","2","3","4"],["1","3","4","5"]]
// tried: [["k","l","m"],["l","m","k"]]
// tried: [["a"],["x","a"]]
// tried: [["a","b"],["x","a","y"]]

/**
 * A line diff: lines of both texts that are kept as " x", lines taken out of the first as "-x", lines put in as "+x". Keeps
 * as many lines as possible. At every point a line that can be kept is kept where that costs nothing; otherwise lines are
 * taken out before lines are put in, wherever both are equally good.
 */
export function diff(a: string[], b: string[]): string[] {
  const best: number[][] = Array.from({ length: a.length + 1 }, () => Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i]![j] = a[i] === b[j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(" " + a[i]);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && best[i + 1]![j]! >= best[i]![j + 1]!)) lines.push("-" + a[i++]);
    else lines.push("+" + b[j++]);
  }
  return lines;
}
