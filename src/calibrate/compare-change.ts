import type { Estimate } from "../core/estimate.js";
import { bootstrapMeans, percentileInterval } from "../stats/bootstrap.js";
import { clusterMean } from "../stats/cluster-mean.js";
import { mcnemarPValues } from "../stats/mcnemar.js";
import { meanAbovePValue } from "../stats/mean-interval.js";
import { seededRandom } from "../stats/random.js";
import { signFlipPValue } from "../stats/sign-flip.js";
import { type PairedCounts, tangoInterval, tangoPValue } from "../stats/tango.js";
import type { PairedCell, PairedItem } from "./compare-pairs.js";
import { differenceEstimate, type EstimateContext, rateEstimate } from "./mean-estimate.js";

/** What the test of a change promises. */
export interface ChangeOptions {
  /** Largest acceptable loss, in [0, 1). */
  readonly margin: number;
  /** Two-sided, of the intervals, in (0.5, 1). */
  readonly confidence: number;
  /** Of the resampling. */
  readonly seed: number;
  /** Of the bootstrap and the sign flips, integer ≥ 1. */
  readonly resamples: number;
}

/** One tier on one task type, head against base, before the multiplicity of the cells is known. */
export interface ChangeTest {
  readonly taskType: string;
  readonly tier: string;
  /** Paired items. */
  readonly items: number;
  /** Independent units: clusters where there are any, else items. */
  readonly units: number;
  readonly base: Estimate;
  readonly head: Estimate;
  /** Head minus base: negative is worse. */
  readonly difference: Estimate;
  /** Items that went from right to wrong, and the reverse; null for graded or repeated scores. */
  readonly flips: { readonly lost: number; readonly gained: number } | null;
  /** Items whose score is not the same. */
  readonly changedItems: number;
  /** `mcnemar`: right/wrong answers of independent items; `sign-flip`: graded, repeated or clustered scores. */
  readonly test: "mcnemar" | "sign-flip";
  /** Two-sided, of "nothing changed": exact McNemar, or sign flips of whole clusters. */
  readonly pValue: number;
  /** McNemar's mid-p, for display; null for sign flips. */
  readonly midPValue: number | null;
  /** One-sided, of "the loss is the margin or less": small values certify a regression. */
  readonly regressionPValue: number;
  /** Mean squared difference that independent items would need for the same standard error, in [0, 1]. */
  readonly discordance: number;
}

/** The independent units of items, numbered in order of appearance. */
export function unitsOfPairs(items: readonly PairedItem[]): Pick<EstimateContext, "units" | "unitCount"> {
  const numbers = new Map<string, number>();
  const units = Int32Array.from(items, ({ unit }) => {
    const number = numbers.get(unit) ?? numbers.size;
    numbers.set(unit, number);
    return number;
  });
  return { units, unitCount: numbers.size };
}

/** Mean score of an item over its trials. */
export function meanScoreOf(rows: PairedItem["base"]): number {
  return rows.reduce((sum, { score }) => sum + (score ?? 0), 0) / rows.length;
}

/**
 * Tests one cell of two runs for a change, and for a loss beyond the margin.
 *
 * Right/wrong answers of independent items: exact McNemar, Tango's score
 * interval, and Tango's test against the margin (exact McNemar at margin 0).
 * Graded, repeated or clustered scores: sign flips by cluster; as interval the
 * wider of the cluster-robust t and the cluster bootstrap; against the margin a
 * cluster-robust t, which must agree with the one-sided sign flips.
 */
