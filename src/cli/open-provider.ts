import { UsageError } from "../core/errors.js";
import { referenceAnswer } from "../core/eval.js";
import type { ModelClient } from "../core/model-client.js";
import { promptFingerprint } from "../core/model-request.js";
import type { Tier } from "../core/tier.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { allowedBaseUrl } from "./allowed-host.js";
import type { Effects } from "./effects.js";
import { withoutSecrets } from "./redact-secrets.js";
import { secretsOf } from "./secret-values.js";

/** Where answers come from. */
export interface Provider extends AsyncDisposable {
  readonly name: "anthropic" | "simulator";
  readonly client: ModelClient;
  readonly baseUrl: string | null;
}

export interface ProviderOptions {
  readonly provider: "anthropic" | "simulator" | undefined;
  readonly deadlineMs: number;
  /** The host besides the usual ones that may have the key. */
  readonly allowedHost?: string | undefined;
  /** Simulator only. */
  readonly plan: readonly PlannedCell[];
  readonly tiers: readonly Tier[];
  readonly seed: number;
  readonly port: number;
  /** Simulator only: factor on its latencies. */
  readonly latencyScale: number;
}

/**
 * The real API where there is a key, else the simulator where it is asked for.
 * Both are reached through the same client; only the base URL differs.
 *
 * @throws UsageError without a key and without `--provider simulator`
 */
export async function openProvider(options: ProviderOptions, { env }: Pick<Effects, "env">): Promise<Provider> {
  if (options.provider === "simulator") return openSimulator(options);
  const { anthropicClient } = await import("../models/anthropic-client.js");
  const apiKey = env["ANTHROPIC_API_KEY"];
  if (apiKey === undefined || apiKey === "") {
    throw new UsageError("ANTHROPIC_API_KEY is not set; set it, or play on simulated models with --provider simulator");
  }
  const baseUrl = allowedBaseUrl(env["ANTHROPIC_BASE_URL"], options.allowedHost);
  const client = anthropicClient({ apiKey, deadlineMs: options.deadlineMs, ...(baseUrl ? { baseUrl } : {}) });
  return {
    name: "anthropic",
    client: withoutSecrets(client, secretsOf(env)),
    baseUrl: baseUrl ?? null,
    [Symbol.asyncDispose]: async () => client[Symbol.dispose](),
  };
}

/** A provider for work that asks nobody. A call through it is a bug. */
export function offlineProvider(): Provider {
  const client = { send: () => Promise.reject(new Error("no provider is open: this work must not ask a model")) };
  return { name: "anthropic", client, baseUrl: null, [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function openSimulator({
  plan,
  tiers,
  seed,
  port,
  latencyScale,
  deadlineMs,
}: ProviderOptions): Promise<Provider> {
  const [{ startSimulator }, { answerKey }, { ladderWorld }, { anthropicClient }] = await Promise.all([
    import("../simulator/start-simulator.js"),
    import("../simulator/answer-key.js"),
    import("../simulator/demo-world.js"),
    import("../models/anthropic-client.js"),
  ]);
  const taskTypes = [...new Set(plan.map(({ cell }) => cell.taskType))].sort();
  const simulator = await startSimulator({
    port,
    seed,
    latencyScale,
    world: ladderWorld(
      tiers.map((tier) => tier.model),
      taskTypes,
    ),
    answerKey: answerKey(distinctPrompts(plan)),
  });
  const client = anthropicClient({ apiKey: "simulated", baseUrl: simulator.baseUrl, deadlineMs, backoffBaseMs: 50 });
  return {
    name: "simulator",
    client,
    baseUrl: simulator.baseUrl,
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await simulator.close();
    },
  };
}

/** What the simulator must know to play the models: the prompt of every item and its right answer. */
export function distinctPrompts(plan: readonly PlannedCell[]) {
  const byPrompt = new Map(
    plan.map(({ evaluation, item, request }) => {
      const fingerprint = promptFingerprint(request);
      const { id: itemId, taskType, difficulty } = item;
      return [
        fingerprint,
        { fingerprint, itemId, taskType, difficulty, reference: referenceAnswer(evaluation, item) },
      ] as const;
    }),
  );
  return byPrompt.values();
}
