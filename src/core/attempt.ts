import { z } from "zod";
import { UsageSchema } from "./model-response.js";
import { OUTCOME_CLASSES } from "./outcome-class.js";

const nanoUsd = z.int().nonnegative().nullable();

/**
 * An API call that is about to be sent, written down before it is: whatever
 * happens then, what it can cost at most is known.
 */
export const IntentSchema = z.strictObject({
  cellKey: z.string(),
  /** Position among all attempts of the cell in its run, from 0. */
  index: z.int().nonnegative(),
  /** `answer` (of a conversation its first turn; then `answer:<turn>`), `signal:<name>`, or `judge:<name>`; of a judge with several ballots `judge:<name>@<ballot>`. */
  role: z.string(),
  /** Tells repeated calls of a role apart, from 0. */
  draw: z.int().nonnegative(),
  model: z.string(),
  /** The message batch it goes with, by its own name; null: sent alone. */
  batch: z.string().nullable(),
  startedAtMs: z.number(),
  /** The most it can cost, nano-dollars; null: price not known. */
  worstCaseNanoUsd: nanoUsd,
});
export type Intent = z.infer<typeof IntentSchema>;

/** One API call of a cell, as the ledger keeps it. */
export const AttemptSchema = z.strictObject({
  ...IntentSchema.omit({ worstCaseNanoUsd: true }).shape,
  servedModel: z.string().nullable(),
  outcomeClass: z.enum(OUTCOME_CLASSES),
  httpStatus: z.int().nullable(),
  requestId: z.string().nullable(),
  latencyMs: z.number().nonnegative(),
  usage: UsageSchema.nullable(),
  /** List price of what the server says it did; null: not known. */
  costNanoUsd: z.int().nullable(),
  /** What the ledger charges: the cost, or the worst case where the server may have billed unseen; null: price not known. */
  chargedNanoUsd: z.int().nullable(),
  error: z.string().nullable(),
});
export type Attempt = z.infer<typeof AttemptSchema>;

/** What an intent came to whose process died before the answer was written down: nobody knows, so all of it is charged. */
export function lostAttempt(intent: Intent): Attempt {
  return unanswered(intent, {
    outcomeClass: "unknown_outcome",
    costNanoUsd: null,
    chargedNanoUsd: intent.worstCaseNanoUsd,
    error: "the process ended before the answer was written down",
  });
}

/** What an intent came to that was written down, and then not sent after all: nothing. */
export function unsentAttempt(intent: Intent): Attempt {
  return unanswered(intent, {
    outcomeClass: "infra_transient_exhausted",
    costNanoUsd: 0,
    chargedNanoUsd: 0,
    error: "stopped before it was sent",
  });
}

// Written out: taking one field out of an object by rest costs a thousand times as much.
function unanswered(
  intent: Intent,
  end: Pick<Attempt, "outcomeClass" | "costNanoUsd" | "chargedNanoUsd" | "error">,
): Attempt {
  return {
    cellKey: intent.cellKey,
    index: intent.index,
    role: intent.role,
    draw: intent.draw,
    model: intent.model,
    batch: intent.batch,
    startedAtMs: intent.startedAtMs,
    servedModel: null,
    httpStatus: null,
    requestId: null,
    latencyMs: 0,
    usage: null,
    outcomeClass: end.outcomeClass,
    costNanoUsd: end.costNanoUsd,
    chargedNanoUsd: end.chargedNanoUsd,
    error: end.error,
  };
}

/** The role of a turn of a conversation, counted from 0. A single answer is a conversation of one turn. */
export function turnRole(turn: number): string {
  return turn === 0 ? "answer" : `answer:${turn + 1}`;
}

/** Whether an attempt was for the answer itself, whichever turn of it. */
export function isAnswerRole(role: string): boolean {
  return role === "answer" || role.startsWith("answer:");
}

/** Whether an attempt was a further call of a signal. */
export function isSignalRole(role: string): boolean {
  return role.startsWith("signal:");
}

/** Whether an attempt was a judge's: its cost is kept apart from the tier's. */
export function isJudgeRole(role: string): boolean {
  return role.startsWith("judge:");
}
