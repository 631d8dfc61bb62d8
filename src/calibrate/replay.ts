import { DataError } from "../core/errors.js";
import { type Policy, type PolicyStep, type RoutePolicy, stepsOf } from "../core/policy.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemMeans, signalCost, type TierColumn } from "./tier-column.js";

/** What a policy would have done, one value per item (mean over trials). */
export interface Replay {
  /** In [0, 1]. */
  readonly score: Float64Array;
  /** All calls on the path, with the signals that the path reads; null where any cost is unknown. */
  readonly costUsd: Float64Array | null;
  /** Sum along the path; null where not measured. */
  readonly latencyMs: Float64Array | null;
  /** By how much the reference did better, in [0, 1]. */
  readonly harm: Float64Array;
  /** Share of trials that left the first tier, in [0, 1]. */
  readonly escalated: Float64Array;
}

/**
 * Replays a policy on stored outcomes: with every tier's answer to every item
 * known, nothing is estimated. Trials of different tiers are unrelated, so an
 * item's trials at one step are each followed by the mean of the rest of the path.
 *
 * @throws DataError if the policy names a tier, signal or level that the matrix does not have
 */
export function replay(policy: Policy, matrix: TaskTypeMatrix): Replay {
  if (policy.kind === "oracle") return replayOracle(matrix);
  if (policy.kind === "table") {
    const route = Object.hasOwn(policy.routes, matrix.taskType) ? policy.routes[matrix.taskType] : undefined;
    return replay(route ?? { kind: "single", tier: policy.otherwise }, matrix);
  }
  const [first, ...rest] = stepsOf(policy);
  if (first === undefined) throw new DataError(`a cascade of task type "${matrix.taskType}" has no steps`);
  return replayPath(first, rest, matrix);
}

function replayPath(step: PolicyStep, rest: readonly PolicyStep[], matrix: TaskTypeMatrix): Replay {
  const column = columnOf(matrix, step.tier);
  const [next, ...others] = rest;
  // The last step answers whatever its signals say.
  if (next === undefined || step.accept === "always") return replaySingle(column, step);
  const accepts = acceptance(step, column, matrix);
  const after = replayPath(next, others, matrix);
  const { starts } = column;
  const mix = (here: Float64Array, beyond: Float64Array, isAdded: boolean) =>
    mixPaths({ here, beyond, accepts, starts, isAdded });
  const cost = costOf(column, step);
  return {
    score: mix(column.score, after.score, false),
    costUsd: cost === null || after.costUsd === null ? null : mix(cost, after.costUsd, true),
    latencyMs:
      column.latencyMs === null || after.latencyMs === null ? null : mix(column.latencyMs, after.latencyMs, true),
    harm: mix(column.harm, after.harm, false),
    escalated: itemMeans(
      accepts.map((accepted) => 1 - accepted),
      starts,
    ),
  };
}

/**
 * Who answers along a path: of every tier the share of requests that get past the steps before it and are accepted
 * there, one value per item. The last step accepts all that reach it, so that an item's shares sum to 1.
 *
 * @throws DataError if the route names a tier, signal or level that the matrix does not have
 */
export function servedShares(route: RoutePolicy, matrix: TaskTypeMatrix): ReadonlyMap<string, Float64Array> {
  const steps = stepsOf(route);
  const all = new Float64Array(matrix.itemIds.length).fill(1);
  const served = new Map<string, Float64Array>();
  let reached = all;
  for (const [at, step] of steps.entries()) {
    const column = columnOf(matrix, step.tier);
    const accepted = at === steps.length - 1 ? all : itemMeans(acceptance(step, column, matrix), column.starts);
    const before = served.get(step.tier);
    const share = reached.map((reaching, i) => (before?.[i] ?? 0) + reaching * (accepted[i] ?? 0));
    served.set(step.tier, share);
    reached = reached.map((reaching, i) => reaching * (1 - (accepted[i] ?? 0)));
  }
  return served;
}

interface Mixture {
  /** Per trial of this step. */
  readonly here: Float64Array;
  /** Per item, of the rest of the path. */
  readonly beyond: Float64Array;
  readonly accepts: Float64Array;
  readonly starts: Uint32Array;
  /** True for amounts, which add up along the path; false for values that the last answer decides. */
  readonly isAdded: boolean;
}

