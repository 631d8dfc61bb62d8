import { sumOf } from "../stats/cluster-mean.js";
import type { PairProgress } from "./sequential-pair.js";
import { type SequentialType, type TypeProgress, unitsOf } from "./sequential-progress.js";
import { chanceToCertify } from "./spending-chance.js";

/** A task type that still has something to ask. */
export interface OpenType {
  readonly type: SequentialType;
  readonly progress: TypeProgress;
  /** Share of the traffic, in [0, 1]. */
  readonly share: number;
  /** Mean cost of an answer by tier, USD; absent where it is not known. */
  readonly costsUsd: ReadonlyMap<string, number>;
}

/**
 * The order in which the next batches are bought. Task types of which nothing is
 * known come first, the largest traffic first; then those with the largest
 * traffic × price gap × chance that the tier is certified before the items end.
 * Where any price is not known, traffic × chance.
 *
 * It decides what a budget buys. Without a budget every open task type is asked
 * in every round, and the order hardly matters.
 */
export function inOrderOfWorth(types: readonly OpenType[]): readonly OpenType[] {
  const ranked = types.map((open) => ({ open, isNew: open.progress.unitsDone === 0, pairs: openPairs(open) }));
  const isPriced = ranked.every(({ isNew, pairs }) => isNew || pairs.every(({ gapUsd }) => gapUsd !== null));
  const worthOf = ({ open, isNew, pairs }: (typeof ranked)[number]) =>
    isNew
      ? open.share
      : Math.max(...pairs.map(({ gapUsd, chance }) => open.share * chance * (isPriced ? (gapUsd ?? 0) : 1)));
  return ranked
    .map((entry) => ({ ...entry, worth: worthOf(entry) }))
    .sort((a, b) => Number(b.isNew) - Number(a.isNew) || b.worth - a.worth)
    .map(({ open }) => open);
}

/**
 * The leading task types that together fill the calls that may be under way.
 *
 * @param leastCells - cells of the reference that are to be asked at once; Infinity: of every task type
 */
export function leadingTypes(types: readonly OpenType[], leastCells: number): readonly OpenType[] {
  let cells = 0;
  return types.filter(({ type, progress }) => {
    const isTaken = cells < leastCells;
    const { units, rules } = type;
    const batch = units.slice(progress.unitsDone, progress.unitsDone + rules.batchUnits).flat(2);
    cells += batch.filter(({ tier }) => tier === rules.reference).length;
    return isTaken;
  });
}

/** Share of every task type in the traffic; without weights each item weighs the same. */
export function typeShares(
  types: readonly SequentialType[],
  traffic: { readonly [taskType: string]: number } | null,
): readonly number[] {
  const weights = types.map(({ taskType, units }) => {
    if (traffic === null) return units.reduce((items, unit) => items + unit.length, 0);
    return Object.hasOwn(traffic, taskType) ? (traffic[taskType] ?? 0) : 0;
  });
  const total = sumOf(weights);
  return weights.map((weight) => (total > 0 ? weight / total : 0));
}

interface OpenPairWorth {
  /** Null: not known. */
  readonly gapUsd: number | null;
  readonly chance: number;
}

function openPairs({ type, progress, costsUsd }: OpenType): readonly OpenPairWorth[] {
  const referenceUsd = costsUsd.get(type.rules.reference);
  return progress.pairs
    .filter(({ decision }) => decision === null)
    .map((pair) => {
      const tierUsd = costsUsd.get(pair.tier);
      const isPriced = referenceUsd !== undefined && tierUsd !== undefined;
      return { gapUsd: isPriced ? referenceUsd - tierUsd : null, chance: chanceOf(pair, type) };
    });
}

/** Probability that a pair is certified once all units are asked, by the normal approximation. */
function chanceOf(pair: PairProgress, { units, rules }: SequentialType): number {
  const { test, sum, sumOfSquares } = pair;
  const seen = test.observed;
  const items = seen + units.length - unitsOf(pair);
  if (seen === 0) return 0.5;
  if (items <= seen) return 0;
  const moment = Math.min(1, sumOfSquares / seen);
  const evidence = { loss: sum / seen, items: seen, units: seen, unitMoment: moment };
  return chanceToCertify(evidence, { margin: rules.margin, level: test.level, items }).chance;
}
