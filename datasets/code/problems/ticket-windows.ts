// hard: scheduling
// shown: [[[0,5],[1,3],[2,1]],2]
// shown: [[],3]
// tried: [[[0,5]],1]
// tried: [[[0,5],[0,5]],1]
// tried: [[[0,5],[0,5]],2]
// tried: [[[0,10],[1,1],[2,1],[3,1]],2]
// tried: [[[0,3],[3,3]],1]
// tried: [[[0,0],[0,2]],1]
// tried: [[[5,2],[6,2],[7,2]],1]
// tried: [[[0,4],[1,4],[2,4],[3,4]],3]
// tried: [[[0,2],[0,8],[1,1],[1,1]],2]
// tried: [[[10,1],[20,1]],1]

/**
 * How long each customer waits at a counter with several windows. Customers are [arrival, minutes at the window], in order of arrival, and are served in
 * that order; each goes to the window that is free first (it does not matter which of several). Returns the waiting times.
 */
export function waits(customers: [number, number][], windows: number): number[] {
  const freeAt: number[] = Array(windows).fill(0);
  return customers.map(([arrival, minutes]) => {
    const soonest = freeAt.indexOf(Math.min(...freeAt));
    const start = Math.max(arrival, freeAt[soonest]!);
    freeAt[soonest] = start + minutes;
    return start - arrival;
  });
}
