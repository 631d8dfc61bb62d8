import { type Outcome, OutcomeSchema } from "../core/outcome.js";
import type { Score } from "../core/score.js";

/** Every score that a judge was paid for on the answer of an outcome: those it is made of, and those kept beside it. */
export function paidScores({ scores, extra }: Pick<Outcome, "scores" | "extra">): readonly Score[] {
  const beside = OutcomeSchema.shape.scores.safeParse(extra["judgeScores"]).data ?? [];
  return [...scores, ...beside].filter(({ kind }) => kind === "judge");
}

/**
 * Those that an outcome with other scores does not have: something failed before their judge's turn, or today's rubric
 * is another. The next one finds them beside it. A judge that was asked again has replaced its own.
 */
export function scoresBeside(paid: readonly Score[], used: readonly Score[]): readonly Score[] {
  const isUsed = ({ scorer, version }: Score) =>
    used.some((score) => score.scorer === scorer && score.version === version);
  return paid.filter((score) => !isUsed(score));
}
