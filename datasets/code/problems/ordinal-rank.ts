// easy: text formats
// shown: [1]
// shown: [112]
// tried: [2]
// tried: [3]
// tried: [4]
// tried: [11]
// tried: [12]
// tried: [13]
// tried: [21]
// tried: [22]
// tried: [101]
// tried: [111]
// tried: [1003]
// tried: [0]

/**
 * Writes a rank in English: 1st, 2nd, 3rd, 4th, but 11th, 12th and 13th, also in 111th and 1012th.
 */
export function ordinal(rank: number): string {
  const teen = [11, 12, 13].includes(rank % 100);
  return rank + (teen ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th"));
}
