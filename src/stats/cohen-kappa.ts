/** A category: any label, compared by identity. */
export type Category = string | number | boolean;

/**
 * Cohen's κ of two raters who judged the same units: agreement beyond what their
 * own category frequencies would give by chance.
 *
 * Assumes nominal categories, every unit judged by both. Falls towards 0 when
 * one category is very common, however good the agreement (the "κ paradox");
 * show Gwet's AC1 beside it.
 *
 * @param first - one category per unit, at least one unit
 * @param second - same length
 * @returns in [−1, 1]: 1 full agreement, 0 as by chance, negative below chance; null where both raters used one and
 *   the same category throughout (agreement by chance is then certain, 0/0)
 * @throws RangeError if there are no units, the lengths differ, or a category is NaN
 * @see Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960)
 */
export function cohenKappa(first: readonly Category[], second: readonly Category[]): number | null {
  const { units, agreed, marginals } = agreementCounts(first, second);
  let byChance = 0;
  for (const { first, second } of marginals.values()) byChance += first * second;
  // Whole numbers up to here: chance is certain exactly where this is 0.
  const room = units * units - byChance;
  return room === 0 ? null : (units * agreed - byChance) / room;
}

/** Agreement of two raters as whole numbers. */
export interface AgreementCounts {
  readonly units: number;
  /** Units with the same category from both. */
  readonly agreed: number;
  /** How often each rater used each category. */
  readonly marginals: ReadonlyMap<Category, { readonly first: number; readonly second: number }>;
}

/**
 * Counts on which the two-rater coefficients are built.
 *
 * @throws RangeError if there are no units, the lengths differ, or a category is NaN
 */
export function agreementCounts(first: readonly Category[], second: readonly Category[]): AgreementCounts {
  if (first.length !== second.length) throw new RangeError(`${first.length} ratings against ${second.length}`);
  if (first.length === 0) throw new RangeError("no units");
  const marginals = new Map<Category, { first: number; second: number }>();
  const entry = (category: Category) => {
    if (Number.isNaN(category)) throw new RangeError("a category is NaN");
    const known = marginals.get(category) ?? { first: 0, second: 0 };
    marginals.set(category, known);
    return known;
  };
  let agreed = 0;
  first.forEach((category, unit) => {
    const other = second[unit] ?? Number.NaN;
    entry(category).first += 1;
    entry(other).second += 1;
    if (category === other) agreed += 1;
  });
  return { units: first.length, agreed, marginals };
}
