import type { Comparison } from "../core/calibration.js";
import { holm } from "../stats/holm.js";
import { unitSizes } from "./certify-path.js";
import type { ComparisonOptions } from "./compare-tiers.js";
import { anytimeInterval, anytimePValues } from "./sequential-interval.js";
import type { SequentialPair } from "./sequential-pairs.js";
import { itemsForPair, USUAL_POWER } from "./spending-items.js";
import { nextLevel } from "./test-levels.js";

/** What the comparison promises, and at which level; the order is the run's. */
export type SequentialOptions = Pick<ComparisonOptions, "margin" | "confidence" | "level" | "minUnits">;

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
  const verdicts = tests.map((_, index) => ({
    verdict: verdictOf(adjusted[index] ?? 1, inferiority[index] ?? 1, options.level),
  }));
  const level = nextLevel(options.level, verdicts);
  return tests.map(({ pair, losses, pValue }, index) => {
    const verdict = verdicts[index]?.verdict ?? "undecided";
    const seen = {
      n: pair.matrix.itemIds.length,
      difference: difference(pair, losses, options.confidence),
      test: "e-process" as const,
      spread: {
        discordance: Math.min(1, mean(losses.map((value) => value * value))),
        inflation: pair.matrix.itemIds.length / losses.length,
      },
    };
    const question = {
      margin: options.margin,
      level,
      power: USUAL_POWER,
      units: losses.length,
      minUnits: options.minUnits ?? 0,
    };
    return {
      tier: pair.tier,
      ...seen,
      discordant: discordant(pair),
      pValue,
      bettingPValue: null,
      adjustedPValue: adjusted[index] ?? 1,
      testLevel: options.level,
      verdict,
      posterior: null,
      itemsNeeded: verdict === "undecided" ? itemsForPair(seen, question).planned : null,
    };
  });
}

function verdictOf(adjusted: number, inferiority: number, level: number): Comparison["verdict"] {
  if (adjusted <= level) return "non-inferior";
  return inferiority <= level ? "inferior" : "undecided";
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

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
