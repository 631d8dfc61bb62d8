import { z } from "zod";
import { EFFORTS, type TierParams } from "../core/tier.js";
import type { AnswerKeyEntry } from "./answer-key.js";
import { seededRandom } from "./seeded-random.js";

const rate = z.number().min(0).max(1);
const effect = z.number().finite();

/** How good one simulated model is, on the logistic scale of {@link rightProbability}. */
export const SimulatedModelSchema = z
  .strictObject({
    ability: effect,
    /** Replaces `ability` for single task types. */
    abilityByTaskType: z.record(z.string(), effect).optional(),
    /** Added to the ability when the request asks for this effort. */
    effortBonus: z.partialRecord(z.enum(EFFORTS), effect).optional(),
    malformedRate: rate,
    refusalRate: rate,
    truncatedRate: rate,
    msPerOutputToken: z.number().nonnegative(),
    baseLatencyMs: z.number().nonnegative(),
    /** Standard deviation of the logarithm of its latencies; 0: they differ by their tokens alone. @defaultValue 0.15 */
    latencySpread: z.number().nonnegative().optional(),
    /** Billed output tokens per token of visible text; what exceeds 1 is reported as thinking. */
    verbosity: z.number().min(1),
    /** Tokens relative to one token per 3.5 characters. @defaultValue 1 */
    tokenizerFactor: z.number().positive().optional(),
    /** Distance, in standard deviations, between what right and wrong answers say of themselves: 0 useless, 4 strong. */
    confidence: z.number().nonnegative(),
    /** As a judge: P(says right | right) and P(says wrong | wrong). */
    judge: z.strictObject({
      sensitivity: rate,
      specificity: rate,
      /** How often it names the first of two answers, whatever it sees. @defaultValue 0 */
      firstLean: rate.optional(),
    }),
  })
  .refine((model) => model.malformedRate + model.refusalRate + model.truncatedRate <= 1, {
    message: "malformedRate, refusalRate and truncatedRate together must be at most 1",
  });
export type SimulatedModel = z.infer<typeof SimulatedModelSchema>;

/** The planted truth: what every simulated model can do, by model id. */
export const WorldSchema = z.strictObject({
  tiers: z.record(z.string(), SimulatedModelSchema),
  /** Centre of each band; `unknown` is for items whose author gave no difficulty. */
  difficulty: z.strictObject({ easy: effect, medium: effect, hard: effect, unknown: effect }),
  /**
   * Standard deviation of item difficulties within a band. The larger, the more
   * the models fail on the same items, as real ones do.
   */
  itemSpread: z.number().nonnegative(),
  /** How often a judge answers prose instead of its verdict. @defaultValue 0.005 */
  judgeMalformedRate: rate.optional(),
});
export type World = z.infer<typeof WorldSchema>;

/** What the difficulty of an item depends on. */
export type WorldItem = Pick<AnswerKeyEntry, "itemId" | "taskType" | "difficulty">;

/** Difficulty of an item: its band, shifted by a normal deviate that its id alone determines. */
export function itemDifficulty(world: World, item: WorldItem): number {
  const band = world.difficulty[item.difficulty ?? "unknown"];
  return band + world.itemSpread * seededRandom("difficulty", item.taskType, item.itemId).normal();
}

/** The simulated model with this id; undefined where the world has none. */
export function modelIn(world: World, model: string): SimulatedModel | undefined {
  return Object.hasOwn(world.tiers, model) ? world.tiers[model] : undefined;
}

/** P(right) of a well-formed answer, in (0, 1): the logistic function of ability minus difficulty. */
export function rightProbability(
  world: World,
  model: SimulatedModel,
  item: WorldItem,
  effort?: TierParams["effort"],
): number {
  const byTaskType = model.abilityByTaskType;
  const ability = byTaskType && Object.hasOwn(byTaskType, item.taskType) ? byTaskType[item.taskType] : undefined;
  const bonus = effort === undefined ? 0 : (model.effortBonus?.[effort] ?? 0);
  return 1 / (1 + Math.exp(itemDifficulty(world, item) - (ability ?? model.ability) - bonus));
}

/**
 * The exact probability that a model's answer to an item is right: refused, truncated
 * and malformed answers count as wrong. Assumes that `max_tokens` leaves room for the
 * answer. A judge that errs measures something else; this is the truth.
 *
 * @throws RangeError if the world has no such model
 */
export function trueQuality(world: World, model: string, item: WorldItem, effort?: TierParams["effort"]): number {
  const simulated = modelIn(world, model);
  if (simulated === undefined) throw new RangeError(`the simulated world has no model "${model}"`);
  const wellFormed = 1 - simulated.malformedRate - simulated.refusalRate - simulated.truncatedRate;
  return wellFormed * rightProbability(world, simulated, item, effort);
}
