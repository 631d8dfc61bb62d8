import type { Comparison } from "../core/calibration.js";
import { holm } from "../stats/holm.js";
import { normalQuantile } from "../stats/normal.js";
import { requiredItems } from "../stats/required-items.js";
import { unitSizes } from "./certify-path.js";
import type { ComparisonOptions } from "./compare-tiers.js";
import { anytimeInterval, anytimePValues } from "./sequential-interval.js";
import type { SequentialPair } from "./sequential-pairs.js";

/** What the comparison promises, and at which level; the order is the run's. */
export type SequentialOptions = Pick<ComparisonOptions, "margin" | "confidence" | "level">;

/** Probability to decide that the items still needed are counted for. */
const POWER = 0.8;
/** That the capital of a sequential test is spread over. */
const BETS = 5;

/**
 * The tiers of one task type of an adaptive run against the reference, Holm over
 * the tiers.
 *
 * The tests of a fixed number of items do not hold where the answers themselves
 * said when to stop; these do, at whatever time that was. The p-value is 1 over
 * the largest e-value along the recorded order, the interval is what the same
 * test has never rejected. What the run decided at its own margin and confidence
 * is decided here at the same ones: Holm is at least as powerful as the equal
 * shares that the run stops at. The unit is the cluster, else the item.
 *
 * @param pairs - of one task type, all of its tiers but the reference
 * @returns in the order of the pairs
 */
export function compareSequentially(
  pairs: readonly SequentialPair[],
  options: SequentialOptions,
): readonly Comparison[] {
  const tests = pairs.map((pair) => {
    const losses = lossesInOrder(pair);
    return { pair, losses, ...anytimePValues(losses, options.margin, weightsInOrder(pair)) };
  });
  const adjusted = holm(tests.map(({ pValue }) => pValue));
  const inferiority = holm(tests.map(({ inferiorityPValue }) => inferiorityPValue));
  return tests.map(({ pair, losses, pValue }, index) => {
    const adjustedPValue = adjusted[index] ?? 1;
    const isInferior = (inferiority[index] ?? 1) <= options.level;
    const verdict = adjustedPValue <= options.level ? "non-inferior" : isInferior ? "inferior" : "undecided";
    return {
      tier: pair.tier,
      n: pair.matrix.itemIds.length,
      discordant: discordant(pair),
      difference: difference(pair, losses, options.confidence),
      test: "e-process" as const,
      pValue,
      bettingPValue: null,
      adjustedPValue,
      verdict,
      posterior: null,
      itemsNeeded: verdict === "undecided" ? itemsNeeded(pair, losses, options, pairs.length) : null,
    };
  });
}

/**
 * Reference minus tier, one per unit (its mean over the items of the unit), in
 * the order in which the run asked them.
 */
export function lossesInOrder({ tier, matrix, order }: SequentialPair): readonly number[] {
  const sums = new Float64Array(matrix.unitCount);
  const counts = new Float64Array(matrix.unitCount);
  for (const [i, loss] of itemLosses({ tier, matrix }).entries()) {
    const unit = matrix.units[i] ?? 0;
    sums[unit] = (sums[unit] ?? 0) + loss;
    counts[unit] = (counts[unit] ?? 0) + 1;
  }
  return order.map((unit) => (sums[unit] ?? 0) / (counts[unit] ?? 1));
}

function itemLosses({ tier, matrix }: Pick<SequentialPair, "tier" | "matrix">): readonly number[] {
  const scoresOf = (name: string) => matrix.columns.find((column) => column.tier === name)?.meanScore;
  const [ofReference, ofTier] = [scoresOf(matrix.reference), scoresOf(tier)];
  return matrix.itemIds.map((_, i) => (ofReference?.[i] ?? 0) - (ofTier?.[i] ?? 0));
}

function discordant({ tier, matrix }: SequentialPair): Comparison["discordant"] {
  if (!matrix.columns.every(({ isBinary }) => isBinary)) return null;
  const losses = itemLosses({ tier, matrix });
  return {
    referenceOnly: losses.filter((loss) => loss > 0).length,
    tierOnly: losses.filter((loss) => loss < 0).length,
  };
}

/** Of a random item; the interval counts units by their items too. */
function difference(pair: SequentialPair, losses: readonly number[], confidence: number): Comparison["difference"] {
  const v = 0 - mean(itemLosses(pair));
  const [lo, hi] = anytimeInterval(losses, confidence, weightsInOrder(pair));
  return { v, ci: [Math.min(-hi, v), Math.max(-lo, v)], n: losses.length };
}

/** Items of every unit over those of the largest of the task type, in the order of the run. */
function weightsInOrder({ matrix, order, largestUnit }: SequentialPair): readonly number[] {
  const sizes = unitSizes(matrix);
  return order.map((unit) => (sizes[unit] ?? 0) / largestUnit);
}

/**
 * Items in all, if the differences seen hold: what a test for a fixed number
 * would need, times what the right to look costs. A difference at the margin can
 * never be decided, so the distance counts as a tenth of the margin at least.
 */
function itemsNeeded(
  { matrix }: SequentialPair,
  losses: readonly number[],
  { margin, level }: SequentialOptions,
  tiers: number,
): number {
  const loss = mean(losses);
  const gap = Math.max(Math.abs(margin - loss), margin / 10);
  const share = level / tiers;
  const question = {
    discordance: Math.min(1, mean(losses.map((value) => value * value))),
    margin,
    difference: loss < margin ? margin - gap : margin + gap,
    level: share,
    power: POWER,
  };
  const itemsPerUnit = matrix.itemIds.length / losses.length;
  const units = Math.ceil(requiredItems(question) * priceOfLooking(share));
  return Math.max(matrix.itemIds.length + 1, Math.ceil(units * itemsPerUnit));
}

/**
 * Units that a test takes when one may look at any time, over those of a single
 * look. Of near-normal differences each unit adds half its squared standard
 * score to the logarithm of the e-value, which starts behind by the number of
 * bets that share its capital.
 */
function priceOfLooking(level: number): number {
  const single = (normalQuantile(1 - level) + normalQuantile(POWER)) ** 2;
  return Math.max(1, (2 * Math.log(BETS / level)) / single);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
