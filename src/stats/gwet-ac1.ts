import { agreementCounts, type Category } from "./cohen-kappa.js";

/**
 * Gwet's AC1 of two raters who judged the same units: agreement beyond chance,
 * with a chance term that does not rise when one category is very common.
 *
 * Assumes nominal categories, every unit judged by both.
 *
 * @param first - one category per unit, at least one unit
 * @param second - same length
 * @param categories - number of categories the raters could choose from; by default those that occur. State it when
 *   a category may have stayed unused.
 * @returns in [−1, 1]: 1 full agreement, 0 as by chance; null with one category only (nothing could differ, 0/0)
 * @throws RangeError if there are no units, the lengths differ, a category is NaN, or `categories` is not an integer
 *   of at least the number that occur
 * @see Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement", British Journal
 *   of Mathematical and Statistical Psychology 61 (2008)
 */
export function gwetAc1(first: readonly Category[], second: readonly Category[], categories?: number): number | null {
  const { units, agreed, marginals } = agreementCounts(first, second);
  const choices = categories ?? marginals.size;
  if (!(Number.isInteger(choices) && choices >= marginals.size)) {
    throw new RangeError(`categories not an integer ≥ ${marginals.size}, the number that occur: ${choices}`);
  }
  if (choices === 1) return null;
  // Agreement by chance is Σ share · (1 − share) / (choices − 1); all of it in whole numbers over `scale`.
  let byChance = 0;
  for (const { first, second } of marginals.values()) byChance += (first + second) * (2 * units - first - second);
  const scale = 4 * units * (choices - 1);
  return (agreed * scale - byChance) / (units * scale - byChance);
}
