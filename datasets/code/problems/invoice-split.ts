// hard: money, numeric stability
// shown: [100,3]
// shown: [1,2]
// tried: [0,4]
// tried: [10,1]
// tried: [-100,3]
// tried: [7,7]
// tried: [5,8]
// tried: [-5,3]
// tried: [99999,4]
// tried: [2,3]
// tried: [-1,2]
// tried: [1000,6]

/**
 * Splits an amount of whole cents into `parts` amounts of whole cents that add up to it and differ by one cent at most.
 * The larger ones (further from zero) come first; a negative amount, a credit, is split the same way.
 */
export function split(cents: number, parts: number): number[] {
  const sign = Math.sign(cents);
  const abs = Math.abs(cents);
  const base = Math.floor(abs / parts);
  const extra = abs % parts;
  return Array.from({ length: parts }, (_, index) => sign * (base + (index < extra ? 1 : 0)));
}
