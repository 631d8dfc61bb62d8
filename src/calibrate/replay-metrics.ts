import { DataError } from "../core/errors.js";
import { type Policy, stepsOf } from "../core/policy.js";
import { type ItemValues, weightedValues } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { type Replay, replay } from "./replay.js";

/**
 * A policy, or one of two things that are no rule items → tiers: a draw between
 * policies, and the cascade that a verifier without error would make (tiers in
 * price order until one is right, all of them paid): a bound.
 */
export type ReplayedPolicy =
  | Policy
  | { readonly kind: "mix"; readonly parts: readonly { readonly policy: Policy; readonly share: number }[] }
  | { readonly kind: "perfect-verifier" };

/** An answer counts as right above this score. */
const RIGHT_ABOVE = 0.5;

/**
 * Everything that {@link ItemValues} names, for any policy, on the items of one task type.
 *
 * Tiers count as cheaper or dearer by the order of the columns.
 *
 * @throws DataError if the policy names a tier, signal or level that the matrix does not have, or
 *   the shares of a mix do not add up to 1
 */
export function itemValues(policy: ReplayedPolicy, matrix: TaskTypeMatrix): ItemValues {
  if (policy.kind === "mix") return mixed(policy.parts, matrix);
  if (policy.kind === "perfect-verifier") return withRoute(perfectVerifier(matrix), matrix);
  if (policy.kind === "table") {
    const route = Object.hasOwn(policy.routes, matrix.taskType) ? policy.routes[matrix.taskType] : undefined;
    return itemValues(route ?? { kind: "single", tier: policy.otherwise }, matrix);
  }
  const replayed = replay(policy, matrix);
  if (policy.kind === "oracle") return withRoute({ replayed, steps: oracleSteps(matrix) }, matrix);
  return withRoute({ replayed, steps: servedSteps(policy, matrix) }, matrix);
}

function mixed(parts: Extract<ReplayedPolicy, { kind: "mix" }>["parts"], matrix: TaskTypeMatrix): ItemValues {
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  if (!(Math.abs(total - 1) < 1e-9)) throw new DataError(`the shares of a mix add up to ${total}, not to 1`);
  return weightedValues(parts.map(({ policy, share }) => ({ values: itemValues(policy, matrix), share })));
}

/** How much of every item one tier serves, and with what score. */
interface ServedStep {
  readonly tier: string;
  /** Probability that the item is served here, in [0, 1]. */
  readonly mass: Float64Array;
  /** Mean score where it is served here, times the mass. */
  readonly score: Float64Array;
}

interface Routed {
  readonly replayed: Replay;
  readonly steps: readonly ServedStep[];
}

/** Step by step; what a step accepts shows in the replay of a cascade of it and the reference. */
function servedSteps(
  policy: Extract<Policy, { kind: "single" | "cascade" }>,
  matrix: TaskTypeMatrix,
): readonly ServedStep[] {
  const beyond = scoresOf(matrix, matrix.reference);
  let reaching = new Float64Array(matrix.itemIds.length).fill(1);
  const steps = stepsOf(policy);
  const last = steps.findIndex(({ accept }, index) => accept === "always" || index === steps.length - 1);
  return steps.slice(0, last + 1).map((step, index) => {
    const here = reaching;
    if (index === last) {
      const score = scoresOf(matrix, step.tier);
      return { tier: step.tier, mass: here, score: score.map((value, i) => value * (here[i] ?? 0)) };
    }
    const rest = { tier: matrix.reference, accept: "always" as const };
    const { escalated, score } = replay({ kind: "cascade", steps: [step, rest] }, matrix);
    reaching = here.map((mass, i) => mass * (escalated[i] ?? 0));
    return {
      tier: step.tier,
      mass: here.map((mass, i) => mass * (1 - (escalated[i] ?? 0))),
      score: score.map((value, i) => (here[i] ?? 0) * Math.max(0, value - (escalated[i] ?? 0) * (beyond[i] ?? 0))),
    };
  });
}

function scoresOf({ columns, taskType }: TaskTypeMatrix, tier: string): Float64Array {
  const column = columns.find((candidate) => candidate.tier === tier);
  if (column === undefined) throw new DataError(`task type "${taskType}" has no outcomes of tier "${tier}"`);
  return column.meanScore;
}

function oracleSteps(matrix: TaskTypeMatrix): readonly ServedStep[] {
  const chosen = matrix.itemIds.map((_, i) => {
    const scores = matrix.columns.map(({ meanScore }) => meanScore[i] ?? 0);
    return scores.indexOf(Math.max(...scores));
  });
  return stepsOfChoice(chosen, matrix);
}

