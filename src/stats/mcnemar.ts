import { binomialCdf } from "./binomial.js";
import type { PairedCounts } from "./tango.js";

/** Two-sided p-values of McNemar's test. */
export interface McNemarPValues {
  /** Exact: never above its level. */
  readonly exact: number;
  /** Mid-p: the observed table counted half. Closer to its level, may exceed it slightly; for display, no gate. */
  readonly midP: number;
}

/**
 * McNemar's test: do two paired right/wrong answers have the same rate?
 *
 * Given that a pair is discordant, each direction has chance ½ under the
 * hypothesis, whatever the agreement; concordant pairs carry nothing. Assumes
 * independent pairs (items, not trials).
 *
 * @param counts - discordant pairs, integers ≥ 0
 * @returns both p-values in (0, 1]; the exact one is 1 where there are as many in either direction, both are 1
 *   where there is no discordant pair (the mid-p formula would give ½ there, for nothing seen)
 * @throws RangeError if a count is not an integer ≥ 0
 * @see McNemar, Psychometrika 12 (1947); Fagerland, Lydersen & Laake, "The McNemar test for binary matched-pairs
 *   data: mid-p and asymptotic are better than exact conditional", BMC Medical Research Methodology 13 (2013)
 */
export function mcnemarPValues({ firstOnly, secondOnly }: Omit<PairedCounts, "n">): McNemarPValues {
  for (const count of [firstOnly, secondOnly]) {
    if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`count not an integer ≥ 0: ${count}`);
  }
  const discordant = firstOnly + secondOnly;
  const fewer = Math.min(firstOnly, secondOnly);
  const tail = binomialCdf(fewer, discordant, 0.5);
  // Without the observed table; sums instead of differences, so that nothing cancels.
  const beyond = binomialCdf(fewer - 1, discordant, 0.5);
  const midP = firstOnly === secondOnly ? 0.5 + beyond : tail + beyond;
  return { exact: Math.min(1, 2 * tail), midP: discordant === 0 ? 1 : Math.min(1, midP) };
}
