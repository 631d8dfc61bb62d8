import type { Calibration, CascadeEvaluation, Comparison, TaskTypeDecision } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { planText, stepsOf } from "../core/policy.js";
import type { Guarantee, Route } from "../core/routing-table.js";
import { clopperPearsonUpper } from "../stats/clopper-pearson.js";
import { errorFallback } from "./error-fallback.js";
import { failureProbability, testLevels } from "./test-levels.js";

/** False-alarm probability of the drift monitor, whose null is the calibrated escalation rate. */
const ALARM_PROBABILITY = 0.01;

/** One decision as a route of the table: plan, evidence, guarantee, and what lost. */
export function routeFrom(decision: TaskTypeDecision, { options, tierOrder }: Calibration): Route {
  const { choice, status, items } = decision;
  const cascade = decision.cascades.find(({ policy }) => policy === choice);
  return {
    match: { taskType: decision.taskType },
    plan: stepsOf(choice).map(({ tier, accept }) => ({ tier, accept, carry: "none" as const })),
    onExhausted: "return-best",
    errorFallback: [...errorFallback(decision, tierOrder)],
    expected: cascade === undefined ? expectedOfSingle(decision) : expectedOfCascade(cascade, items),
    guarantee: status === "certified" ? guaranteeOf(decision, options) : null,
    alternatives: alternativesOf(decision, options),
    monitor: {
      escalationP0Upper: cascade === undefined ? 0 : escalationUpper(cascade.escalation),
      alarmAlpha: ALARM_PROBABILITY,
      onAlarm: cascade === undefined ? "alarm" : "demote",
    },
    status,
    reason: decision.reason,
    itemsStillNeeded: decision.itemsStillNeeded,
    ...(decision.judges === undefined ? {} : { judges: decision.judges }),
    ...(decision.isFragile === true ? { fragile: true } : {}),
  };
}

/** The upper 1 − α/2 bound, so that the error of calibration does not count as drift. */
function escalationUpper({ v, n }: Estimate): number {
  return clopperPearsonUpper(Math.min(n, Math.ceil(v * n - 1e-9)), n, ALARM_PROBABILITY / 2);
}

function expectedOfSingle({ choice, tiers, comparisons, items, clusters }: TaskTypeDecision): Route["expected"] {
  const tier = choice.kind === "single" ? choice.tier : "";
  const summary = tiers.find((candidate) => candidate.tier === tier);
  const comparison = comparisons.find((candidate) => candidate.tier === tier);
  return {
    n: items,
    quality: summary?.quality ?? { v: 0, ci: [0, 1], n: 0 },
    vsReference: { diff: comparison?.difference.v ?? 0, ci: comparison?.difference.ci ?? [0, 0] },
    costUsd: summary?.costUsd ?? null,
    escalation: { v: 0, ci: [0, 0], n: clusters },
    latencyP50Ms: summary?.latencyMs?.p50 ?? null,
  };
}

function expectedOfCascade(cascade: CascadeEvaluation, items: number): Route["expected"] {
  return {
    n: items,
    quality: cascade.quality,
    vsReference: { diff: cascade.difference.v, ci: cascade.difference.ci },
    costUsd: cascade.costUsd,
    escalation: cascade.escalation,
    latencyP50Ms: cascade.latencyP50Ms,
  };
}

function guaranteeOf(decision: TaskTypeDecision, options: Calibration["options"]): Guarantee {
  const { choice, cascades, comparisons, clusters } = decision;
  const delta = failureProbability(options.confidence);
  const levels = testLevels(options.confidence, cascades.length > 0);
  const common = { delta, scope: "per-route" as const, assumes: ["exchangeable-items", "same-models-and-prompts"] };
  const cascade = cascades.find(({ policy }) => policy === choice);
  if (cascade !== undefined) {
    const isCount = cascade.method === "binomial";
    return {
      ...common,
      type: "harm-rate",
      epsilon: options.harm,
      method: `fixed-sequence-${cascade.method}`,
      pValue: cascade.pValue,
      k: isCount ? cascade.harmful : null,
      n: cascade.n,
      testLevel: cascade.testLevel,
    };
  }
  const comparison = comparisons.find(({ tier }) => choice.kind === "single" && tier === choice.tier);
  if (comparison === undefined) {
    return { ...common, type: "reference", epsilon: 0, method: "none", pValue: null, k: null, n: clusters };
  }
  return {
    ...common,
    type: "non-inferiority",
    epsilon: options.margin,
    method: `${comparison.test}-holm`,
    pValue: comparison.adjustedPValue,
    k: null,
    n: comparison.difference.n,
    testLevel: levels.singles,
  };
}

/** Everything that was measured and not chosen, tiers first. */
function alternativesOf(decision: TaskTypeDecision, options: Calibration["options"]): Route["alternatives"] {
  const { choice, tiers, comparisons, cascades } = decision;
  const chosenCost = costOfChoice(decision);
  const singles = tiers
    .filter(({ tier }) => choice.kind !== "single" || tier !== choice.tier)
    .map(({ tier, quality, costUsd }) => ({
      tier,
      quality: quality.v,
      costUsd: costUsd?.v ?? null,
      reason: singleReason(
        comparisons.find((one) => one.tier === tier),
        besideChoice(costUsd?.v ?? null, chosenCost),
      ),
    }));
  const others = cascades
    .filter(({ policy }) => policy !== choice)
    .map(({ policy, quality, costUsd, isCertified, harm }) => ({
      tier: stepsOf(policy)[0]?.tier ?? "",
      plan: planText(policy),
      quality: quality.v,
      costUsd: costUsd?.v ?? null,
      reason: isCertified
        ? `certified: ${besideChoice(costUsd?.v ?? null, chosenCost)}`
        : `harm ${percent(harm.v)} not certified within ${percent(options.harm)}`,
    }));
  return [...singles, ...others];
}

function costOfChoice({ choice, tiers, cascades }: TaskTypeDecision): number | null {
  const estimates =
    cascades.find(({ policy }) => policy === choice) ??
    tiers.find(({ tier }) => choice.kind === "single" && tier === choice.tier);
  return estimates?.costUsd?.v ?? null;
}

/** Why something that would do was not chosen. What is cheaper and would do was passed over for the whole table alone. */
function besideChoice(costUsd: number | null, chosenCostUsd: number | null): string {
  if (costUsd === null || chosenCostUsd === null) return "not chosen";
  return costUsd < chosenCostUsd ? "cheaper, but the table as a whole went another way" : "not cheaper";
}

function singleReason(comparison: Comparison | undefined, besides: string): string {
  if (comparison === undefined) return `reference: ${besides}`;
  if (comparison.verdict === "non-inferior") return `non-inferior: ${besides}`;
  const { v, ci } = comparison.difference;
  return `${comparison.verdict}: ${points(v)} points (${ci.map(points).join(" to ")})`;
}

function points(fraction: number): string {
  return (100 * fraction).toFixed(1).replace("-", "−");
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}
