/**
 * The batch client on a simulator of its own, for tests of whole runs in batches.
 * @module
 */
import { referenceAnswer } from "../core/eval.js";
import type { ModelClient, Pricing } from "../core/model-client.js";
import { promptFingerprint } from "../core/model-request.js";
import { NO_USAGE } from "../core/model-response.js";
import type { Store } from "../core/store.js";
import { anthropicClient } from "../models/anthropic-client.js";
import { type BatchClient, type BatchClientOptions, batchClient } from "../models/batch-client.js";
import type { BatchNews, BatchTiming } from "../models/batch-tools.js";
import { systemClock } from "../models/call-clock.js";
import { openPriceBook } from "../models/price-book.js";
import { pricing } from "../models/pricing.js";
import { batchJournal, earlierBatches } from "../runner/batch-journal.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { answerKey } from "../simulator/answer-key.js";
import { ladderWorld } from "../simulator/demo-world.js";
import type { FaultPlan } from "../simulator/fault-plan.js";
import type { PaidTokens } from "../simulator/simulator-stats.js";
import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator/start-simulator.js";
import { LADDER, NOW_MS } from "./benchmark-fixture.js";

const BOOK = openPriceBook();
export const BATCH_PRICING: Pricing = pricing(BOOK, { isBatch: true });
/** Quick enough for tests that wait in real time. */
export const QUICK: BatchTiming = { quietMs: 15, pollFromMs: 2, pollToMs: 10, settleMs: 60 };

export interface BatchLoopback extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly direct: ModelClient;
  /** A batch client as a process that takes a run up has it. */
  open(store: Store, runId?: string, options?: Partial<BatchClientOptions>): Promise<OpenedClient>;
  /** What the simulator bills, nano-dollars. */
  billNanoUsd(): number;
}

export interface OpenedClient extends AsyncDisposable {
  readonly client: BatchClient;
  readonly news: readonly BatchNews[];
}

/** Names differ although nothing is random. */
let drawn = 0;

export async function openBatchLoopback(
  plan: readonly PlannedCell[],
  faults: FaultPlan = [],
  options: Partial<SimulatorOptions> = {},
): Promise<BatchLoopback> {
  const simulator = await startSimulator({
    seed: 7,
    world: {
      ...ladderWorld(
        LADDER.map(({ model }) => model),
        [...new Set(plan.map(({ cell }) => cell.taskType))],
      ),
      judgeMalformedRate: 0,
    },
    answerKey: answerKey(plan.map(entryOf)),
    faults,
    ...options,
  });
  const access = { apiKey: "simulated", baseUrl: simulator.baseUrl };
  return {
    simulator,
    direct: anthropicClient({ ...access, deadlineMs: 20_000, clock: { ...systemClock, nowMs: () => NOW_MS } }),
    async open(store, runId = "run-1", change = {}) {
      const isKnown = (await store.runs()).some((run) => run.runId === runId);
      const earlier = isKnown ? await earlierBatches(store, runId) : [];
      const journal = batchJournal(store, runId, earlier, nextHex);
      const news: BatchNews[] = [];
      const onNews = (one: BatchNews) => void news.push(one);
      const client = batchClient({ ...access, journal, timing: QUICK, sendsCallKey: true, onNews, ...change });
      return { news, client, [Symbol.asyncDispose]: () => client.close() };
    },
    billNanoUsd() {
      const { paidTokensByModel, paidBatchTokensByModel } = simulator.stats();
      return costOf(paidTokensByModel, pricing(BOOK)) + costOf(paidBatchTokensByModel, BATCH_PRICING);
    },
    [Symbol.asyncDispose]: () => simulator.close(),
  };
}

function nextHex(bytes: number): string {
  drawn += 1;
  return drawn.toString(16).padStart(2 * bytes, "0");
}

function costOf(tokens: Readonly<Record<string, PaidTokens>>, prices: Pricing): number {
  return Object.entries(tokens).reduce((sum, [model, { inputTokens, outputTokens }]) => {
    const cost = prices.costNanoUsd(model, { ...NO_USAGE, inputTokens, outputTokens }, NOW_MS);
    if (cost === null) throw new RangeError(`no price for ${model}`);
    return sum + cost;
  }, 0);
}

function entryOf({ evaluation, item, request }: PlannedCell) {
  const { id: itemId, taskType, difficulty } = item;
  const fingerprint = promptFingerprint(request);
  return { fingerprint, itemId, taskType, difficulty, reference: referenceAnswer(evaluation, item) };
}
