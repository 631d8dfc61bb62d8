import { z } from "zod";
import { ITEM_ID_PATTERN } from "./item.js";
import type { Outcome } from "./outcome.js";
import { TIER_ID_PATTERN } from "./tier.js";

/** Stands for all criteria at once: the answer passes, or it does not. */
export const WHOLE_ANSWER = "*";

/** What a person says of one answer by one criterion of one version of a rubric. */
export const JudgeLabelSchema = z.strictObject({
  itemId: z.string().regex(ITEM_ID_PATTERN, "must be 1 to 128 of A-Z a-z 0-9 . _ : -"),
  /** The source that items share; null: none. */
  cluster: z.string().nullable(),
  /** The tier that gave the answer; of a fixture, how it was written. */
  tier: z.string().regex(TIER_ID_PATTERN, "must be 1 to 64 of A-Z a-z 0-9 . _ -"),
  /** Of the answer as it was stored: the label holds for these words alone. */
  answerSha256: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits"),
  /** Of the answer, characters. */
  answerLength: z.int().nonnegative(),
  /** Name of the judge among the scorers of its eval. */
  judge: z.string().min(1),
  /** Version of that judge: another rubric is another judge. */
  rubric: z.string().min(1),
  /** Name of a criterion, or `*` for all of them at once. */
  criterion: z.string().regex(/^(?:\*|[a-z][a-z0-9_]{0,39})$/, "must be a snake_case word, or * for the whole answer"),
  isMet: z.boolean(),
  annotator: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._@-]{0,63}$/u, "must be a name of at most 64 letters"),
  /** The judge's own score of this answer when it was labelled, in [0, 1]; null: it had none. */
  judgeScore: z.number().min(0).max(1).nullable(),
  /** Who gave that score, as {@link verdictSource} names it; null without a score. */
  judgeModel: z.string().min(1).nullable(),
  /** What the judge itself said of this criterion then; absent or null: not known. */
  judgeMet: z.boolean().nullable().optional(),
});
export type JudgeLabel = z.infer<typeof JudgeLabelSchema>;

/** Names who gave a verdict. A simulated model is never the real one of the same name. */
export function verdictSource(model: string | undefined, { simulated }: Pick<Outcome, "simulated">): string {
  return `${simulated ? "simulated " : ""}${model ?? "unknown"}`;
}
