import { contentHash } from "../core/json.js";
import { requestedLevels, selfReportLine } from "../core/self-report.js";
import type { Tool, ToolCall } from "../core/tool.js";
import type { AnswerKey, AnswerKeyEntry } from "./answer-key.js";
import { selfReportedLevel } from "./confidence.js";
import { cutText } from "./malformed-answer.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import { RequestRejected } from "./wire-error.js";
import type { WireRequest } from "./wire-request.js";
import type { MadeCall } from "./wire-tools.js";
import { rightProbability, type SimulatedModel, type World } from "./world.js";
import { type PlayedTrajectory, wrongTrajectory } from "./wrong-trajectory.js";

/** Names the conversation and the call: whoever reads it back knows what was decided at the beginning. */
const CALL_ID = /^toolu_sim_([0-9a-f]{24})_(\d+)$/;
/** How often a model says something before it calls a tool. */
const REMARK_RATE = 0.3;
const REMARKS = ["Let me look that up.", "One moment, I'll take care of it.", "Checking the records first."];

/** A conversation as far as it has come. */
export interface ConversationSoFar {
  readonly entry: AnswerKeyEntry & { readonly trajectory: PlayedTrajectory };
  /** Of the eval's own prompt. */
  readonly identity: string;
  readonly made: readonly MadeCall[];
}

/** What one turn says. */
export interface PlayedTurn {
  readonly text: string;
  readonly calls: readonly MadeCall[];
  readonly stopReason: "end_turn" | "max_tokens" | "refusal" | "tool_use";
}

interface Stage {
  readonly world: World;
  readonly answerKey: AnswerKey;
  readonly model: SimulatedModel;
}

/**
 * The next turn. Whether the conversation is right, and how it goes wrong, was decided by the key of its first call, which
 * the ids of its calls carry on: the simulator remembers nothing.
 *
 * @param asked - seed, model and parameters
 * @throws RequestRejected 400 where the conversation was not begun here
 */
export function playedTurn(
  stage: Stage,
  request: WireRequest,
  { entry, identity, made }: ConversationSoFar,
  asked: readonly unknown[],
  callKey: string,
): PlayedTurn {
  const name = made.length === 0 ? contentHash([...asked, identity, callKey]).slice(0, 24) : nameOf(made);
  const random = (stream: string) => seededRandom(stream, ...asked, identity, name);
  const { model, world } = stage;
  const form = random("form").next();
  if (form < model.refusalRate) return { text: "I can't help with this request.", calls: [], stopReason: "refusal" };
  const isTruncated = form < model.refusalRate + model.truncatedRate;
  const isMalformed = !isTruncated && form < model.refusalRate + model.truncatedRate + model.malformedRate;
  const isRight = random("right").chance(rightProbability(world, model, entry, request.effort)) && !isMalformed;
  const planned = isRight ? entry.trajectory.calls : wrongCalls(stage, request.tools ?? [], entry, random, isMalformed);
  const call = planned[made.length];
  if (call !== undefined) {
    const remark = random(`remark ${made.length}`);
    const text = remark.chance(REMARK_RATE) ? remark.pick(REMARKS) : "";
    return { text, calls: [{ id: `toolu_sim_${name}_${made.length}`, ...call }], stopReason: "tool_use" };
  }
  const { text } = entry.trajectory;
  if (isTruncated) return { text: cutText(text, random("cut")), calls: [], stopReason: "max_tokens" };
  const levels = requestedLevels(request.system);
  const level = levels === null ? null : selfReportedLevel(levels, isRight, model.confidence, random("self-report"));
  return { text: level === null ? text : `${text}\n${selfReportLine(level)}`, calls: [], stopReason: "end_turn" };
}

function nameOf(made: readonly MadeCall[]): string {
  const [first] = made;
  const name = CALL_ID.exec(first?.id ?? "")?.[1];
  if (name === undefined) {
    throw new RequestRejected(
      400,
      `messages: tool_use "${first?.id}" is not of a conversation that the simulator began`,
    );
  }
  return name;
}

/** A malformed one begins with a call that no tool takes. */
function wrongCalls(
  { answerKey }: Stage,
  tools: readonly Tool[],
  { trajectory, taskType }: ConversationSoFar["entry"],
  random: (stream: string) => SeededRandom,
  isMalformed: boolean,
): readonly ToolCall[] {
  const wrong = wrongTrajectory(trajectory, answerKey.calls(taskType), random("wrong"));
  return isMalformed ? [malformedCall(tools, random("malformed")), ...wrong] : wrong;
}

function malformedCall(tools: readonly Tool[], random: SeededRandom): ToolCall {
  const { name, inputSchema } = random.pick(tools);
  const isUnknown = !("required" in inputSchema) || random.chance(0.3);
  return { name: isUnknown ? `${name}_now` : name, input: {} };
}
