// hard: rate limiting
// shown: [[[0,1],[0,1],[1000,1]],2,1]
// shown: [[],1,1]
// tried: [[[0,3]],2,1]
// tried: [[[0,2],[500,1],[1000,1]],2,1]
// tried: [[[0,1],[10000,2],[10000,1]],2,5]
// tried: [[[0,2],[400,1],[500,1]],2,2]
// tried: [[[5,1],[6,1],[1006,1]],1,1]
// tried: [[[0,0]],0,1]
// tried: [[[0,5],[1000,3],[1000,3]],5,3]
// tried: [[[0,4],[0,2],[250,1]],5,4]
// tried: [[[0,1],[999,1],[1000,1]],1,1]
// tried: [[[0,2],[1500,2],[2000,1]],2,1]

/**
 * A token bucket holds at most `size` tokens and is full at the first call. It gains `perSecond` tokens each second, in
 * whatever fractions. A call [time in milliseconds, tokens] is let through, and takes its tokens, if the bucket holds that many;
 * otherwise nothing is taken. Times never fall. Returns which calls are let through.
 */
export function bucket(calls: [number, number][], size: number, perSecond: number): boolean[] {
  let tokens = size;
  let last = calls[0]?.[0] ?? 0;
  return calls.map(([time, wanted]) => {
    tokens = Math.min(size, tokens + ((time - last) * perSecond) / 1000);
    last = time;
    if (wanted > tokens) return false;
    tokens -= wanted;
    return true;
  });
}
