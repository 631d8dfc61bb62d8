import type { CalibrationOptions, TaskTypeDecision } from "../core/calibration.js";
import type { Estimate } from "../core/estimate.js";
import { planText } from "../core/policy.js";
import { type Slice, type SliceCheck, sliceName } from "../core/slice.js";
import { clusterMean } from "../stats/cluster-mean.js";
import { holm } from "../stats/holm.js";
import { meanAbovePValue } from "../stats/mean-interval.js";
import { tangoInterval, tangoPValue } from "../stats/tango.js";
import { difficultyBands, type ItemTraits, lengthQuarters, type SliceItems } from "./item-traits.js";
import { differenceEstimate, type EstimateContext } from "./mean-estimate.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { replay } from "./replay.js";
import { failureProbability } from "./test-levels.js";

/** Independent units below which a slice says nothing. */
const MIN_UNITS = 10;

/** What the check needs to know besides the outcomes. */
export interface SliceOptions extends Pick<CalibrationOptions, "margin" | "confidence"> {
  readonly traits: ItemTraits;
}

/**
 * The chosen policy against the reference by length of the prompt and by
 * difficulty: a mean within the margin may hide a part of the items far outside.
 *
 * A warning, never a gate: nothing is chosen by it. All slices of a task type are
 * looked at at once, so their intervals share the failure probability (Bonferroni)
 * and their tests are corrected by Holm; "worse" is falsely said of any of them
 * with a probability of at most δ. Slices overlap (long items may be the hard
 * ones), which both corrections allow.
 *
 * @returns null where the reference itself was chosen
 */
export function sliceCheck(
  { choice }: Pick<TaskTypeDecision, "choice">,
  matrix: TaskTypeMatrix,
  options: SliceOptions,
): SliceCheck | null {
  if (choice.kind === "single" && choice.tier === matrix.reference) return null;
  const own = replay(choice, matrix).score;
  const loss = replay({ kind: "single", tier: matrix.reference }, matrix).score.map(
    (score, i) => score - (own[i] ?? 0),
  );
  const { groups, notes } = slicesOf(matrix, options.traits);
  const confidence = 1 - failureProbability(options.confidence) / Math.max(1, groups.length);
  const found = groups.map(({ items }) => evidence(loss, items, matrix, { margin: options.margin, confidence }));
  const adjusted = holm(found.map(({ pValue }) => pValue));
  const slices = groups.map(({ key, items }, s): Slice => {
    const adjustedPValue = adjusted[s] ?? 1;
    const difference = found[s]?.difference ?? { v: 0, ci: [-1, 1], n: 0 };
    const isWorse = adjustedPValue <= failureProbability(options.confidence);
    return { key, items: items.length, difference, adjustedPValue, isWorse };
  });
  const worst = slices.reduce<Slice | null>(
    (least, slice) => (least === null || slice.difference.v < least.difference.v ? slice : least),
    null,
  );
  return { slices, worst, notes };
}

/** The warning of a decision; none where no slice is significantly worse. */
export function sliceWarnings(
  { taskType, choice, slices }: TaskTypeDecision,
  { reference, margin, confidence }: Pick<CalibrationOptions, "reference" | "margin" | "confidence">,
): readonly string[] {
  const worse = (slices?.slices ?? []).filter(({ isWorse }) => isWorse);
  const worst = worse.reduce<Slice | null>(
    (least, slice) => (least === null || slice.difference.v < least.difference.v ? slice : least),
    null,
  );
  if (worst === null) return [];
  const { v, ci } = worst.difference;
  const others = worse.length === 1 ? "" : ` (and ${worse.length - 1} more)`;
  return [
    `Task type "${taskType}", slice "${sliceName(worst.key)}"${others}: ${planText(choice)} is ${points(v)} against ${reference} on ${worst.items} items (${points(ci[0])} to ${points(ci[1])}, all slices together ${Math.round(100 * confidence)} %), significantly worse than the margin of ${points(margin)}. The promise is about the mean: look there.`,
  ];
}

function points(fraction: number): string {
  return `${(100 * fraction).toFixed(1).replace("-", "−")} points`;
}

function slicesOf(
  matrix: TaskTypeMatrix,
  traits: ItemTraits,
): { readonly groups: readonly SliceItems[]; readonly notes: readonly string[] } {
  const { taskType, itemIds, reference } = matrix;
  const tokens = itemIds.flatMap((itemId) => traits.promptTokens(taskType, itemId) ?? []);
  const isKnown = tokens.length === itemIds.length;
  const quarters = isKnown ? lengthQuarters(tokens) : [];
  const bands = difficultyBands(itemIds.map((itemId) => traits.difficulty(taskType, itemId)));
  const groups = [...quarters, ...bands];
  const large = groups.filter(({ items }) => unitsOf(items, matrix).unitCount >= MIN_UNITS);
  const small = groups.length - large.length;
  return {
    groups: large,
    notes: [
      ...(isKnown ? [] : [`Input tokens of ${reference} are not known for every item: no slices by length.`]),
      ...(isKnown && quarters.length === 0 ? ["All inputs are about equally long: no slices by length."] : []),
      ...(small > 0 ? [`Slices of fewer than ${MIN_UNITS} independent items are left out: ${small}.`] : []),
    ],
  };
}

function unitsOf(items: readonly number[], { units }: TaskTypeMatrix): Pick<EstimateContext, "units" | "unitCount"> {
  const numbers = new Map<number, number>();
  const own = Int32Array.from(items, (item) => {
    const unit = units[item] ?? 0;
    const number = numbers.get(unit) ?? numbers.size;
    numbers.set(unit, number);
    return number;
  });
  return { units: own, unitCount: numbers.size };
}

/** As tiers are compared: Tango's test for right/wrong answers of independent items, else (cluster-robust) t. */
function evidence(
  all: Float64Array,
  items: readonly number[],
  matrix: TaskTypeMatrix,
  { margin, confidence }: Pick<CalibrationOptions, "margin" | "confidence">,
): { readonly difference: Estimate; readonly pValue: number } {
  const loss = Float64Array.from(items, (item) => all[item] ?? 0);
  const context: EstimateContext = { ...unitsOf(items, matrix), confidence };
  if (context.unitCount < items.length || !matrix.columns.every(({ isBinary }) => isBinary)) {
    const difference = differenceEstimate(
      loss.map((value) => -value),
      context,
    );
    return { difference, pValue: meanAbovePValue(clusterMean(loss, context.units, context.unitCount), margin) };
  }
  const n = items.length;
  const lost = loss.filter((value) => value > 0).length;
  const gained = loss.filter((value) => value < 0).length;
  const counts = { firstOnly: gained, secondOnly: lost, n };
  return {
    difference: { v: (gained - lost) / n, ci: [...tangoInterval(counts, confidence)], n },
    // "The policy is worse by the margin or less" is "the policy is better by −margin or more".
    pValue: tangoPValue(counts, -margin),
  };
}
