import type { Comparison } from "../core/calibration.js";

/** What each family of tests of one task type may use of the failure probability. */
export interface TestLevels {
  /** Of the family of single tiers, shared out by Holm. */
  readonly singles: number;
  /** Of the family of cascades, shared out over their paths; 0 where none competes. */
  readonly cascades: number;
}

/** 1 − confidence, without the rounding of the subtraction. */
export function failureProbability(confidence: number): number {
  return Number((1 - confidence).toPrecision(12));
}

/** Of the next tier to be certified: Holm has given back the level of those that are, and shares it among the others. */
export function nextLevel(level: number, comparisons: readonly Pick<Comparison, "verdict">[]): number {
  return level / Math.max(1, comparisons.filter(({ verdict }) => verdict !== "non-inferior").length);
}

/**
 * Divides the failure probability δ of a task type so that all its certificates
 * hold together with probability 1 − δ, and any of them may be chosen after
 * looking: half for the single tiers (Holm), half for the cascades (equal shares
 * for their paths, a fixed sequence along each). Without cascades the single
 * tiers get all of it.
 *
 * @param confidence - 1 − δ, in (0.5, 1)
 */
export function testLevels(confidence: number, hasCascades: boolean): TestLevels {
  const delta = failureProbability(confidence);
  return hasCascades ? { singles: delta / 2, cascades: delta / 2 } : { singles: delta, cascades: 0 };
}
