// easy: parsing
// shown: ["(a(b)c)"]
// shown: ["())"]
// tried: [""]
// tried: ["()"]
// tried: ["((("]
// tried: [")("]
// tried: ["(()())"]
// tried: ["[()]"]
// tried: ["a(b(c(d)))"]
// tried: ["(("]
// tried: ["()()()"]
// tried: ["((a)(b(c)))"]

/**
 * How deeply round brackets are nested at most; -1 where they do not match. Other characters mean nothing.
 */
export function depth(text: string): number {
  let now = 0;
  let most = 0;
  for (const sign of text) {
    if (sign === "(") now += 1;
    if (sign === ")") now -= 1;
    if (now < 0) return -1;
    most = Math.max(most, now);
  }
  return now === 0 ? most : -1;
}
