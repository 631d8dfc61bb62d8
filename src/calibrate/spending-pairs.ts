import type { Calibration, CalibrationOptions, Comparison, TaskTypeDecision } from "../core/calibration.js";
import { sumOf } from "../stats/cluster-mean.js";
import { chanceToCertify, pairedEvidence } from "./spending-chance.js";
import { itemsForPair } from "./spending-items.js";
import { nextLevel } from "./test-levels.js";

/** A tier that could replace the present choice of a task type, if more items showed that it is good enough. */
export interface OpenPair {
  readonly taskType: string;
  readonly tier: string;
  /** Items with a score on every tier. */
  readonly itemsNow: number;
  /** Items in all at the asked power, if the tier is truly as good as the reference. */
  readonly itemsIfEqual: number;
  /** The same for the difference seen; null where that loss is the margin or more, which no number of items certifies. */
  readonly itemsAsSeen: number | null;
  /** Items in all that are planned for. */
  readonly itemsPlanned: number;
  /** `itemsPlanned` − `itemsNow`, at least 1. */
  readonly moreItems: number;
  /** Probability that the tier is certified at `itemsPlanned`, with the difference seen as unsure as it is. */
  readonly chance: number;
  /** The same probability if the true difference were exactly the one seen. */
  readonly powerAsSeen: number;
  /** Of one answer, in USD; null where not known. */
  readonly tierCostUsd: number | null;
  /** Of one answer of the reference, in USD; null where not known. */
  readonly referenceCostUsd: number | null;
  /** Tiers of the task type, the reference among them: a new item counts once all of them have answered it. */
  readonly tiers: number;
  /** Of one answer of each of these tiers, in USD; null where not known. */
  readonly itemCostUsd: number | null;
  /** Saved by 1,000 requests of the whole traffic once the tier replaces the present choice; null where not known. */
  readonly savingPer1000Usd: number | null;
}

/** Pairs of task type and tier, the reference left out, by what there is to do about them. */
export interface PairCounts {
  readonly nonInferior: number;
  readonly inferior: number;
  /** Undecided, but not cheaper than what the route sends to now. */
  readonly notCheaper: number;
}

/** Every pair of a calibration: those worth asking about, and counts of the others. */
export function sortPairs(
  { taskTypes, options }: Calibration,
  power: number,
): { readonly open: readonly OpenPair[]; readonly counts: PairCounts } {
  const shares = trafficShares(taskTypes, options);
  const counts = { nonInferior: 0, inferior: 0, notCheaper: 0 };
  const open = taskTypes.flatMap((decision, index) =>
    decision.comparisons.flatMap((comparison) => {
      const isTooFew = decision.clusters < options.minItems;
      if (comparison.verdict === "inferior") counts.inferior += 1;
      else if (comparison.verdict === "non-inferior" && !isTooFew) counts.nonInferior += 1;
      else if (!isCheaper(comparison.tier, decision)) counts.notCheaper += 1;
      else return [openPair(comparison, decision, { options, power, share: shares[index] ?? 0 })];
      return [];
    }),
  );
  return { open, counts };
}

interface PairContext {
  readonly options: CalibrationOptions;
  readonly power: number;
  /** Of the task type in the traffic, in [0, 1]. */
  readonly share: number;
}

function openPair(comparison: Comparison, decision: TaskTypeDecision, context: PairContext): OpenPair {
  const { options, power, share } = context;
  const evidence = pairedEvidence(comparison, decision, options.confidence);
  const { margin } = options;
  const level = nextLevel(comparison.testLevel, decision.comparisons);
  // Each tier of an adaptive run was asked as many items as it took.
  const units = comparison.test === "e-process" ? comparison.difference.n : decision.clusters;
  const question = { margin, level, power, units, minUnits: options.minItems };
  const { ifEqual, asSeen, planned } = itemsForPair(comparison, question);
  const [tierCostUsd, referenceCostUsd] = [comparison.tier, options.reference].map((tier) => costOf(tier, decision));
  const presentCostUsd = choiceCostUsd(decision);
  const isPriced = presentCostUsd !== null && typeof tierCostUsd === "number";
  return {
    taskType: decision.taskType,
    tier: comparison.tier,
    itemsNow: evidence.items,
    itemsIfEqual: ifEqual,
    itemsAsSeen: asSeen,
    itemsPlanned: planned,
    moreItems: planned - evidence.items,
    ...chanceToCertify(evidence, { margin, level, items: planned }),
    tierCostUsd: tierCostUsd ?? null,
    referenceCostUsd: referenceCostUsd ?? null,
    tiers: decision.tiers.length,
    itemCostUsd: itemCost(decision),
    savingPer1000Usd: isPriced ? 1000 * share * (presentCostUsd - tierCostUsd) : null,
  };
}

function trafficShares(taskTypes: readonly TaskTypeDecision[], { traffic }: CalibrationOptions): readonly number[] {
  const raw = taskTypes.map(({ taskType, items }) => {
    if (traffic === null) return items;
    return Object.hasOwn(traffic, taskType) ? (traffic[taskType] ?? 0) : 0;
  });
  const total = sumOf(raw);
  return raw.map((weight) => (total > 0 ? weight / total : 0));
}

function costOf(tier: string, { tiers }: TaskTypeDecision): number | null {
  return tiers.find((summary) => summary.tier === tier)?.costUsd?.v ?? null;
}

/** Of asking every tier once: calibration compares items that all of them have answered. */
function itemCost({ tiers }: TaskTypeDecision): number | null {
  const known = tiers.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd.v]));
  return known.length === tiers.length ? sumOf(known) : null;
}

/** Mean cost of a request as it is routed now. */
function choiceCostUsd(decision: TaskTypeDecision): number | null {
  const { choice, cascades } = decision;
  if (choice.kind === "single") return costOf(choice.tier, decision);
  // By content: a calibration that was written and read again shares no objects.
  const wanted = JSON.stringify(choice);
  return cascades.find(({ policy }) => JSON.stringify(policy) === wanted)?.costUsd?.v ?? null;
}

/** By price; where a price is not known, by the order of the tiers, which stands for it. */
function isCheaper(tier: string, decision: TaskTypeDecision): boolean {
  const { tiers, choice } = decision;
  const limit = choiceCostUsd(decision);
  if (limit !== null && tiers.every(({ costUsd }) => costUsd !== null)) return (costOf(tier, decision) ?? 0) < limit;
  const rank = (name: string) => tiers.findIndex((summary) => summary.tier === name);
  return rank(tier) < rank(choice.kind === "single" ? choice.tier : (choice.steps.at(-1)?.tier ?? ""));
}
