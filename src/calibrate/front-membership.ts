/** What a place on the front is decided by. */
export interface FrontCandidate {
  /** Bounds, and policies of unknown cost, do not compete. */
  readonly competes: boolean;
  readonly quality: number;
  readonly cost: number;
  /** Paired resamples, the same draws for all candidates. */
  readonly qualityDraws: Float64Array;
  readonly costDraws: Float64Array;
}

/** Whether a candidate is on the Pareto front, and how surely. */
export interface FrontMembership {
  readonly isOnFront: boolean;
  /** Share of the resamples in which it is; null where it does not compete. */
  readonly frontShare: number | null;
}

/**
 * The policies that no other beats in both cost and quality, with the share of the
 * resamples in which each stays one of them. Equals stand side by side.
 */
export function frontMembership(candidates: readonly FrontCandidate[]): readonly FrontMembership[] {
  const rivals = candidates.flatMap(({ competes }, index) => (competes ? [index] : []));
  const resamples = candidates[0]?.qualityDraws.length ?? 0;
  const counts = new Float64Array(candidates.length);
  for (let draw = 0; draw < resamples; draw += 1) {
    const points = rivals.map((index) => ({
      index,
      cost: candidates[index]?.costDraws[draw] ?? 0,
      quality: candidates[index]?.qualityDraws[draw] ?? 0,
    }));
    for (const index of undominated(points)) counts[index] = (counts[index] ?? 0) + 1;
  }
  const now = new Set(
    undominated(
      rivals.map((index) => ({
        index,
        cost: candidates[index]?.cost ?? 0,
        quality: candidates[index]?.quality ?? 0,
      })),
    ),
  );
  return candidates.map(({ competes }, index) => ({
    isOnFront: now.has(index),
    frontShare: competes && resamples > 0 ? (counts[index] ?? 0) / resamples : null,
  }));
}

interface FrontPoint {
  readonly index: number;
  readonly cost: number;
  readonly quality: number;
}

/** Digits that count: averages of equal policies differ in their last bits. */
const DIGITS = 10;

function undominated(points: readonly FrontPoint[]): readonly number[] {
  const sorted = points
    .map(({ index, cost, quality }) => ({ index, cost: rounded(cost), quality: rounded(quality) }))
    .sort((a, b) => a.cost - b.cost || b.quality - a.quality);
  const front: FrontPoint[] = [];
  for (const point of sorted) {
    const last = front.at(-1);
    const isEqual = last !== undefined && last.cost === point.cost && last.quality === point.quality;
    if (last === undefined || point.quality > last.quality || isEqual) front.push(point);
  }
  return front.map(({ index }) => index);
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
