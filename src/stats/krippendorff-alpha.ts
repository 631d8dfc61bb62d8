import type { Category } from "./cohen-kappa.js";

/** How far two ratings are apart: equal or not, ranks between them, or their difference. */
export type RatingScale = "nominal" | "ordinal" | "interval";

/**
 * Krippendorff's α of any number of raters, with missing ratings: 1 − observed
 * disagreement / expected disagreement.
 *
 * Every pair of ratings of one unit counts, weighted so that each rating counts
 * once; units with fewer than two ratings carry no pairs and drop out. The
 * expectation pairs all ratings that remain, whatever their unit.
 *
 * @param units - per unit its ratings, null where missing; raters need not be aligned
 * @param scale - "ordinal" and "interval" need numbers
 * @returns at most 1: 1 full agreement, 0 as by chance, negative for systematic disagreement; null where fewer than
 *   two ratings can be paired, or all that can be are equal (nothing could differ, 0/0)
 * @throws RangeError if a rating is NaN, or not a finite number where the scale needs one
 * @see Krippendorff, Content Analysis (2004), chapter 11; "Computing Krippendorff's Alpha-Reliability" (2011)
 */
export function krippendorffAlpha(units: readonly (readonly (Category | null)[])[], scale: RatingScale): number | null {
  const paired = units.map((ratings) => ratings.filter((r) => r !== null)).filter((ratings) => ratings.length >= 2);
  const categories = sortedCategories(paired.flat(), scale);
  const indexOf = new Map(categories.map((category, index) => [category, index]));
  const coded = paired.map((ratings) => ratings.map((rating) => indexOf.get(rating) ?? 0));
  const totals = countsOf(coded.flat(), categories.length);
  const squaredDistance = distances(categories, totals, scale);
  let observed = 0;
  for (const ratings of coded)
    observed += disagreement(countsOf(ratings, categories.length), squaredDistance) / (ratings.length - 1);
  const expected = disagreement(totals, squaredDistance);
  const pairable = totals.reduce((sum, count) => sum + count, 0);
  return expected === 0 ? null : 1 - ((pairable - 1) * observed) / expected;
}

function sortedCategories(ratings: readonly Category[], scale: RatingScale): Category[] {
  for (const rating of ratings) {
    if (Number.isNaN(rating)) throw new RangeError("a rating is NaN");
    if (scale !== "nominal" && !Number.isFinite(rating)) {
      throw new RangeError(`rating not a finite number, which ${scale} ratings must be: ${rating}`);
    }
  }
  const distinct = [...new Set(ratings)];
  return scale === "nominal" ? distinct : distinct.sort((a, b) => Number(a) - Number(b));
}

function countsOf(ratings: readonly number[], size: number): number[] {
  const counts = Array<number>(size).fill(0);
  for (const index of ratings) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

/** Squared distance summed over the pairs of unlike ratings, each pair once. */
function disagreement(counts: readonly number[], squaredDistance: (a: number, b: number) => number): number {
  const present = [...counts.keys()].filter((index) => counts[index] !== 0);
  let sum = 0;
  present.forEach((a, position) => {
    for (const b of present.slice(position + 1)) sum += (counts[a] ?? 0) * (counts[b] ?? 0) * squaredDistance(a, b);
  });
  return sum;
}

function distances(
  categories: readonly Category[],
  totals: readonly number[],
  scale: RatingScale,
): (a: number, b: number) => number {
  if (scale === "nominal") return () => 1;
  if (scale === "interval") return (a, b) => (Number(categories[a]) - Number(categories[b])) ** 2;
  // Rank distance: all ratings between the two, with the two categories themselves counted half.
  let below = 0;
  const middles = totals.map((count) => {
    below += count;
    return below - count / 2;
  });
  return (a, b) => ((middles[b] ?? 0) - (middles[a] ?? 0)) ** 2;
}
