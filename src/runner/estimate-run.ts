import { ballotsOf } from "../core/ballot.js";
import type { Pricing, TokenEstimate } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { type ModelResponse, NO_USAGE } from "../core/model-response.js";
import type { Ballot } from "../core/score.js";
import type { Signal } from "../core/signal.js";
import { signalRequest } from "../core/signal-request.js";
import type { Tier } from "../core/tier.js";
import { expectedTurns, type Turns, turnTokens } from "./expected-turns.js";
import { callsOf, type PlannedCell, signalsOf } from "./plan-run.js";

export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** What a run would take, of one tier or in all. Nothing is sent to find out. */
export interface RunEstimate {
  /** Of conversations as many turns as are expected. */
  readonly calls: number;
  readonly inputTokens: Range;
  readonly outputTokens: Range;
  /** Null where a price is not known. */
  readonly costUsd: Range | null;
}

export interface EstimateTools {
  readonly estimateTokens: (request: ModelRequest) => TokenEstimate;
  readonly pricing: Pricing;
  readonly judge: Tier | null;
  readonly nowMs: number;
}

const NO_NONCE = "0".repeat(32);

/** By tier, then `judge` where one is asked, then `total`. */
export function estimateRun(plan: readonly PlannedCell[], tools: EstimateTools): ReadonlyMap<string, RunEstimate> {
  const parts = new Map<string, RunEstimate>();
  const add = (name: string, request: ModelRequest, times: number) => {
    const one = priced(request.model, tools.estimateTokens(request), tools);
    const all = { ...scale(one, times), calls: times };
    parts.set(name, sum(parts.get(name), all));
  };
  const addConversation = (name: string, request: ModelRequest, turns: Turns) => {
    const each = turnTokens(tools.estimateTokens(request), turns).map((tokens) => priced(request.model, tokens, tools));
    const whole = each.reduce<RunEstimate | undefined>((all, one) => sum(all, one), undefined);
    if (whole !== undefined) parts.set(name, sum(parts.get(name), { ...whole, calls: turns.expected }));
  };
  for (const planned of plan) {
    const { evaluation, tier, request, item } = planned;
    const turns = expectedTurns(planned);
    const others = signalsOf(planned).filter((signal) => signal.ask !== undefined);
    const own = callsOf(planned) - others.reduce((calls, { extraCalls }) => calls + extraCalls, 0);
    if (turns === null) add(tier.id, request, own);
    else addConversation(tier.id, request, turns);
    for (const signal of others) {
      const asked = furtherRequest(signal, planned);
      if (asked !== null) add(signal.tier ?? tier.id, asked, signal.extraCalls);
    }
    for (const scorer of evaluation.scorers) {
      const draws = scorer.kind === "judge" ? (scorer.draws ?? 1) : 0;
      for (const ballot of scorer.kind === "judge" ? ballotsOf(scorer) : []) {
        const by = ballot.tier === undefined ? tools.judge : planned.panel.find(({ id }) => id === ballot.tier);
        if (by) add("judge", judgeRequest(ballot, item, request, by), draws);
      }
    }
  }
  const total = [...parts.values()].reduce<RunEstimate | undefined>((all, part) => sum(all, part), undefined);
  if (total !== undefined) parts.set("total", total);
  return parts;
}

/** A judge's request about an answer of middling length: its words do not matter, only how many. */
function judgeRequest(ballot: Ballot, item: PlannedCell["item"], request: ModelRequest, tier: Tier): ModelRequest {
  const response = middlingAnswer(request);
  const prompt = ballot.request({ item, text: response.text, response }, NO_NONCE);
  return { ...prompt, model: tier.model, params: tier.params };
}

/** What a signal asks about such an answer. */
function furtherRequest(signal: Signal, { item: { input }, request, tiers }: PlannedCell): ModelRequest | null {
  const response = middlingAnswer(request);
  return signalRequest(signal, request, { input, text: response.text, response, nonce: NO_NONCE }, tiers);
}

function middlingAnswer({ params, model }: ModelRequest): ModelResponse {
  return {
    text: "word ".repeat(Math.min(params.maxTokens, 200)),
    stopReason: "end_turn",
    model,
    requestId: null,
    usage: NO_USAGE,
    latencyMs: 0,
    simulated: false,
  };
}

function priced(
  model: string,
  { inputTokens, outputTokens }: TokenEstimate,
  { pricing, nowMs }: EstimateTools,
): RunEstimate {
  const cost = (input: number, output: number) =>
    pricing.costNanoUsd(
      model,
      { ...NO_USAGE, inputTokens: Math.round(input), outputTokens: Math.round(output) },
      nowMs,
    );
  const low = cost(inputTokens.low, outputTokens.low);
  const expected = cost(inputTokens.expected, outputTokens.expected);
  const high = cost(inputTokens.high, outputTokens.high);
  const isKnown = low !== null && expected !== null && high !== null;
  const costUsd = isKnown ? { low: low / 1e9, expected: expected / 1e9, high: high / 1e9 } : null;
  return { calls: 1, inputTokens, outputTokens, costUsd };
}

function scale(estimate: RunEstimate, factor: number): RunEstimate {
  const by = ({ low, expected, high }: Range): Range => ({
    low: low * factor,
    expected: expected * factor,
    high: high * factor,
  });
  return {
    calls: estimate.calls * factor,
    inputTokens: by(estimate.inputTokens),
    outputTokens: by(estimate.outputTokens),
    costUsd: estimate.costUsd === null ? null : by(estimate.costUsd),
  };
}

function sum(a: RunEstimate | undefined, b: RunEstimate): RunEstimate {
  if (a === undefined) return b;
  const plus = (x: Range, y: Range): Range => ({
    low: x.low + y.low,
    expected: x.expected + y.expected,
    high: x.high + y.high,
  });
  return {
    calls: a.calls + b.calls,
    inputTokens: plus(a.inputTokens, b.inputTokens),
    outputTokens: plus(a.outputTokens, b.outputTokens),
    costUsd: a.costUsd === null || b.costUsd === null ? null : plus(a.costUsd, b.costUsd),
  };
}
