import { seededRandom } from "../stats/random.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { itemMeans, type SignalColumn, type TierColumn } from "./tier-column.js";

/** The items of a matrix in two parts that share no unit: one to learn from, one to certify on. */
export interface FitCertSplit {
  readonly fit: TaskTypeMatrix;
  readonly cert: TaskTypeMatrix;
}

/**
 * Divides the units of a matrix by a seeded hash of their first item's id, so
 * that the order of the rows and the other columns have no part in it.
 *
 * @param share - of the units to learn from, in (0, 1); at least one unit goes to either part
 * @throws RangeError if there are fewer than two units or the share is outside its range, or NaN
 */
export function fitCertSplit(
  matrix: TaskTypeMatrix,
  { share, seed }: { readonly share: number; readonly seed: number },
): FitCertSplit {
  const { unitCount, units, itemIds, taskType } = matrix;
  if (!(share > 0 && share < 1)) throw new RangeError(`share not in (0, 1): ${share}`);
  if (unitCount < 2) throw new RangeError(`${unitCount} units cannot be divided`);
  const names = new Map<number, string>();
  units.forEach((unit, i) => {
    if (!names.has(unit)) names.set(unit, itemIds[i] ?? "");
  });
  const hashes = new Map([...names].map(([unit, id]) => [unit, seededRandom(seed, `fit ${taskType}/${id}`).uniform()]));
  const ranked = [...names.keys()].sort((a, b) => (hashes.get(a) ?? 0) - (hashes.get(b) ?? 0) || a - b);
  const size = Math.min(unitCount - 1, Math.max(1, Math.round(share * unitCount)));
  const learnt = new Set(ranked.slice(0, size));
  return {
    fit: unitsWhere(matrix, (unit) => learnt.has(unit)),
    cert: unitsWhere(matrix, (unit) => !learnt.has(unit)),
  };
}

/** The matrix of the units that are wanted, numbered anew. */
export function unitsWhere(matrix: TaskTypeMatrix, isWanted: (unit: number) => boolean): TaskTypeMatrix {
  const items = [...matrix.units.keys()].filter((i) => isWanted(matrix.units[i] ?? 0));
  const numbers = new Map<number, number>();
  const units = Int32Array.from(items, (i) => {
    const unit = matrix.units[i] ?? 0;
    const number = numbers.get(unit) ?? numbers.size;
    numbers.set(unit, number);
    return number;
  });
  const columns = matrix.columns.map((column) => columnOfItems(column, items));
  return {
    ...matrix,
    itemIds: items.map((i) => matrix.itemIds[i] ?? ""),
    units,
    unitCount: numbers.size,
    unitClusters: [...numbers.keys()].map((unit) => matrix.unitClusters[unit] ?? null),
    columns,
    trials: columns.reduce((most, { mostTrials }) => Math.max(most, mostTrials), 0),
  };
}

function columnOfItems(column: TierColumn, items: readonly number[]): TierColumn {
  const starts = new Uint32Array(items.length + 1);
  items.forEach((item, place) => {
    starts[place + 1] = (starts[place] ?? 0) + (column.starts[item + 1] ?? 0) - (column.starts[item] ?? 0);
  });
  // Once per fold and column of a million answers: plain loops, many times faster than an iterator.
  const copy = (values: Float64Array | Uint8Array, picked: Float64Array | Uint8Array) => {
    for (let place = 0; place < items.length; place += 1) {
      const from = column.starts[items[place] ?? 0] ?? 0;
      const [start, end] = [starts[place] ?? 0, starts[place + 1] ?? 0];
      for (let entry = start; entry < end; entry += 1) picked[entry] = values[from + entry - start] ?? 0;
    }
  };
  const pick = (values: Float64Array) => {
    const picked = new Float64Array(starts[items.length] ?? 0);
    copy(values, picked);
    return picked;
  };
  const pickMarks = (marks: Uint8Array) => {
    const picked = new Uint8Array(starts[items.length] ?? 0);
    copy(marks, picked);
    return picked;
  };
  const score = pick(column.score);
  const signals = [...column.signals].map(([name, { readings, isMissing, costUsd }]): [string, SignalColumn] => [
    name,
    { readings: pick(readings), isMissing: pickMarks(isMissing), ...(costUsd ? { costUsd: pick(costUsd) } : {}) },
  ]);
  return {
    ...column,
    starts,
    score,
    meanScore: itemMeans(score, starts),
    costUsd: column.costUsd === null ? null : pick(column.costUsd),
    signalCostUsd: column.signalCostUsd === null ? null : pick(column.signalCostUsd),
    latencyMs: column.latencyMs === null ? null : pick(column.latencyMs),
    harm: pick(column.harm),
    signals: new Map(signals),
    mostTrials: items.reduce((most, _, place) => Math.max(most, (starts[place + 1] ?? 0) - (starts[place] ?? 0)), 0),
  };
}
