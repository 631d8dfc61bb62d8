import type { PolicyEvaluation } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import type { Policy } from "../core/policy.js";
import { costOf, DIFFERENCE, estimate, money, SHARE } from "./report-sample-estimates.js";
import type { SampleCalibrationSpec } from "./report-sample-spec.js";

/** Scored outcomes of one item by tier. */
export type ItemCells = ReadonlyMap<string, Outcome>;

interface Replay {
  readonly score: number;
  readonly reference: number;
  readonly cost: number | null;
  readonly latency: number | null;
  readonly harm: number;
  readonly escalated: number;
}

/** What a policy would have done with one item; null where a cell is missing. */
export function replay(policy: Policy, item: ItemCells, reference: string): Replay | null {
  const asked = askedCells(policy, item);
  const [last, best] = [asked?.at(-1), item.get(reference)];
  if (asked === null || last === undefined || best === undefined) return null;
  const costs = asked.map(costOf);
  const latencies = asked.map(({ latencyMs }) => latencyMs);
  return {
    score: last.score ?? 0,
    reference: best.score ?? 0,
    cost: policy.kind === "oracle" ? (costs.at(-1) ?? null) : total(costs),
    latency: policy.kind === "oracle" ? (latencies.at(-1) ?? null) : total(latencies),
    harm: (best.score ?? 0) > (last.score ?? 0) ? 1 : 0,
    escalated: policy.kind === "oracle" ? 0 : asked.length - 1,
  };
}

function askedCells(policy: Policy, item: ItemCells): readonly Outcome[] | null {
  const [any] = item.values();
  if (policy.kind === "table") {
    return askedCells(policy.routes[any?.taskType ?? ""] ?? { kind: "single", tier: policy.otherwise }, item);
  }
  if (policy.kind === "oracle") {
    const ranked = [...item.values()].sort(
      (a, b) => (b.score ?? 0) - (a.score ?? 0) || (a.costNanoUsd ?? 0) - (b.costNanoUsd ?? 0),
    );
    return ranked.slice(0, 1);
  }
  const steps = policy.kind === "single" ? [{ tier: policy.tier, accept: "always" as const }] : policy.steps;
  const asked: Outcome[] = [];
  for (const { tier, accept } of steps) {
    const cell = item.get(tier);
    if (cell === undefined) return null;
    asked.push(cell);
    if (accept === "always" || cell.signals[0]?.level === "high") break;
  }
  return asked;
}

function total(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

export function evaluate(
  name: string,
  policy: Policy,
  items: readonly ItemCells[],
  { options }: SampleCalibrationSpec,
): PolicyEvaluation {
  const pairs = items.flatMap((item) => {
    const own = replay(policy, item, options.reference);
    const reference = replay({ kind: "single", tier: options.reference }, item, options.reference);
    return own === null || reference === null ? [] : [{ own, reference }];
  });
  const costUsd = money(pairs.map(({ own }) => own.cost));
  const full = money(pairs.map(({ reference }) => reference.cost));
  const ratio = costUsd === null || full === null ? null : { v: costUsd.v / full.v, n: costUsd.n };
  return {
    name,
    policy,
    quality: estimate(
      pairs.map(({ own }) => own.score),
      SHARE,
    ),
    costUsd,
    latencyMs: money(pairs.map(({ own }) => own.latency)),
    qualityVsReference: estimate(
      pairs.map(({ own, reference }) => own.score - reference.score),
      DIFFERENCE,
    ),
    costRatio: ratio === null ? null : { ...ratio, ci: [ratio.v * 0.92, ratio.v * 1.09] },
    harm: estimate(
      pairs.map(({ own }) => own.harm),
      SHARE,
    ),
    escalation: estimate(
      pairs.map(({ own }) => own.escalated),
      SHARE,
    ),
    isParetoOptimal: false,
  };
}

export function markFront(policies: readonly PolicyEvaluation[]): readonly PolicyEvaluation[] {
  const competing = policies.filter(({ policy }) => policy.kind !== "oracle");
  return policies.map((one) => {
    const cost = one.costUsd?.v ?? 0;
    const isBeaten = competing.some(
      (other) => other !== one && other.quality.v >= one.quality.v && (other.costUsd?.v ?? 0) <= cost,
    );
    return { ...one, isParetoOptimal: one.policy.kind !== "oracle" && !isBeaten };
  });
}
