// medium: parsing, wrong-units
// shown: ["1h30m"]
// shown: ["45s"]
// tried: ["2d"]
// tried: ["1d1h1m1s"]
// tried: ["90m"]
// tried: [""]
// tried: ["h"]
// tried: ["1m1h"]
// tried: ["1h1h"]
// tried: ["10"]
// tried: ["0s"]
// tried: ["1 h"]
// tried: ["1.5h"]
// tried: ["-1h"]

/**
 * Reads a duration such as "1d2h3m4s" as seconds. Each unit may be left out but stands at most once and in this order, with a
 * whole number before it. null for anything else, the empty text included.
 */
export function seconds(text: string): number | null {
  const parts = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (!parts || text === "") return null;
  const [days, hours, minutes, rest] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
}
