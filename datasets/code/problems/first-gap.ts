// easy: numbers
// shown: [[1,2,4]]
// shown: [[]]
// tried: [[1]]
// tried: [[2,3]]
// tried: [[3,1,2]]
// tried: [[1,1,1]]
// tried: [[0,-1,1]]
// tried: [[5,4,3,2,1]]
// tried: [[1,3,3,2,6,5]]
// tried: [[2,2]]
// tried: [[-3]]
// tried: [[1,2,3,5,8]]

/**
 * The smallest ticket number, counted from 1, that has not been given out yet. Numbers come in any order, may be repeated,
 * and those below 1 are not tickets.
 */
export function nextTicket(taken: number[]): number {
  const known = new Set(taken);
  let ticket = 1;
  while (known.has(ticket)) ticket += 1;
  return ticket;
}
