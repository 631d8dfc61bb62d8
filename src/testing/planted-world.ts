/**
 * Worlds whose truth is known: difficulty, ability and signals are drawn from
 * stated distributions, so that a conclusion drawn from a sample can be held
 * against what holds for all items.
 * @module
 */
import type { Outcome } from "../core/outcome.js";
import { normalCdf } from "../stats/normal.js";
import { seededRandom } from "../stats/random.js";
import { seededOutcome } from "./seeded-outcomes.js";

/** One task type of a planted world. */
export interface PlantedTaskType {
  readonly taskType: string;
  /** Ability a_k per tier: the answer is right with probability σ(a_k − θ). */
  readonly abilities: { readonly [tier: string]: number };
  /** Items have difficulty θ ~ N(mean, sd²). */
  readonly difficulty: { readonly mean: number; readonly sd: number };
  /** s = Φ(strength · (y − ½) + N(0, 1) − 0.3 · θ); null: no signal. 2.08 is useful, 0 is useless. */
  readonly signalStrength: number | null;
  /** True where all tiers share one draw per item, as on items that are decided by difficulty alone. */
  readonly isPaired?: boolean;
}

export const PLANTED_COSTS_USD: { readonly [tier: string]: number } = { haiku: 0.0001, sonnet: 0.002, opus: 0.004 };
export const PLANTED_SIGNAL = "confidence";

/** Draws `items` items of a task type with one outcome on every tier. */
export function plantedOutcomes(type: PlantedTaskType, items: number, seed: number): readonly Outcome[] {
  const random = seededRandom(seed, `world ${type.taskType}`);
  const rows: Outcome[] = [];
  for (let i = 0; i < items; i += 1) {
    const theta = type.difficulty.mean + type.difficulty.sd * random.normal();
    const shared = random.uniform();
    for (const [tier, ability] of Object.entries(type.abilities)) {
      const own = random.uniform();
      const draw = type.isPaired === true ? shared : own;
      const score = draw < 1 / (1 + Math.exp(theta - ability)) ? 1 : 0;
      const noise = random.normal();
      const value =
        type.signalStrength === null ? null : normalCdf(type.signalStrength * (score - 0.5) + noise - 0.3 * theta);
      rows.push(
        seededOutcome({
          itemId: `${type.taskType}-${String(i).padStart(7, "0")}`,
          taskType: type.taskType,
          tier,
          score,
          costUsd: PLANTED_COSTS_USD[tier] ?? 0.001,
          signals: value === null ? [] : [{ name: PLANTED_SIGNAL, value }],
          simulated: true,
        }),
      );
    }
  }
  return rows;
}
