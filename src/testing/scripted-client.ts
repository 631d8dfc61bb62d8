import { setImmediate } from "node:timers/promises";
import type { JsonObject } from "../core/json.js";
import type { CallAttempt, CallOptions, CallResult, ModelClient } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { NO_USAGE, type Usage } from "../core/model-response.js";
import { type AnsweredClass, isAnswered, type OutcomeClass } from "../core/outcome-class.js";

/** How one attempt of a call goes. What is left out is a plain right answer. */
export interface ScriptedReply {
  readonly outcomeClass?: OutcomeClass;
  readonly text?: string;
  /** Content blocks of an answer that calls tools. */
  readonly content?: JsonObject[];
  readonly stopReason?: string;
  /** Null: the server did not say. */
  readonly usage?: Usage | null;
  readonly mayBeBilled?: boolean;
  readonly servedModel?: string;
  /** How long the server asks to wait. */
  readonly retryAfterMs?: number;
}

/** A call as the script sees it. */
export interface ScriptedCall {
  readonly request: ModelRequest;
  readonly callKey: string;
  /** `answer`, `signal:<name>` or `judge:<name>`, taken from the call key. */
  readonly role: string;
  readonly draw: number;
  /** Position among all calls, from 0. */
  readonly index: number;
}

/** What a call comes to: one attempt, or several of which the last one is final. */
export type Script = (
  call: ScriptedCall,
) => ScriptedReply | readonly ScriptedReply[] | Promise<ScriptedReply | readonly ScriptedReply[]>;

/** A client that follows a script instead of a network, and remembers what it was asked. */
export interface ScriptedClient extends ModelClient {
  readonly calls: readonly ScriptedCall[];
  /** Most calls under way at once, by model. */
  readonly peaks: ReadonlyMap<string, number>;
  callsIn(role: string): readonly ScriptedCall[];
}

/** Tokens of a reply that does not say. */
export const SCRIPTED_USAGE: Usage = { ...NO_USAGE, inputTokens: 10, outputTokens: 2 };

/** @param script - by default every call is answered with the last word of its prompt */
export function scriptedClient(script: Script = () => ({})): ScriptedClient {
  const calls: ScriptedCall[] = [];
  const underWay = new Map<string, number>();
  const peaks = new Map<string, number>();
  const count = (model: string, change: number) => {
    const now = (underWay.get(model) ?? 0) + change;
    underWay.set(model, now);
    peaks.set(model, Math.max(now, peaks.get(model) ?? 0));
  };
  return {
    calls,
    peaks,
    callsIn: (role) => calls.filter((call) => call.role === role),
    async send(request, options) {
      const call = scriptedCall(request, options.callKey, calls.length);
      calls.push(call);
      count(request.model, 1);
      try {
        return await play(call, options, script);
      } finally {
        count(request.model, -1);
      }
    },
  };
}

function scriptedCall(request: ModelRequest, callKey: string, index: number): ScriptedCall {
  const [, role = "", draw = ""] = /^[0-9a-f]{64}:(.+):(\d+)$/.exec(callKey) ?? [];
  if (role === "") throw new RangeError(`call key "${callKey}" does not name cell, role and draw`);
  return { request, callKey, role, draw: Number(draw), index };
}

async function play(call: ScriptedCall, options: CallOptions, script: Script): Promise<CallResult> {
  const attempts: CallAttempt[] = [];
  let replies: readonly ScriptedReply[] | null = null;
  for (let index = 0; ; index += 1) {
    if (options.signal?.aborted === true)
      return failed("infra_transient_exhausted", "aborted before sending", attempts);
    if ((await options.beforeAttempt?.(index)) === "deny") return { kind: "denied", attempts };
    replies ??= [await script(call)].flat();
    await setImmediate();
    const isLast = index >= replies.length - 1;
    const reply = isAborted(options) ? ABORTED : (replies[index] ?? {});
    const attempt = attemptOf(call, index, isLast, reply);
    attempts.push(attempt);
    options.afterAttempt?.(attempt);
    const { outcomeClass, servedModel, usage } = attempt;
    if (isAnswered(outcomeClass)) return answered(call, reply, outcomeClass, { servedModel, usage }, attempts);
    if (isLast || reply === ABORTED) return failed(outcomeClass, attempt.error ?? "", attempts);
  }
}

function isAborted({ signal }: CallOptions): boolean {
  return signal?.aborted === true;
}

const ABORTED: ScriptedReply = { outcomeClass: "unknown_outcome", mayBeBilled: true };

function attemptOf({ request }: ScriptedCall, index: number, isFinal: boolean, reply: ScriptedReply): CallAttempt {
  const { outcomeClass = "ok" } = reply;
  const isAnswer = isAnswered(outcomeClass);
  return {
    index,
    outcomeClass,
    isFinal,
    httpStatus: isAnswer ? 200 : null,
    requestId: null,
    startedAtMs: Date.UTC(2026, 10, 20),
    latencyMs: 5,
    usage: reply.usage === undefined ? (isAnswer ? SCRIPTED_USAGE : null) : reply.usage,
    mayBeBilled: reply.mayBeBilled ?? isAnswer,
    servedModel: isAnswer ? (reply.servedModel ?? request.model) : (reply.servedModel ?? null),
    retryAfterMs: reply.retryAfterMs ?? null,
    error: isAnswer ? null : `scripted ${outcomeClass}`,
  };
}

function answered(
  { request }: ScriptedCall,
  reply: ScriptedReply,
  outcomeClass: AnsweredClass,
  { servedModel, usage }: Pick<CallAttempt, "servedModel" | "usage">,
  attempts: readonly CallAttempt[],
): CallResult {
  const response = {
    text: reply.text ?? lastWord(request),
    ...(reply.content === undefined ? {} : { content: reply.content }),
    stopReason: reply.stopReason ?? "end_turn",
    model: servedModel ?? request.model,
    requestId: null,
    usage: usage ?? NO_USAGE,
    latencyMs: 5,
    simulated: false,
  };
  return { kind: "answered", outcomeClass, response, attempts };
}

function failed(outcomeClass: OutcomeClass, message: string, attempts: readonly CallAttempt[]): CallResult {
  if (isAnswered(outcomeClass)) throw new RangeError(`${outcomeClass} is no failure`);
  return { kind: "failed", outcomeClass, error: { message, httpStatus: null, requestId: null }, attempts };
}

function lastWord({ messages }: ModelRequest): string {
  const content = messages.at(-1)?.content;
  return typeof content === "string" ? (content.trim().split(/\s+/).at(-1) ?? "") : "";
}
