import { contentHash } from "../core/json.js";
import { followUpAnswer } from "../core/self-report-follow-up.js";
import { type AnswerKey, type AnswerKeyEntry, foldAnswer } from "./answer-key.js";
import { type ComparingTask, comparingTask, comparisonOf } from "./comparing.js";
import { type FollowUp, followUpIn, selfReportedLevel, withConfidence } from "./confidence.js";
import { type JudgingTask, judgingTask, verdictOn } from "./judging.js";
import { cutText, malformedAnswer } from "./malformed-answer.js";
import { type ConversationSoFar, playedTurn } from "./played-conversation.js";
import { rightAnswer } from "./right-answer.js";
import { type SeededRandom, seededRandom } from "./seeded-random.js";
import { promptTokens, textTokens } from "./token-count.js";
import { RequestRejected } from "./wire-error.js";
import { fingerprintsOf, type WireRequest } from "./wire-request.js";
import { callsOf, type MadeCall } from "./wire-tools.js";
import { modelIn, rightProbability, type SimulatedModel, type World } from "./world.js";
import { wrongAnswer } from "./wrong-answer.js";

const DEFAULT_JUDGE_MALFORMED_RATE = 0.005;
const DEFAULT_LATENCY_SPREAD = 0.15;
/** Output tokens relative to no stated effort. */
const EFFORT_TOKENS = { low: 0.7, medium: 1, high: 1.5, xhigh: 2, max: 3 } as const;

/** Everything that stays the same while a simulator runs. */
export interface Simulation {
  readonly seed: number;
  readonly world: World;
  readonly answerKey: AnswerKey;
}

/**
 * What a prompt asks: one item of the answer key, the next turn of a conversation about one, how sure the model is of its
 * answer to one, or a verdict.
 */
export type Subject =
  | {
      readonly role: "answer";
      readonly entry: AnswerKeyEntry;
      readonly followUp: FollowUp | null;
      readonly identity: string;
      readonly made?: readonly MadeCall[];
    }
  | { readonly role: "judge"; readonly task: JudgingTask | ComparingTask; readonly identity: string };

/** What a simulated model returned. */
export interface Answer {
  /** Decided by seed, model, parameters, prompt and call key alone. */
  readonly id: string;
  readonly text: string;
  /** Tools that it calls; absent: none. */
  readonly calls?: readonly MadeCall[];
  readonly stopReason: "end_turn" | "max_tokens" | "refusal" | "tool_use";
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The part of `outputTokens` that is not visible text. */
  readonly thinkingTokens: number;
  readonly latencyMs: number;
}

/**
 * The simulated model that a request names.
 * @throws RequestRejected 404
 */
export function requestedModel(simulation: Simulation, model: string): SimulatedModel {
  const simulated = modelIn(simulation.world, model);
  if (simulated === undefined) throw new RequestRejected(404, `model: ${model}`);
  return simulated;
}

/**
 * What the prompt asks. Judging is looked at first.
 * @throws RequestRejected 400 if the prompt is neither: an answer is never invented
 */
export function subjectOf(simulation: Simulation, request: WireRequest): Subject {
  const task = judgingTask(request) ?? comparingTask(request);
  if (task !== null) return { role: "judge", task, identity: task.identity };
  const followUp = followUpIn(request);
  for (const fingerprint of fingerprintsOf(followUp?.before ?? request)) {
    const entry = simulation.answerKey.get(fingerprint);
    if (entry !== undefined) return { role: "answer", entry, followUp, identity: fingerprint };
  }
  const begun = conversationOf(simulation, request);
  if (begun !== null) return begun;
  throw new RequestRejected(400, "this prompt is not in the simulator's answer key");
}

/** What a conversation is about: the eval's prompt is the longest beginning that the answer key knows. */
function conversationOf({ answerKey }: Simulation, request: WireRequest): Subject | null {
  const { system, tools = [], messages } = request;
  if (tools.length === 0) return null;
  for (let length = messages.length - 1; length > 0; length -= 1) {
    const beginning = messages.slice(0, length);
    if (beginning.at(-1)?.role !== "user") continue;
    for (const identity of fingerprintsOf({ system, tools, messages: beginning })) {
      const entry = answerKey.get(identity);
      if (entry?.trajectory !== undefined) {
        return { role: "answer", entry, followUp: null, identity, made: messages.slice(length).flatMap(callsOf) };
      }
    }
  }
  return null;
}

