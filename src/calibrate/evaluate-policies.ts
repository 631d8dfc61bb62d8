import type { CalibrationOptions, PolicyEvaluation } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import type { Policy } from "../core/policy.js";
import { bootstrapMeans, percentileInterval } from "../stats/bootstrap.js";
import { sumOf } from "../stats/cluster-mean.js";
import { seededRandom } from "../stats/random.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { unseenSpread } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { type PolicyTotals, policyTotals, QUANTITIES, type Quantity } from "./policy-totals.js";

/** A policy and what tables call it. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
}

/** Bootstrap resamples behind every interval of a policy. */
export const DEFAULT_RESAMPLES = 2000;

/**
 * Replays policies on all task types and weighs these by traffic.
 *
 * Intervals are percentiles of a cluster bootstrap within task types that draws
 * the same units for all policies, so that differences and ratios are paired. A
 * table that was chosen on these very outcomes is shown as it did on them: its
 * figures are post-selection, and a little flattering.
 *
 * @param policies - each must be defined on every matrix; one of them must be always-reference
 */
export function evaluatePolicies(
  policies: readonly NamedPolicy[],
  matrices: readonly TaskTypeMatrix[],
  options: Pick<CalibrationOptions, "reference" | "confidence" | "seed" | "traffic"> & { readonly resamples: number },
): readonly PolicyEvaluation[] {
  const weights = trafficWeights(matrices, options.traffic);
  const totals = policies.map(({ policy }) => policyTotals(policy, matrices, { weights, seed: options.seed }));
  const replicates = bootstrapMeans(
    matrices.map((_, m) => ({
      weight: weights[m] ?? 0,
      sizes: totals[0]?.strata[m]?.sizes ?? new Float64Array(0),
      columns: totals.flatMap(({ strata }) => strata[m]?.columns ?? []),
    })),
    options.resamples,
    seededRandom(options.seed, "policy bootstrap"),
  );
  const n = matrices.reduce((sum, { unitCount }) => sum + unitCount, 0);
  const measured = policies.map((named, p) => ({
    ...named,
    totals: totals[p] as PolicyTotals,
    draws: (quantity: Quantity) =>
      replicates[p * QUANTITIES.length + QUANTITIES.indexOf(quantity)] ?? new Float64Array(0),
  }));
  const reference = measured.find(({ policy }) => policy.kind === "single" && policy.tier === options.reference);
  if (reference === undefined) throw new RangeError(`no policy that is always "${options.reference}"`);
  const evaluations = measured.map((one) => evaluationOf(one, reference, { n, confidence: options.confidence }));
  return evaluations.map((one) => ({ ...one, isParetoOptimal: isParetoOptimal(one, evaluations) }));
}

/** Share of every matrix: its traffic, or its items where no traffic is given. */
export function trafficWeights(
  matrices: readonly TaskTypeMatrix[],
  traffic: CalibrationOptions["traffic"],
): readonly number[] {
  const raw = matrices.map(({ taskType, itemIds }) => (traffic === null ? itemIds.length : (traffic[taskType] ?? 0)));
  const total = sumOf(raw);
  return raw.map((weight) => weight / total);
}

interface MeasuredPolicy extends NamedPolicy {
  readonly totals: PolicyTotals;
  draws(quantity: Quantity): Float64Array;
}

interface Precision {
  readonly n: number;
  readonly confidence: number;
}

function evaluationOf(one: MeasuredPolicy, reference: MeasuredPolicy, precision: Precision): PolicyEvaluation {
  const { means } = one.totals;
  const isReference = one === reference;
  const refDraws = reference.draws("score");
  const difference = one.draws("score").map((value, b) => value - (refDraws[b] ?? 0));
  const refCost = reference.draws("costUsd");
  const ratios = one.draws("costUsd").map((value, b) => value / (refCost[b] ?? 1));
  const isPriced = means.costUsd !== null && reference.totals.means.costUsd !== null;
  const certain = (v: number): Estimate => ({ v, ci: [v, v], n: precision.n });
  return {
    name: one.name,
    policy: one.policy,
    quality: rate(means.score ?? 0, one.draws("score"), precision),
    costUsd: means.costUsd === null ? null : percentile(means.costUsd, one.draws("costUsd"), precision),
    latencyMs: means.latencyMs === null ? null : percentile(means.latencyMs, one.draws("latencyMs"), precision),
    qualityVsReference: isReference
      ? certain(0)
      : differenceOf((means.score ?? 0) - (reference.totals.means.score ?? 0), difference, precision),
    costRatio:
      isPriced && (reference.totals.means.costUsd ?? 0) > 0
        ? isReference
          ? certain(1)
          : percentile((means.costUsd ?? 0) / (reference.totals.means.costUsd ?? 1), ratios, precision)
        : null,
    // What a policy cannot do by its nature is certain, not estimated.
    harm:
      isReference || one.policy.kind === "oracle" ? certain(0) : rate(means.harm ?? 0, one.draws("harm"), precision),
    escalation:
      one.policy.kind === "table" || one.policy.kind === "cascade"
        ? rate(means.escalated ?? 0, one.draws("escalated"), precision)
        : certain(0),
    isParetoOptimal: false,
  };
}

function percentile(v: number, draws: Float64Array, { n, confidence }: Precision): Estimate {
  const [lo, hi] = percentileInterval(draws, confidence);
  return { v, ci: [Math.min(lo, v), Math.max(hi, v)], n };
}

/** Where no resample differs, the interval is that of a count without spread. */
function rate(v: number, draws: Float64Array, precision: Precision): Estimate {
  const found = percentile(v, draws, precision);
  if (found.ci[1] - found.ci[0] > 1e-12) return found;
  const [lo, hi] = wilsonInterval(Math.min(1, Math.max(0, v)) * precision.n, precision.n, precision.confidence);
  return { ...found, ci: [Math.min(lo, v), Math.max(hi, v)] };
}

function differenceOf(v: number, draws: Float64Array, precision: Precision): Estimate {
  const found = percentile(v, draws, precision);
  if (found.ci[1] - found.ci[0] > 1e-12) return found;
  const unseen = unseenSpread(precision.n, precision.confidence);
  return { ...found, ci: [Math.max(-1, v - unseen), Math.min(1, v + unseen)] };
}

function isParetoOptimal(one: PolicyEvaluation, all: readonly PolicyEvaluation[]): boolean {
  if (one.policy.kind === "oracle" || one.costUsd === null) return false;
  const cost = one.costUsd.v;
  return !all.some((other) => {
    if (other === one || other.policy.kind === "oracle" || other.costUsd === null) return false;
    const isNoWorse = other.costUsd.v <= cost && other.quality.v >= one.quality.v;
    return isNoWorse && (other.costUsd.v < cost || other.quality.v > one.quality.v);
  });
}
