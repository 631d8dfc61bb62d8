// medium: sorting stability
// shown: [[{"id":"a","p":2},{"id":"b","p":1},{"id":"c","p":2}]]
// shown: [[]]
// tried: [[{"id":"a","p":1}]]
// tried: [[{"id":"x","p":1},{"id":"y","p":1},{"id":"z","p":1}]]
// tried: [[{"id":"a","p":3},{"id":"b","p":2},{"id":"c","p":1}]]
// tried: [[{"id":"a"},{"id":"b","p":0},{"id":"c","p":-1}]]
// tried: [[{"id":"a","p":5},{"id":"b"},{"id":"c","p":5}]]
// tried: [[{"id":"b","p":-2},{"id":"a","p":-2}]]
// tried: [[{"id":"q","p":10},{"id":"r","p":9},{"id":"s"}]]
// tried: [[{"id":"m"},{"id":"n"}]]
// tried: [[{"id":"b","p":0},{"id":"a","p":1},{"id":"c"}]]

/**
 * The ids of jobs in the order in which they are worked off: highest priority `p` first, jobs of one priority in the
 * order in which they came. A job without a priority has priority 0.
 */
export function workOrder(jobs: { id: string; p?: number }[]): string[] {
  return [...jobs].sort((a, b) => (b.p ?? 0) - (a.p ?? 0)).map((job) => job.id);
}
