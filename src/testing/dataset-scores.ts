import type { EvalDefinition } from "../core/eval.js";
import type { Item } from "../core/item.js";
import { isScore, type Score, type ScoreFailure, type ScoringContext, type Validator } from "../core/score.js";
import { Sandbox } from "../sandbox/sandbox.js";
import { unaskedContext } from "../scorers/unasked-answer.js";

/** What the validators of an eval say of one answer, the judge apart. */
export interface AnswerScore {
  /** The worst of them; NaN where one could not say; null where one is not available here. */
  readonly value: number | null;
  readonly reasons: readonly string[];
}

const sandbox = new Sandbox();

/** What scorers see of an answer that nobody was asked for, programs included. */
export async function contextOf(evaluation: EvalDefinition, item: Item, text: string): Promise<ScoringContext> {
  return { ...(await unaskedContext(evaluation, item, text)), runProgram: sandbox.run };
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
