import {
  type Conversation,
  callsIn,
  type IdentifiedCall,
  messagesOf,
  type ToldResult,
  type ToolStep,
  type Transcript,
  type Turn,
} from "../core/conversation.js";
import type { ConversationRules } from "../core/conversation-rules.js";
import type { Item } from "../core/item.js";
import type { ModelRequest } from "../core/model-request.js";
import { addUsage, type ModelResponse, NO_USAGE, type Usage } from "../core/model-response.js";
import type { AnsweredClass } from "../core/outcome-class.js";
import { type CheckInput, EnvironmentFailure, ToolPlay } from "../core/tool-play.js";
import type { CellCall } from "./cell-ledger.js";
import type { Cut } from "./cut.js";

/** What a conversation needs. */
export interface ConversationParts {
  readonly rules: ConversationRules;
  readonly item: Item;
  /** The eval's own prompt, with its tools. */
  readonly request: ModelRequest;
  readonly checkInput: CheckInput;
}

/** Asks for one turn, counted from 0. */
export type AskTurn = (turn: number, request: ModelRequest) => Promise<CellCall>;

/** A conversation that came to its end. */
export interface Conversed {
  readonly kind: "conversed";
  /** As of one call: what was said last, tokens and time of all turns. */
  readonly response: ModelResponse;
  readonly outcomeClass: AnsweredClass;
  readonly conversation: Conversation;
  readonly transcript: Transcript;
}

/** One that did not; what is paid of it is in the transcript, and it can go on from there. Null: it has to begin anew. */
export type Broken = { readonly transcript: Transcript | null; readonly latencyMs: number } & (
  | { readonly kind: "errored"; readonly outcomeClass: string; readonly error: string }
  | Cut
);

/** What earlier parts of the run have paid of a conversation that can go on. */
export interface Begun {
  readonly turns: readonly Turn[];
  /** What they took together. */
  readonly latencyMs: number;
}

const NOTHING_BEGUN: Begun = { turns: [], latencyMs: 0 };

/**
 * Holds a conversation: asks, carries out what is called, tells what came of it, until the model calls nothing more or
 * has no turn left. Its last calls are then not carried out: nobody would read what they say.
 */
export async function converse(
  parts: ConversationParts,
  ask: AskTurn,
  begun: Begun = NOTHING_BEGUN,
): Promise<Conversed | Broken> {
  const held: Held = { turns: [], usage: NO_USAGE, latencyMs: begun.latencyMs };
  const { turns } = held;
  try {
    const play = new ToolPlay(parts.rules, parts.item, parts.checkInput);
    for (const turn of begun.turns) turns.push(await taken(turn, play));
    return await goOn(parts, ask, play, held);
  } catch (thrown) {
    if (!(thrown instanceof EnvironmentFailure)) throw thrown;
    const transcript = unfinished(turns.length < begun.turns.length ? begun.turns : turns);
    const { latencyMs } = held;
    return { kind: "errored", outcomeClass: "validator_error", error: thrown.message, transcript, latencyMs };
  }
}

/**
 * Carries a stored conversation out once more, for what it leaves behind; asks nobody.
 * @throws EnvironmentFailure also where today's environment says something else than it said then
 */
export async function replay(
  { rules, item, checkInput }: Omit<ConversationParts, "request">,
  { turns, ending }: Transcript,
): Promise<Conversation> {
  const play = new ToolPlay(rules, item, checkInput);
  for (const turn of turns) if (turn.results !== null) await taken(turn, play);
  if (ending === "unfinished") throw new RangeError("a conversation that is not finished has no end to score");
  return conversationOf(play, turns, ending);
}

/** A conversation under way. */
interface Held {
  readonly turns: Turn[];
  /** Of the turns that were asked here. */
  usage: Usage;
  latencyMs: number;
}

async function goOn(
  { rules, request }: ConversationParts,
  ask: AskTurn,
  play: ToolPlay,
  held: Held,
): Promise<Conversed | Broken> {
  const { turns } = held;
  for (;;) {
    const messages = [...request.messages, ...messagesOf(turns)];
    const said = await ask(turns.length, { ...request, messages });
    const broken = { transcript: unfinished(turns), latencyMs: held.latencyMs };
    if (said.kind === "cut") return { ...said, ...broken };
    if (said.kind === "failed") {
      const error = `turn ${turns.length + 1}: ${said.error.message}`;
      return { kind: "errored", outcomeClass: said.outcomeClass, error, ...broken };
    }
    const { response, outcomeClass } = said;
    if (outcomeClass === "model_unexpected_stop") {
      const error = `turn ${turns.length + 1}: stopped with "${response.stopReason}", which this eval cannot score`;
      return { kind: "errored", outcomeClass, error, ...broken, transcript: null };
    }
    held.usage = addUsage(held.usage, response.usage);
    held.latencyMs += response.latencyMs;
    const content = response.content ?? [{ type: "text", text: response.text }];
    const turn: Turn = { content, results: null };
    turns.push(turn);
    const isCalling = outcomeClass === "ok" && response.stopReason === "tool_use";
    if (!isCalling || turns.length >= rules.maxTurns) {
      const ending = isCalling ? "out_of_turns" : "end_turn";
      const whole = { ...response, usage: held.usage, latencyMs: held.latencyMs };
      const conversation = conversationOf(play, turns, ending);
      return { kind: "conversed", response: whole, outcomeClass, conversation, transcript: { turns, ending } };
    }
    turns[turns.length - 1] = { ...turn, results: await play.carryOut(callsIn(content)) };
  }
}

/** A turn of an earlier part. What was not carried out then, because the environment failed, is now. */
async function taken(turn: Turn, play: ToolPlay): Promise<Turn> {
  const calls = callsIn(turn.content);
  const results = await play.carryOut(calls);
  if (turn.results !== null) refuseChange(calls, turn.results, results);
  return { ...turn, results };
}

function refuseChange(
  calls: readonly IdentifiedCall[],
  before: readonly ToldResult[],
  now: readonly ToldResult[],
): void {
  const changed = now.findIndex(({ text, isError }, at) => text !== before[at]?.text || isError !== before[at].isError);
  if (changed < 0) return;
  throw new EnvironmentFailure(
    `tool "${calls[changed]?.name}" now says something else than in the stored conversation: the environment has changed or is not deterministic; ask anew with another environmentVersion`,
  );
}

function conversationOf(play: ToolPlay, turns: readonly Turn[], ending: Conversation["ending"]): Conversation {
  const steps = turns.flatMap(({ content, results }, turn) =>
    callsIn(content).map(({ id, name, input }): ToolStep => {
      const told = results?.find((result) => result.id === id);
      return { turn, name, input, result: told === undefined ? null : { text: told.text, isError: told.isError } };
    }),
  );
  const { tools, initialState } = play;
  return { tools, steps, turns: turns.length, ending, initialState, state: play.state() };
}

function unfinished(turns: readonly Turn[]): Transcript | null {
  return turns.length === 0 ? null : { turns: [...turns], ending: "unfinished" };
}
