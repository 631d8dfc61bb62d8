import { UsageError } from "../core/errors.js";
import type { SimulatedModel, World } from "./world.js";

/** The model ids that play the three tiers. */
export interface DemoTiers {
  readonly haiku: string;
  readonly sonnet: string;
  readonly opus: string;
}

/** A quantity at the bottom, in the middle and at the top of the ladder. */
type Rungs = readonly [bottom: number, middle: number, top: number];

const CHEAPEST_IS_ENOUGH: Rungs = [8, 8, 8];
const MIDDLE_IS_ENOUGH: Rungs = [2, 8, 8];
const DEAREST_OR_CASCADE: Rungs = [2, 4.5, 8];

/** What the first, second, third, … task type of a demonstration asks of the ladder. */
const PATTERNS = [CHEAPEST_IS_ENOUGH, MIDDLE_IS_ENOUGH, DEAREST_OR_CASCADE] as const;

/**
 * The world of the offline demonstration. By position, the task types are one where
 * the cheapest tier is as good as the dearest, one where the middle tier suffices, and
 * one where the dearest is needed unless confident cheap answers are kept; a fourth
 * task type is like the first again. Any other task type is like the third.
 */
export function demoWorld({ haiku, sonnet, opus }: DemoTiers, taskTypes: readonly string[]): World {
  return ladderWorld([haiku, sonnet, opus], taskTypes);
}

/**
 * The same for a ladder of any length: what lies between its ends is interpolated.
 *
 * @param models - model ids, cheapest first; of a repeated id the first position counts
 * @throws UsageError if there is no model
 */
export function ladderWorld(models: readonly string[], taskTypes: readonly string[]): World {
  const ladder = [...new Set(models)];
  if (ladder.length === 0) throw new UsageError("the simulated world has no model: name at least one tier");
  // A single model is as good as the top of a ladder.
  const heightOf = (index: number) => (ladder.length === 1 ? 1 : index / (ladder.length - 1));
  return {
    tiers: Object.fromEntries(ladder.map((model, index) => [model, modelAt(heightOf(index), taskTypes)])),
    difficulty: { easy: -3, medium: 0, hard: 3, unknown: 0 },
    itemSpread: 3,
  };
}

/** @param height - 0 the bottom of the ladder, 1 the top */
function modelAt(height: number, taskTypes: readonly string[]): SimulatedModel {
  const at = (rungs: Rungs) => between(rungs, height);
  return {
    ability: at(DEAREST_OR_CASCADE),
    abilityByTaskType: Object.fromEntries(
      taskTypes.map((taskType, index) => [taskType, at(PATTERNS[index % PATTERNS.length] ?? DEAREST_OR_CASCADE)]),
    ),
    effortBonus: { low: -0.5, high: 0.5, xhigh: 0.8, max: 1 },
    malformedRate: at([0.012, 0.006, 0.004]),
    refusalRate: 0.001,
    truncatedRate: 0.001,
    msPerOutputToken: at([6, 12, 20]),
    baseLatencyMs: at([350, 600, 900]),
    verbosity: at([1, 1.1, 1.2]),
    confidence: 3,
    judge: { sensitivity: at([0.92, 0.97, 0.98]), specificity: at([0.86, 0.95, 0.97]) },
  };
}

function between([bottom, middle, top]: Rungs, height: number): number {
  return height < 0.5 ? bottom + (middle - bottom) * 2 * height : middle + (top - middle) * (2 * height - 1);
}
