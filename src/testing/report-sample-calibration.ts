/**
 * A calibration of sample outcomes with textbook intervals: enough to look at a
 * report, not a substitute for the real one.
 * @module
 */
import { outcomeMatrices } from "../calibrate/outcome-matrix.js";
import { inPriceOrder } from "../calibrate/price-order.js";
import { signalWorth } from "../calibrate/signal-worth.js";
import type {
  Calibration,
  CalibrationOptions,
  CascadeEvaluation,
  Comparison,
  PolicyEvaluation,
  SignalReliability,
  TaskTypeDecision,
  TierSummary,
  Verdict,
  WholeTable,
} from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { sha256Hex } from "../core/json.js";
import type { Outcome } from "../core/outcome.js";
import type { Policy } from "../core/policy.js";
import { usdFromNano } from "../core/price.js";
import type { SignalWorth } from "../core/signal-worth.js";
import type { Slice, SliceCheck } from "../core/slice.js";
import { wholeRow } from "./report-rows.js";
import { seededRun } from "./seeded-outcomes.js";

/** Scored outcomes of one item by tier. */
type ItemCells = ReadonlyMap<string, Outcome>;

export interface SampleCalibrationSpec {
  readonly outcomes: readonly Outcome[];
  readonly tierOrder: readonly string[];
  readonly options: CalibrationOptions;
  readonly simulated: boolean;
  /** Task types that are to run as a cascade from the cheapest tier. */
  readonly cascades: readonly string[];
  readonly warnings: readonly string[];
}

const LEVELS = ["low", "medium", "high"];
const Z = 1.96;
/** Quality that is only luck in choosing. */
const LUCK = 0.004;

export function sampleCalibration(spec: SampleCalibrationSpec): Calibration {
  const { outcomes, tierOrder, options } = spec;
  const cells = cellsByType(outcomes);
  const taskTypes = [...cells].map(([taskType, items]) => decide(taskType, items, outcomes, spec));
  const routes = Object.fromEntries(taskTypes.map(({ taskType, choice }) => [taskType, choice]));
  const all = [...cells.values()].flat();
  const named: readonly (readonly [string, Policy])[] = [
    ...tierOrder.map((tier) => [`always-${tier}`, { kind: "single", tier }] as const),
    ["table", { kind: "table", routes, otherwise: options.reference }],
    ["oracle", { kind: "oracle" }],
  ];
  const policies = markFront(named.map(([name, policy]) => evaluate(name, policy, all, spec)));
  return {
    options,
    tierOrder,
    simulated: spec.simulated,
    runIds: [...new Set(outcomes.map(({ runId }) => runId))],
    overall: tierOrder.map((tier) => summary(tier, outcomes)),
    taskTypes,
    whole: sampleWhole(spec, taskTypes, policies),
    policies,
    signals: reliabilities(outcomes, tierOrder, spec.options.reference),
    signalWorth: worths(spec),
    missing: missingCells(outcomes),
    warnings: spec.warnings,
  };
}

/** As of a table that was chosen and certified as a whole; with one task type, as decided by itself. */
function sampleWhole(
  { options }: SampleCalibrationSpec,
  taskTypes: readonly TaskTypeDecision[],
  policies: readonly PolicyEvaluation[],
): WholeTable {
  const { reference, margin } = options;
  const figuresOf = (name: string, luck: number) => {
    const own = policies.find((policy) => policy.name === name);
    if (own === undefined) return null;
    const { quality, costUsd, harm, qualityVsReference } = own;
    return {
      quality: quality.v - luck,
      costUsd: costUsd?.v ?? null,
      harm: harm.v,
      netLoss: luck - qualityVsReference.v,
    };
  };
  const bestSingleFigures = figuresOf(`always-${reference}`, 0);
  const [only] = taskTypes;
  if (taskTypes.length === 1 && only !== undefined) {
    const everywhere = only.choice.kind === "single" ? only.choice.tier : null;
    return wholeRow(reference, { everywhere, figures: figuresOf("table", 0), bestSingleFigures, reason: only.reason });
  }
  const items = taskTypes.reduce((sum, one) => sum + one.items, 0);
  const choosing = Math.round(items * 0.4);
  return wholeRow(reference, {
    basis: "whole-table",
    certificate: {
      type: "non-inferiority",
      scope: "whole-table",
      method: "fixed-sequence-betting",
      epsilon: margin,
      delta: 0.05,
      pValue: 0.012,
      k: null,
      n: items - choosing,
      step: 3,
      assumes: ["exchangeable-items", "same-models-and-prompts", "same-traffic-mix"],
    },
    figures: figuresOf("table", LUCK),
    bestSingleFigures,
    split: { choosing, testing: items - choosing, testUnitsSha256: sha256Hex("test units") },
    reason: `One table for all task types costs less than ${reference} and keeps the promise.`,
    advice: [
      { kind: "low-volume", text: "At 20 tasks a day the table saves $4.02 a month: too little to look after." },
    ],
  });
}

