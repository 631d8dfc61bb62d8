// hard: money
// shown: [[[200,1],[100,2],[50,2]],350]
// shown: [[[5,10]],3]
// tried: [[[100,1]],100]
// tried: [[[100,1]],50]
// tried: [[[50,3],[20,3]],60]
// tried: [[[50,1],[20,3]],60]
// tried: [[],0]
// tried: [[],5]
// tried: [[[10,5],[5,1]],45]
// tried: [[[200,0],[100,5]],400]
// tried: [[[25,1],[10,3],[1,4]],30]
// tried: [[[7,2],[5,2],[3,2]],13]

/**
 * Gives change from a till. `coins` lists [value, how many there are], from large to small. Returns how many of each are given, in that order,
 * so that the amount is met exactly with as many of the largest coins as possible, then of the next, and so on; null where it cannot be met.
 * Taking the largest coin that fits is not always possible.
 */
export function change(coins: [number, number][], amount: number): number[] | null {
  const [coin, ...rest] = coins;
  if (coin === undefined) return amount === 0 ? [] : null;
  for (let count = Math.min(coin[1], Math.trunc(amount / coin[0])); count >= 0; count -= 1) {
    const others = change(rest, amount - count * coin[0]);
    if (others !== null) return [count, ...others];
  }
  return null;
}
