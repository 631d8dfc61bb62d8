import type { CrossFittedFigures, TableCertificate } from "../core/calibration.js";
import { DataError, UsageError } from "../core/errors.js";
import { certifyTables, type TableCriterion, type TestedTables, testingOrder } from "./certify-table.js";
import { type CrossFitOptions, crossFit, type Learner, tableValues } from "./cross-fit.js";
import { beats, type CrossFittedBar, figuresOf } from "./cross-fitted-bar.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { routeArms } from "./route-arms.js";
import { type TierModel, tierModel, type UnitTable, unitTable } from "./shrunken-effects.js";
import { moreItemsForTable } from "./table-items.js";
import {
  onlyTier,
  type PathTable,
  policyOf,
  type RouteTable,
  singleTables,
  tableAt,
  tablesOf,
  tierPath,
} from "./table-path.js";
import { tableReason } from "./table-reason.js";
import { failureProbability } from "./test-levels.js";
import { firstUnits, markedUnits, selectRows, type TierRows, tierRows, withArms } from "./tier-rows.js";
import { routesBelow, type TypeFloor } from "./type-floor.js";

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

/** The chosen table, how it was chosen, and what may be promised of it. */
export interface ChosenTable {
  readonly policy: RouteTable;
  readonly table: PathTable;
  /** The tier that everything goes to; null where the table routes. */
  readonly everywhere: string | null;
  /** The cheapest certified single tier; the reference where no other is certified. */
  readonly bestSingle: string;
  /** Null where everything goes to the reference, which promises nothing but itself. */
  readonly certificate: TableCertificate | null;
  readonly figures: CrossFittedFigures;
  readonly bestSingleFigures: CrossFittedFigures;
  /** Of the reference for everything. */
  readonly referenceFigures: CrossFittedFigures;
  readonly model: TierModel;
  /** All tests that were made, in order; those after the first failure were not. */
  readonly tested: TestedTables;
  /** Of the tables that passed, those that leave every task type above its floor: what was chosen from. */
  readonly aboveFloor: number;
  /** Tiers that all rows show to lose more on a task type than the mean may: no table sends it there. */
  readonly belowFloor: readonly TiersBelow[];
  /** Units that tables were made from, and the names of those that tested them. */
  readonly split: { readonly choosing: number; readonly testUnits: readonly string[] };
  /** Further items after which the first table that failed would probably be decided; null where none is undecided. */
  readonly itemsStillNeeded: number | null;
  /** One sentence a person can read. */
  readonly reason: string;
}

/** What a task type must not use. */
export interface TiersBelow {
  readonly taskType: string;
  /** In price order, at least one. */
  readonly tiers: readonly string[];
}

/** Share of the units that tables are made from; the others test them. */
export const CHOOSING_SHARE = 0.4;
const DEFAULT_CROSS_FIT = { folds: 5, repeats: 4 };

/**
 * Chooses one table for all task types and certifies it as a whole.
 *
 * A task type may use a tier, or a cascade by a rule that is the same for all
 * ({@link routeArms}) and harms at most `harm` on the rows that the table is made from.
 * On 40 % of the units tables are made from shrunken effects: the path from the
 * best tier everywhere to the cheapest everywhere, and every single tier. On the
 * other 60 % they are tested from the safest to the boldest (fixed sequence).
 * The mean over all types is promised, but no type pays for the others: a route that
 * is shown to lose more on its own type than the mean may is not used there
 * ({@link TypeFloor}). Taken is the cheapest that passes and that, cross-fitted over all rows, beats
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
  checkOptions(options);
  if (matrices.length === 0) throw new DataError("no task types: run the benchmark or import a table first");
  const bare = tierRows(matrices, options);
  const isChoosing = choosingUnits(bare, options.seed);
  const first = firstUnits(matrices);
  const arms = routeArms(matrices, (type, unit) => isChoosing[(first[type] ?? 0) + unit] === 1);
  return chooseTableFrom(withArms(bare, matrices, arms), options);
}

/** {@link chooseTable} on rows that are laid out already. */
export function chooseTableFrom(rows: TierRows, options: ChooseTableOptions): ChosenTable {
  checkOptions(options);
  const rules = rulesOf(options);
  const isChoosing = choosingUnits(rows, options.seed);
  const units = unitTable(rows, { mostArmHarm: options.harm, floor: rules.floor });
  const choosing = isChoosing.reduce((sum, value) => sum + value, 0);
  const testing = selectRows(rows, (unit) => isChoosing[unit] !== 1);
  if (choosing === 0)
    throw new DataError(`${rows.unitNames.length} independent items are too few to choose and to test: add more`);
  const { model, reference, order } = candidatesOf(units, isChoosing);
  const tested = certifyTables(testing, order, { ...rules, seed: options.seed });
  // All that passed hold together, so leaving some out after a look at all rows costs no validity.
  const below = routesBelow(rows, rules.floor);
  const passed = order
    .slice(0, tested.certified)
    .filter(({ tierOf }) => tierOf.every((tier, type) => below[type * rows.tiers.length + tier] === 0));
  const bestSingle = cheapestOf([reference, ...passed.filter((table) => onlyTier(table, rows) !== null)]);
  const winner = winnerOf({ units, testing, passed, bestSingle, isReference: bestSingle === reference }, options);
  const table = winner?.table ?? bestSingle;
  const place = order.indexOf(table);
  const everywhere = onlyTier(table, rows);
  const bar = plainFigures(rows, bestSingle);
  const chosen = {
    policy: policyOf(table, rows),
    table,
    everywhere: everywhere === null ? null : (rows.tiers[everywhere] ?? ""),
    bestSingle: rows.tiers[onlyTier(bestSingle, rows) ?? rows.reference] ?? "",
    certificate: place < 0 ? null : (tested.tests[place] ?? null),
    figures: winner?.figures ?? bar,
    bestSingleFigures: bar,
    referenceFigures: plainFigures(rows, reference),
    model,
    tested,
    aboveFloor: passed.length,
    belowFloor: tiersBelow(rows, below),
    split: { choosing, testUnits: testing.unitNames },
    itemsStillNeeded: moreItemsForTable(testing, order[tested.certified], {
      ...rules,
      confidence: options.confidence,
      testedShare: 1 - CHOOSING_SHARE,
      pValue: tested.tests[tested.certified]?.pValue ?? 1,
    }),
  };
  return { ...chosen, reason: tableReason(chosen) };
}

