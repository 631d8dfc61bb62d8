// easy: intervals, time
// shown: [[540,600],[570,660]]
// shown: [[0,10],[10,20]]
// tried: [[0,10],[0,10]]
// tried: [[0,5],[6,9]]
// tried: [[6,9],[0,5]]
// tried: [[0,100],[20,30]]
// tried: [[20,30],[0,100]]
// tried: [[5,5],[0,10]]
// tried: [[0,10],[9,12]]
// tried: [[9,12],[0,10]]
// tried: [[1,3],[2,2]]
// tried: [[10,40],[30,50]]

/**
 * How many minutes two meetings share. A meeting is [start, end) in minutes since midnight; one that ends when the other
 * starts shares nothing with it. Meetings of no length share nothing.
 */
export function sharedMinutes(a: [number, number], b: [number, number]): number {
  return Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
}
