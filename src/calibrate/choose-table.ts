import { DataError, UsageError } from "../core/errors.js";
import type { Policy } from "../core/policy.js";
import { requiredItems } from "../stats/required-items.js";
import {
  certifyTables,
  type TableCertificate,
  type TableCriterion,
  type TestedTables,
  testingOrder,
} from "./certify-table.js";
import { type CrossFitOptions, crossFit, type Learner, tableValues, weightedMeans } from "./cross-fit.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { type TierModel, tierModel, type UnitTable, unitTable } from "./shrunken-effects.js";
import { onlyTier, type PathTable, policyOf, singleTables, tableAt, tablesOf, tierPath } from "./table-path.js";
import { tableReason } from "./table-reason.js";
import { failureProbability } from "./test-levels.js";
import { markedUnits, selectRows, type TierRows, tierRows } from "./tier-rows.js";

/** What the choice of a whole table promises, and at which level. */
export interface ChooseTableOptions {
  /** Largest acceptable mean loss against the reference, in (0, 1): the promise of `net-loss`. */
  readonly margin: number;
  /** Largest acceptable share of lost right answers, in (0, 1): the promise of `harm`. */
  readonly harm: number;
  /** 1 − δ, in (0.5, 1). */
  readonly confidence: number;
  readonly seed: number;
  /** @defaultValue "net-loss" */
  readonly criterion?: TableCriterion;
  /**
   * Quality that a table may lose, cross-fitted, against the cheapest certified single tier other than the
   * reference, where it costs less; in [0, 1). @defaultValue 0: a table is more to look after than one tier, and
   * must not be worse
   */
  readonly singleTolerance?: number;
  /** Of the cross-fitted comparison with single tiers. @defaultValue 5 folds, 4 repeats */
  readonly crossFit?: Pick<CrossFitOptions, "folds" | "repeats">;
}

/** Cross-fitted means under the traffic mix; of a single tier, which nothing was learnt for, its plain means. */
export interface TableFigures {
  readonly quality: number;
  readonly costUsd: number | null;
  readonly harm: number;
  /** Mean score of the reference minus that of the policy. */
  readonly netLoss: number;
}

/** The chosen table, how it was chosen, and what may be promised of it. */
export interface ChosenTable {
  readonly policy: Extract<Policy, { kind: "table" }>;
  readonly table: PathTable;
  /** The tier that everything goes to; null where the table routes. */
  readonly everywhere: string | null;
  /** The cheapest certified single tier; the reference where no other is certified. */
  readonly bestSingle: string;
  /** Null where everything goes to the reference, which promises nothing but itself. */
  readonly certificate: TableCertificate | null;
  readonly figures: TableFigures;
  readonly bestSingleFigures: TableFigures;
  readonly model: TierModel;
  /** All tests that were made, in order; those after the first failure were not. */
  readonly tested: TestedTables;
  /** Units in each part. */
  readonly split: { readonly choosing: number; readonly testing: number };
  /** Further items after which the first table that failed would probably pass; null where none failed. */
  readonly itemsStillNeeded: number | null;
  /** One sentence a person can read. */
  readonly reason: string;
}

/** Share of the units that tables are made from; the others test them. */
export const CHOOSING_SHARE = 0.4;
const POWER = 0.8;
const DEFAULT_CROSS_FIT = { folds: 5, repeats: 4 };

/**
 * Chooses one table for all task types and certifies it as a whole.
 *
 * On 40 % of the units tables are made from shrunken effects: the path from the
 * best tier everywhere to the cheapest everywhere, and every single tier. On the
 * other 60 % they are tested from the safest to the boldest (fixed sequence).
 * Taken is the cheapest that passes and that, cross-fitted over all rows, beats
 * the cheapest single tier that passes; if none does, that single tier serves
 * everything. All that passed are certified together, so choosing among them
 * after looking costs no validity.
 *
 * A deterministic function of its arguments; the order of rows has no part in it.
 *
 * @param matrices - at least one, columns in price order
 * @param tiers - all tiers in price order
 * @param traffic - task type → weight; null: every item weighs the same
 * @throws UsageError on options out of range; DataError where there is nothing to choose from
 */
