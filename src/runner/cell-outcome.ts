import { isJudgeRole, isSignalRole } from "../core/attempt.js";
import type { Transcript } from "../core/conversation.js";
import type { JsonValue } from "../core/json.js";
import type { ModelResponse } from "../core/model-response.js";
import type { Outcome } from "../core/outcome.js";
import type { PaidVerdict } from "../core/paid-verdict.js";
import type { RecordedAnswer } from "../core/recorded-answer.js";
import type { Score } from "../core/score.js";
import type { SignalReading } from "../core/signal.js";
import { type CellLedger, sumUsage, total } from "./cell-ledger.js";
import type { Cut } from "./cut.js";
import type { Carried } from "./earlier-cell.js";
import type { PlannedCell } from "./plan-run.js";

/** How a cell ended. Scores that were given before it failed are kept: verdicts are paid. */
export type CellEnd = { readonly scores: readonly Score[] } & (
  | { readonly kind: "scored"; readonly outcomeClass: string; readonly score: number }
  | { readonly kind: "errored"; readonly outcomeClass: string; readonly error: string }
  /** Stopped in the middle: it has no outcome, what was paid is in the journal, and `--resume` finishes it. */
  | Cut
);

/** Errored cells that a resumed run takes up again without being told: they say nothing about the request. */
export const RESUMED_CLASSES: readonly string[] = ["unknown_outcome"];

export interface CellParts {
  readonly response: ModelResponse | null;
  readonly signals: readonly SignalReading[];
  readonly end: CellEnd;
  /** Of an eval with tools: what there is of its conversation. */
  readonly transcript?: Transcript | null;
  /** What the turns of a conversation took that has no answer. */
  readonly latencyMs?: number;
  /** Readable verdicts of scores that could not be given. */
  readonly verdicts?: readonly PaidVerdict[];
  /** Scores of judges that are paid and no part of how it ended. */
  readonly judgeScores?: readonly Score[];
}

/** An outcome that still holds although trying again was cut short, with the turns, signals and verdicts that were added. */
export function keptOutcome(kept: Outcome, ledger: CellLedger, parts: CellParts, carried: Carried): Outcome {
  const { latencyMs = kept.latencyMs } = parts;
  const signals = parts.signals.length === 0 ? kept.signals : [...parts.signals];
  const { signalAnswers: _anew, ...extra } = kept.extra;
  return { ...kept, ...spending(ledger, carried), signals, latencyMs, extra: { ...extra, ...extraOf(parts, ledger) } };
}

/** An outcome with the answer that trying again has bought, if it got that far: the next try goes on from it. */
export function withAnswer(kept: Outcome, ledger: CellLedger, { response, signals }: CellParts): Outcome {
  if (response === null) return kept;
  const { model, text: responseText, simulated } = response;
  const latencyMs = ledger.isAnsweredInBatch() ? null : response.latencyMs;
  return { ...kept, model, responseText, signals: [...signals], latencyMs, simulated };
}

function extraOf(parts: CellParts, ledger: CellLedger): Outcome["extra"] {
  const { transcript = null, verdicts = [], judgeScores = [], signals } = parts;
  // Those of signals that today's eval leaves out stay too.
  const signalAnswers = signals.length > 0 ? [] : ledger.signalAnswers;
  return {
    ...(transcript === null ? {} : { conversation: transcript }),
    ...(verdicts.length === 0 ? {} : { verdicts }),
    ...(judgeScores.length === 0 ? {} : { judgeScores: plainJson(judgeScores) }),
    ...(signalAnswers.length === 0 ? {} : { signalAnswers: plainJson(signalAnswers) }),
  };
}

/** Without fields that are there and undefined. */
function plainJson(value: readonly Score[] | readonly RecordedAnswer[]): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** The row that is stored. */
export function outcomeOf(
  { cell, item, request }: PlannedCell,
  runId: string,
  ledger: CellLedger,
  parts: CellParts,
  carried: Carried,
): Outcome {
  const { response, signals, end } = parts;
  return {
    runId,
    cellKey: cell.key,
    itemId: cell.itemId,
    taskType: cell.taskType,
    tier: cell.tier,
    trial: cell.trial,
    model: response?.model ?? request.model,
    cluster: item.cluster ?? null,
    ...statusOf(end),
    scores: [...end.scores],
    signals: [...signals],
    responseText: response?.text ?? null,
    ...spending(ledger, carried),
    latencyMs: ledger.isAnsweredInBatch() ? null : (response?.latencyMs ?? parts.latencyMs ?? null),
    simulated: response?.simulated ?? false,
    extra: extraOf(parts, ledger),
  };
}

function statusOf(end: CellEnd): Pick<Outcome, "status" | "outcomeClass" | "score" | "error"> {
  if (end.kind === "scored") return { status: "scored", outcomeClass: end.outcomeClass, score: end.score, error: null };
  if (end.kind === "cut") throw new Error("a cell that was cut short has no outcome");
  const { outcomeClass, error } = end;
  return { status: "errored", outcomeClass, score: null, error };
}

type Spending = Pick<
  Outcome,
  "usage" | "costNanoUsd" | "signalCostNanoUsd" | "judgeCostNanoUsd" | "chargedNanoUsd" | "attempts"
>;

/** What a cell has taken, in this part of the run and before. */
export function spending(ledger: CellLedger, carried: Carried): Spending {
  const isOwn = (role: string) => !isJudgeRole(role);
  return {
    usage: sumUsage(carried.usage, ledger.usage(isOwn)),
    costNanoUsd: total([carried.costNanoUsd, ledger.costNanoUsd(isOwn)]),
    signalCostNanoUsd: total([carried.signalCostNanoUsd, ledger.costNanoUsd(isSignalRole)]),
    judgeCostNanoUsd: total([carried.judgeCostNanoUsd, ledger.costNanoUsd(isJudgeRole)]),
    chargedNanoUsd: total([carried.chargedNanoUsd, ledger.chargedNanoUsd()]),
    attempts: carried.attempts + ledger.attempts.length,
  };
}
