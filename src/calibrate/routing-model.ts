import type { Risk } from "../core/calibration.js";
import { sumOf } from "../stats/cluster-mean.js";
import type { RoutingCell, RoutingModel } from "./cascade-routing.js";
import { trialLosses } from "./certify-path.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { BIN_LIMIT, binsOfTrials, type SignalBins, signalBins } from "./signal-bins.js";
import { signalCost, type TierColumn } from "./tier-column.js";

/** Imagined items at what its bins suggest that every cell is given. */
const PRIOR_ITEMS = 2;
/** Most combinations of bins: 12 × 12 for three tiers. */
const CELL_LIMIT = 1_300;

/**
 * Learns what routing needs from a matrix: bins per tier, how often each
 * combination of bins occurs, and the loss to expect of every tier there.
 *
 * Counts of combinations are Dirichlet-smoothed towards independent bins, losses
 * of a combination towards those of the tier's own bin. Where costs are not
 * known, the tiers' places in price order stand for them. Only tiers up to the
 * reference in price take part. A policy made from the model is to be certified on other rows.
 *
 * @param pooled - rows of related task types, for the rates per bin; optional
 */
export function routingModel(matrix: TaskTypeMatrix, risk: Risk, pooled?: TaskTypeMatrix): RoutingModel {
  const last = matrix.columns.findIndex(({ tier }) => tier === matrix.reference);
  const columns = matrix.columns.slice(0, last + 1);
  const reference = columns[last] as TierColumn;
  const limit = Math.max(2, Math.min(BIN_LIMIT, Math.floor(CELL_LIMIT ** (1 / Math.max(1, last)))));
  const bins = columns.map((column, t): SignalBins => {
    const related = pooled?.columns.find(({ tier }) => tier === column.tier);
    // Nothing comes after the reference: what its signals say changes nothing.
    const options = { limit: t === last ? 1 : limit, ...(related === undefined ? {} : { pooled: related }) };
    return signalBins(column, matrix, options);
  });
  const rows = pairedRows(matrix, columns, bins, (column) => trialLosses(column, reference, risk));
  const isPriced = columns.every(({ costUsd }) => costUsd !== null);
  return {
    tiers: columns.map((column, t) => ({
      tier: column.tier,
      atLeast: bins[t]?.atLeast ?? ["always"],
      cost: isPriced ? meanOf(column.costUsd) : (t + 1) / columns.length,
      signalCost: isPriced ? meanOf(signalCost(column, signalsRead(bins[t]))) : 0,
    })),
    cells: smoothedCells(rows, bins),
  };
}

/** Those that any bin is told by: a condition that reads fewer of them costs less than is reckoned here. */
function signalsRead(bins: SignalBins | undefined): ReadonlySet<string> {
  const conditions = bins?.atLeast.flatMap((accept) => (accept === "always" ? [] : accept.all)) ?? [];
  return new Set(conditions.map(({ signal }) => signal));
}

interface PairedRow {
  readonly bins: readonly number[];
  readonly loss: readonly number[];
}

/** Trials of different tiers are unrelated: the first of one is set beside the first of another, and so on round. */
function pairedRows(
  matrix: TaskTypeMatrix,
  columns: readonly TierColumn[],
  bins: readonly SignalBins[],
  lossesOf: (column: TierColumn) => Float64Array,
): readonly PairedRow[] {
  const binOf = columns.map((column, t) => binsOfTrials(bins[t] as SignalBins, column, matrix));
  const losses = columns.map(lossesOf);
  return matrix.itemIds.flatMap((_, item) =>
    Array.from({ length: matrix.trials }, (_unused, trial) => {
      const entry = columns.map(({ starts }) => {
        const from = starts[item] ?? 0;
        return from + (trial % ((starts[item + 1] ?? 0) - from));
      });
      return {
        bins: entry.map((r, t) => binOf[t]?.[r] ?? 0),
        loss: entry.map((r, t) => losses[t]?.[r] ?? 0),
      };
    }),
  );
}

function smoothedCells(rows: readonly PairedRow[], bins: readonly SignalBins[]): readonly RoutingCell[] {
  const shares = bins.map(({ count }, t) => binTotals(rows, t, count));
  const seen = new Map<string, { size: number; readonly loss: number[] }>();
  for (const { bins: own, loss } of rows) {
    const key = own.join();
    const cell = seen.get(key) ?? { size: 0, loss: loss.map(() => 0) };
    seen.set(key, cell);
    cell.size += 1;
    loss.forEach((value, t) => {
      cell.loss[t] = (cell.loss[t] ?? 0) + value;
    });
  }
  const imagined = Math.max(...bins.map(({ count }) => count));
  return combinations(bins.map(({ count }) => count)).map((own) => {
    const cell = seen.get(own.join());
    const independent = own.reduce((product, bin, t) => product * (shares[t]?.share[bin] ?? 0), 1);
    const size = cell?.size ?? 0;
    return {
      bins: own,
      weight: (size + imagined * independent) / (rows.length + imagined),
      loss: own.map(
        (bin, t) => ((cell?.loss[t] ?? 0) + PRIOR_ITEMS * (shares[t]?.loss[bin] ?? 0)) / (size + PRIOR_ITEMS),
      ),
    };
  });
}

/** Share of every bin of a tier and mean loss of the tier's answers in it, both with one imagined row. */
function binTotals(rows: readonly PairedRow[], tier: number, count: number) {
  const sizes = new Float64Array(count);
  const sums = new Float64Array(count);
  for (const { bins, loss } of rows) {
    const bin = bins[tier] ?? 0;
    sizes[bin] = (sizes[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + (loss[tier] ?? 0);
  }
  const mean = sumOf(sums) / rows.length;
  return {
    share: sizes.map((size) => (size + 1 / count) / (rows.length + 1)),
    loss: sums.map((sum, bin) => (sum + mean) / ((sizes[bin] ?? 0) + 1)),
  };
}

function combinations(counts: readonly number[]): readonly (readonly number[])[] {
  return counts.reduce<readonly (readonly number[])[]>(
    (all, count) => all.flatMap((one) => Array.from({ length: count }, (_, bin) => [...one, bin])),
    [[]],
  );
}

function meanOf(values: Float64Array | null): number {
  return values === null ? 0 : sumOf(values) / values.length;
}