function stepsOfChoice(chosen: readonly number[], matrix: TaskTypeMatrix): readonly ServedStep[] {
  return matrix.columns.map(({ tier, meanScore }, column) => {
    const mass = Float64Array.from(chosen, (own) => (own === column ? 1 : 0));
    return { tier, mass, score: mass.map((share, i) => share * (meanScore[i] ?? 0)) };
  });
}

/** Tiers in price order until one is right; where none is, all are paid and the best answer is served. */
function perfectVerifier(matrix: TaskTypeMatrix): Routed {
  const all = matrix.columns.map(({ tier }) => replay({ kind: "single", tier }, matrix));
  const last = matrix.itemIds.map((_, i) => {
    const right = all.findIndex(({ score }) => (score[i] ?? 0) > RIGHT_ABOVE);
    return right < 0 ? all.length - 1 : right;
  });
  const served = last.map((end, i) => {
    // The first that is right is better than those before it.
    const scores = all.slice(0, end + 1).map(({ score }) => score[i] ?? 0);
    return scores.indexOf(Math.max(...scores));
  });
  const paid = (read: (tier: Replay) => Float64Array | null) =>
    all.some((tier) => read(tier) === null)
      ? null
      : Float64Array.from(last, (end, i) =>
          all.slice(0, end + 1).reduce((sum, tier) => sum + (read(tier)?.[i] ?? 0), 0),
        );
  const replayed: Replay = {
    score: Float64Array.from(served, (tier, i) => all[tier]?.score[i] ?? 0),
    costUsd: paid(({ costUsd }) => costUsd),
    latencyMs: paid(({ latencyMs }) => latencyMs),
    harm: Float64Array.from(served, (tier, i) => all[tier]?.harm[i] ?? 0),
    escalated: Float64Array.from(last, (end) => (end > 0 ? 1 : 0)),
  };
  return { replayed, steps: stepsOfChoice(served, matrix) };
}

function withRoute({ replayed, steps }: Routed, matrix: TaskTypeMatrix): ItemValues {
  const n = matrix.itemIds.length;
  const [under, over, improved] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const first = matrix.columns.find(({ tier }) => tier === (steps[0]?.tier ?? "")) ?? matrix.columns[0];
  const start = steps[0];
  for (const step of steps) {
    const rank = matrix.columns.findIndex(({ tier }) => tier === step.tier);
    for (let i = 0; i < n; i += 1) {
      const mass = step.mass[i] ?? 0;
      if (mass === 0) continue;
      const score = step.score[i] ?? 0;
      let [cheaper, dearer] = [0, 0];
      matrix.columns.forEach(({ meanScore }, column) => {
        if (column < rank) cheaper = Math.max(cheaper, meanScore[i] ?? 0);
        else if (column > rank) dearer = Math.max(dearer, meanScore[i] ?? 0);
      });
      under[i] = (under[i] ?? 0) + Math.max(0, mass * dearer - score);
      over[i] = (over[i] ?? 0) + Math.min(score, mass * cheaper);
      if (step !== start) {
        const before = rejectedScore(replayed, start, first?.meanScore, i);
        improved[i] = (improved[i] ?? 0) + Math.max(0, score - mass * before);
      }
    }
  }
  const reference = scoresOf(matrix, matrix.reference);
  return {
    ...replayed,
    netLoss: replayed.score.map((score, i) => (reference[i] ?? 0) - score),
    underRouted: under,
    overRouted: over,
    wastedEscalation: replayed.escalated.map((share, i) => Math.max(0, share - (improved[i] ?? 0))),
    silentFailure: silentFailure(replayed, steps),
  };
}

/** Mean score of the first tier's answers that were not taken. */
function rejectedScore(
  { escalated }: Replay,
  start: ServedStep | undefined,
  all: Float64Array | undefined,
  i: number,
): number {
  const share = escalated[i] ?? 0;
  return share === 0 ? 0 : Math.max(0, ((all?.[i] ?? 0) - (start?.score[i] ?? 0)) / share);
}

/** Taken without going on, and wrong. */
function silentFailure({ escalated, score }: Replay, steps: readonly ServedStep[]): Float64Array {
  return score.map((value, i) => {
    const stayed = 1 - (escalated[i] ?? 0);
    if (stayed === 1) return 1 - value;
    return Math.max(0, stayed - (steps[0]?.score[i] ?? 0));
  });
}
