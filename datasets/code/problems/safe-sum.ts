// hard: numeric stability
// tolerance: 1e-12
// shown: [[0.1,0.2,0.3]]
// shown: [[1000000000000000,0.3,-1000000000000000]]
// tried: [[]]
// tried: [[5]]
// tried: [[0.3,1000000000000000,-1000000000000000]]
// tried: [[1000000000000000,0.3,0.3,-1000000000000000]]
// tried: [[0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1]]
// tried: [[4000000000000000,-4000000000000000,1]]
// tried: [[3,-3]]
// tried: [[1000000000000000,-1000000000000000,0.7]]
// tried: [[0.1,1000000000000000,0.1,-1000000000000000]]
// tried: [[-1000000000000000,0.7,1000000000000000,0.7]]

/**
 * The sum of the numbers as a careful accountant would get it: small amounts are not lost between large ones that cancel.
 * [1e15, 0.3, -1e15] adds up to 0.3. Carry the error of every addition along (for the larger of
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
