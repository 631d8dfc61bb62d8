// medium: money, near-miss
// shown: [10000,[10,10]]
// shown: [999,[]]
// tried: [10000,[50,50]]
// tried: [0,[10]]
// tried: [9999,[10]]
// tried: [9999,[10,5]]
// tried: [100,[1,1,1]]
// tried: [12345,[0]]
// tried: [12345,[100]]
// tried: [777,[33]]
// tried: [5,[50,50]]
// tried: [10001,[25,25]]

/**
 * The price in cents after discounts in percent, one after the other, each of what the one before has left. After each the price is rounded to whole
 * cents, halves down (in favour of the customer). Two times 10 percent are 19 percent, not 20.
 */
export function discounted(cents: number, percents: number[]): number {
  return percents.reduce((price, percent) => Math.ceil((price * (100 - percent)) / 100 - 0.5), cents);
}
