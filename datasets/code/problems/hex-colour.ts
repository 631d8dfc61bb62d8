// medium: parsing
// shown: ["#ff8000"]
// shown: ["#abc"]
// tried: ["ff8000"]
// tried: ["#FFF"]
// tried: ["#000000"]
// tried: ["#12345"]
// tried: [""]
// tried: ["#ggg"]
// tried: ["#1234"]
// tried: ["#aBcDeF"]
// tried: ["# fff"]
// tried: ["#ff80000"]
// tried: ["#fff\n"]

/**
 * Reads a colour "#rrggbb" or "#rgb" (each digit then counts twice) as [red, green, blue] from 0 to 255. null for anything
 * else, blanks and line ends included.
 */
export function colour(text: string): [number, number, number] | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (digits === undefined) return null;
  const parts = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g)!;
  return parts.map((part) => Number.parseInt(part, 16)) as [number, number, number];
}