export function chooseTable(
  matrices: readonly TaskTypeMatrix[],
  options: ChooseTableOptions & {
    readonly tiers: readonly string[];
    readonly traffic: { readonly [taskType: string]: number } | null;
  },
): ChosenTable {
  if (matrices.length === 0) throw new DataError("no task types: run the benchmark or import a table first");
  return chooseTableFrom(tierRows(matrices, options), options);
}

/** {@link chooseTable} on rows that are laid out already. */
export function chooseTableFrom(rows: TierRows, options: ChooseTableOptions): ChosenTable {
  const { seed, criterion = "net-loss" } = options;
  checkOptions(options);
  const epsilon = criterion === "harm" ? options.harm : options.margin;
  const isChoosing = markedUnits(rows, { share: CHOOSING_SHARE, seed, stream: "choosing" });
  const units = unitTable(rows);
  const choosing = isChoosing.reduce((sum, value) => sum + value, 0);
  const testing = selectRows(rows, (unit) => isChoosing[unit] !== 1);
  if (choosing === 0)
    throw new DataError(`${rows.unitNames.length} independent items are too few to choose and to test: add more`);
  const model = tierModel(units, { isKnown: isChoosing });
  const singles = singleTables(model);
  const reference = singles.find((table) => onlyTier(table) === rows.reference);
  if (reference === undefined) throw new DataError("the reference tier is not measured on every task type");
  const order = testingOrder([...singles, ...tablesOf(tierPath(model))], reference);
  const delta = failureProbability(options.confidence);
  // Where all units went into choosing, nothing is left to test on.
  const tested =
    testing.unitNames.length === 0
      ? { tests: [], certified: 0 }
      : certifyTables(testing, order, { criterion, epsilon, delta, seed });
  const passed = order.slice(0, tested.certified);
  const bestSingle = cheapestOf([reference, ...passed.filter((table) => onlyTier(table) !== null)]);
  const judged = crossFitted(units, passed, options);
  const limit = { epsilon, criterion, tolerance: options.singleTolerance ?? 0, isReference: bestSingle === reference };
  const bar = figuresOf(rows, bestSingle);
  const testBar = figuresOf(testing, bestSingle);
  const winner = passed
    .map((table, index) => ({ table, figures: judged[index] ?? bar }))
    .filter(({ table }) => onlyTier(table) === null)
    // Its like on rows held out, and it itself on the rows that it was not made from.
    .filter(({ table, figures }) => beats(figures, bar, { ...limit, table, single: bestSingle }))
    .filter(({ table }) => beats(figuresOf(testing, table), testBar, { ...limit, table, single: bestSingle }))
    .sort((a, b) => a.table.cost - b.table.cost)[0];
  const table = winner?.table ?? bestSingle;
  const place = passed.indexOf(table);
  const everywhere = onlyTier(table);
  const chosen = {
    policy: policyOf(table, rows),
    table,
    everywhere: everywhere === null ? null : (rows.tiers[everywhere] ?? ""),
    bestSingle: rows.tiers[onlyTier(bestSingle) ?? rows.reference] ?? "",
    certificate: place < 0 ? null : (tested.tests[place] ?? null),
    figures: winner?.figures ?? bar,
    bestSingleFigures: bar,
    model,
    tested,
    split: { choosing, testing: testing.unitNames.length },
    itemsStillNeeded: moreItems(testing, order[tested.certified], { ...options, epsilon, criterion }),
  };
  return { ...chosen, reason: tableReason(chosen, { rows, referenceFigures: figuresOf(rows, reference) }) };
}

