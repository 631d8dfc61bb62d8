// easy: parsing, wrong-units
// shown: ["250ml, 0.5l, 2dl"]
// shown: [""]
// tried: ["1l"]
// tried: ["10cl"]
// tried: ["3dl 5cl"]
// tried: ["0.25l,0.25l"]
// tried: ["100ml;50ml"]
// tried: ["1.5l and 1.5l"]
// tried: ["five l"]
// tried: ["7"]
// tried: ["2l2dl"]
// tried: ["33cl"]

/**
 * Adds up what somebody drank, in whole millilitres (rounded at the end). Amounts are a number, perhaps with decimals,
 * directly followed by ml, cl, dl or l (1 l = 10 dl = 100 cl = 1000 ml). Anything else in the text means nothing.
 */
export function millilitres(text: string): number {
  const factor: Record<string, number> = { ml: 1, cl: 10, dl: 100, l: 1000 };
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ml|cl|dl|l)/g)) sum += Number(amount) * factor[unit!]!;
  return Math.round(sum);
}
