// medium: state machines
// shown: [0,"start"]
// shown: [90,"start"]
// tried: [29,"start"]
// tried: [30,"start"]
// tried: [32,"start"]
// tried: [33,"start"]
// tried: [59,"start"]
// tried: [60,"start"]
// tried: [62,"start"]
// tried: [63,"start"]
// tried: [125,"start"]
// tried: [0,"green"]
// tried: [27,"green"]
// tried: [33,"green"]
// tried: [-1,"start"]
// tried: [-63,"green"]

/**
 * The colour of a traffic light after so many seconds: red for 30, red-amber for 2, green for 28, amber for 3, and again. It
 * begins with red where `from` is "start", and with the first second of green where it is "green". Seconds may be negative.
 */
export function light(seconds: number, from: string): string {
  const phases: [string, number][] = [
    ["red", 30],
    ["red-amber", 2],
    ["green", 28],
    ["amber", 3],
  ];
  let rest = (((seconds + (from === "green" ? 32 : 0)) % 63) + 63) % 63;
  for (const [colour, length] of phases) {
    if (rest < length) return colour;
    rest -= length;
  }
  return "red";
}