function checkOptions({ margin, harm, confidence, seed, singleTolerance = 0 }: ChooseTableOptions): void {
  const check = (name: string, value: number, isGood: boolean, range: string) => {
    if (!isGood) throw new UsageError(`${name} must be ${range}, found ${value}`);
  };
  check("margin", margin, margin > 0 && margin < 1, "between 0 and 1");
  check("harm", harm, harm > 0 && harm < 1, "between 0 and 1");
  check("confidence", confidence, confidence > 0.5 && confidence < 1, "between 0.5 and 1");
  check("seed", seed, Number.isSafeInteger(seed), "a whole number");
  check("singleTolerance", singleTolerance, singleTolerance >= 0 && singleTolerance < 1, "0 or more and below 1");
}

function cheapestOf(tables: readonly PathTable[]): PathTable {
  return tables.reduce((best, table) => (table.cost < best.cost ? table : best));
}

/** What each table of the path does on items that its like was not learnt from; of single tiers the plain means. */
function crossFitted(
  units: UnitTable,
  tables: readonly PathTable[],
  { seed, crossFit: folds = DEFAULT_CROSS_FIT }: ChooseTableOptions,
): readonly TableFigures[] {
  const learners = tables.map((table): Learner => {
    const { failureCost } = table;
    return failureCost === null ? () => table : ({ path }) => tableAt(path, failureCost);
  });
  return crossFit(units, learners, { ...folds, seed }).map((values) => figures(units.rows, values));
}

function figuresOf(rows: TierRows, table: PathTable): TableFigures {
  return figures(rows, tableValues(rows, table));
}

function figures(rows: TierRows, values: Parameters<typeof weightedMeans>[1]): TableFigures {
  const means = weightedMeans(rows, values);
  return {
    quality: means.score ?? 0,
    costUsd: means.costUsd,
    harm: means.harm ?? 0,
    netLoss: means.netLoss ?? 0,
  };
}

interface Bar {
  readonly epsilon: number;
  readonly criterion: TableCriterion;
  readonly tolerance: number;
  readonly isReference: boolean;
  readonly table: PathTable;
  readonly single: PathTable;
}

/** A table that saves less than this share over a single tier is not worth looking after. */
const LEAST_SAVING = 0.05;

/** Cheaper and within the promise; and not worse than a cheaper tier that keeps the promise too. */
function beats(one: TableFigures, other: TableFigures, bar: Bar): boolean {
  const { epsilon, criterion, tolerance, isReference, table, single } = bar;
  const saving = 1 - (one.costUsd ?? table.cost) / Math.max(other.costUsd ?? single.cost, Number.MIN_VALUE);
  const isWithin = (criterion === "harm" ? one.harm : one.netLoss) <= epsilon;
  if (!isWithin || !(saving >= LEAST_SAVING)) return false;
  return isReference || one.quality - other.quality >= -tolerance;
}

interface Plan {
  readonly epsilon: number;
  readonly criterion: TableCriterion;
  readonly confidence: number;
}

/**
 * Planned for no loss at all; where that many items are there already, for the loss
 * that was seen, whose distance from the promise counts as a tenth of it at least.
 */
function moreItems(rows: TierRows, failed: PathTable | undefined, plan: Plan): number | null {
  if (failed === undefined) return null;
  const { epsilon, criterion, confidence } = plan;
  const quantity = criterion === "harm" ? "harm" : "netLoss";
  const values = tableValues(rows, failed);
  const losses = values[quantity] ?? new Float64Array(1);
  const loss = weightedMeans(rows, values)[quantity] ?? 0;
  const discordance = Math.min(1, losses.reduce((sum, value) => sum + value * value, 0) / losses.length);
  const question = { discordance, margin: epsilon, level: failureProbability(confidence), power: POWER };
  const tested = rows.typeOf.length;
  const ifEqual = requiredItems({ ...question, difference: 0 });
  const gap = Math.max(Math.abs(epsilon - loss), epsilon / 10);
  const difference = loss < epsilon ? epsilon - gap : epsilon + gap;
  const needed = ifEqual > tested ? ifEqual : Math.max(tested + 1, requiredItems({ ...question, difference }));
  return Math.ceil((needed - tested) / (1 - CHOOSING_SHARE));
}
