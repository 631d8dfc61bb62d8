import type { ModelClient } from "../core/model-client.js";
import { promptFingerprint } from "../core/model-request.js";
import type { Tier } from "../core/tier.js";
import { anthropicClient } from "../models/anthropic-client.js";
import { answerKey } from "../simulator/answer-key.js";
import { ladderWorld } from "../simulator/demo-world.js";
import { startSimulator } from "../simulator/start-simulator.js";
import { attackedRight } from "./judge-integrity.js";
import type { JudgedTaskType } from "./judge-targets.js";

export interface SimulatedJudge extends AsyncDisposable {
  readonly client: ModelClient;
}

/** How it differs from a judge without fault. */
export interface SimulatedFaults {
  /** Share of calls that are answered with prose. @defaultValue 0 */
  readonly malformedRate?: number;
  /** How often it names the first of two answers, whatever it sees. @defaultValue 0 */
  readonly firstLean?: number;
}

/** A simulated judge that never errs by itself: it passes exactly the known right answers, attacked or not. */
export async function simulatedJudge(
  known: JudgedTaskType,
  { model }: Tier,
  { malformedRate = 0, firstLean = 0 }: SimulatedFaults = {},
): Promise<SimulatedJudge> {
  const { taskType, right, wrong } = known;
  const world = ladderWorld([model], [taskType]);
  const tiers = Object.fromEntries(
    Object.entries(world.tiers).map(([name, tier]) => [
      name,
      { ...tier, judge: { sensitivity: 1, specificity: 1, firstLean } },
    ]),
  );
  // Whatever it is asked, it answers from the known answers: these prompts are asked of nobody.
  const entries = [
    ...[...right, ...attackedRight(known)].map(({ item, answer }) => ({ item, answer })),
    ...wrong.map(({ item, reference }) => ({ item, answer: reference })),
  ];
  const key = answerKey(
    entries.map(({ item, answer }, at) => ({
      fingerprint: promptFingerprint({ messages: [{ role: "user", content: `${item.id} ${at}` }] }),
      itemId: item.id,
      taskType,
      difficulty: item.difficulty,
      reference: answer,
    })),
  );
  const simulator = await startSimulator({
    seed: 1,
    world: { ...world, tiers, judgeMalformedRate: malformedRate },
    answerKey: key,
  });
  const client = anthropicClient({ apiKey: "simulated", baseUrl: simulator.baseUrl, deadlineMs: 20_000 });
  return {
    client,
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await simulator.close();
    },
  };
}
