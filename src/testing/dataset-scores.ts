import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { type ModelResponse, NO_USAGE } from "../core/model-response.js";
import { isScore, type Score, type ScoreFailure, type ScoringContext, type Validator } from "../core/score.js";
import { Sandbox } from "../sandbox/sandbox.js";
import { playTrajectory } from "../scorers/play-trajectory.js";

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

const sandbox = new Sandbox();

/** What scorers see of an answer: of an eval with tools, the text is a trajectory, which is played. */
export function contextOf(evaluation: EvalDefinition, item: Item, text: string): Promise<ScoringContext> {
  if (evaluation.tools !== undefined) return playTrajectory(evaluation, item, text);
  return Promise.resolve({ item, text, response: responseOf(text), runProgram: sandbox.run });
}

/** Why the answers to an item cannot be scored on this machine; null: they can. */
export async function whyUnavailable({ scorers }: EvalDefinition, { input }: Item): Promise<string | null> {
  for (const scorer of scorers) {
    if (scorer.kind !== "validator" || scorer.programLanguage === undefined) continue;
    const refusal = await sandbox.refusal(scorer.programLanguage(input));
    if (refusal !== null) return `${scorer.name}: ${refusal}`;
  }
  return null;
}

/** Scores one answer by the validators alone. */
export async function scoreAnswer(evaluation: EvalDefinition, item: Item, text: string): Promise<AnswerScore> {
  const unavailable = await whyUnavailable(evaluation, item);
  if (unavailable !== null) return { value: null, reasons: [unavailable] };
  const validators = evaluation.scorers.filter((scorer): scorer is Validator => scorer.kind === "validator");
  const context = await contextOf(evaluation, item, text);
  const results = await Promise.all(validators.map(async (validator) => validator.score(context)));
  const reasons = results.map(({ scorer, reason }) => `${scorer}: ${reason}`);
  if (results.some(isUnavailable)) return { value: null, reasons };
  return { value: Math.min(...results.map((result) => (isScore(result) ? result.value : Number.NaN))), reasons };
}

/** A validator that cannot run on this machine says so; that is neither right nor wrong. */
function isUnavailable(result: Score | ScoreFailure): boolean {
  return !isScore(result) && /\b(unavailable|not available)\b/i.test(`${result.failure} ${result.reason}`);
}
