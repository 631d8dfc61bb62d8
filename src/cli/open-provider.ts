import { UsageError } from "../core/errors.js";
import { referenceAnswer } from "../core/eval.js";
import { contentHash } from "../core/json.js";
import type { ModelClient } from "../core/model-client.js";
import { promptFingerprint } from "../core/model-request.js";
import type { Tier } from "../core/tier.js";
import type { PlannedCell } from "../runner/plan-run.js";
import { allowedBaseUrl } from "./allowed-host.js";
import { type BatchOpener, batchOpener } from "./batch-provider.js";
import type { Effects } from "./effects.js";
import { withoutSecrets } from "./redact-secrets.js";
import { secretsOf } from "./secret-values.js";

/** Where answers come from. */
export interface Provider extends AsyncDisposable {
  readonly name: "anthropic" | "simulator";
  readonly client: ModelClient;
  /** For runs that ask in batches. */
  readonly openBatches: BatchOpener;
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
  const access = { apiKey, ...(baseUrl ? { baseUrl } : {}) };
  const secrets = secretsOf(env);
  const client = anthropicClient({ ...access, deadlineMs: options.deadlineMs });
  return {
    name: "anthropic",
    client: withoutSecrets(client, secrets),
    openBatches: batchOpener(access, secrets),
    baseUrl: baseUrl ?? null,
    [Symbol.asyncDispose]: async () => client[Symbol.dispose](),
  };
}

/** A provider for work that asks nobody. A call through it is a bug. */
export function offlineProvider(): Provider {
  const refuse = () => Promise.reject(new Error("no provider is open: this work must not ask a model"));
  const nobody = { client: { send: refuse }, openBatches: refuse };
  return { name: "anthropic", ...nobody, baseUrl: null, [Symbol.asyncDispose]: () => Promise.resolve() };
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
  const { baseUrl } = simulator;
  const access = { apiKey: "simulated", baseUrl };
  const client = anthropicClient({ ...access, deadlineMs, backoffBaseMs: 50 });
  return {
    name: "simulator",
    client,
    openBatches: batchOpener(access, []),
    baseUrl,
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
        {
          fingerprint,
          itemId,
          taskType,
          difficulty,
          reference: referenceAnswer(evaluation, item),
          inputHash: contentHash(item.input),
        },
      ] as const;
    }),
  );
  return byPrompt.values();
}
