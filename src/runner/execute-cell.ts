import type { Attempt } from "../core/attempt.js";
import type { Conversation, Transcript } from "../core/conversation.js";
import { conversationRules } from "../core/conversation-rules.js";
import { messageOf } from "../core/errors.js";
import { stripSignals } from "../core/eval.js";
import type { Outcome } from "../core/outcome.js";
import type { AnsweredClass } from "../core/outcome-class.js";
import type { RunProgram } from "../core/program.js";
import type { ScoringContext } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import type { CheckInput } from "../core/tool-play.js";
import { BallotBox } from "./ballot-box.js";
import { begunConversation, converseInCell, recallConversation, storedTranscript } from "./cell-conversation.js";
import { type CallContext, CellLedger } from "./cell-ledger.js";
import { type CellEnd, type CellParts, keptOutcome, outcomeOf, withAnswer } from "./cell-outcome.js";
import type { Cut } from "./cut.js";
import {
  carriedOf,
  type EarlierCell,
  hasSignals,
  historyOf,
  NOTHING_CARRIED,
  type PaidAnswer,
  reusedParts,
  storedAnswer,
} from "./earlier-cell.js";
import { paidScores, scoresBeside } from "./paid-scores.js";
import type { PlannedCell } from "./plan-run.js";
import { readSignals } from "./read-signals.js";
import { type ScoredAnswer, scoreAnswer, type Validated, validate } from "./score-answer.js";

/** What became of a cell. */
export interface CellResult {
  /** Null where it was cut short: what it came to is in the journal. */
  readonly outcome: Outcome | null;
  readonly attempts: readonly Attempt[];
  /** Null where it was carried out to its end. */
  readonly cut: Cut | null;
  /** Resolves when its attempts are written down. */
  readonly settled: Promise<void>;
}

export interface CellContext extends CallContext {
  readonly runId: string;
  /** Null: nobody may be asked. */
  readonly judge: Tier | null;
  /** Ask the judge again about answers it has already judged. @defaultValue false */
  readonly judgesAnew?: boolean;
  /** Needed where an eval has tools. */
  readonly checkInput?: CheckInput;
  /** Absent: answers are not run as programs. */
  readonly runProgram?: RunProgram | undefined;
}

/** An answer that can be assessed. */
interface Answered extends Pick<PaidAnswer, "response" | "outcomeClass"> {
  readonly conversation?: Conversation;
  readonly transcript?: Transcript;
}

/** An answer that is no answer: scored 0 under its own class, so that reports can tell it from a wrong one. */
const SCORED_ZERO: { readonly [outcomeClass in AnsweredClass]?: string } = {
  model_truncated: "the answer was cut off at its token limit",
  model_refusal: "the model refused",
  model_empty: "the model answered nothing",
};

/**
 * Carries out one cell: the answer, its signals, its scores.
 *
 * @param earlier - what earlier parts of the run have left of it: an answer that
 *   is paid for is not asked for again, and verdicts under the same rubric are kept
 */
export async function executeCell(
  planned: PlannedCell,
  context: CellContext,
  earlier: EarlierCell | null = null,
): Promise<CellResult> {
  const stored = earlier === null ? null : storedAnswer(earlier);
  const ledger = new CellLedger(context, planned.cell, earlier === null ? undefined : historyOf(earlier, stored));
  const parts =
    stored === null
      ? await ask(planned, ledger, context, earlier?.outcome ?? null)
      : await assessStored(planned, stored, earlier?.outcome ?? null, ledger, context);
  const { attempts } = ledger;
  const cut = parts.end.kind === "cut" ? parts.end : null;
  const carried = earlier === null ? NOTHING_CARRIED : carriedOf(planned, earlier, stored);
  const result = { attempts, cut, settled: ledger.settled() };
  if (cut === null) {
    // Of the same answer.
    const before = stored === null ? null : (earlier?.outcome ?? null);
    const judgeScores = before === null ? [] : scoresBeside(paidScores(before), parts.end.scores);
    const outcome = outcomeOf(planned, context.runId, ledger, { ...parts, judgeScores }, carried);
    return { ...result, outcome: { ...outcome, ...reusedParts(before, stored, outcome) } };
  }
  // Trying again was cut short: the outcome it had still holds.
  const kept = earlier?.outcome ?? null;
  if (kept === null || attempts.length === 0) return { ...result, outcome: null };
  const had = stored === null ? withAnswer(kept, ledger, parts) : kept;
  return { ...result, outcome: keptOutcome(had, ledger, parts, carried) };
}

