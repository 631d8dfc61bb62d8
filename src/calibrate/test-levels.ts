/** What each test of one task type may use of the failure probability. */
export interface TestLevels {
  /** Of the family of single tiers, shared out by Holm. */
  readonly singles: number;
  /** Of each cascade's sequence of thresholds. */
  readonly cascade: number;
}

/** 1 − confidence, without the rounding of the subtraction. */
export function failureProbability(confidence: number): number {
  return Number((1 - confidence).toPrecision(12));
}

/**
 * Divides the failure probability δ of a task type so that all its certificates
 * hold together with probability 1 − δ, and any of them may be chosen after
 * looking: half for the single tiers (Holm), half for the cascades (Bonferroni
 * over them, a fixed sequence of thresholds within each). Without cascades the
 * single tiers get all of it.
 *
 * @param confidence - 1 − δ, in (0.5, 1)
 * @param cascades - pairs of tiers × signals that compete, ≥ 0
 */
export function testLevels(confidence: number, cascades: number): TestLevels {
  const delta = failureProbability(confidence);
  return cascades === 0 ? { singles: delta, cascade: 0 } : { singles: delta / 2, cascade: delta / 2 / cascades };
}
