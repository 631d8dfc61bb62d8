// medium: numbers
// shown: [[5,1,9,3],3]
// shown: [[2,4],2]
// tried: [[],3]
// tried: [[7],1]
// tried: [[1,2,3],5]
// tried: [[3,1,2],3]
// tried: [[1,2,3,4],1]
// tried: [[10,2,8,4,6],2]
// tried: [[5,5,1,1],4]
// tried: [[-1,-5,-3],2]
// tried: [[0,100,0,100,0],3]
// tried: [[9,7,8],3]

/**
 * The medians of all runs of `size` neighbouring readings, from left to right. Of an even number of readings the median
 * is the mean of the two in the middle. Fewer readings than `size`: no medians.
 */
export function medians(readings: number[], size: number): number[] {
  const found: number[] = [];
  for (let start = 0; start + size <= readings.length; start += 1) {
    const run = readings.slice(start, start + size).sort((a, b) => a - b);
    const middle = Math.floor(size / 2);
    found.push(size % 2 === 1 ? run[middle]! : (run[middle - 1]! + run[middle]!) / 2);
  }
  return found;
}
