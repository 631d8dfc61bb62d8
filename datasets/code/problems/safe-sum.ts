// hard: numeric stability
// tolerance: 1e-12
// shown: [[0.1,0.2,0.3]]
// shown: [[1e+16,1,-1e+16]]
// tried: [[]]
// tried: [[5]]
// tried: [[1,1e+16,-1e+16]]
// tried: [[1e+16,1,1,-1e+16]]
// tried: [[0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1]]
// tried: [[1e+308,-1e+308,1]]
// tried: [[3,-3]]
// tried: [[1e+16,-1e+16,0.5]]
// tried: [[1,1e+100,1,-1e+100]]
// tried: [[-1e+16,1,1e+16,1]]

/**
 * The sum of the numbers as a careful accountant would get it: small amounts are not lost between large ones that cancel.
 * [1e16, 1, -1e16] adds up to 1, and so does it with 1e100. Carry the error of every addition along (for the larger of
 * both operands, whichever it is), and add it at the end.
 */
export function carefulSum(values: number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
