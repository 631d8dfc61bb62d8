// medium: scheduling
// shown: [[4,8,1,4,2,1],10]
// shown: [[11],10]
// tried: [[],5]
// tried: [[5,5,5],5]
// tried: [[1,1,1,1],2]
// tried: [[3,3,3],7]
// tried: [[10,1,9],10]
// tried: [[2,5,4,7,1,3,8],10]
// tried: [[6,6,6],10]
// tried: [[1],1]
// tried: [[9,1,1,9],10]
// tried: [[4,4,4,4,4],9]

/**
 * Puts parcels into vans in the order in which they come: each into the first van that still has room for it, a new van
 * where none has. Returns the load of each van. A parcel that is heavier than the limit of a van is left out.
 */
export function loads(weights: number[], limit: number): number[] {
  const vans: number[] = [];
  for (const weight of weights) {
    if (weight > limit) continue;
    const index = vans.findIndex((load) => load + weight <= limit);
    if (index < 0) vans.push(weight);
    else vans[index]! += weight;
  }
  return vans;
}