function mixPaths({ here, beyond, accepts, starts, isAdded }: Mixture): Float64Array {
  const result = new Float64Array(beyond.length);
  for (let i = 0; i < result.length; i += 1) {
    const start = starts[i] ?? 0;
    const end = starts[i + 1] ?? 0;
    let sum = 0;
    for (let r = start; r < end; r += 1) {
      const accepted = accepts[r] ?? 0;
      sum += (isAdded ? 1 : accepted) * (here[r] ?? 0) + (1 - accepted) * (beyond[i] ?? 0);
    }
    result[i] = sum / (end - start);
  }
  return result;
}

function replaySingle(column: TierColumn, step: PolicyStep): Replay {
  const { starts, latencyMs, meanScore } = column;
  const cost = costOf(column, step);
  return {
    score: meanScore,
    costUsd: cost === null ? null : itemMeans(cost, starts),
    latencyMs: latencyMs === null ? null : itemMeans(latencyMs, starts),
    harm: itemMeans(column.harm, starts),
    escalated: new Float64Array(meanScore.length),
  };
}

/** Signals are paid for where the step reads them. */
function costOf(column: TierColumn, step: PolicyStep): Float64Array | null {
  const { costUsd } = column;
  if (step.accept === "always" || costUsd === null) return costUsd;
  const extra = signalCost(column, new Set(step.accept.all.map(({ signal }) => signal)));
  return extra === null ? costUsd : costUsd.map((cost, r) => cost + (extra[r] ?? 0));
}

/** 1 per accepted trial, else 0. */
function acceptance(step: PolicyStep, column: TierColumn, matrix: TaskTypeMatrix): Float64Array {
  const accepts = new Float64Array(column.score.length).fill(1);
  if (step.accept === "always") return accepts;
  for (const { signal, atLeast } of step.accept.all) {
    const readings = column.signals.get(signal)?.readings;
    if (readings === undefined) {
      throw new DataError(`task type "${matrix.taskType}", tier "${column.tier}" has no signal "${signal}"`);
    }
    const threshold = thresholdOf(matrix, signal, atLeast);
    for (let r = 0; r < accepts.length; r += 1) if (!((readings[r] ?? 0) >= threshold)) accepts[r] = 0;
  }
  return accepts;
}

function thresholdOf(matrix: TaskTypeMatrix, signal: string, atLeast: string | number): number {
  if (typeof atLeast === "number") return atLeast;
  const index = matrix.levels.get(signal)?.indexOf(atLeast) ?? -1;
  if (index < 0) throw new DataError(`signal "${signal}" of task type "${matrix.taskType}" has no level "${atLeast}"`);
  return index;
}

function columnOf(matrix: TaskTypeMatrix, tier: string): TierColumn {
  const column = matrix.columns.find((candidate) => candidate.tier === tier);
  if (column === undefined) throw new DataError(`task type "${matrix.taskType}" has no outcomes of tier "${tier}"`);
  return column;
}

/** Per item the cheapest tier, in the order of the columns, among those with its best mean score. */
function replayOracle(matrix: TaskTypeMatrix): Replay {
  const all = matrix.columns.map((column) => replaySingle(column, { tier: column.tier, accept: "always" }));
  const best = matrix.itemIds.map((_, i) => {
    const scores = all.map(({ score }) => score[i] ?? 0);
    return all[scores.indexOf(Math.max(...scores))];
  });
  const pick = (read: (tier: Replay) => Float64Array | null) =>
    all.some((tier) => read(tier) === null)
      ? null
      : Float64Array.from(best, (tier, i) => (tier === undefined ? 0 : (read(tier)?.[i] ?? 0)));
  return {
    score: pick(({ score }) => score) ?? new Float64Array(best.length),
    costUsd: pick(({ costUsd }) => costUsd),
    latencyMs: pick(({ latencyMs }) => latencyMs),
    // A mean score at least the reference's: nothing is lost that the reference has.
    harm: new Float64Array(best.length),
    escalated: new Float64Array(best.length),
  };
}
