import type { CostChange, LatencyChange } from "../calibrate/compare-amounts.js";
import type { RoutedPlan, VerdictChange } from "../calibrate/compare-routing.js";
import type { RunChange, RunComparison, TierChange } from "../calibrate/compare-runs.js";
import type { Estimate } from "../core/estimate.js";
import { planText } from "../core/policy.js";
import { countText, namesText, percentText, pointsText, usdText } from "./money-text.js";
import { textTable } from "./text-table.js";
import { wrapText } from "./wrap-text.js";

/** Columns of the change table, by cell. */
export const CHANGE_COLUMNS = ["task type", "tier", "items", "base", "head", "points", "interval", "flips"];

/** What a comparison found, for a terminal. */
export function comparisonText(comparison: RunComparison): string {
  const { changes, tiers, flips, noise } = comparison;
  const noiseColumn = noise === null ? [] : ["changed", "by noise"];
  return [
    ...(isSimulated(comparison) ? ["SIMULATED responses: this says nothing about real models.", ""] : []),
    ...scopeSentences(comparison).map((sentence) => wrapText(sentence, "")),
    "",
    textTable(
      [...CHANGE_COLUMNS, "p", "mid-p", ...noiseColumn, "verdict"],
      changes.map((change) => [
        ...changeCells(change),
        pText(change.pValue),
        change.midPValue === null ? "–" : pText(change.midPValue),
        ...(noise === null ? [] : noiseCells(change)),
        change.verdict,
      ]),
    ),
    "",
    textTable(TIER_COLUMNS, tiers.map(tierCells)),
    "",
    ...resultSentences(comparison).map((sentence) => wrapText(sentence, sentence.startsWith(" ") ? "  " : "")),
    ...(flips.shown.length === 0 ? [] : ["", flipTable(comparison)]),
  ].join("\n");
}

/** Columns of the table of tiers. */
export const TIER_COLUMNS = ["tier", "items", "points", "interval", "cost before", "now", "factor", "p50 ms", "p95 ms"];

/** One tier over all task types. */
export function tierCells({ tier, items, difference, costUsd, latencyMs }: TierChange): readonly string[] {
  return [
    tier,
    String(items),
    pointsText(difference.v),
    pointsInterval(difference),
    usdText(costUsd?.baseUsd ?? null),
    usdText(costUsd?.headUsd ?? null),
    factorText(costUsd),
    latencyText(latencyMs, "p50"),
    latencyText(latencyMs, "p95"),
  ];
}

/** One tier on one task type. */
export function changeCells({ taskType, tier, items, base, head, difference, flips }: RunChange): readonly string[] {
  return [
    taskType,
    tier,
    String(items),
    base.v.toFixed(3),
    head.v.toFixed(3),
    pointsText(difference.v),
    pointsInterval(difference),
    flips === null ? "–" : `−${flips.lost} +${flips.gained}`,
  ];
}

/** Share of changed items between base and head, and between two runs of the unchanged model. */
export function noiseCells({ changedItems, items, noise }: RunChange): readonly string[] {
  return [percentText(changedItems / items), noise === null ? "–" : percentText(noise.rate.v)];
}

