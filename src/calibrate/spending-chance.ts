import type { Comparison, TaskTypeDecision } from "../core/calibration.js";
import { normalCdf, normalQuantile } from "../stats/normal.js";
import { studentTQuantile } from "../stats/student-t.js";
import { unseenSpread } from "./mean-estimate.js";

/** What a comparison says about the loss of a tier, as far as planning needs it. */
export interface PairedEvidence {
  /** Reference minus tier, in [−1, 1]: positive is a loss. */
  readonly loss: number;
  readonly items: number;
  /** Independent units: clusters where there are any, else items. */
  readonly units: number;
  /** Mean squared paired difference of a unit's mean, in [0, 1]; for right/wrong answers the share of discordant pairs. */
  readonly unitMoment: number;
}

/**
 * The evidence behind a comparison. A t test shows its spread by its interval
 * only, so that the standard error is taken from there.
 *
 * @param confidence - two-sided, of the interval, in (0.5, 1)
 */
export function pairedEvidence(
  comparison: Comparison,
  decision: Pick<TaskTypeDecision, "clusters">,
  confidence: number,
): PairedEvidence {
  const { test, discordant, difference, spread, n: items } = comparison;
  const loss = -difference.v;
  const units = decision.clusters;
  if (test === "tango" && discordant !== null) {
    const share = (discordant.referenceOnly + discordant.tierOnly) / items;
    return { loss, items, units: items, unitMoment: share };
  }
  // Each tier of an adaptive run was asked as many items as it took, and its interval holds at any time: no t made it.
  if (test === "e-process") return { loss, items, units: difference.n, unitMoment: spread.discordance };
  if (units < 2) return { loss, items, units, unitMoment: 1 };
  const [lo, hi] = difference.ci;
  // The interval is cut to [−1, 1]; the longer side is the one that was not.
  const half = Math.max(difference.v - lo, hi - difference.v);
  const isFlat = Math.abs(half - unseenSpread(units, confidence)) < 1e-12;
  const squaredError = isFlat ? 0 : (half / studentTQuantile(0.5 + confidence / 2, units - 1)) ** 2;
  return {
    loss,
    items,
    units,
    unitMoment: Math.min(1, units * squaredError + loss * loss),
  };
}

/** A number of items, and the test that they will be put to. */
export interface ChanceQuestion {
  readonly margin: number;
  /** One-sided level of the test, in (0, 0.5). */
  readonly level: number;
  /** In all, more than there are now. */
  readonly items: number;
}

/**
 * Probability that a tier is certified once there are so many items. Information
 * for planning, never a gate.
 *
 * `powerAsSeen`: normal approximation of the power if the true loss were the one
 * seen. `chance` averages that power over what the true loss may be after the items seen
 * (flat prior), with one discordant and one concordant item added, so that a
 * single lucky or unlucky item promises nothing: it is near a half where little is known.
 * Assumes that new items come from where the old ones came from.
 *
 * @returns both in [0, 1]
 */
export function chanceToCertify(
  { loss, items, units, unitMoment }: PairedEvidence,
  question: ChanceQuestion,
): { readonly chance: number; readonly powerAsSeen: number } {
  const { margin, level } = question;
  const unitsThen = (question.items * units) / items;
  const z = normalQuantile(1 - level);
  const excess = (seen: number, moment: number) => {
    const deviation = Math.sqrt(Math.max(0, moment - seen * seen));
    if (deviation > 0) return ((margin - seen) * Math.sqrt(unitsThen)) / deviation - z;
    return seen < margin ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  };
  const smoothed = excess((loss * units) / (units + 2), (unitMoment * units + 1) / (units + 2));
  return {
    chance: normalCdf(smoothed * Math.sqrt(units / (unitsThen - units))),
    powerAsSeen: normalCdf(excess(loss, unitMoment)),
  };
}
