import { messageOf } from "../core/errors.js";
import { isScore, type Score, type ScoreFailure, type Scorer, ScoreSchema } from "../core/score.js";

/**
 * A scorer is code of the eval's author. One that throws, or says what no score
 * can be, could not say: the answer, which is paid, is kept.
 */
export async function guarded(
  scorer: Pick<Scorer, "kind" | "name">,
  score: () => Score | ScoreFailure | Promise<Score | ScoreFailure>,
): Promise<Score | ScoreFailure> {
  const failure = scorer.kind === "validator" ? "validator_error" : "judge_error";
  try {
    const said = await score();
    if (!isScore(said) || ScoreSchema.safeParse(said).success) return said;
    return { scorer: scorer.name, failure, reason: `returned ${said.value}, not a score in [0, 1]` };
  } catch (thrown) {
    return { scorer: scorer.name, failure, reason: `threw: ${messageOf(thrown)}` };
  }
}
