// easy: numbers, near-miss
// shown: [3,1,10]
// shown: [5,5,10]
// tried: [0,0,0]
// tried: [1,0,1]
// tried: [5,0,10]
// tried: [6,0,10]
// tried: [4,2,10]
// tried: [4,3,10]
// tried: [10,0,10]
// tried: [2,4,10]
// tried: [0,6,10]
// tried: [3,2,5]
// tried: [4,4,7]

/**
 * Whether a motion is carried in a club of `members`: more than half of the members must have voted (yes or no), and at least two thirds of the votes
 * must be yes. Exactly two thirds are enough; exactly half of the members are not.
 */
export function carried(yes: number, no: number, members: number): boolean {
  const votes = yes + no;
  return votes * 2 > members && yes * 3 >= votes * 2;
}
