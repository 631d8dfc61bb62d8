// easy: numbers, grids
// shown: [[0,0],[[3,4],[1,1]]]
// shown: [[0,0],[]]
// tried: [[0,0],[[0,0]]]
// tried: [[5,5],[[5,9],[8,5]]]
// tried: [[0,0],[[2,0],[0,2]]]
// tried: [[0,0],[[3,0],[2,2]]]
// tried: [[-1,-1],[[-2,-1],[1,-1]]]
// tried: [[0,0],[[0,5],[4,0],[3,3]]]
// tried: [[1,2],[[2,4],[4,2]]]
// tried: [[0,0],[[-3,0],[1,1]]]
// tried: [[9,9],[[0,9],[9,1],[5,5]]]

/**
 * The position in the list of the shop that is nearest on foot in a town of blocks: distance is blocks east or west plus blocks north or
 * south. Of several the first; -1 where there is no shop.
 */
export function nearest(here: [number, number], shops: [number, number][]): number {
  let best = -1;
  let least = Infinity;
  shops.forEach(([x, y], index) => {
    const distance = Math.abs(x - here[0]) + Math.abs(y - here[1]);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}
