import { UsageError } from "../core/errors.js";
import { ITEM_QUANTITIES, type ItemQuantity, type ItemValues, itemValuesBy } from "./item-values.js";
import { tierModel, type UnitTable } from "./shrunken-effects.js";
import { type TierPath, type TierTable, tierPath } from "./table-path.js";
import { dealtUnits, type TierRows } from "./tier-rows.js";

/** How often and from what policies are learnt anew. */
export interface CrossFitOptions {
  /** Parts of the units; all but one are learnt from, in turn. Whole number ≥ 2. */
  readonly folds: number;
  /** Fresh divisions into folds, over which results are averaged. Whole number ≥ 1. */
  readonly repeats: number;
  readonly seed: number;
}

/** The units that one fold may learn from. */
export interface LearningFold {
  /** Per unit 1 where it may be learnt from. */
  readonly isKnown: Uint8Array;
  /** The path of the shrunken effects on those units; made once per fold, when a learner first asks for it. */
  readonly path: TierPath;
  /** Names the fold: no two of one cross-fit share it. */
  readonly name: string;
}

/** Something that turns rows into policies: one table of single tiers, or values for every item of the whole. */
export type Learner = (fold: LearningFold) => TierTable | ItemValues;

/**
 * K-fold cross-fitting: each policy is learnt on K − 1 folds and applied to the
 * held-out one, which pools to one honest value per item; repeated and averaged.
 *
 * Folds are of units, dealt within task types by a seeded hash. What is estimated
 * is the procedure at (K − 1)/K of the data, not one particular table.
 *
 * @param learners - learnt together, so that a fold's effects are computed once
 * @returns per learner one value per item and quantity, averaged over the repeats; null where any fold's is not known
 * @throws UsageError if folds or repeats are out of range, or there are fewer units than folds
 */
export function crossFit(
  units: UnitTable,
  learners: readonly Learner[],
  { folds, repeats, seed }: CrossFitOptions,
): readonly ItemValues[] {
  const { rows } = units;
  checkFolds(rows, { folds, repeats });
  const values = learners.map(() => emptyValues(rows));
  const unknown = learners.map(() => new Set<ItemQuantity>());
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const foldOf = dealtUnits(rows, { groups: folds, seed, stream: `folds ${repeat}` });
    for (let fold = 0; fold < folds; fold += 1) {
      const isKnown = Uint8Array.from(foldOf, (own) => (own === fold ? 0 : 1));
      const held = rows.unitOf.map((_, item) => item).filter((item) => isKnown[rows.unitOf[item] ?? 0] === 0);
      let path: TierPath | null = null;
      const learning: LearningFold = {
        isKnown,
        get path() {
          path ??= tierPath(tierModel(units, { isKnown }));
          return path;
        },
        name: `${repeat}.${fold}`,
      };
      learners.forEach((learner, index) => {
        const target = values[index];
        if (target === undefined) return;
        const learnt = learner(learning);
        if (!("tierOf" in learnt))
          for (const quantity of ITEM_QUANTITIES) if (learnt[quantity] === null) unknown[index]?.add(quantity);
        addHeld(target, { rows, learnt, held, share: 1 / repeats });
      });
    }
  }
  return values.map((own, index) => itemValuesBy((quantity) => (unknown[index]?.has(quantity) ? null : own[quantity])));
}

function checkFolds({ unitNames }: TierRows, { folds, repeats }: Omit<CrossFitOptions, "seed">): void {
  const isWhole = Number.isInteger(folds) && Number.isInteger(repeats);
  if (!(isWhole && folds >= 2 && repeats >= 1)) {
    throw new UsageError(
      `folds must be a whole number of 2 or more and repeats of 1 or more, found ${folds} and ${repeats}`,
    );
  }
  if (unitNames.length < folds) {
    throw new UsageError(
      `${folds} folds need at least as many independent items, found ${unitNames.length}: give fewer with --folds`,
    );
  }
}

function emptyValues(rows: TierRows): ItemValues {
  return itemValuesBy((quantity) =>
    rows.columns.some((column) => column[quantity] === null) ? null : new Float64Array(rows.typeOf.length),
  );
}

interface Addition {
  readonly rows: TierRows;
  readonly learnt: TierTable | ItemValues;
  /** Items that were not learnt from. */
  readonly held: Int32Array;
  readonly share: number;
}

function addHeld(target: ItemValues, { rows, learnt, held, share }: Addition): void {
  for (const quantity of ITEM_QUANTITIES) {
    const sums = target[quantity];
    if (sums === null) continue;
    const byType =
      "tierOf" in learnt
        ? Array.from(learnt.tierOf, (tier) => rows.columns[tier]?.[quantity] ?? null)
        : rows.taskTypes.map(() => learnt[quantity]);
    for (let place = 0; place < held.length; place += 1) {
      const item = held[place] ?? 0;
      const values = byType[rows.typeOf[item] ?? 0];
      if (values) sums[item] = (sums[item] ?? 0) + share * (values[item] ?? 0);
    }
  }
}

/** What a table of single tiers does on every item; not cross-fitted. */
export function tableValues({ columns, typeOf }: TierRows, { tierOf }: TierTable): ItemValues {
  return itemValuesBy((quantity) => {
    if (columns.some((column) => column[quantity] === null)) return null;
    const values = new Float64Array(typeOf.length);
    for (let item = 0; item < values.length; item += 1) {
      values[item] = columns[tierOf[typeOf[item] ?? 0] ?? 0]?.[quantity]?.[item] ?? 0;
    }
    return values;
  });
}

/** Traffic-weighted means of values, one per item; null where not known. */
export function weightedMeans(
  rows: TierRows,
  values: ItemValues,
): { readonly [quantity in keyof ItemValues]: number | null } {
  const { typeOf, weights } = rows;
  const sizes = new Float64Array(weights.length);
  for (const type of typeOf) sizes[type] = (sizes[type] ?? 0) + 1;
  // Task types without items here have no say, and the others share their weight.
  const present = weights.reduce((sum, weight, type) => sum + ((sizes[type] ?? 0) > 0 ? weight : 0), 0);
  const mean = (own: Float64Array | null) => {
    if (own === null) return null;
    const sums = new Float64Array(weights.length);
    typeOf.forEach((type, item) => {
      sums[type] = (sums[type] ?? 0) + (own[item] ?? 0);
    });
    return (
      weights.reduce(
        (sum, weight, type) => ((sizes[type] ?? 0) > 0 ? sum + (weight * (sums[type] ?? 0)) / (sizes[type] ?? 1) : sum),
        0,
      ) / present
    );
  };
  return Object.fromEntries(Object.entries(values).map(([quantity, own]) => [quantity, mean(own)])) as {
    readonly [quantity in keyof ItemValues]: number | null;
  };
}
