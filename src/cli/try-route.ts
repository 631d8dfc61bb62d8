import { randomBytes } from "node:crypto";
import { composeRequest, stripSignals } from "../core/eval.js";
import type { Item } from "../core/item.js";
import type { ModelClient } from "../core/model-client.js";
import type { ModelRequest } from "../core/model-request.js";
import type { ModelResponse } from "../core/model-response.js";
import type { RoutingTable } from "../core/routing-table.js";
import { signalRequest } from "../core/signal-request.js";
import type { Tier } from "../core/tier.js";
import { createRouter, type RunRecord } from "../router/create-router.js";
import type { EvalWithItems } from "../runner/plan-run.js";

/** One request that went through the router. */
export interface RoutedRequest {
  readonly taskType: string;
  readonly itemId: string;
  readonly tier: string;
  readonly record: RunRecord;
}

/** Sends one item through the router as production would: the router decides, the client calls, the signals are read. */
export async function routeItem(
  table: RoutingTable,
  { evaluation }: EvalWithItems,
  item: Item,
  tiers: readonly Tier[],
  client: ModelClient,
  nowMs: () => number,
): Promise<RoutedRequest> {
  const router = createRouter(table, { safeTier: table.defaults.referenceTier, now: nowMs });
  const { tier, record } = await router.run({ taskType: evaluation.taskType }, async (step) => {
    const rung = tiers.find((candidate) => candidate.id === step.tier);
    if (rung === undefined) throw new RangeError(`tier "${step.tier}" is not configured`);
    const request = composeRequest(evaluation, item, rung);
    const ask = async (asked: ModelRequest, name: string): Promise<ModelResponse> => {
      const result = await client.send(asked, { callKey: `route:${item.id}:${step.tier}:${name}` });
      if (result.kind !== "answered") throw new Error(result.kind === "failed" ? result.error.message : "denied");
      return result.response;
    };
    const response = await ask(request, "0");
    return { response, signals: await readSignals(evaluation, item, { request, response, tiers, ask }) };
  });
  return { taskType: evaluation.taskType, itemId: item.id, tier, record };
}

interface Routed {
  readonly request: ModelRequest;
  readonly response: ModelResponse;
  readonly tiers: readonly Tier[];
  readonly ask: (request: ModelRequest, name: string) => Promise<ModelResponse>;
}

async function readSignals(
  evaluation: EvalWithItems["evaluation"],
  { input }: Item,
  { request, response, tiers, ask }: Routed,
): Promise<Record<string, number | string>> {
  const text = stripSignals(evaluation, response.text);
  const readings: Record<string, number | string> = {};
  for (const signal of evaluation.signals) {
    const extraTexts: string[] = [];
    for (let draw = 1; draw <= signal.extraCalls; draw += 1) {
      const nonce = randomBytes(16).toString("hex");
      const further = signalRequest(signal, request, { input, text, response, nonce }, tiers);
      if (further === null) break;
      const extra = await ask(further, signal.ask === undefined ? `${draw}` : `${signal.name}:${draw}`);
      extraTexts.push(signal.ask === undefined ? stripSignals(evaluation, extra.text) : extra.text);
    }
    const reading = await signal.read({ input, rawText: response.text, text, response, extraTexts });
    readings[signal.name] = reading.level ?? reading.value;
  }
  return readings;
}
