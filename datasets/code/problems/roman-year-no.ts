// hard: near-miss, numbers
// shown: [4]
// shown: [1990]
// tried: [1]
// tried: [9]
// tried: [14]
// tried: [40]
// tried: [90]
// tried: [400]
// tried: [444]
// tried: [1888]
// tried: [2024]
// tried: [3999]
// tried: [49]

/**
 * Writes a number from 1 to 3999 in the additive Roman numerals of old inscriptions: like the usual ones, but never
 * subtracting: 4 is "IIII", 9 is "VIIII", 40 is "XXXX", 900 is "DCCCC".
 */
export function inscription(value: number): string {
  const signs: [string, number][] = [
    ["M", 1000],
    ["D", 500],
    ["C", 100],
    ["L", 50],
    ["X", 10],
    ["V", 5],
    ["I", 1],
  ];
  let rest = value;
  let text = "";
  for (const [sign, worth] of signs) {
    text += sign.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return text;
}
