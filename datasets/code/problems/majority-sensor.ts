// medium: numbers
// shown: [[20,21,90],2]
// shown: [[],1]
// tried: [[5],1]
// tried: [[1,2],1]
// tried: [[1,5],1]
// tried: [[10,11,12,50],1]
// tried: [[0,0,0],0]
// tried: [[1,3,5],2]
// tried: [[7,7,8,9,9],0]
// tried: [[100,1,2,101],1]
// tried: [[4,6,5],1]
// tried: [[-1,0,1],1]

/**
 * What several sensors agree on: the largest group of readings that differ by at most `tolerance` from smallest to largest; its mean. Of several groups
 * of that size the one with the smaller readings. null unless the group holds more than half of all readings.
 */
export function agreed(readings: number[], tolerance: number): number | null {
  const sorted = [...readings].sort((a, b) => a - b);
  let best: number[] = [];
  sorted.forEach((low, index) => {
    const group = sorted.slice(index).filter((reading) => reading - low <= tolerance);
    if (group.length > best.length) best = group;
  });
  return best.length * 2 > readings.length ? best.reduce((sum, one) => sum + one, 0) / best.length : null;
}
