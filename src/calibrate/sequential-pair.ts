import { decision, observe, type SequentialTest, startSequentialTest } from "../stats/e-process.js";
import { failureProbability } from "./test-levels.js";

/**
 * How a pair of task type and tier was closed. `not-needed`: a cheaper tier was
 * certified, so that this one would not be chosen. `undecided`: there are no
 * more items.
 */
export type PairDecision = "non-inferior" | "inferior" | "not-needed" | "undecided";

/** A tier on its way to a decision against the reference. */
export interface PairProgress {
  readonly tier: string;
  readonly test: SequentialTest;
  /** Of the differences reference − tier, one per unit. */
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Units asked that have no score on one of the two tiers: missing, not wrong. */
  readonly skipped: number;
  /** Null: still open. */
  readonly decision: PairDecision | null;
}

/** What the decisions of a run must keep to. */
export interface PairRules {
  /** Largest acceptable loss, in (0, 1). */
  readonly margin: number;
  /** 1 − δ, in (0.5, 1). */
  readonly confidence: number;
  /** Tiers of the task type without the reference, at least 1. */
  readonly candidates: number;
}

/**
 * The level of each of the two tests of a pair: δ shared out over the tiers of
 * the task type (Bonferroni), so that all of its decisions hold together.
 */
export function pairLevel({ confidence, candidates }: Pick<PairRules, "confidence" | "candidates">): number {
  return failureProbability(confidence) / candidates;
}

/** A pair about which nothing is known. */
export function openPair(tier: string, rules: PairRules): PairProgress {
  const test = startSequentialTest({ margin: rules.margin, level: pairLevel(rules) });
  return { tier, test, sum: 0, sumOfSquares: 0, skipped: 0, decision: null };
}

/** What one unit shows of a pair. */
export interface UnitDifference {
  /** Reference minus tier, the mean over the unit's items, in [−1, 1]. */
  readonly difference: number;
  /** Its items over those of the largest unit of the task type, in (0, 1]. */
  readonly weight: number;
}

/**
 * A unit for a test of random items: units of fewer items than the largest count
 * for less, as if the items they lack lost exactly the margin.
 */
export function weightedDifference({ difference, weight }: UnitDifference, margin: number): number {
  return margin + weight * (difference - margin);
}

/**
 * The pair after one more unit.
 *
 * @param unit - null: one of the two tiers has no score
 */
export function withUnit(pair: PairProgress, unit: UnitDifference | null): PairProgress {
  if (unit === null) return { ...pair, skipped: pair.skipped + 1 };
  const { difference } = unit;
  return {
    ...pair,
    test: observe(pair.test, weightedDifference(unit, pair.test.margin)),
    sum: pair.sum + difference,
    sumOfSquares: pair.sumOfSquares + difference * difference,
  };
}

/**
 * Closes what has been decided: pairs whose test has, from `minUnits` on, and
 * then every pair that is dearer than a certified one.
 *
 * @param pairs - cheapest first
 */
export function closeDecided(pairs: readonly PairProgress[], minUnits: number): readonly PairProgress[] {
  const decided = pairs.map((pair) =>
    pair.decision === null && pair.test.observed >= minUnits ? { ...pair, decision: decision(pair.test) } : pair,
  );
  const cheapest = decided.findIndex((pair) => pair.decision === "non-inferior");
  if (cheapest < 0) return decided;
  return decided.map((pair, index) =>
    pair.decision === null && index > cheapest ? { ...pair, decision: "not-needed" as const } : pair,
  );
}
