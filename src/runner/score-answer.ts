import type { EvalDefinition } from "../core/eval.js";
import { isScore, type Score, type ScoreFailure, type ScoringContext } from "../core/score.js";
import { type Seats, verdictOf } from "./ask-judge.js";
import type { CellLedger } from "./cell-ledger.js";
import type { Cut } from "./cut.js";
import { guarded } from "./guarded-score.js";

/** The scores of one answer; where not all could be given, those that were. */
export type ScoredAnswer = { readonly scores: readonly Score[] } & (
  | { readonly kind: "scored"; readonly score: number }
  | { readonly kind: "failed"; readonly failure: ScoreFailure }
  | Cut
);

/** What the validators say of an answer, up to the first that could not. */
export interface Validated {
  readonly scores: readonly Score[];
  readonly failure: ScoreFailure | null;
}

/** Asks the validators, which cost nothing. */
export async function validate({ scorers }: EvalDefinition, context: ScoringContext): Promise<Validated> {
  const scores: Score[] = [];
  for (const scorer of scorers) {
    if (scorer.kind === "judge") continue;
    const result = await guarded(scorer, () => scorer.score(context));
    if (!isScore(result)) return { scores, failure: result };
    scores.push(result);
  }
  return { scores, failure: null };
}

/** All scores of one answer. The judge is asked only when the validators could all say. */
export async function scoreAnswer(
  evaluation: EvalDefinition,
  { validated, ...context }: ScoringContext & { readonly validated: Validated },
  ledger: CellLedger,
  seats: Seats,
): Promise<ScoredAnswer> {
  const scores = [...validated.scores];
  if (validated.failure !== null) return { kind: "failed", failure: validated.failure, scores };
  for (const scorer of evaluation.scorers) {
    if (scorer.kind === "validator") continue;
    const result = await verdictOf(scorer, context, ledger, seats);
    if ("by" in result) return { ...result, scores };
    if (!isScore(result)) return { kind: "failed", failure: result, scores };
    scores.push(result);
  }
  return { kind: "scored", score: reduceScores(evaluation, scores), scores };
}

/** The one score of an answer. */
export function reduceScores({ reduce }: Pick<EvalDefinition, "reduce">, scores: readonly Score[]): number {
  const values = scores.map((score) => score.value);
  return reduce === "min" ? Math.min(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
}
