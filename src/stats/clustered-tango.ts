import { type PairedCounts, tangoPValue } from "./tango.js";

/**
 * Items that say as much as those of clusters of these sizes, were all items of a
 * cluster alike: n² / Σ m², the number of clusters where they are of one size.
 *
 * @param sizes - items of each cluster, integers ≥ 1, at least one
 * @returns in [1, sizes.length]
 * @throws RangeError if there is no cluster, or one without items
 * @see Kish, Survey Sampling (1965), § 8.2, at a correlation of 1 inside clusters
 */
export function effectiveItems(sizes: Float64Array): number {
  let items = 0;
  let squares = 0;
  for (const size of sizes) {
    if (!(size >= 1)) throw new RangeError(`cluster of ${size} items`);
    items += size;
    squares += size * size;
  }
  if (items === 0) throw new RangeError("no clusters");
  return items ** 2 / squares;
}

/**
 * One-sided p-value of "the first is better than the second by the margin or
 * more" for right/wrong answers in clusters: Tango's test of the same rates on the
 * effective number of items, rounded down.
 *
 * Assumes nothing of how alike the items of a cluster are, and so keeps its size
 * where losses come rarely and whole clusters at a time, of which the spread that
 * has been seen says nothing; it is strict where items of a cluster differ.
 *
 * @param sizes - items of each cluster; they add up to n
 * @param margin - in (−1, 1)
 * @throws RangeError if an argument is outside its range, or the sizes add up to another number
 */
export function clusteredTangoPValue(
  { firstOnly, secondOnly, n }: PairedCounts,
  sizes: Float64Array,
  margin: number,
): number {
  const items = sizes.reduce((sum, size) => sum + size, 0);
  if (items !== n) throw new RangeError(`clusters of ${items} items for ${n} pairs`);
  const effective = Math.floor(effectiveItems(sizes));
  const share = effective / n;
  return tangoPValue({ firstOnly: firstOnly * share, secondOnly: secondOnly * share, n: effective }, margin);
}