/** What was compared, and what was not. */
export function scopeSentences(comparison: RunComparison): readonly string[] {
  const { base, head, comparability, models, changedPrompts } = comparison;
  const left = [
    [comparability.changedContent, "with another content"],
    [comparability.changedScorers, "scored by other scorers"],
    [comparability.onlyInBase, "only in the base"],
    [comparability.onlyInHead, "only in the head"],
  ] as const;
  const leftOut = left.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`);
  const lostTiers = [...comparability.tiersOnlyInBase, ...comparability.tiersOnlyInHead];
  const missing = comparison.changes.reduce((sum, change) => sum + change.missing.base + change.missing.head, 0);
  return [
    `base ${base.runId} (${base.createdAt.slice(0, 10)}), head ${head.runId} (${head.createdAt.slice(0, 10)})`,
    `${countText(comparability.items, "item")} compared${leftOut.length === 0 ? "" : `; not comparable: ${leftOut.join(", ")}`}.`,
    ...(lostTiers.length === 0 ? [] : [`In one run only: ${namesText(lostTiers)}.`]),
    ...(missing === 0 ? [] : [`${countText(missing, "cell")} without a score, left out in both runs.`]),
    ...(comparability.isMatchedByIdOnly ? ["Contents of imported items are not stored: equal ids are trusted."] : []),
    ...models.map((change) => `Tier ${change.tier} was ${change.base} and is ${change.head}.`),
    ...(changedPrompts.length === 0 ? [] : [`Other prompts, or put to other items: ${namesText(changedPrompts)}.`]),
  ];
}

/** Alerts, noise, routing and the gate, one sentence each. */
export function resultSentences(comparison: RunComparison): readonly string[] {
  return [
    ...alertSentences(comparison),
    ...noiseSentences(comparison),
    ...routingSentences(comparison),
    ...gateSentences(comparison),
  ];
}

function alertSentences({ changes }: RunComparison): readonly string[] {
  const named = (alert: "worse" | "better") =>
    changes.filter((change) => change.alert === alert).map(({ taskType, tier }) => `${taskType} on ${tier}`);
  const [worse, better] = [named("worse"), named("better")];
  if (worse.length + better.length === 0) return ["Alerts (Benjamini–Hochberg, 10 %): none."];
  const parts = [
    ...(worse.length > 0 ? [`worse: ${namesText(worse)}`] : []),
    ...(better.length > 0 ? [`better: ${namesText(better)}`] : []),
  ];
  return [`Alerts (Benjamini–Hochberg, 10 %): ${parts.join("; ")}.`];
}

function noiseSentences({ noise }: RunComparison): readonly string[] {
  if (noise === null)
    return ["Run-to-run noise is not known: re-run some items of the base and name that run with --anchor."];
  const { anchorRunId, rate, headRate } = noise;
  return [
    `Noise: ${rateText(rate)} of the scores change between two runs of the unchanged models (anchor ${anchorRunId}); ${rateText(headRate)} between base and head.`,
  ];
}

function rateText({ v, ci: [lo, hi] }: Estimate): string {
  return `${percentText(v)} (${percentText(lo)} to ${percentText(hi)})`;
}

function routingSentences({ routing }: RunComparison): readonly string[] {
  if (routing.diff === null) return [`Routing is not compared: ${routing.whyNot}.`];
  const { diff } = routing;
  const verdictText = ({ taskType, tier, head }: VerdictChange) =>
    `${taskType} on ${tier} (${pointsText(head.difference.v)} points against ${diff.reference}, p = ${pText(head.adjustedPValue)})`;
  return [
    `Routing: ${diff.changes.length} of ${countText(diff.taskTypes, "plan")} would change.`,
    ...diff.changes.map(({ taskType, base, head }) => `  ${taskType}: ${routedText(base)} → ${routedText(head)}`),
    ...diff.nowGoodEnough.map((change) => `Now good enough: ${verdictText(change)}.`),
    ...diff.noLongerGoodEnough.map((change) => `No longer certified good enough: ${verdictText(change)}.`),
  ];
}

/** A plan with its status. */
export function routedText(plan: RoutedPlan | null): string {
  return plan === null ? "–" : `${planText(plan.choice)} (${plan.status})`;
}

function gateSentences({ gate, changes, options }: RunComparison): readonly string[] {
  const changeOf = (taskType: string, tier: string) =>
    changes.find((change) => change.taskType === taskType && change.tier === tier);
  const margin = `${(options.margin * 100).toFixed(1)} points`;
  const regressed = gate.regressed.map(({ taskType, tier }) => {
    const change = changeOf(taskType, tier);
    return `Regression: ${taskType} on ${tier} lost more than ${margin} (Holm p = ${pText(change?.adjustedRegressionPValue ?? 1)}).`;
  });
  const open = gate.inconclusive.map(({ taskType, tier }) => {
    const needed = changeOf(taskType, tier)?.itemsNeeded ?? null;
    return `${taskType} on ${tier}${needed === null ? "" : ` (about ${needed} items would do)`}`;
  });
  const limit = percentText(gate.maxCostIncrease ?? 0);
  return [
    ...regressed,
    ...(open.length === 0 ? [] : [`Too few items to rule out a loss of ${margin}: ${namesText(open)}.`]),
    ...(gate.costFailed.length === 0 ? [] : [`Cost rose by more than ${limit}: ${namesText(gate.costFailed)}.`]),
    ...(gate.costInconclusive.length === 0
      ? []
      : [`Whether the cost rose by more than ${limit} is open: ${namesText(gate.costInconclusive)}.`]),
    `Gate: ${gate.verdict}.`,
  ];
}

function flipTable({ flips }: RunComparison): string {
  const all = flips.worse + flips.better;
  const rows = flips.shown.map(({ taskType, tier, itemId, base, head, baseReason, headReason }) => [
    taskType,
    tier,
    itemId,
    `${scoreText(base)} → ${scoreText(head)}`,
    (head < base ? headReason : baseReason).slice(0, 48),
  ]);
  return [
    `Flips: ${flips.worse} worse, ${flips.better} better${all > flips.shown.length ? `; the first ${flips.shown.length}` : ""}.`,
    textTable(["task type", "tier", "item", "score", "reason of the lower"], rows),
  ].join("\n");
}

/** A score with as many digits as it needs, two at most. */
export function scoreText(score: number): string {
  return String(Number(score.toFixed(2)));
}

/** Whether any answer came from a simulator. */
export function isSimulated({ base, head }: RunComparison): boolean {
  return base.simulated || head.simulated;
}

/** A p-value with four digits. */
export function pText(p: number): string {
  return p < 0.0001 ? "<0.0001" : p.toFixed(4);
}

function pointsInterval({ ci: [lo, hi] }: Estimate): string {
  return `${pointsText(lo)} to ${pointsText(hi)}`;
}

function factorText(cost: CostChange | null): string {
  return cost === null || cost.ratio === null ? "unknown" : cost.ratio.v.toFixed(2);
}

function latencyText(latency: LatencyChange | null, quantile: "p50" | "p95"): string {
  if (latency === null) return "unknown";
  return `${latency.base[quantile].toFixed(0)} → ${latency.head[quantile].toFixed(0)}`;
}
