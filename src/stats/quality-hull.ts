/** What a policy costs and how good it is. */
export interface CostQuality {
  /** At least 0, in one unit throughout. */
  readonly cost: number;
  /** Higher is better; finite. */
  readonly quality: number;
}

/**
 * Non-decreasing upper convex hull: the best quality that mixing the given
 * policies at random reaches for every mean cost. Of single models it is the
 * "zero router" that every policy should be compared with.
 *
 * Starts at the cheapest point and ends at `maxCost`, flat from the best point
 * on; policies that are to be compared need the same `maxCost`.
 *
 * @param points - at least one, in any order, none dearer than `maxCost`
 * @returns corners with rising cost, falling slope and non-decreasing quality; one or more
 * @throws RangeError if there are no points, a cost is negative or above `maxCost`, or a number is not finite
 * @see Andrew, Information Processing Letters 9 (1979) (monotone chain); Hu et al., "RouterBench", arXiv:2403.12031
 *   (non-decreasing convex hull)
 */
export function qualityHull(points: readonly CostQuality[], maxCost: number): readonly CostQuality[] {
  if (points.length === 0) throw new RangeError("no points");
  if (!Number.isFinite(maxCost)) throw new RangeError(`maxCost not finite: ${maxCost}`);
  for (const { cost, quality } of points) {
    if (!(cost >= 0 && cost <= maxCost)) throw new RangeError(`cost not in [0, ${maxCost}]: ${cost}`);
    if (!Number.isFinite(quality)) throw new RangeError(`quality not finite: ${quality}`);
  }
  const sorted = points.slice().sort((a, b) => a.cost - b.cost || b.quality - a.quality);
  const hull: CostQuality[] = [];
  for (const { cost, quality } of sorted) {
    const top = hull.at(-1);
    // A dearer point that is not better adds nothing to a curve that may stay flat.
    if (top !== undefined && !(quality > top.quality)) continue;
    while (!isAbove(hull.at(-2), hull.at(-1), { cost, quality })) hull.pop();
    hull.push({ cost, quality });
  }
  const best = hull.at(-1);
  if (best !== undefined && best.cost < maxCost) hull.push({ cost: maxCost, quality: best.quality });
  return hull;
}

/** Whether b stays strictly above the line from a to c; so it does where there is no a. */
function isAbove(a: CostQuality | undefined, b: CostQuality | undefined, c: CostQuality): boolean {
  if (a === undefined || b === undefined) return true;
  return (b.quality - a.quality) * (c.cost - a.cost) > (c.quality - a.quality) * (b.cost - a.cost);
}

/**
 * Height of the hull at a mean cost.
 *
 * @param hull - as {@link qualityHull} returns it
 * @returns the quality; null below the cheapest point, where no policy is that cheap
 * @throws RangeError if the cost lies beyond the hull, or is NaN
 */
export function hullQualityAt(hull: readonly CostQuality[], cost: number): number | null {
  const last = hull.at(-1);
  if (last === undefined || !(cost <= last.cost)) throw new RangeError(`cost beyond the hull: ${cost}`);
  const right = hull.findIndex((corner) => corner.cost >= cost);
  const [from, to] = [hull[right - 1], hull[right]];
  if (to === undefined) return null;
  if (to.cost === cost) return to.quality;
  if (from === undefined) return null;
  return from.quality + ((to.quality - from.quality) * (cost - from.cost)) / (to.cost - from.cost);
}

/** Average improvement in quality under both conventions. */
export interface AverageQuality {
  /** ∫ quality dcost / (maxCost − cheapest cost): a quality, as the paper defines it. */
  readonly byRange: number;
  /** ∫ quality dcost / maxCost: smaller, as the published program divides. Do not compare with the other. */
  readonly byMaximum: number;
}

/**
 * AIQ: mean height of the hull over its costs, in both normalisations.
 *
 * @param hull - as {@link qualityHull} returns it
 * @throws RangeError if all of it lies at one cost, where there is no area
 * @see Hu et al., "RouterBench", arXiv:2403.12031 (AIQ)
 */
export function averageQuality(hull: readonly CostQuality[]): AverageQuality {
  const [first, last] = [hull[0], hull.at(-1)];
  if (first === undefined || last === undefined || !(last.cost > first.cost)) {
    throw new RangeError(`hull without extent in cost: ${hull.length} corners, at cost ${first?.cost ?? "none"}`);
  }
  let area = 0;
  hull.forEach((corner, i) => {
    const before = hull[i - 1] ?? corner;
    area += ((corner.quality + before.quality) / 2) * (corner.cost - before.cost);
  });
  return { byRange: area / (last.cost - first.cost), byMaximum: area / last.cost };
}
