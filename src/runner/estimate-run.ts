import type { Pricing, TokenEstimate } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import { NO_USAGE } from "../core/model-response.js";
import type { Judge } from "../core/score.js";
import type { Tier } from "../core/tier.js";
import { callsOf, type PlannedCell } from "./plan-run.js";

export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** What a run would take, of one tier or in all. Nothing is sent to find out. */
export interface RunEstimate {
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

/** By tier, then `judge` where one is asked, then `total`. */
export function estimateRun(plan: readonly PlannedCell[], tools: EstimateTools): ReadonlyMap<string, RunEstimate> {
  const parts = new Map<string, RunEstimate>();
  const add = (name: string, request: ModelRequest, times: number) => {
    const one = estimateCall(request, tools);
    const all = { ...scale(one, times), calls: times };
    parts.set(name, sum(parts.get(name), all));
  };
  for (const planned of plan) {
    const { evaluation, tier, request, item } = planned;
    add(tier.id, request, callsOf(planned));
    for (const scorer of evaluation.scorers) {
      if (scorer.kind === "judge" && tools.judge !== null)
        add("judge", judgeRequest(scorer, item, request, tools.judge), scorer.draws ?? 1);
    }
  }
  const total = [...parts.values()].reduce<RunEstimate | undefined>((all, part) => sum(all, part), undefined);
  if (total !== undefined) parts.set("total", total);
  return parts;
}

/** A judge's request about an answer of middling length: its words do not matter, only how many. */
function judgeRequest(judge: Judge, item: PlannedCell["item"], request: ModelRequest, tier: Tier): ModelRequest {
  const text = "word ".repeat(Math.min(request.params.maxTokens, 200));
  const response = {
    text,
    stopReason: "end_turn",
    model: request.model,
    requestId: null,
    usage: NO_USAGE,
    latencyMs: 0,
    simulated: false,
  };
  const prompt = judge.request({ item, text, response }, "0".repeat(32));
  return { ...prompt, model: tier.model, params: tier.params };
}

function estimateCall(request: ModelRequest, { estimateTokens, pricing, nowMs }: EstimateTools): RunEstimate {
  const { inputTokens, outputTokens } = estimateTokens(request);
  const cost = (input: number, output: number) =>
    pricing.costNanoUsd(
      request.model,
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
