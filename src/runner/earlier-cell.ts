import { type Attempt, type Intent, isAnswerRole } from "../core/attempt.js";
import type { ModelResponse, Usage } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import { ANSWERED_CLASSES, type AnsweredClass, isAnswered } from "../core/outcome-class.js";
import { type RecordedAnswer, RecordedAnswersSchema } from "../core/recorded-answer.js";
import { begunConversation, storedTranscript } from "./cell-conversation.js";
import { type CellHistory, total } from "./cell-ledger.js";
import { type PlannedCell, signalsOf } from "./plan-run.js";

/** What earlier parts of a run have left of a cell. */
export interface EarlierCell {
  /** Null where it was cut short: then its answers say how far it came. */
  readonly outcome: Outcome | null;
  readonly attempts: readonly Attempt[];
  /** Answers that no outcome has used. */
  readonly answers: readonly RecordedAnswer[];
  /** Calls that are under way in batches. */
  readonly open: readonly Intent[];
}

/** An answer that is paid for. */
export interface PaidAnswer {
  readonly response: ModelResponse;
  readonly outcomeClass: AnsweredClass;
  readonly costNanoUsd: number | null;
}

/** What earlier parts of a run have paid for a cell, as far as it still counts. */
export interface Carried {
  readonly usage: Usage | null;
  readonly costNanoUsd: number | null;
  readonly signalCostNanoUsd: number | null;
  readonly judgeCostNanoUsd: number | null;
  readonly chargedNanoUsd: number | null;
  readonly attempts: number;
}

/** Where an outcome without a score keeps how an answer of another run ended: no attempt of its own says so. */
const ANSWER_CLASS = "answerClass";

/** What an outcome of another run's answer says of where that comes from. */
export function reusedParts(
  before: Outcome | null,
  answer: PaidAnswer | null,
  after: Outcome,
): Pick<Outcome, "reusedFrom" | "extra"> | null {
  if (answer === null || before?.reusedFrom === undefined) return null;
  const { extra } = after;
  const { reusedFrom } = before;
  if (after.status === "scored") return { reusedFrom, extra };
  return { reusedFrom, extra: { ...extra, [ANSWER_CLASS]: answer.outcomeClass } };
}

export const NOTHING_CARRIED: Carried = {
  usage: null,
  costNanoUsd: 0,
  signalCostNanoUsd: 0,
  judgeCostNanoUsd: 0,
  chargedNanoUsd: 0,
  attempts: 0,
};

/**
 * The answer that an earlier part of the run has paid for, as the ledger knows
 * it: the outcome may have ended in what came after the answer. Null where there
 * is none that could be scored.
 */
export function storedAnswer({ outcome, attempts }: Pick<EarlierCell, "outcome" | "attempts">): PaidAnswer | null {
  if (outcome === null) return null;
  if (outcome.reusedFrom !== undefined) return answerOf(outcome, reusedClass(outcome));
  const last = attempts.findLast(({ role, outcomeClass }) => isAnswerRole(role) && isAnswered(outcomeClass));
  // A conversation is paid with all its turns, which its outcome sums up.
  if (storedTranscript(outcome) !== null) return answerOf(outcome, last?.outcomeClass);
  if (outcome.responseText === null || last === undefined || last.usage === null) return null;
  const { outcomeClass, usage, costNanoUsd, requestId, latencyMs, servedModel } = last;
  if (!isAnswered(outcomeClass) || outcomeClass === "model_unexpected_stop") return null;
  const model = servedModel ?? outcome.model;
  const { responseText: text, simulated } = outcome;
  const response = { text, stopReason: "end_turn", model, requestId, usage, latencyMs, simulated };
  return { response, outcomeClass, costNanoUsd };
}

/** How an answer of another run ended: its own outcome may have ended in what came after it. */
function reusedClass({ status, outcomeClass, extra }: Outcome): unknown {
  return status === "scored" ? outcomeClass : extra[ANSWER_CLASS];
}

/** The answer as its outcome alone tells it. */
function answerOf(outcome: Outcome, endedAs: unknown): PaidAnswer | null {
  const { responseText: text, usage, model, latencyMs, simulated, costNanoUsd } = outcome;
  const outcomeClass = ANSWERED_CLASSES.find((answered) => answered === endedAs);
  if (text === null || usage === null || outcomeClass === undefined) return null;
  const response = {
    text,
    stopReason: "end_turn",
    model,
    requestId: null,
    usage,
    latencyMs: latencyMs ?? 0,
    simulated,
  };
  return { response, outcomeClass, costNanoUsd };
}

/** Whether the signals of a cell have been read, as its run knows them: all of them were, or none is kept. */
export function hasSignals(planned: PlannedCell, { status, signals }: Outcome): boolean {
  return status === "scored" || signals.length > 0 || signalsOf(planned).length === 0;
}

/**
 * What a cell need not ask again.
 *
 * @param answer - the answer that is used again; null: what signals were told was about another one
 */
export function historyOf(earlier: EarlierCell, answer: PaidAnswer | null): CellHistory {
  if (answer === null || earlier.outcome === null) return earlier;
  const kept = RecordedAnswersSchema.safeParse(earlier.outcome.extra["signalAnswers"]).data ?? [];
  return { ...earlier, answers: [...earlier.answers, ...kept] };
}

/**
 * What still counts of an earlier part. Answers that no outcome has used count when they are taken.
 *
 * @param answer - the answer that is used again; null: it is asked anew
 */
export function carriedOf(
  planned: PlannedCell,
  { outcome, attempts }: EarlierCell,
  answer: PaidAnswer | null,
): Carried {
  const chargedNanoUsd = total(attempts.map((attempt) => attempt.chargedNanoUsd));
  const spent = {
    judgeCostNanoUsd: outcome === null ? 0 : outcome.judgeCostNanoUsd,
    chargedNanoUsd,
    attempts: attempts.length,
  };
  if (outcome !== null && begunConversation(outcome) !== null) {
    const { usage, costNanoUsd, signalCostNanoUsd } = outcome;
    return { usage, costNanoUsd, signalCostNanoUsd, ...spent };
  }
  if (answer === null || outcome === null) return { ...NOTHING_CARRIED, ...spent };
  if (hasSignals(planned, outcome)) {
    const { usage, costNanoUsd, signalCostNanoUsd } = outcome;
    return { usage, costNanoUsd, signalCostNanoUsd, ...spent };
  }
  return { usage: answer.response.usage, costNanoUsd: answer.costNanoUsd, signalCostNanoUsd: 0, ...spent };
}