/** The answer to a request: a function of the simulation, the request and the call key alone. */
export function answerTo(simulation: Simulation, request: WireRequest, subject: Subject, callKey: string): Answer {
  const model = requestedModel(simulation, request.model);
  const { maxTokens, effort, thinking } = request;
  const asked = [simulation.seed, request.model, { maxTokens, effort, thinking }];
  const random = (stream: string) => seededRandom(stream, ...asked, subject.identity, callKey);
  const conversation = conversationAbout(subject, request);
  const said =
    conversation !== null
      ? playedTurn({ ...simulation, model }, request, conversation, asked, callKey)
      : subject.role === "judge"
        ? judged(simulation, request, subject.task, asked, callKey)
        : subject.followUp === null
          ? answered(simulation, request, subject.entry, random)
          : followedUp(model, subject.entry, subject.followUp, random);
  const tokens = outputTokens(said, request, model);
  const isWhole = said.calls === undefined || textTokens(spoken(said), model) <= request.maxTokens;
  const visible = said.stopReason === "max_tokens" ? said.text : withinTokens(said.text, request, model);
  const spread = model.latencySpread ?? DEFAULT_LATENCY_SPREAD;
  const latencyFactor = Math.exp(spread * random("latency").normal());
  return {
    id: `msg_sim_${contentHash([...asked, subject.identity, callKey, ...stepOf(conversation)]).slice(0, 24)}`,
    text: visible,
    // A call that is cut off is none.
    ...(said.calls === undefined || !isWhole ? {} : { calls: said.calls }),
    stopReason: isWhole && visible === said.text ? said.stopReason : "max_tokens",
    inputTokens: promptTokens(request, model),
    outputTokens: tokens,
    thinkingTokens: Math.max(0, tokens - textTokens(isWhole ? spoken({ ...said, text: visible }) : visible, model)),
    latencyMs: (model.baseLatencyMs + model.msPerOutputToken * tokens) * latencyFactor,
  };
}

type Said = Pick<Answer, "text" | "stopReason" | "calls">;

/** Null where the prompt asks for a single answer. */
function conversationAbout(subject: Subject, { tools = [] }: WireRequest): ConversationSoFar | null {
  if (subject.role === "judge" || tools.length === 0 || subject.entry.trajectory === undefined) return null;
  const { entry, identity, made = [] } = subject;
  return { entry: { ...entry, trajectory: subject.entry.trajectory }, identity, made };
}

/** Turns of one conversation have ids of their own, also where no call key tells them apart. */
function stepOf(conversation: ConversationSoFar | null): readonly number[] {
  return conversation === null ? [] : [conversation.made.length];
}

/** All that an answer says, as far as it is billed. */
function spoken({ text, calls = [] }: Pick<Said, "text" | "calls">): string {
  return text + calls.map(({ id: _id, ...call }) => JSON.stringify(call)).join("");
}

function judged(
  { world, answerKey }: Simulation,
  request: WireRequest,
  task: JudgingTask | ComparingTask,
  identity: readonly unknown[],
  callKey: string,
): Said {
  const { judge } = world.tiers[request.model] as SimulatedModel;
  const malformedRate = world.judgeMalformedRate ?? DEFAULT_JUDGE_MALFORMED_RATE;
  const options = { identity, callKey, malformedRate };
  const text =
    "candidate" in task ? verdictOn(task, judge, answerKey, options) : comparisonOf(task, judge, answerKey, options);
  return { text, stopReason: "end_turn" };
}

/** How sure the model is depends on what it has said, right or wrong. */
function followedUp(
  { confidence }: SimulatedModel,
  { reference }: AnswerKeyEntry,
  { levels, answer }: FollowUp,
  random: (stream: string) => SeededRandom,
): Said {
  const isRight = foldAnswer(answer) === foldAnswer(reference);
  const level = selfReportedLevel(levels, isRight, confidence, random("self-report"));
  return { text: followUpAnswer(level), stopReason: "end_turn" };
}

function answered(
  { world, answerKey }: Simulation,
  request: WireRequest,
  entry: AnswerKeyEntry,
  random: (stream: string) => SeededRandom,
): Said {
  const model = world.tiers[request.model] as SimulatedModel;
  const form = random("form").next();
  if (form < model.refusalRate) return { text: "I can't help with this request.", stopReason: "refusal" };
  const isRight = random("right").chance(rightProbability(world, model, entry, request.effort));
  const keepsShape = request.schema !== null;
  const wrong = () => wrongAnswer(entry, answerKey, random("wrong"), { keepsShape });
  const wellFormed = () => (isRight ? rightAnswer(entry.reference, random("spelling")) : wrong());
  const isTruncated = form < model.refusalRate + model.truncatedRate;
  if (isTruncated) return { text: cutText(wellFormed(), random("cut")), stopReason: "max_tokens" };
  const isMalformed = form < model.refusalRate + model.truncatedRate + model.malformedRate;
  // Under an enforced schema a malformed answer cannot be sent; the item is lost all the same.
  const text = !isMalformed ? wellFormed() : keepsShape ? wrong() : malformedAnswer(wrong(), random("malformed"));
  const levelOf = (levels: readonly string[]) =>
    selfReportedLevel(levels, isRight && !isMalformed, model.confidence, random("self-report"));
  return { text: withConfidence(text, request, levelOf), stopReason: "end_turn" };
}

function outputTokens(said: Said, request: WireRequest, model: SimulatedModel): number {
  if (said.stopReason === "max_tokens") return request.maxTokens;
  const factor = model.verbosity * (request.effort === undefined ? 1 : EFFORT_TOKENS[request.effort]);
  const visible = Math.max(1, textTokens(spoken(said), model));
  return Math.min(request.maxTokens, Math.max(visible, Math.ceil(visible * factor)));
}

/** The text as far as `max_tokens` allows. */
function withinTokens(text: string, request: WireRequest, model: SimulatedModel): string {
  const tokens = textTokens(text, model);
  return tokens <= request.maxTokens ? text : text.slice(0, Math.floor((text.length * request.maxTokens) / tokens));
}