export function changeTest({ taskType, tier, items }: PairedCell, options: ChangeOptions): ChangeTest {
  const context: EstimateContext = { ...unitsOfPairs(items), confidence: options.confidence };
  const base = Float64Array.from(items, (item) => meanScoreOf(item.base));
  const head = Float64Array.from(items, (item) => meanScoreOf(item.head));
  const loss = base.map((score, i) => score - (head[i] ?? 0));
  const isPlain = context.unitCount === items.length && isBinary(items);
  return {
    taskType,
    tier,
    items: items.length,
    units: context.unitCount,
    base: rateEstimate(base, context),
    head: rateEstimate(head, context),
    changedItems: loss.filter((value) => value !== 0).length,
    ...(isPlain ? scoreTest(loss, options) : meanTest(loss, context, options)),
  };
}

type TestPart = Omit<ChangeTest, "taskType" | "tier" | "items" | "units" | "base" | "head" | "changedItems">;

function isBinary(items: readonly PairedItem[]): boolean {
  const isRightOrWrong = (rows: PairedItem["base"]) =>
    rows.length === 1 && (rows[0]?.score === 0 || rows[0]?.score === 1);
  return items.every(({ base, head }) => isRightOrWrong(base) && isRightOrWrong(head));
}

function scoreTest(loss: Float64Array, { margin, confidence }: ChangeOptions): TestPart {
  const n = loss.length;
  const lost = loss.filter((value) => value > 0).length;
  const gained = loss.filter((value) => value < 0).length;
  const [lo, hi] = tangoInterval({ firstOnly: gained, secondOnly: lost, n }, confidence);
  const { exact, midP } = mcnemarPValues({ firstOnly: lost, secondOnly: gained });
  return {
    difference: { v: (gained - lost) / n, ci: [lo, hi], n },
    flips: { lost, gained },
    test: "mcnemar",
    pValue: exact,
    midPValue: midP,
    regressionPValue: margin === 0 ? (lost > gained ? exact / 2 : 1) : beyondMargin({ lost, gained, n }, margin),
    discordance: (lost + gained) / n,
  };
}

/** "The head is worse by the margin or less" is "the base is better by −margin or more", seen from the head. */
function beyondMargin({ lost, gained, n }: { lost: number; gained: number; n: number }, margin: number): number {
  const counts: PairedCounts = { firstOnly: gained, secondOnly: lost, n };
  return tangoPValue(counts, -margin);
}

function meanTest(loss: Float64Array, context: EstimateContext, options: ChangeOptions): TestPart {
  const { units, unitCount } = context;
  const { margin, seed, resamples } = options;
  const summary = clusterMean(loss, units, unitCount);
  const random = seededRandom(seed, "sign-flip");
  const flip = (alternative: "two-sided" | "greater") =>
    signFlipPValue(loss, units, { unitCount, alternative, resamples, random });
  const n = loss.length;
  const isFinite = Number.isFinite(summary.standardError);
  return {
    difference: differenceOf(loss, context, options),
    flips: null,
    test: "sign-flip",
    pValue: flip("two-sided"),
    midPValue: null,
    regressionPValue: Math.max(meanAbovePValue(summary, margin), flip("greater")),
    discordance: isFinite ? Math.min(1, n * summary.standardError ** 2 + summary.mean ** 2) : 1,
  };
}

function differenceOf(loss: Float64Array, context: EstimateContext, { seed, resamples }: ChangeOptions): Estimate {
  const gain = loss.map((value) => -value);
  const byT = differenceEstimate(gain, context);
  const sizes = new Float64Array(context.unitCount);
  const sums = new Float64Array(context.unitCount);
  gain.forEach((value, i) => {
    const unit = context.units[i] ?? 0;
    sizes[unit] = (sizes[unit] ?? 0) + 1;
    sums[unit] = (sums[unit] ?? 0) + value;
  });
  const strata = [{ weight: 1, sizes, columns: [sums] }];
  const [replicates] = bootstrapMeans(strata, resamples, seededRandom(seed, "change"));
  const [lo, hi] = percentileInterval(replicates ?? Float64Array.of(byT.v), context.confidence);
  return { ...byT, ci: [Math.min(lo, byT.ci[0]), Math.max(hi, byT.ci[1])] };
}
