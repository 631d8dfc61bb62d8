import { turnRole } from "../core/attempt.js";
import { type Conversation, type Transcript, TranscriptSchema } from "../core/conversation.js";
import { conversationRules } from "../core/conversation-rules.js";
import type { Outcome } from "../core/outcome.js";
import { type CheckInput, EnvironmentFailure } from "../core/tool-play.js";
import type { CellLedger } from "./cell-ledger.js";
import { type Begun, type Broken, type ConversationParts, type Conversed, converse, replay } from "./converse.js";
import type { PlannedCell } from "./plan-run.js";

/** Holds the conversation of a cell; every turn is a call of its ledger. */
export function converseInCell(
  planned: PlannedCell,
  ledger: CellLedger,
  begun: Begun | null,
  checkInput: CheckInput | undefined,
): Promise<Conversed | Broken> {
  const ask: Parameters<typeof converse>[1] = (turn, request) => {
    const role = turnRole(turn);
    // A key that has had its answer asks for the same one again.
    return ledger.call(role, request, ledger.answeredBefore(role));
  };
  return converse({ ...partsOf(planned, checkInput), request: planned.request }, ask, begun ?? undefined);
}

/** What a stored conversation comes to under today's environment, or why that cannot be told. */
export async function recallConversation(
  planned: PlannedCell,
  transcript: Transcript,
  checkInput: CheckInput | undefined,
): Promise<Conversation | { readonly error: string }> {
  try {
    return await replay(partsOf(planned, checkInput), transcript);
  } catch (thrown) {
    if (!(thrown instanceof EnvironmentFailure)) throw thrown;
    return { error: thrown.message };
  }
}

/** The transcript that is stored with an outcome; null where there is none. */
export function storedTranscript({ extra }: Pick<Outcome, "extra">): Transcript | null {
  return TranscriptSchema.safeParse(extra["conversation"]).data ?? null;
}

/** What is paid of a conversation that was broken off and can go on; null: nothing. */
export function begunConversation(outcome: Outcome | null): Begun | null {
  const transcript = outcome === null ? null : storedTranscript(outcome);
  if (outcome === null || transcript?.ending !== "unfinished") return null;
  return { turns: transcript.turns, latencyMs: outcome.latencyMs ?? 0 };
}

function partsOf(
  { evaluation, item }: PlannedCell,
  checkInput: CheckInput | undefined,
): Omit<ConversationParts, "request"> {
  const rules = conversationRules(evaluation);
  if (rules === null) throw new RangeError(`eval "${evaluation.taskType}" holds no conversations`);
  if (checkInput === undefined)
    throw new Error("conversations need checkInput: nothing holds arguments against schemas");
  return { rules, item, checkInput };
}
