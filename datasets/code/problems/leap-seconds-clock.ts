// easy: time, wrong-units
// shown: [3725]
// shown: [59.9]
// tried: [0]
// tried: [60]
// tried: [3599]
// tried: [3600]
// tried: [86399]
// tried: [86400]
// tried: [90061]
// tried: [359999]
// tried: [1.5]
// tried: [60.999]

/**
 * Writes a duration given in seconds (not milliseconds) as "h:mm:ss". Hours are not padded and may exceed 23. Parts of a
 * second are dropped, never rounded up.
 */
export function duration(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (part: number) => String(part).padStart(2, "0");
  return Math.floor(whole / 3600) + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60);
}
