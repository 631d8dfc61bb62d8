import { randomBytes } from "node:crypto";
import type { Conversation } from "../core/conversation.js";
import { conversationRules } from "../core/conversation-rules.js";
import { UsageError } from "../core/errors.js";
import { composeRequest, stripSignals } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { CallResult, ModelClient } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import type { ModelResponse } from "../core/model-response.js";
import type { RunProgram } from "../core/program.js";
import type { RoutingTable } from "../core/routing-table.js";
import { signalRequest } from "../core/signal-request.js";
import type { Tier } from "../core/tier.js";
import { createRouter, type RunRecord } from "../router/create-router.js";
import { type AskTurn, converse } from "../runner/converse.js";
import type { EvalWithItems } from "../runner/plan-run.js";
import { checkInput } from "../scorers/check-input.js";

/** One request that went through the router. */
export interface RoutedRequest {
  readonly taskType: string;
  readonly itemId: string;
  readonly tier: string;
  readonly record: RunRecord;
}

/** What stands in for production. */
export interface Caller {
  readonly tiers: readonly Tier[];
  readonly client: ModelClient;
  readonly nowMs: () => number;
  /** Absent: answers are not run as programs. */
  readonly runProgram: RunProgram | undefined;
}

/**
 * Sends one item through the router as production would: the router decides, the client calls, the signals are read.
 *
 * @throws UsageError where signals would run the answer as a program, and nothing may
 */
export async function routeItem(
  table: RoutingTable,
  { evaluation }: EvalWithItems,
  item: Item,
  { tiers, client, nowMs, runProgram }: Caller,
): Promise<RoutedRequest> {
  if (runProgram === undefined) refusePrograms(evaluation);
  const router = createRouter(table, { safeTier: table.defaults.referenceTier, now: nowMs });
  const { tier, record } = await router.run({ taskType: evaluation.taskType }, async (step) => {
    const rung = tiers.find((candidate) => candidate.id === step.tier);
    if (rung === undefined) throw new RangeError(`tier "${step.tier}" is not configured`);
    const request = composeRequest(evaluation, item, rung);
    const send: Send = async (asked, name) =>
      answered(await client.send(asked, { callKey: `route:${item.id}:${step.tier}:${name}` }));
    const answer = await answerOf(evaluation, item, request, send);
    return {
      response: answer.response,
      signals: await readSignals(evaluation, item, { ...answer, request, tiers, send, runProgram }),
    };
  });
  return { taskType: evaluation.taskType, itemId: item.id, tier, record };
}

/** Read without running the answer, they would be missing, and every answer would look like a wrong one. */
function refusePrograms({ taskType, signals }: EvalWithItems["evaluation"]): void {
  const running = signals.filter(({ programLanguage }) => programLanguage !== undefined).map(({ name }) => name);
  if (running.length > 0)
    throw new UsageError(
      `eval "${taskType}" cannot be routed: ${running.join(" and ")} run the answer as a program, only where --allow-code says so`,
    );
}

type Answered = Extract<CallResult, { kind: "answered" }>;
type Send = (asked: ModelRequest, name: string) => Promise<Answered>;

interface RoutedAnswer {
  readonly response: ModelResponse;
  readonly conversation?: Conversation;
}

/** To the router a conversation is one request: it decides once, and its caller holds it to the end. */
async function answerOf(
  evaluation: EvalWithItems["evaluation"],
  item: Item,
  request: ModelRequest,
  send: Send,
): Promise<RoutedAnswer> {
  const rules = conversationRules(evaluation);
  if (rules === null) return send(request, "0");
  const ask: AskTurn = (turn, asked) => send(asked, `${turn}`);
  const held = await converse({ rules, item, request, checkInput }, ask);
  if (held.kind === "conversed") return held;
  throw new Error(held.kind === "errored" ? held.error : held.detail);
}

/** @throws Error where there is no answer: the router then asks elsewhere */
function answered(result: CallResult): Answered {
  if (result.kind === "answered") return result;
  throw new Error(result.kind === "failed" ? result.error.message : "denied");
}

interface Routed extends RoutedAnswer {
  readonly request: ModelRequest;
  readonly tiers: readonly Tier[];
  readonly send: Send;
  readonly runProgram: RunProgram | undefined;
}

/** Readings of the signals that could be read: the router counts the others as the lowest, and its record says so. */
async function readSignals(
  evaluation: EvalWithItems["evaluation"],
  { input }: Item,
  { request, response, conversation, tiers, send, runProgram }: Routed,
): Promise<Record<string, number | string>> {
  const text = stripSignals(evaluation, response.text);
  const readings: Record<string, number | string> = {};
  for (const signal of evaluation.signals) {
    const extraTexts: string[] = [];
    for (let draw = 1; draw <= signal.extraCalls; draw += 1) {
      const nonce = randomBytes(16).toString("hex");
      const further = signalRequest(signal, request, { input, text, response, nonce }, tiers);
      if (further === null) break;
      const { response: extra } = await send(further, signal.ask === undefined ? `${draw}` : `${signal.name}:${draw}`);
      extraTexts.push(signal.ask === undefined ? stripSignals(evaluation, extra.text) : extra.text);
    }
    const held = conversation === undefined ? {} : { conversation };
    const running = runProgram === undefined ? {} : { runProgram };
    const reading = await signal.read({
      input,
      rawText: response.text,
      text,
      response,
      extraTexts,
      ...held,
      ...running,
    });
    if (reading.isMissing !== true) readings[signal.name] = reading.level ?? reading.value;
  }
  return readings;
}
