import { normalQuantile } from "./normal.js";

/** What is asked of the sample size formula. */
export interface RequiredItemsQuestion {
  /** Mean of the squared paired differences; for right/wrong answers the share of discordant pairs. In [0, 1]. */
  readonly discordance: number;
  /** Largest acceptable loss, in (0, 1). */
  readonly margin: number;
  /** True loss assumed in planning; its distance from the margin is what must be seen. */
  readonly difference: number;
  /** One-sided level of the test, in (0, 0.5). */
  readonly level: number;
  /** Probability to decide, in (0.5, 1). */
  readonly power: number;
}

/**
 * Number of paired items that a non-inferiority test needs.
 *
 * Normal approximation: (z(1 − level) + z(power))² · variance / gap². Assumes
 * independent items. Never fewer than a score test needs to pass without any
 * discordant pair.
 *
 * @returns whole number ≥ 1
 * @throws RangeError if an argument is outside its range, or the difference equals the margin
 */
export function requiredItems(question: RequiredItemsQuestion): number {
  const { discordance, margin, difference, level, power } = question;
  if (!(discordance >= 0 && discordance <= 1)) throw new RangeError(`discordance not in [0, 1]: ${discordance}`);
  if (!(margin > 0 && margin < 1)) throw new RangeError(`margin not in (0, 1): ${margin}`);
  if (!(level > 0 && level < 0.5)) throw new RangeError(`level not in (0, 0.5): ${level}`);
  if (!(power > 0.5 && power < 1)) throw new RangeError(`power not in (0.5, 1): ${power}`);
  const gap = Math.abs(margin - difference);
  if (!(gap > 0)) throw new RangeError(`difference equals the margin: ${difference}`);
  const z = normalQuantile(1 - level);
  const variance = Math.max(0, discordance - difference * difference);
  const byPower = ((z + normalQuantile(power)) ** 2 * variance) / (gap * gap);
  const withoutDiscordance = discordance === 0 ? (z * z * (1 - margin)) / margin : 0;
  return Math.max(1, Math.ceil(byPower), Math.ceil(withoutDiscordance));
}
