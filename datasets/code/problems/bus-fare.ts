// easy: money
// shown: [3,34]
// shown: [12,70]
// tried: [1,5]
// tried: [1,6]
// tried: [6,11]
// tried: [6,12]
// tried: [1,64]
// tried: [1,65]
// tried: [20,65]
// tried: [0,30]
// tried: [5,17]
// tried: [4,18]

/**
 * The fare in cents for a ride of so many zones: 120 for the first zone and 40 for each further one; 0 zones cost nothing.
 * Children under 6 ride free; those from 6 to 17, and people of 65 or more, pay half, rounded up to whole 10 cents.
 */
export function fare(zones: number, age: number): number {
  if (zones === 0 || age < 6) return 0;
  const full = 120 + 40 * (zones - 1);
  return age <= 17 || age >= 65 ? Math.ceil(full / 20) * 10 : full;
}