function cellsByType(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly ItemCells[]> {
  const types = new Map<string, Map<string, Map<string, Outcome>>>();
  for (const outcome of outcomes.filter(({ score }) => score !== null)) {
    const items = types.get(outcome.taskType) ?? new Map<string, Map<string, Outcome>>();
    const item = items.get(outcome.itemId) ?? new Map<string, Outcome>();
    types.set(outcome.taskType, items.set(outcome.itemId, item.set(outcome.tier, outcome)));
  }
  return new Map([...types].map(([taskType, items]) => [taskType, [...items.values()]]));
}

function estimate(values: readonly number[], [least, most]: readonly [number, number]): Estimate {
  const n = values.length;
  const v = values.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  const variance = values.reduce((sum, value) => sum + (value - v) ** 2, 0) / Math.max(1, n - 1);
  const half = Z * Math.sqrt(Math.max(variance, 0.25 / Math.max(1, n) ** 2) / Math.max(1, n));
  return { v, ci: [Math.max(least, v - half), Math.min(most, v + half)], n };
}

const SHARE = [0, 1] as const;
const DIFFERENCE = [-1, 1] as const;

function money(values: readonly (number | null)[]): Estimate | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length === 0) return null;
  const v = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - v) ** 2, 0) / known.length);
  const half = (Z * deviation) / Math.sqrt(known.length);
  return { v, ci: [Math.max(0, v - half), v + half], n: known.length };
}

function costQuantiles(values: readonly (number | null)[]): TierSummary["costQuantilesUsd"] {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < values.length || known.length === 0) return null;
  const quantile = (share: number) => known[Math.floor(share * (known.length - 1))] ?? 0;
  return { p50: quantile(0.5), p95: quantile(0.95) };
}

function summary(tier: string, outcomes: readonly Outcome[]): TierSummary {
  const own = outcomes.filter((outcome) => outcome.tier === tier);
  const scored = own.filter(({ score }) => score !== null);
  const latencies = scored.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs])).sort((a, b) => a - b);
  const quantile = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? 0;
  return {
    tier,
    quality: estimate(
      scored.map(({ score }) => score ?? 0),
      SHARE,
    ),
    costUsd: money(scored.map(costOf)),
    costQuantilesUsd: costQuantiles(scored.map(costOf)),
    latencyMs:
      latencies.length === 0
        ? null
        : { p50: quantile(0.5), p95: quantile(0.95), mean: money(latencies) ?? estimate([0], SHARE) },
    missing: own.length - scored.length,
  };
}

function costOf({ costNanoUsd }: Outcome): number | null {
  return costNanoUsd === null ? null : usdFromNano(costNanoUsd);
}

function decide(
  taskType: string,
  items: readonly ItemCells[],
  outcomes: readonly Outcome[],
  { tierOrder, options, cascades }: SampleCalibrationSpec,
): TaskTypeDecision {
  const others = tierOrder.filter((tier) => tier !== options.reference);
  const comparisons = others.map((tier) => compare(tier, items, options));
  const winner = comparisons.find(({ verdict }) => verdict === "non-inferior");
  const [cheapest = options.reference] = tierOrder;
  const tried = cascades.includes(taskType) ? [cascade(cheapest, items, options)] : [];
  const chosenCascade = tried.find(({ isCertified }) => isCertified);
  const undecided = comparisons.filter(({ verdict }) => verdict === "undecided");
  const single = winner?.tier ?? options.reference;
  const needed =
    undecided.length === 0 ? null : Math.max(...undecided.map(({ itemsNeeded }) => itemsNeeded ?? 0)) - items.length;
  const own = outcomes.filter((outcome) => outcome.taskType === taskType);
  const tiers = tierOrder.map((tier) => summary(tier, own));
  const allCosts = money(tiers.map(({ costUsd }) => costUsd?.v ?? null));
  const isOpen = winner === undefined && chosenCascade === undefined && undecided.length > 0;
  return {
    taskType,
    items: items.length,
    clusters: items.length,
    tiers,
    comparisons,
    cascades: tried,
    choice: chosenCascade?.policy ?? { kind: "single", tier: single },
    status: isOpen ? (items.length < options.minItems ? "insufficient-data" : "estimated") : "certified",
    reason: reasonOf(single, chosenCascade, undecided, options),
    itemsStillNeeded: isOpen && needed !== null ? Math.max(0, needed) : null,
    costToDecideUsd:
      isOpen && needed !== null && allCosts !== null ? allCosts.v * tiers.length * Math.max(0, needed) : null,
    slices: chosenCascade === undefined && single === options.reference ? null : sampleSlices(items.length),
  };
}

