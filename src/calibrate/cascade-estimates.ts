import type { RouteEstimates } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { sumOf } from "../stats/cluster-mean.js";
import { quantile } from "../stats/quantile.js";
import { amountEstimate, differenceEstimate, type EstimateContext, rateEstimate } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { replay } from "./replay.js";

/** Mean cost of a policy, USD per item, with all calls and signals on its path; null where not known. */
export function meanCost(policy: RoutePolicy, matrix: TaskTypeMatrix): number | null {
  const { costUsd } = replay(policy, matrix);
  return costUsd === null ? null : sumOf(costUsd) / costUsd.length;
}

/** Replays a policy and holds it against the reference; intervals are two-sided at the confidence. */
export function cascadeEstimates(policy: RoutePolicy, matrix: TaskTypeMatrix, confidence: number): RouteEstimates {
  const outcome = replay(policy, matrix);
  const reference = replay({ kind: "single", tier: matrix.reference }, matrix);
  const context: EstimateContext = { units: matrix.units, unitCount: matrix.unitCount, confidence };
  return {
    quality: rateEstimate(outcome.score, context),
    costUsd: outcome.costUsd === null ? null : amountEstimate(outcome.costUsd, context),
    difference: differenceEstimate(
      outcome.score.map((score, i) => score - (reference.score[i] ?? 0)),
      context,
    ),
    latencyP50Ms: outcome.latencyMs === null ? null : quantile(outcome.latencyMs, 0.5),
    escalation: rateEstimate(outcome.escalated, context),
    harm: rateEstimate(outcome.harm, context),
  };
}
