// easy: text formats, near-miss
// shown: [1536]
// shown: [999]
// tried: [0]
// tried: [1]
// tried: [1023]
// tried: [1024]
// tried: [1048576]
// tried: [1048575]
// tried: [1572864]
// tried: [1073741824]
// tried: [10240]
// tried: [102400]
// tried: [5368709120]
// tried: [1100]

/**
 * Writes a number of bytes for people: "999 B", "1.5 KiB", "1.0 MiB", "1.0 GiB" (steps of 1024; GiB is the largest unit). Above bytes there
 * is always one decimal, cut off, not rounded, so that it never says more than there is.
 */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return bytes + " B";
  let amount = bytes;
  let unit = -1;
  while (amount >= 1024 && unit < 2) {
    amount /= 1024;
    unit += 1;
  }
  return (Math.floor(amount * 10) / 10).toFixed(1) + " " + ["KiB", "MiB", "GiB"][unit];
}
