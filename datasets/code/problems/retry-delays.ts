// medium: scheduling, wrong-units
// shown: [5,0.5,4]
// shown: [1,2,10]
// tried: [0,1,1]
// tried: [3,1,100]
// tried: [4,1,3]
// tried: [6,0.25,2]
// tried: [2,10,5]
// tried: [3,0.1,0.3]
// tried: [5,1,16]
// tried: [4,2,2]
// tried: [1,0.001,1]
// tried: [7,1,30]

/**
 * The waiting times before each of `retries` further attempts, in whole milliseconds: the first is `firstSeconds`, each
 * next one twice as long, none longer than `mostSeconds`. Both are given in seconds.
 */
export function delaysMs(retries: number, firstSeconds: number, mostSeconds: number): number[] {
  return Array.from({ length: retries }, (_, index) =>
    Math.round(Math.min(firstSeconds * 2 ** index, mostSeconds) * 1000),
  );
}
