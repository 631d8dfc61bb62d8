// easy: state machines
// shown: ["RRGRG"]
// shown: [""]
// tried: ["R"]
// tried: ["G"]
// tried: ["GGRR"]
// tried: ["RGRGRG"]
// tried: ["rgr"]
// tried: ["R-G"]
// tried: ["GG"]
// tried: ["RRRR"]
// tried: ["GRRG"]
// tried: ["RGG"]

/**
 * A door log holds "R" for a rejected badge and "G" for a granted one; anything else is noise. The door locks itself
 * after two rejected badges in a row and stays locked: nothing after that counts. Returns how many badges were granted.
 */
export function granted(log: string): number {
  let count = 0;
  let rejected = 0;
  for (const badge of log) {
    if (badge === "G") {
      count += 1;
      rejected = 0;
    } else if (badge === "R") rejected += 1;
    if (rejected === 2) break;
  }
  return count;
}
