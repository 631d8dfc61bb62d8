// medium: money
// shown: [2000000]
// shown: [0]
// tried: [1000000]
// tried: [1000001]
// tried: [1000003]
// tried: [3000000]
// tried: [3000001]
// tried: [5000000]
// tried: [12345678]
// tried: [-5]
// tried: [1]
// tried: [2999999]

/**
 * The tax on an income, both in whole cents: nothing on the first 10,000 euros, 20 percent on the part from there to 30,000 euros,
 * 40 percent on the part above. Rounded down once, at the end. No tax on a loss.
 */
export function tax(incomeCents: number): number {
  const part = (from: number, to: number) => Math.max(0, Math.min(incomeCents, to) - from);
  return Math.floor((part(1_000_000, 3_000_000) * 20 + part(3_000_000, Infinity) * 40) / 100);
}
