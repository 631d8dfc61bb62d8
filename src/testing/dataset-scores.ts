import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { type ModelResponse, NO_USAGE } from "../core/model-response.js";
import { isScore, type Score, type ScoreFailure, type Validator } from "../core/score.js";

/** An answer that was never paid for. */
export function responseOf(text: string): ModelResponse {
  const usage = { usage: NO_USAGE, latencyMs: 1, simulated: true };
  return { text, stopReason: "end_turn", model: "m", requestId: null, ...usage };
}

/** What the validators of an eval say of one answer, the judge apart. */
export interface AnswerScore {
  /** The worst of them; NaN where one could not say; null where one is not available here. */
  readonly value: number | null;
  readonly reasons: readonly string[];
}

/** Scores one answer by the validators alone. */
export async function scoreAnswer(evaluation: EvalDefinition, item: Item, text: string): Promise<AnswerScore> {
  const validators = evaluation.scorers.filter((scorer): scorer is Validator => scorer.kind === "validator");
  const results = await Promise.all(
    validators.map(async (validator) => validator.score({ item, text, response: responseOf(text) })),
  );
  const reasons = results.map(({ scorer, reason }) => `${scorer}: ${reason}`);
  if (results.some(isUnavailable)) return { value: null, reasons };
  return { value: Math.min(...results.map((result) => (isScore(result) ? result.value : Number.NaN))), reasons };
}

/** A validator that cannot run on this machine says so; that is neither right nor wrong. */
function isUnavailable(result: Score | ScoreFailure): boolean {
  return !isScore(result) && /\b(unavailable|not available)\b/i.test(`${result.failure} ${result.reason}`);
}
