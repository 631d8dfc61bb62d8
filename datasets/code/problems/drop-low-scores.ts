// easy: numbers
// shown: [[7,3,9],1]
// shown: [[],2]
// tried: [[5],1]
// tried: [[5,5,5],1]
// tried: [[1,2,3],0]
// tried: [[1,2,3],3]
// tried: [[1,2,3],5]
// tried: [[9,1,8,2],2]
// tried: [[-1,-2],1]
// tried: [[0.5,1.5,2.5],1]
// tried: [[10,0,10],1]
// tried: [[4,4,1,1],2]

/**
 * The mean of the marks after the `dropped` lowest have been taken out; null where none is left.
 */
export function meanOfBest(marks: number[], dropped: number): number | null {
  const kept = [...marks].sort((a, b) => a - b).slice(dropped);
  return kept.length === 0 ? null : kept.reduce((sum, mark) => sum + mark, 0) / kept.length;
}