/** What is tested, and how strictly. */
interface Rules {
  readonly criterion: TableCriterion;
  readonly epsilon: number;
  readonly delta: number;
  readonly floor: TypeFloor;
}

function rulesOf({ criterion = "net-loss", harm, margin, confidence }: ChooseTableOptions): Rules {
  const epsilon = criterion === "harm" ? harm : margin;
  const delta = failureProbability(confidence);
  const quantity = criterion === "harm" ? "harm" : "netLoss";
  return { criterion, epsilon, delta, floor: { quantity, most: epsilon, level: delta } };
}

/** Tables made from the choosing units, from the safest to the boldest. */
function candidatesOf(units: UnitTable, isChoosing: Uint8Array) {
  const { rows } = units;
  const model = tierModel(units, { isKnown: isChoosing });
  const singles = singleTables(model);
  const reference = singles.find((table) => onlyTier(table, rows) === rows.reference);
  if (reference === undefined) throw new DataError("the reference tier is not measured on every task type");
  return { model, reference, order: testingOrder([...singles, ...tablesOf(tierPath(model))], reference) };
}

/** Tables that passed, and the single tier that they have to beat. */
interface Contest {
  readonly units: UnitTable;
  readonly testing: TierRows;
  readonly passed: readonly PathTable[];
  readonly bestSingle: PathTable;
  /** True where that is the reference. */
  readonly isReference: boolean;
}

/** The cheapest table that beats the best single tier: its like on rows held out, and it itself on those it was not made from. */
function winnerOf({ units, testing, passed, bestSingle, isReference }: Contest, options: ChooseTableOptions) {
  const { rows } = units;
  const { criterion, epsilon } = rulesOf(options);
  const limit = { epsilon, criterion, tolerance: options.singleTolerance ?? 0, isReference };
  const judged = crossFitted(units, passed, options);
  const bar = plainFigures(rows, bestSingle);
  const testBar = plainFigures(testing, bestSingle);
  return passed
    .map((table, index) => ({ table, figures: judged[index] ?? bar }))
    .filter(({ table }) => onlyTier(table, rows) === null)
    .filter(({ table, figures }) => {
      const places: CrossFittedBar["places"] = [table.cost, bestSingle.cost];
      return (
        beats(figures, bar, { ...limit, places }) && beats(plainFigures(testing, table), testBar, { ...limit, places })
      );
    })
    .sort((a, b) => a.table.cost - b.table.cost)[0];
}

function tiersBelow({ taskTypes, tiers, tierCount }: TierRows, below: Uint8Array): readonly TiersBelow[] {
  return taskTypes
    .map((taskType, type) => ({
      taskType,
      tiers: tiers.slice(0, tierCount).filter((_, tier) => below[type * tiers.length + tier] === 1),
    }))
    .filter((one) => one.tiers.length > 0);
}

function choosingUnits(rows: TierRows, seed: number): Uint8Array {
  return markedUnits(rows, { share: CHOOSING_SHARE, seed, stream: "choosing" });
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
): readonly CrossFittedFigures[] {
  const learners = tables.map((table): Learner => {
    const { failureCost } = table;
    return failureCost === null ? () => table : ({ path }) => tableAt(path, failureCost);
  });
  return crossFit(units, learners, { ...folds, seed }).map((values) => figuresOf(units.rows, values));
}

function plainFigures(rows: TierRows, table: PathTable): CrossFittedFigures {
  return figuresOf(rows, tableValues(rows, table));
}
