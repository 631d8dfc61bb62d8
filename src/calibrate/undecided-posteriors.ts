import type { Comparison } from "../core/calibration.js";
import { pairedPosterior } from "../stats/paired-posterior.js";

/**
 * Adds to undecided pairs how likely it is that their loss is below the margin.
 *
 * Only where every item has one right/wrong answer and is a unit of its own: the
 * posterior knows of nothing else. Apart from the tests, because these are made
 * for every fold of a cross-fit, and the posterior is for readers.
 */
export function withPosteriors(comparisons: readonly Comparison[], margin: number): readonly Comparison[] {
  return comparisons.map((comparison) => {
    const { verdict, test, discordant, n } = comparison;
    if (verdict !== "undecided" || test !== "tango" || discordant === null) return comparison;
    const counts = { firstOnly: discordant.referenceOnly, secondOnly: discordant.tierOnly, n };
    return { ...comparison, posterior: pairedPosterior(counts, margin) };
  });
}