/** Two bands of difficulty, the harder one flagged; lengths not known. */
function sampleSlices(items: number): SliceCheck {
  const [easy, hard] = [Math.ceil(items / 2), Math.floor(items / 2)];
  const slice = (band: "easy" | "hard", n: number, v: number): Slice => ({
    key: { by: "difficulty", band },
    items: n,
    difference: { v, ci: [v - 0.05, v + 0.05], n },
    adjustedPValue: v < -0.08 ? 0.012 : 0.6,
    isWorse: v < -0.08,
  });
  const worst = slice("hard", hard, -0.09);
  return {
    slices: [slice("easy", easy, 0.01), worst],
    worst,
    notes: ["Input tokens of the reference are not known for every item: no slices by length."],
  };
}

function reasonOf(
  single: string,
  cascade: CascadeEvaluation | undefined,
  undecided: readonly Comparison[],
  { reference, margin }: CalibrationOptions,
): string {
  const points = (margin * 100).toFixed(1);
  if (cascade !== undefined) {
    return `The cascade lost ${cascade.harmful} right answers of ${cascade.n}.`;
  }
  if (single !== reference) return `${single} is within ${points} points of ${reference}.`;
  if (undecided.length === 0) return `Every cheaper tier is more than ${points} points worse than ${reference}.`;
  const names = undecided.map(({ tier }) => tier).join(" and ");
  return `${names} may or may not be within ${points} points of ${reference}: the interval crosses the margin.`;
}

function compare(tier: string, items: readonly ItemCells[], { reference, margin }: CalibrationOptions): Comparison {
  const pairs = items.flatMap((item) => {
    const [own, ref] = [item.get(tier), item.get(reference)];
    return own === undefined || ref === undefined ? [] : [{ own: own.score ?? 0, ref: ref.score ?? 0 }];
  });
  const difference = estimate(
    pairs.map(({ own, ref }) => own - ref),
    DIFFERENCE,
  );
  const verdict: Verdict =
    difference.ci[0] > -margin ? "non-inferior" : difference.ci[1] < -margin / 2 ? "inferior" : "undecided";
  const pValue = verdict === "non-inferior" ? 0.004 : verdict === "inferior" ? 0.999 : 0.18;
  return {
    tier,
    n: pairs.length,
    discordant: {
      referenceOnly: pairs.filter(({ own, ref }) => ref > own).length,
      tierOnly: pairs.filter(({ own, ref }) => own > ref).length,
    },
    difference,
    test: "tango",
    pValue,
    bettingPValue: null,
    adjustedPValue: Math.min(1, pValue * 2),
    testLevel: 0.025,
    verdict,
    posterior: verdict === "undecided" ? 0.72 : null,
    spread: { discordance: pairs.filter(({ own, ref }) => ref !== own).length / pairs.length, inflation: 1 },
    itemsNeeded: verdict === "undecided" ? Math.ceil(items.length * 2.7) : null,
  };
}

