import { isotonicFit } from "./isotonic.js";

/** Quality of a policy that sends some share of its items to the strong tier. */
export interface CurvePoint {
  /** Share of strong calls, in [0, 1]. */
  readonly strongShare: number;
  /** Finite. */
  readonly quality: number;
}

/** Qualities of the two tiers alone; strong above weak. */
export interface QualityGap {
  readonly weak: number;
  readonly strong: number;
}

/**
 * PGR: the part of the quality gap between two tiers that a policy recovers.
 *
 * @returns 0 for the weak tier, 1 for the strong one; below 0 and above 1 are possible
 * @throws RangeError if the quality is not finite, or strong is not above weak
 * @see Ong et al., "RouteLLM", arXiv:2406.18665 (PGR)
 */
export function performanceGapRecovered(quality: number, { weak, strong }: QualityGap): number {
  if (!Number.isFinite(quality)) throw new RangeError(`quality not finite: ${quality}`);
  if (!(strong > weak && Number.isFinite(strong - weak))) {
    throw new RangeError(`strong not above weak: ${strong} against ${weak}`);
  }
  return (quality - weak) / (strong - weak);
}

/**
 * APGR: mean PGR over all shares of strong calls, by trapezoids.
 *
 * @param curve - in any order; points of equal share count by their mean. The tiers alone are its ends and are added
 *   at shares 0 and 1 where the curve does not have them.
 * @returns 0.5 for random mixing; the weak tier throughout is not quite 0, since the curve must end at the strong one
 * @throws RangeError if a share is not in [0, 1], a quality is not finite, or strong is not above weak
 * @see Ong et al., "RouteLLM", arXiv:2406.18665 (APGR). Departure: trapezoids on the shares that occur, no bins.
 */
export function averageGapRecovered(curve: readonly CurvePoint[], gap: QualityGap): number {
  const points = completed(curve, gap);
  let area = 0;
  points.forEach((point, i) => {
    const before = points[i - 1] ?? point;
    area += ((point.recovered + before.recovered) / 2) * (point.share - before.share);
  });
  return area;
}

/** Smallest shares of strong calls that recover the wanted part of the gap. */
export interface CallPerformanceThreshold {
  /** Where the curve itself first reaches it; a lucky bump counts. */
  readonly firstCrossing: number | null;
  /** Where its isotonic fit first reaches it; a bump is averaged with the fall after it. */
  readonly isotonic: number | null;
}

/**
 * CPT(x): the smallest share of strong calls that recovers x of the gap, by linear interpolation.
 *
 * A measured curve need not rise throughout, so "the" share is ambiguous: both
 * readings are given. They are equal where the curve rises.
 *
 * @param curve - in any order, as in {@link averageGapRecovered}
 * @param recovered - x, greater than 0; 0.5 for CPT50
 * @returns shares in [0, 1]; null where the curve stays below
 * @throws RangeError if x is not positive and finite, or the curve is not as there
 * @see Ong et al., "RouteLLM", arXiv:2406.18665 (CPT)
 */
export function callPerformanceThreshold(
  curve: readonly CurvePoint[],
  gap: QualityGap,
  recovered: number,
): CallPerformanceThreshold {
  if (!(recovered > 0 && recovered < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`recovered not positive and finite: ${recovered}`);
  }
  const points = completed(curve, gap);
  const fitted = isotonicFit(
    points.map((point) => point.recovered),
    points.map((point) => point.readings),
  );
  const risen = points.map((point, i) => ({ ...point, recovered: fitted[i] ?? point.recovered }));
  return { firstCrossing: crossing(points, recovered), isotonic: crossing(risen, recovered) };
}

interface GapPoint {
  readonly share: number;
  readonly recovered: number;
  /** Points of the curve that were averaged here. */
  readonly readings: number;
}

/** The curve in PGR, ascending by share, one point per share, from 0 to 1. */
function completed(curve: readonly CurvePoint[], gap: QualityGap): readonly GapPoint[] {
  const byShare = new Map<number, number[]>();
  for (const { strongShare, quality } of curve) {
    if (!(strongShare >= 0 && strongShare <= 1)) throw new RangeError(`strongShare not in [0, 1]: ${strongShare}`);
    byShare.set(strongShare, [...(byShare.get(strongShare) ?? []), performanceGapRecovered(quality, gap)]);
  }
  if (!byShare.has(0)) byShare.set(0, [performanceGapRecovered(gap.weak, gap)]);
  if (!byShare.has(1)) byShare.set(1, [performanceGapRecovered(gap.strong, gap)]);
  return [...byShare]
    .sort(([a], [b]) => a - b)
    .map(([share, values]) => ({
      share,
      // Sorted, so that rounding cannot depend on the order of the points.
      recovered: values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length,
      readings: values.length,
    }));
}

function crossing(points: readonly GapPoint[], recovered: number): number | null {
  const index = points.findIndex((point) => point.recovered >= recovered);
  const [from, to] = [points[index - 1], points[index]];
  if (to === undefined) return null;
  if (from === undefined) return to.share;
  return from.share + ((recovered - from.recovered) / (to.recovered - from.recovered)) * (to.share - from.share);
}
