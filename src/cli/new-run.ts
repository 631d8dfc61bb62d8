import { contentHash } from "../core/json.js";
import { promptFingerprint } from "../core/model-request.js";
import type { Adaptive, Run } from "../core/run.js";
import type { Tier } from "../core/tier.js";
import { datasetRef } from "../datasets/load-dataset.js";
import type { EvalWithItems, PlannedCell } from "../runner/plan-run.js";
import { ownCells } from "../runner/shard.js";
import { type Bench, benchRecord } from "./bench.js";
import { type Campaign, campaignRunId } from "./campaign.js";
import type { Effects } from "./effects.js";
import { toolVersion } from "./tool-version.js";

export interface NewRunParts {
  readonly evals: readonly EvalWithItems[];
  readonly plan: readonly PlannedCell[];
  readonly tiers: readonly Tier[];
  readonly trials: number;
  readonly bench: Bench;
  readonly priceBookDate: string;
  readonly isSimulated: boolean;
  readonly baseUrl: string | null;
  /** Absent: every planned cell is asked. */
  readonly adaptive?: Adaptive;
  /** Absent: nothing was said about money. */
  readonly caps?: Run["budget"];
  /** Absent: the run gets an id of its own. */
  readonly campaign?: Campaign | undefined;
}

/** The record of a run that is about to start: everything that its outcomes will depend on. */
export function newRun(parts: NewRunParts, effects: Pick<Effects, "nowMs" | "randomHex">): Run {
  const { evals, plan, tiers, trials, bench, isSimulated, baseUrl, priceBookDate, campaign } = parts;
  const shard = campaign?.shard;
  const createdAt = new Date(effects.nowMs()).toISOString();
  return {
    runId:
      campaign === undefined
        ? `run_${createdAt.slice(0, 19).replace(/[-:]/g, "")}_${effects.randomHex(3)}`
        : campaignRunId(campaign, plan, parts.adaptive),
    createdAt,
    finishedAt: null,
    status: "running",
    origin: "run",
    simulated: isSimulated,
    toolVersion: toolVersion(),
    tiers: [...tiers],
    trials,
    taskTypes: evals.map(({ evaluation }) => evaluation.taskType),
    datasets: evals.map(({ dataset }) => datasetRef(dataset)),
    signals: evals.flatMap(({ evaluation }) =>
      evaluation.signals.map(({ name, kind, levels, version, extraCalls, tier }) => ({
        name,
        taskType: evaluation.taskType,
        kind,
        levels: levels === null ? null : [...levels],
        version,
        extraCalls,
        ...(tier === undefined ? {} : { tier }),
      })),
    ),
    promptHashes: promptHashes(plan),
    ...benchRecord(bench, evals),
    priceBookDate,
    failureCostsUsd: Object.fromEntries(
      evals.flatMap(({ evaluation: { taskType, failureCostUsd } }) =>
        failureCostUsd === undefined ? [] : [[taskType, failureCostUsd]],
      ),
    ),
    baseUrl: isSimulated ? null : baseUrl,
    plannedCells: ownCells(plan, shard).length,
    ...(parts.adaptive === undefined ? {} : { adaptive: parts.adaptive }),
    ...(shard === undefined ? {} : { shard }),
    ...(parts.caps === undefined ? {} : { budget: parts.caps }),
  };
}

/** Task type → hash over the prompts of its items, each counted once. */
function promptHashes(plan: readonly PlannedCell[]): Run["promptHashes"] {
  const prompts = new Map<string, Map<string, string>>();
  for (const { cell, request } of plan) {
    const ofType = prompts.get(cell.taskType) ?? new Map<string, string>();
    // All tiers and trials of an item share one.
    if (!ofType.has(cell.itemId)) prompts.set(cell.taskType, ofType.set(cell.itemId, promptFingerprint(request)));
  }
  return Object.fromEntries(
    [...prompts].map(([taskType, ofType]) => [taskType, contentHash(Object.fromEntries(ofType))]),
  );
}