function cascade(first: string, items: readonly ItemCells[], options: CalibrationOptions): CascadeEvaluation {
  const policy: CascadeEvaluation["policy"] = {
    kind: "cascade",
    steps: [
      { tier: first, accept: { all: [{ signal: "self-report", atLeast: "high" }] } },
      { tier: options.reference, accept: "always" },
    ],
  };
  const replayed = items.map((item) => replay(policy, item, options.reference)).filter((result) => result !== null);
  const harmful = replayed.filter(({ harm }) => harm > 0).length;
  return {
    policy,
    construction: "fixed",
    path: `${first} → ${options.reference} by self-report`,
    risk: "harm",
    method: "binomial",
    quality: estimate(
      replayed.map(({ score }) => score),
      SHARE,
    ),
    costUsd: money(replayed.map(({ cost }) => cost)),
    difference: estimate(
      replayed.map(({ score, reference }) => score - reference),
      DIFFERENCE,
    ),
    latencyP50Ms: null,
    escalation: estimate(
      replayed.map(({ escalated }) => escalated),
      SHARE,
    ),
    harm: estimate(
      replayed.map(({ harm }) => harm),
      SHARE,
    ),
    pValue: 0.021,
    harmful,
    n: replayed.length,
    testLevel: 0.025,
    passed: 2,
    isCertified: true,
    unitsNeeded: null,
  };
}

interface Replay {
  readonly score: number;
  readonly reference: number;
  readonly cost: number | null;
  readonly latency: number | null;
  readonly harm: number;
  readonly escalated: number;
}

/** What a policy would have done with one item; null where a cell is missing. */
function replay(policy: Policy, item: ItemCells, reference: string): Replay | null {
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

function evaluate(
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

function markFront(policies: readonly PolicyEvaluation[]): readonly PolicyEvaluation[] {
  const competing = policies.filter(({ policy }) => policy.kind !== "oracle");
  return policies.map((one) => {
    const cost = one.costUsd?.v ?? 0;
    const isBeaten = competing.some(
      (other) => other !== one && other.quality.v >= one.quality.v && (other.costUsd?.v ?? 0) <= cost,
    );
    return { ...one, isParetoOptimal: one.policy.kind !== "oracle" && !isBeaten };
  });
}

function reliabilities(
  outcomes: readonly Outcome[],
  tierOrder: readonly string[],
  reference: string,
): readonly SignalReliability[] {
  const types = [...new Set(outcomes.map(({ taskType }) => taskType))];
  return types.flatMap((taskType) =>
    tierOrder.flatMap((tier) => {
      const own = outcomes.filter(
        (one) => one.taskType === taskType && one.tier === tier && one.score !== null && one.signals.length > 0,
      );
      if (own.length === 0 || tier === reference) return [];
      const bins = LEVELS.map((label) => {
        const scores = own.filter(({ signals }) => signals[0]?.level === label).map(({ score }) => score ?? 0);
        return { label, n: scores.length, quality: estimate(scores, SHARE) };
      });
      const missing = own.filter(({ signals }) => signals[0]?.isMissing === true).length;
      return [{ taskType, tier, signal: "self-report", auroc: auroc(own), bins, missing }];
    }),
  );
}

/** The one part that is not sketched: its charts show how its numbers hang together. */
function worths({ outcomes, tierOrder, options }: SampleCalibrationSpec): readonly SignalWorth[] {
  const taskTypes = [...new Set(outcomes.map(({ taskType }) => taskType))];
  const definition = { name: "self-report", kind: "self-report" as const, levels: LEVELS, version: "1", extraCalls: 0 };
  const run = seededRun(tierOrder, {
    runId: outcomes[0]?.runId ?? "",
    signals: taskTypes.map((taskType) => ({ ...definition, taskType })),
  });
  return outcomeMatrices(outcomes, [run], options.reference).matrices.flatMap((matrix) =>
    signalWorth(inPriceOrder(matrix, tierOrder), options.confidence).filter(({ tier }) => tier !== options.reference),
  );
}

function auroc(outcomes: readonly Outcome[]): number | null {
  const reading = ({ signals }: Outcome) => signals[0]?.value ?? 0;
  const right = outcomes.filter(({ score }) => score === 1).map(reading);
  const wrong = outcomes.filter(({ score }) => score === 0).map(reading);
  if (right.length === 0 || wrong.length === 0) return null;
  const wins = right.flatMap((r) => wrong.map((w) => (r > w ? 1 : r === w ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
}

function missingCells(outcomes: readonly Outcome[]): Calibration["missing"] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const key = JSON.stringify([outcome.taskType, outcome.tier]);
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()].flatMap((group) => {
    const cells = group.filter(({ status }) => status !== "scored").length;
    const [first] = group;
    return cells === 0 || first === undefined
      ? []
      : [{ taskType: first.taskType, tier: first.tier, cells, of: group.length }];
  });
}
