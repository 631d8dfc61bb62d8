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
