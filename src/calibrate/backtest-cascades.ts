import type { Policy, RoutePolicy } from "../core/policy.js";
import { FAILURE_COST_GRID, type LearntPolicy } from "./backtest-policies.js";
import { bestCascades } from "./cascade-search.js";
import { type CascadeSpace, cascadeSpace } from "./cascade-space.js";
import { type LearningFold, weightedMeans } from "./cross-fit.js";
import type { ItemValues } from "./item-values.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { valuesOf } from "./task-type-table.js";
import { firstUnits, type TierRows } from "./tier-rows.js";

/** What a table of cascades may be learnt from. */
export type KnownUnits = Pick<LearningFold, "isKnown" | "path">;

/** Tables of cascades, one per worth of a lost answer. */
export interface LearntCascades {
  readonly policies: readonly LearntPolicy[];
  /** The tables that these units lead to, in the order of the policies. */
  tablesFrom(known: KnownUnits): readonly Policy[];
}

/** Replays that are kept: folds often lead to the same table. */
const MOST_KEPT = 100;

/**
 * Tables of cascades: on every task type the chain of tiers and the thresholds
 * with the best quality for their cost on the units that are known, single tiers
 * among them. Tiers are drawn towards their effects on other task types, as in
 * shrunken tables; what a signal tells is learnt within the type.
 *
 * @param matrices - columns in price order, all costs known
 * @param rows - of these matrices
 * @returns no policies where no tier below the reference reads a signal
 */
export function learntCascades(matrices: readonly TaskTypeMatrix[], rows: TierRows): LearntCascades {
  const spaces = matrices.map(cascadeSpace);
  if (spaces.every(({ axes }) => axes.length === 0)) return { policies: [], tablesFrom: () => [] };
  const failureCosts = failureCostsOf(rows);
  const first = firstUnits(matrices);
  const tablesFrom = (known: KnownUnits): readonly Policy[] => {
    const found = spaces.map((space, type) => {
      const isKnown = (unit: number) => known.isKnown[(first[type] ?? 0) + unit] === 1;
      return bestCascades(space, { isKnown, failureCosts, shift: shiftsOf(space, type, { known, isKnown }) });
    });
    return failureCosts.map((_, f) => tableOf(matrices, rows, (type) => found[type]?.[f]));
  };
  const replays = new Map<string, ItemValues>();
  const replayed = (table: Policy): ItemValues => {
    const key = JSON.stringify(table);
    const values = replays.get(key) ?? valuesOf(table, matrices);
    if (replays.size < MOST_KEPT) replays.set(key, values);
    return values;
  };
  let ofFold: { readonly name: string; readonly tables: readonly Policy[] } = { name: "", tables: [] };
  const policies = FAILURE_COST_GRID.map(
    (multiple, f): LearntPolicy => ({
      name: `cascades at ${Number(multiple.toPrecision(3))} × reference cost per error`,
      kind: "cascade",
      learner: (fold) => {
        // All worths are learnt at once; the fold's first learner does it.
        if (ofFold.name !== fold.name) ofFold = { name: fold.name, tables: tablesFrom(fold) };
        return replayed(ofFold.tables[f] as Policy);
      },
    }),
  );
  return { policies, tablesFrom };
}

function failureCostsOf(rows: TierRows): readonly number[] {
  const reference = rows.columns[rows.reference];
  const cost = reference === undefined ? null : weightedMeans(rows, reference).costUsd;
  const unit = cost !== null && cost > 0 ? cost : 1;
  return FAILURE_COST_GRID.map((multiple) => multiple * unit);
}

/** Per column: the shrunken quality of the tier less its plain mean on the known units. */
function shiftsOf(
  { matrix: { columns, units } }: CascadeSpace,
  type: number,
  { known, isKnown }: { readonly known: KnownUnits; readonly isKnown: (unit: number) => boolean },
): readonly number[] {
  const { tiers, quality } = known.path.model;
  return columns.map(({ tier, meanScore }) => {
    let [sum, count] = [0, 0];
    units.forEach((unit, item) => {
      if (!isKnown(unit)) return;
      sum += meanScore[item] ?? 0;
      count += 1;
    });
    const own = count === 0 ? 0 : sum / count;
    return (quality[type * tiers.length + tiers.indexOf(tier)] ?? own) - own;
  });
}

function tableOf(
  matrices: readonly TaskTypeMatrix[],
  { tiers, reference }: TierRows,
  routeOf: (type: number) => RoutePolicy | undefined,
): Policy {
  const otherwise = tiers[reference] ?? "";
  const routes = matrices.map(({ taskType }, type): [string, Policy] => [
    taskType,
    routeOf(type) ?? { kind: "single", tier: otherwise },
  ]);
  return { kind: "table", routes: Object.fromEntries(routes), otherwise };
}

/**
 * The same matrices with the tiers' places in price order (1 for the cheapest) as
 * the cost of a call: where costs are not known they are all there is to hold
 * policies against each other by. Signals count nothing.
 */
export function withPlacesAsCosts(
  matrices: readonly TaskTypeMatrix[],
  tiers: readonly string[],
): readonly TaskTypeMatrix[] {
  return matrices.map((matrix) => ({
    ...matrix,
    columns: matrix.columns.map((column) => ({
      ...column,
      costUsd: new Float64Array(column.score.length).fill(tiers.indexOf(column.tier) + 1),
      signalCostUsd: new Float64Array(column.score.length),
    })),
  }));
}
