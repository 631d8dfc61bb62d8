import type { Item } from "../core/item.js";
import { contentHash, sha256Hex } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import { nanoFromUsd } from "../core/price.js";
import { RUN_ID, type SampleTier, type SampleType, type SampleWorld, SONNET } from "./report-sample-world.js";

export function itemsOf({ name, items, input, right }: SampleType): readonly Item[] {
  return Array.from({ length: items }, (_, index) => ({
    id: itemId(name, index),
    input: input(index),
    expected: right(index),
    taskType: name,
    split: "test",
    contentHash: contentHash({ input: input(index), expected: right(index) }),
  }));
}

function itemId(name: string, index: number): string {
  return `${name}-${String(index + 1).padStart(4, "0")}`;
}

export function outcomesOf(type: SampleType, world: SampleWorld, random: () => number): readonly Outcome[] {
  return Array.from({ length: type.items }, (_, index) => index).flatMap((index) => {
    // One difficulty per item: tiers tend to fail on the same ones.
    const difficulty = random();
    return world.tiers.map((tier, rank) => {
      const isRight = difficulty + (random() - 0.5) * 0.06 < (type.ability[rank] ?? 0.5);
      return outcomeOf({ type, tier, world, index, isRight, random });
    });
  });
}

interface CellSpec {
  readonly type: SampleType;
  readonly tier: SampleTier;
  readonly world: SampleWorld;
  readonly index: number;
  readonly isRight: boolean;
  readonly random: () => number;
}

function outcomeOf({ type, tier, world, index, isRight, random }: CellSpec): Outcome {
  const isErrored = random() < world.errorRate;
  const spread = 0.7 + 0.6 * random() + (random() < 0.06 ? 1.8 : 0);
  const level = world.hasSignals ? levelOf(isRight, random()) : null;
  const cost = tier.costUsd === null ? null : nanoFromUsd(tier.costUsd * spread);
  const judge = type.judgeUsd === undefined ? null : nanoFromUsd(type.judgeUsd * spread);
  const score = isErrored ? null : Number(isRight);
  const scorer = judge === null ? ("validator" as const) : ("judge" as const);
  return {
    runId: RUN_ID,
    cellKey: sha256Hex(`${type.name}/${index}/${tier.id}`),
    itemId: itemId(type.name, index),
    taskType: type.name,
    tier: tier.id,
    trial: 0,
    model: tier.model,
    cluster: null,
    status: isErrored ? "errored" : "scored",
    outcomeClass: isErrored ? errorClass(judge !== null, random()) : "ok",
    score,
    scores:
      score === null
        ? []
        : [
            {
              scorer: judge === null ? "label-match" : "faithful",
              kind: scorer,
              value: score,
              reason: isRight ? "equal to the label" : `expected ${type.right(index)}, found ${type.wrong(index)}`,
              version: "1",
              ...(judge === null ? {} : { judgeModel: SONNET.model }),
            },
          ],
    signals: level === null ? [] : [{ name: "self-report", value: ["low", "medium", "high"].indexOf(level), level }],
    responseText: isErrored ? null : isRight ? type.right(index) : type.wrong(index),
    usage: null,
    costNanoUsd: isErrored ? null : cost,
    signalCostNanoUsd: level === null || isErrored ? null : 0,
    judgeCostNanoUsd: isErrored ? null : judge,
    chargedNanoUsd: cost === null ? null : Math.round((cost + (judge ?? 0)) * (isErrored ? 2 : 1)),
    latencyMs: tier.latencyMs === 0 || isErrored ? null : Math.round(tier.latencyMs * spread),
    attempts: isErrored ? 4 : 1,
    error: isErrored ? "overloaded" : null,
    simulated: world.simulated,
    extra: {},
  };
}

function levelOf(isRight: boolean, draw: number): string {
  if (isRight) return draw < 0.72 ? "high" : draw < 0.93 ? "medium" : "low";
  return draw < 0.07 ? "high" : draw < 0.5 ? "medium" : "low";
}

function errorClass(isJudged: boolean, draw: number): string {
  if (isJudged && draw < 0.4) return "judge_error";
  return draw < 0.75 ? "infra_transient_exhausted" : "infra_timeout";
}
