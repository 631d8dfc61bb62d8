// medium: scheduling
// shown: [3,[5,1,4]]
// shown: [0,[]]
// tried: [2,[2]]
// tried: [5,[1,2]]
// tried: [1,[9,8]]
// tried: [4,[3,5]]
// tried: [4,[5,3,5]]
// tried: [6,[1,7,9,2]]
// tried: [0,[-1,-2]]
// tried: [3,[3,2,4]]
// tried: [2,[1,3,0]]
// tried: [10,[11,9,12]]

/**
 * The order in which a lift serves the floors that were asked for: from where it is it first goes up, serving all floors
 * above, then down, serving those below from the highest. The floor where it stands is served first, and no floor twice.
 */
export function stops(floor: number, wanted: number[]): number[] {
  const floors = [...new Set(wanted)];
  const up = floors.filter((one) => one >= floor).sort((a, b) => a - b);
  const down = floors.filter((one) => one < floor).sort((a, b) => b - a);
  return [...up, ...down];
}
