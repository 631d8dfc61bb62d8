import type { Comparison, Verdict } from "../core/calibration.js";
import { boundedMeanPValue } from "../stats/bounded-mean.js";
import { clusterMean } from "../stats/cluster-mean.js";
import { effectiveItems } from "../stats/effective-items.js";
import { holm } from "../stats/holm.js";
import { meanAbovePValue, meanBelowPValue } from "../stats/mean-interval.js";
import { tangoInterval, tangoPValue } from "../stats/tango.js";
import { unitSizes } from "./certify-path.js";
import { lossBetsPValue } from "./loss-bets.js";
import { differenceEstimate } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemsForPair, MIN_GRADED_ITEMS, USUAL_POWER } from "./spending-items.js";
import { nextLevel } from "./test-levels.js";
import type { TierColumn } from "./tier-column.js";

/** What the comparison promises, and at which level. */
export interface ComparisonOptions {
  /** Largest acceptable loss, in (0, 1). */
  readonly margin: number;
  /** Two-sided, of the intervals. */
  readonly confidence: number;
  /** One-sided, of the family of tests. */
  readonly level: number;
  /** Of the order in which items are bet on. */
  readonly seed: number;
  /** Independent units below which nothing is decided. @defaultValue 0 */
  readonly minUnits?: number;
}

/** A comparison before the multiplicity of the tiers is known. */
interface PairedTest
  extends Omit<Comparison, "adjustedPValue" | "testLevel" | "verdict" | "posterior" | "itemsNeeded"> {
  /** One-sided, of "the tier is worse than the reference by the margin or less". */
  readonly inferiorityPValue: number;
  readonly canDecide: boolean;
}

/**
 * Every tier against the reference on the same items, Holm over the tiers.
 *
 * Right/wrong answers of independent items: Tango's score test. Graded or
 * repeated scores: paired t on item means, from 50 items on, and a betting test
 * that knows nothing of their distribution; the more doubtful of the two counts.
 * Clusters with more than one item: the more doubtful of cluster-robust t and a score
 * test on the effective number of items, which for right/wrong answers is Tango's
 * (docs/decisions/2026-11-27-few-clusters.md). "inferior" uses the opposite one-sided
 * test, with Holm as well.
 *
 * @returns in the order of the columns, the reference left out
 */
export function compareTiers(matrix: TaskTypeMatrix, options: ComparisonOptions): readonly Comparison[] {
  const reference = matrix.columns.find(({ tier }) => tier === matrix.reference);
  if (reference === undefined) return [];
  const tests = matrix.columns
    .filter((column) => column !== reference)
    .map((column) => pairedTest(column, reference, matrix, options));
  const adjusted = holm(tests.map(({ pValue }) => pValue));
  const inferiority = holm(tests.map(({ inferiorityPValue }) => inferiorityPValue));
  const verdicts = tests.map((test, index) => ({
    verdict: verdictOf(test, adjusted[index] ?? 1, inferiority[index] ?? 1, options.level),
  }));
  const question = {
    margin: options.margin,
    level: nextLevel(options.level, verdicts),
    power: USUAL_POWER,
    units: matrix.unitCount,
    minUnits: options.minUnits ?? 0,
  };
  return tests.map((test, index) => {
    const verdict = verdicts[index]?.verdict ?? "undecided";
    const { inferiorityPValue: _inferiority, canDecide: _canDecide, ...shown } = test;
    return {
      ...shown,
      adjustedPValue: adjusted[index] ?? 1,
      testLevel: options.level,
      verdict,
      // For readers, who come later: no test needs it.
      posterior: null,
      itemsNeeded: verdict === "undecided" ? itemsForPair(test, question).planned : null,
    };
  });
}

function verdictOf(test: PairedTest, adjusted: number, inferiority: number, level: number): Verdict {
  if (!test.canDecide) return "undecided";
  if (adjusted <= level) return "non-inferior";
  return inferiority <= level ? "inferior" : "undecided";
}

function pairedTest(
  column: TierColumn,
  reference: TierColumn,
  matrix: TaskTypeMatrix,
  options: ComparisonOptions,
): PairedTest {
  const loss = reference.meanScore.map((score, i) => score - (column.meanScore[i] ?? 0));
  const summary = clusterMean(loss, matrix.units, matrix.unitCount);
  const isClustered = matrix.unitCount < loss.length;
  const isBinary = column.isBinary && reference.isBinary;
  if (isBinary && !isClustered) return scoreTest(column.tier, loss, options);
  const context = { units: matrix.units, unitCount: matrix.unitCount, confidence: options.confidence };
  const isFinite = Number.isFinite(summary.standardError);
  const spread = isFinite ? Math.min(1, loss.length * summary.standardError ** 2 + summary.mean ** 2) : 1;
  const effective = isClustered ? effectiveItems(unitSizes(matrix)) : loss.length;
  const betting = isClustered ? null : lossBetsPValue(loss, matrix, options);
  const second = betting ?? boundedMeanPValue({ values: loss, effective }, options.margin);
  return {
    tier: column.tier,
    n: loss.length,
    discordant: isBinary ? discordant(loss) : null,
    difference: differenceEstimate(
      loss.map((value) => -value),
      context,
    ),
    test: isClustered ? "cluster-t" : "paired-t",
    pValue: Math.max(meanBelowPValue(summary, options.margin), second),
    bettingPValue: betting,
    inferiorityPValue: meanAbovePValue(summary, options.margin),
    canDecide: isClustered || loss.length >= MIN_GRADED_ITEMS,
    spread: { discordance: isClustered ? meanSquare(loss) : spread, inflation: loss.length / effective },
  };
}

function meanSquare(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

function scoreTest(tier: string, loss: Float64Array, { margin, confidence }: ComparisonOptions): PairedTest {
  const n = loss.length;
  const { referenceOnly, tierOnly } = discordant(loss);
  const counts = { firstOnly: referenceOnly, secondOnly: tierOnly, n };
  const [lo, hi] = tangoInterval(counts, confidence);
  return {
    tier,
    n,
    discordant: { referenceOnly, tierOnly },
    difference: { v: (tierOnly - referenceOnly) / n, ci: [-hi, -lo], n },
    test: "tango",
    pValue: tangoPValue(counts, margin),
    bettingPValue: null,
    inferiorityPValue: tangoPValue({ firstOnly: tierOnly, secondOnly: referenceOnly, n }, -margin),
    canDecide: true,
    spread: { discordance: (referenceOnly + tierOnly) / n, inflation: 1 },
  };
}

function discordant(loss: Float64Array): { readonly referenceOnly: number; readonly tierOnly: number } {
  let referenceOnly = 0;
  let tierOnly = 0;
  for (const value of loss) {
    if (value > 0) referenceOnly += 1;
    else if (value < 0) tierOnly += 1;
  }
  return { referenceOnly, tierOnly };
}
