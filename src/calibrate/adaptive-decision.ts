import type { CalibrationOptions, Comparison, TaskTypeDecision, WholeTable } from "../core/calibration.js";
import { DataError } from "../core/errors.js";
import type { RoutePolicy } from "../core/policy.js";
import { decisionReason } from "./decision-reason.js";
import type { MissingCells } from "./missing-cells.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { compareSequentially } from "./sequential-comparison.js";
import type { SequentialPair } from "./sequential-pairs.js";
import { failureProbability } from "./test-levels.js";
import { tierSummary } from "./tier-summary.js";

/** The decision for a task type that was measured adaptively. */
export interface AdaptiveDecision {
  readonly decision: TaskTypeDecision;
  /** The reference and the tier that was chosen (or was asked most) on the items that both answered. */
  readonly matrix: TaskTypeMatrix;
}

/** What the decision needs to know besides the pairs. */
export interface AdaptiveContext {
  readonly options: CalibrationOptions;
  /** All tiers in price order. */
  readonly order: readonly string[];
  /** True where so much is missing that nothing may be certified. */
  readonly isIncomplete: boolean;
  /** True where a judge scored that is not trusted: nothing may be certified then either. @defaultValue false */
  readonly isDoubted?: boolean;
  /** True where so many items were set aside for marks in their answers that nothing may be certified. @defaultValue false */
  readonly isSifted?: boolean;
}

/**
 * Decides a task type whose run stopped asking a tier when its own answers said
 * so: the cheapest tier that is certified at any time, else the reference.
 * Cascades are not tested, since their tests hold for a fixed number of items only.
 *
 * @param pairs - every tier against the reference
 * @throws DataError where there are none
 */
export function decideAdaptively(pairs: readonly SequentialPair[], context: AdaptiveContext): AdaptiveDecision {
  const { options, order, isIncomplete, isDoubted = false, isSifted = false } = context;
  const { margin, confidence, minItems, reference } = options;
  if (pairs.length === 0) {
    throw new DataError(`an adaptive run has no item that ${reference} and another tier both answered: resume it`);
  }
  const ranked = pairs
    .map((pair) => ({ ...pair, matrix: inPriceOrder(pair.matrix, order) }))
    .sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  const comparisons = compareSequentially(ranked, {
    margin,
    confidence,
    level: failureProbability(confidence),
    minUnits: minItems,
  });
  const longest = ranked.reduce((most, pair) => (pair.matrix.unitCount > most.matrix.unitCount ? pair : most));
  const isChosen = ({ tier, verdict }: Comparison) =>
    verdict === "non-inferior" && order.indexOf(tier) < order.indexOf(reference);
  const chosen = comparisons.find(isChosen)?.tier ?? reference;
  const { matrix } = ranked.find(({ tier }) => tier === chosen) ?? longest;
  const undecided = comparisons.filter(
    ({ tier, verdict }) => verdict === "undecided" && order.indexOf(tier) < order.indexOf(chosen),
  );
  const hasEnough = matrix.unitCount >= minItems;
  const choice: RoutePolicy = { kind: "single", tier: hasEnough ? chosen : reference };
  const isSettled = hasEnough && (chosen !== reference || undecided.length === 0);
  const isWithheld = isIncomplete || isDoubted || isSifted;
  const status = !isSettled ? "insufficient-data" : isWithheld ? "estimated" : "certified";
  const itemsStillNeeded = moreItems(undecided, matrix, minItems);
  return {
    matrix,
    decision: {
      taskType: longest.taskType,
      items: longest.matrix.itemIds.length,
      clusters: longest.matrix.unitCount,
      tiers: summaries(ranked, longest, context),
      comparisons,
      cascades: [],
      choice,
      status,
      reason: decisionReason({
        choice,
        status,
        matrix,
        comparisons,
        cascades: [],
        undecided,
        itemsStillNeeded,
        options,
        isDoubted,
        isSifted,
      }),
      itemsStillNeeded,
      costToDecideUsd: null,
      slices: null,
    },
  };
}

function summaries(
  pairs: readonly SequentialPair[],
  longest: SequentialPair,
  { options, order }: AdaptiveContext,
): TaskTypeDecision["tiers"] {
  const { confidence, reference } = options;
  const summaryOf = (tier: string, { matrix, missing }: SequentialPair) => {
    const column = matrix.columns.find((one) => one.tier === tier);
    if (column === undefined) throw new RangeError(`no column of tier "${tier}"`);
    const cells = missing.find((one) => one.tier === tier)?.cells ?? 0;
    return tierSummary(column, matrix, { confidence, missing: cells });
  };
  return [...pairs.map((pair) => summaryOf(pair.tier, pair)), summaryOf(reference, longest)].sort(
    (a, b) => order.indexOf(a.tier) - order.indexOf(b.tier),
  );
}

function moreItems(undecided: readonly Comparison[], matrix: TaskTypeMatrix, minItems: number): number | null {
  const forMinimum = Math.max(0, minItems - matrix.unitCount);
  if (undecided.length === 0) return forMinimum > 0 ? forMinimum : null;
  return Math.max(1, Math.min(...undecided.map(({ n, itemsNeeded }) => (itemsNeeded ?? n + 1) - n)));
}

/** Cells without a score among those that were asked; of the reference, in the pair that asked it most. */
export function missingOfPairs(pairs: readonly SequentialPair[]): readonly MissingCells[] {
  const byTier = new Map<string, MissingCells>();
  for (const one of pairs.flatMap(({ missing }) => missing)) {
    if (one.of > (byTier.get(one.tier)?.of ?? -1)) byTier.set(one.tier, one);
  }
  return [...byTier.values()];
}

/** The whole where some task type was measured adaptively: each for itself, nothing promised of all together. */
export function adaptiveWhole(decisions: readonly TaskTypeDecision[], reference: string): WholeTable {
  const tiers = new Set(decisions.map(({ choice }) => (choice.kind === "single" ? choice.tier : null)));
  const [first] = tiers;
  return {
    basis: "task-types",
    everywhere: tiers.size === 1 ? (first ?? null) : null,
    bestSingle: reference,
    certificate: null,
    figures: null,
    bestSingleFigures: null,
    split: null,
    itemsStillNeeded: null,
    reason:
      "Measured adaptively: each task type was decided as soon as its own answers allowed, and nothing is promised of all together.",
    advice: [],
  };
}
