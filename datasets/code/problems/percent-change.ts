// easy: numbers, near-miss
// shown: [80,100]
// shown: [0,5]
// tried: [100,80]
// tried: [100,100]
// tried: [-50,-25]
// tried: [-50,50]
// tried: [3,4]
// tried: [0,0]
// tried: [200,1]
// tried: [1,200]
// tried: [8,7]
// tried: [-4,-8]

/**
 * The change from one figure to another in percent of the size of the first (its absolute value), rounded to one decimal
 * (halves away from zero). From 0 to 0 nothing changes: 0. From 0 to anything else there is no percentage: null.
 */
export function percentChange(before: number, after: number): number | null {
  if (before === 0) return after === 0 ? 0 : null;
  const change = ((after - before) / Math.abs(before)) * 100;
  return (Math.sign(change) * Math.round(Math.abs(change) * 10)) / 10;
}
