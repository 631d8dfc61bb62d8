import { bettingPValue } from "../stats/betting.js";
import { seededRandom } from "../stats/random.js";
import { unitSizes } from "./certify-path.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { weightedDifference } from "./sequential-pair.js";
import { shuffle } from "./tier-rows.js";

/** The hypothesis that is bet against, and the order of the bets. */
export interface LossBets {
  /** Largest acceptable loss, in (0, 1). */
  readonly margin: number;
  /** The level that the bets are planned for. */
  readonly level: number;
  readonly seed: number;
}

/**
 * Betting p-value of "the mean loss of a random item is the margin or more", on
 * the independent units in a seeded order. It assumes nothing of the losses but
 * that they lie in [−1, 1]; units of fewer items than the largest count for less.
 *
 * @param loss - one per item
 */
export function lossBetsPValue(
  loss: Float64Array,
  matrix: Pick<TaskTypeMatrix, "taskType" | "units" | "unitCount">,
  { margin, level, seed }: LossBets,
): number {
  const sizes = unitSizes(matrix);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 1);
  const sums = new Float64Array(matrix.unitCount);
  loss.forEach((value, i) => {
    const unit = matrix.units[i] ?? 0;
    sums[unit] = (sums[unit] ?? 0) + value;
  });
  const order = [...sums.keys()];
  shuffle(order, seededRandom(seed, `order of the bets ${matrix.taskType}`));
  const values = Float64Array.from(order, (unit) => {
    const size = sizes[unit] ?? 1;
    const difference = (sums[unit] ?? 0) / size;
    // A unit of full size counts as it is, without a detour that would round it.
    const weighed = size === largest ? difference : weightedDifference({ difference, weight: size / largest }, margin);
    // Losses in [−1, 1] as values in [0, 1].
    return (weighed + 1) / 2;
  });
  return bettingPValue(values, (margin + 1) / 2, { level });
}