async function ask(
  planned: PlannedCell,
  ledger: CellLedger,
  context: CellContext,
  earlier: Outcome | null,
): Promise<CellParts> {
  if (conversationRules(planned.evaluation) !== null) return askInTurns(planned, ledger, context, earlier);
  // A key that has had its answer asks for the same one again.
  const answer = await ledger.call("answer", planned.request, ledger.answeredBefore("answer"));
  if (answer.kind === "cut") return { response: null, signals: [], end: { ...answer, scores: [] } };
  if (answer.kind === "failed") {
    const { outcomeClass, error } = answer;
    return { response: null, signals: [], end: { kind: "errored", outcomeClass, error: error.message, scores: [] } };
  }
  const { response, outcomeClass } = answer;
  if (outcomeClass === "model_unexpected_stop") {
    const error = `stopped with "${response.stopReason}", which this eval cannot score`;
    return { response, signals: [], end: { kind: "errored", outcomeClass, error, scores: [] } };
  }
  return assess(planned, { response, outcomeClass }, null, ledger, context);
}

async function askInTurns(
  planned: PlannedCell,
  ledger: CellLedger,
  context: CellContext,
  earlier: Outcome | null,
): Promise<CellParts> {
  const held = await converseInCell(planned, ledger, begunConversation(earlier), context.checkInput);
  if (held.kind === "conversed") return assess(planned, held, null, ledger, context);
  const { transcript, latencyMs, ...broken } = held;
  const parts = { response: null, signals: [], transcript, ...(transcript === null ? {} : { latencyMs }) };
  if (broken.kind === "cut") return { ...parts, end: { ...broken, scores: [] } };
  return { ...parts, end: { ...broken, scores: [] } };
}

/** The same for an answer that is paid for; a conversation is carried out once more, offline. */
async function assessStored(
  planned: PlannedCell,
  stored: PaidAnswer,
  earlier: Outcome | null,
  ledger: CellLedger,
  context: CellContext,
): Promise<CellParts> {
  const transcript = earlier === null ? null : storedTranscript(earlier);
  if (transcript === null || conversationRules(planned.evaluation) === null) {
    return assess(planned, stored, earlier, ledger, context);
  }
  const conversation = await recallConversation(planned, transcript, context.checkInput);
  if ("error" in conversation) {
    const end = { kind: "errored" as const, outcomeClass: "validator_error", error: conversation.error, scores: [] };
    const verdicts = new BallotBox(earlier).all;
    return { response: stored.response, signals: earlier?.signals ?? [], transcript, end, verdicts };
  }
  return assess(planned, { ...stored, conversation, transcript }, earlier, ledger, context);
}

/** Signals and scores of an answer. */
async function assess(
  planned: PlannedCell,
  answered: Answered,
  earlier: Outcome | null,
  ledger: CellLedger,
  context: CellContext,
): Promise<CellParts> {
  const { response, outcomeClass, transcript = null } = answered;
  const box = new BallotBox(earlier);
  const seen = { response, transcript, verdicts: box.all };
  const scoring = scoringOf(planned, answered, context);
  if ("kind" in scoring) return { ...seen, signals: earlier?.signals ?? [], end: scoring };
  const zero = SCORED_ZERO[outcomeClass];
  // Before the signals: what runs the answer as a program for the validators has then run it for them as well.
  const validated = zero === undefined ? await validate(planned.evaluation, scoring) : zeroScore(outcomeClass, zero);
  const read =
    earlier !== null && hasSignals(planned, earlier)
      ? { kind: "read" as const, signals: earlier.signals }
      : await readSignals(planned, scoring, ledger);
  if (read.kind === "unread") return { ...seen, signals: [], end: read.end };
  if (zero !== undefined) {
    const { scores } = validated;
    return { ...seen, signals: read.signals, end: { kind: "scored", outcomeClass, score: 0, scores } };
  }
  const known = earlier === null || context.judgesAnew === true ? [] : paidScores(earlier);
  const seats = { tier: context.judge, panel: planned.panel, known, box };
  const scored = await scoreAnswer(planned.evaluation, { ...scoring, validated }, ledger, seats);
  const verdicts = scored.kind === "cut" ? box.all : box.unspent;
  return { ...seen, signals: read.signals, end: endOf(scored, outcomeClass), verdicts };
}

function endOf(scored: ScoredAnswer, outcomeClass: AnsweredClass): CellEnd {
  if (scored.kind === "cut") return scored;
  if (scored.kind === "scored") return { ...scored, outcomeClass };
  const { scorer, failure, reason } = scored.failure;
  return { kind: "errored", outcomeClass: failure, error: `${scorer}: ${reason}`, scores: scored.scores };
}

/** The answer as scorers see it. */
function scoringOf(
  { evaluation, item }: PlannedCell,
  { response, conversation }: Answered,
  { runProgram }: Pick<CellContext, "runProgram">,
): ScoringContext | CellEnd {
  try {
    const held = conversation === undefined ? {} : { conversation };
    const running = runProgram === undefined ? {} : { runProgram };
    return { item, text: stripSignals(evaluation, response.text), response, ...held, ...running };
  } catch (thrown) {
    const error = `a signal could not be taken off: ${messageOf(thrown)}`;
    return { kind: "errored", outcomeClass: "validator_error", error, scores: [] };
  }
}

function zeroScore(outcomeClass: AnsweredClass, reason: string): Validated {
  return { scores: [{ scorer: outcomeClass, kind: "validator", version: "1", value: 0, reason }], failure: null };
}
