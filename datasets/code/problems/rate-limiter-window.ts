// medium: rate limiting
// shown: [[0,100,200,300],2,1000]
// shown: [[0,500,1000,1500],2,1000]
// tried: [[],1,10]
// tried: [[0,0,0],1,10]
// tried: [[0,10,20],1,10]
// tried: [[0,9,10],1,10]
// tried: [[5,6,7,8,9],3,3]
// tried: [[0,1,2,3,4,5,6,7],2,4]
// tried: [[0,999,1000],1,1000]
// tried: [[1,1,2,2,3,3],2,2]
// tried: [[0,5,10,15],0,5]
// tried: [[0,400,800,1200,1600],3,1000]

/**
 * A sliding window: a request at time t (ms, never falling) is let through when fewer than `limit` requests were let
 * through in the `windowMs` milliseconds before it, those at exactly t - windowMs no longer counting. Refused requests do
 * not count. Returns for each request whether it passes.
 */
export function letThrough(timesMs: number[], limit: number, windowMs: number): boolean[] {
  const passed: number[] = [];
  return timesMs.map((now) => {
    const recent = passed.filter((time) => time > now - windowMs).length;
    if (recent >= limit) return false;
    passed.push(now);
    return true;
  });
}
