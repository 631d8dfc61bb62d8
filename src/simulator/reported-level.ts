import type { SeededRandom } from "./seeded-random.js";

/**
 * A latent normal deviate, shifted by being right, cut into levels of width 1 that
 * are centred on indifference.
 */
export function selfReportedLevel(
  levels: readonly string[],
  isRight: boolean,
  confidence: number,
  random: SeededRandom,
): string {
  const latent = confidence * ((isRight ? 1 : 0) - 0.5) + random.normal();
  const index = Math.floor(latent + levels.length / 2);
  return levels[Math.min(levels.length - 1, Math.max(0, index))] ?? "";
}
