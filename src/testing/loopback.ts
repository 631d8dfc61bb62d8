/**
 * The real client on a simulator of its own, for tests of whole runs.
 * @module
 */
import { answerEntry } from "../cli/answer-entry.js";
import type { ModelClient, Pricing } from "../core/model-client.js";
import { anthropicClient } from "../models/anthropic-client.js";
import { systemClock } from "../models/call-clock.js";
import type { AnthropicClientOptions } from "../models/client-settings.js";
import { openPriceBook } from "../models/price-book.js";
import { pricing } from "../models/pricing.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { answerKey } from "../simulator/answer-key.js";
import { ladderWorld } from "../simulator/demo-world.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import type { SimulatorStats } from "../simulator/simulator-stats.js";
import { startSimulator } from "../simulator/start-simulator.js";
import { LADDER, NOW_MS } from "./benchmark-fixture.js";

export const BOOK_PRICING: Pricing = pricing(openPriceBook());

export interface Loopback extends AsyncDisposable {
  readonly client: ModelClient;
  readonly baseUrl: string;
  stats(): SimulatorStats;
  /** What the simulator bills for every answer it generated, nano-dollars. */
  billNanoUsd(): number;
}

interface LoopbackOptions extends Partial<AnthropicClientOptions> {
  /**
   * Task types of which the first is easy for all tiers, the second for all but the cheapest; any other one needs the
   * dearest. @defaultValue those of the plan
   */
  readonly easyTypes?: readonly string[];
}

/** Starts a simulator that can answer a plan, without random judge noise, and a client with quick retries. */
export async function openLoopback(
  plan: readonly PlannedCell[],
  faults: FaultPlan = [],
  { easyTypes, ...options }: LoopbackOptions = {},
): Promise<Loopback> {
  const taskTypes = easyTypes ?? [...new Set(plan.map(({ cell }) => cell.taskType))];
  const models = [...LADDER, ...plan.map(({ tier }) => tier)].map(({ model }) => model);
  const world = ladderWorld(models, taskTypes);
  const simulator = await startSimulator({
    seed: 7,
    world: { ...world, judgeMalformedRate: 0 },
    answerKey: answerKey(plan.map(answerEntry)),
    faults,
  });
  const client = anthropicClient({
    apiKey: "simulated",
    baseUrl: simulator.baseUrl,
    deadlineMs: 20_000,
    backoffBaseMs: 1,
    backoffCapMs: 5,
    clock: { ...systemClock, nowMs: () => NOW_MS },
    ...options,
  });
  return {
    client,
    baseUrl: simulator.baseUrl,
    stats: () => simulator.stats(),
    billNanoUsd: () => billOf(simulator.stats()),
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

export function billOf({ paidTokensByModel }: SimulatorStats): number {
  return Object.entries(paidTokensByModel).reduce((sum, [model, { calls: _calls, ...tokens }]) => {
    const cost = BOOK_PRICING.costNanoUsd(model, tokens, NOW_MS);
    if (cost === null) throw new RangeError(`no price for ${model}`);
    return sum + cost;
  }, 0);
}
