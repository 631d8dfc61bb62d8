import type { EvalDefinition } from "../core/eval.js";
import { isScore, type Score, type ScoreFailure, type ScoringContext } from "../core/score.js";
import { type Judging, verdictOf } from "./ask-judge.js";
import type { CellLedger } from "./cell-ledger.js";
import type { Cut } from "./cut.js";
import { guarded } from "./guarded-score.js";

/** The scores of one answer; where not all could be given, those that were. */
export type ScoredAnswer = { readonly scores: readonly Score[] } & (
  | { readonly kind: "scored"; readonly score: number }
  | { readonly kind: "failed"; readonly failure: ScoreFailure }
  | Cut
);

/** All scores of one answer. The judge is asked only when the validators could all say. */
export async function scoreAnswer(
  evaluation: EvalDefinition,
  context: ScoringContext,
  ledger: CellLedger,
  judging: Judging,
): Promise<ScoredAnswer> {
  const scores: Score[] = [];
  for (const scorer of [...evaluation.scorers].sort((a, b) => cheapestFirst(a) - cheapestFirst(b))) {
    const result =
      scorer.kind === "validator"
        ? await guarded(scorer, () => scorer.score(context))
        : await verdictOf(scorer, context, ledger, judging);
    if ("by" in result) return { ...result, scores };
    if (!isScore(result)) return { kind: "failed", failure: result, scores };
    scores.push(result);
  }
  return { kind: "scored", score: reduceScores(evaluation, scores), scores };
}

function cheapestFirst({ kind }: { readonly kind: "validator" | "judge" }): number {
  return kind === "validator" ? 0 : 1;
}

/** The one score of an answer. */
export function reduceScores({ reduce }: Pick<EvalDefinition, "reduce">, scores: readonly Score[]): number {
  const values = scores.map((score) => score.value);
  return reduce === "min" ? Math.min(...values) : values.reduce((sum, value) => sum + value, 0) / values.length;
}
