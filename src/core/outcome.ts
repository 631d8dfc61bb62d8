import { z } from "zod";
import { JsonObjectSchema } from "./json.js";
import { UsageSchema } from "./model-response.js";
import { ScoreSchema } from "./score.js";
import { SignalReadingSchema } from "./signal.js";

/** Scored, or missing for one of two reasons. */
export const OUTCOME_STATUSES = ["scored", "errored", "skipped"] as const;

/**
 * The stored row of one cell. `errored` and `skipped` cells are missing: their
 * score is null and they never enter accuracy.
 */
export const OutcomeSchema = z.strictObject({
  runId: z.string(),
  cellKey: z.string(),
  itemId: z.string(),
  taskType: z.string(),
  tier: z.string(),
  trial: z.int().nonnegative(),
  /** The model id that served, or the one asked for where nothing was served. */
  model: z.string(),
  cluster: z.string().nullable(),
  status: z.enum(OUTCOME_STATUSES),
  /** An outcome class, `judge_error`, `judge_abstained`, `validator_error`, `budget_denied`, `interrupted`, or `imported`. */
  outcomeClass: z.string(),
  /** In [0, 1]; null unless scored. */
  score: z.number().min(0).max(1).nullable(),
  scores: z.array(ScoreSchema),
  signals: z.array(SignalReadingSchema),
  /** The raw answer, of a conversation what was said last; null where there was none or it is not kept. */
  responseText: z.string().nullable(),
  /** Tokens of the answer and its signals; null where not known. */
  usage: UsageSchema.nullable(),
  /** List price of the answer and its signals, without the judge and without failed attempts; null: not known. */
  costNanoUsd: z.int().nonnegative().nullable(),
  /** The part of `costNanoUsd` that signals' extra calls took. */
  signalCostNanoUsd: z.int().nonnegative().nullable(),
  judgeCostNanoUsd: z.int().nullable(),
  /** All attempts as the ledger charges them; null where a price is not known. */
  chargedNanoUsd: z.int().nullable(),
  /** Of the answering attempt, of a conversation all its turns; null where not known. */
  latencyMs: z.number().nonnegative().nullable(),
  attempts: z.int().nonnegative(),
  error: z.string().nullable(),
  simulated: z.boolean(),
  /** The run whose outcome of the same cell key this repeats; absent: asked in this run. */
  reusedFrom: z.string().optional(),
  /**
   * Further columns of an imported row, kept as they came; of a conversation its transcript, as `conversation`; what is
   * paid: verdicts that are not yet part of a score, as `verdicts`, judges' scores that are not part of it, as `judgeScores`,
   * answers to signals that could not be read yet, as `signalAnswers`; of a reused answer without a score how it had ended, as
   * `answerClass`.
   */
  extra: JsonObjectSchema,
});
export type Outcome = z.infer<typeof OutcomeSchema>;

/** The run in which the answer was given: equal cells of two runs with the same one stand on the same answer. */
export function answeredIn({ runId, reusedFrom }: Pick<Outcome, "runId" | "reusedFrom">): string {
  return reusedFrom ?? runId;
}
