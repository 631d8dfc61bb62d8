import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { type ModelResponse, NO_USAGE } from "../core/model-response.js";
import type { ScoringContext } from "../core/score.js";
import { playTrajectory } from "./play-trajectory.js";

/** A response that nobody was asked for. */
export function unaskedResponse(text: string): ModelResponse {
  const cost = { usage: NO_USAGE, latencyMs: 0, simulated: true };
  return { text, stopReason: "end_turn", model: "reference", requestId: null, ...cost };
}

/**
 * What scorers would see of an answer that nobody was asked for.
 *
 * @param text - the answer; of an eval with tools the JSON of a `Trajectory`, which is played
 * @throws as `playTrajectory`
 */
export async function unaskedContext(evaluation: EvalDefinition, item: Item, text: string): Promise<ScoringContext> {
  if (evaluation.tools !== undefined) return await playTrajectory(evaluation, item, text);
  return { item, text, response: unaskedResponse(text) };
}
