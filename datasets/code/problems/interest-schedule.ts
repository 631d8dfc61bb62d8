// hard: money, numeric stability
// shown: [100000,12,40000]
// shown: [5000,0,2500]
// tried: [0,5,100]
// tried: [10000,12,100]
// tried: [10000,24,3000]
// tried: [1,12,1]
// tried: [99999,6,50000]
// tried: [120000,1,60000]
// tried: [3333,18,1000]
// tried: [10000,12,10100]
// tried: [250,48,100]
// tried: [10050,12,10000]

/**
 * Pays off a loan. Every month the interest is added, `percentPerYear` / 12 percent of what is owed, rounded to whole cents
 * (halves up); then `paymentCents` is paid, or all that is owed where that is less. Returns what is still owed after each
 * month, to 0. null where the first payment would not cover the first interest and something of the debt besides.
 */
export function payOff(owedCents: number, percentPerYear: number, paymentCents: number): number[] | null {
  const interest = (cents: number) => Math.floor((cents * percentPerYear) / 1200 + 0.5);
  if (paymentCents <= interest(owedCents)) return null;
  const owed: number[] = [];
  let rest = owedCents;
  while (rest > 0) {
    rest += interest(rest);
    rest -= Math.min(rest, paymentCents);
    owed.push(rest);
  }
  return owed;
}
