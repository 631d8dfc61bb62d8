import type { Rung, SignalAxis } from "./cascade-space.js";
import { type CurveRows, expectedScores } from "./signal-curve.js";

/** The items that may be learnt from, and what every tier does on them. */
export interface KnownItems {
  readonly items: readonly number[];
  readonly rungs: readonly Rung[];
  readonly shift: readonly number[];
}

/** Rows of known items, one per trial of the first tier, or per pair of trials of the first and the second. */
export interface AnswerRows extends CurveRows {
  readonly items: Int32Array;
  /** Trial of the last tier that was read. */
  readonly trials: Int32Array;
}

/** One row per answer of the first tier; with a second axis, per pair of answers. */
export function answerRows({ items, rungs }: KnownItems, first: SignalAxis, second: SignalAxis | null): AnswerRows {
  const [one, two] = [rungs[first.rung]?.column, second === null ? null : rungs[second.rung]?.column];
  const width = second === null ? 1 : second.accepts.length + 1;
  const rows: { item: number; r: number; s: number; weight: number }[] = [];
  for (const item of items) {
    const [from, to] = [one?.starts[item] ?? 0, one?.starts[item + 1] ?? 0];
    const [low, high] = two ? [two.starts[item] ?? 0, two.starts[item + 1] ?? 0] : [0, 1];
    const weight = 1 / ((to - from) * (high - low));
    for (let r = from; r < to; r += 1) for (let s = low; s < high; s += 1) rows.push({ item, r, s, weight });
  }
  const of = (values: Float64Array, trial: "r" | "s") => Float64Array.from(rows, (row) => values[row[trial]] ?? 0);
  return {
    items: Int32Array.from(rows, ({ item }) => item),
    trials: Int32Array.from(rows, ({ r, s }) => (second === null ? r : s)),
    weights: Float64Array.from(rows, ({ weight }) => weight),
    cellOf: Uint16Array.from(
      rows,
      ({ r, s }) => (first.level[r] ?? 0) * width + (second === null ? 0 : (second.level[s] ?? 0)),
    ),
    cells: (first.accepts.length + 1) * width,
    features: [
      ...first.features.map((values) => of(values, "r")),
      ...(second?.features ?? []).map((values) => of(values, "s")),
    ],
  };
}

/** Expected sums by cell of one tier's scores: its own trials', or its items' means. */
export function scoresIn(rows: AnswerRows, known: KnownItems, { rung, isRead }: { rung: number; isRead: boolean }) {
  const column = known.rungs[rung]?.column;
  const from = isRead ? rows.trials : rows.items;
  const values = (isRead ? column?.score : column?.meanScore) ?? new Float64Array(0);
  const sums = expectedScores(
    rows,
    Float64Array.from(from, (place) => Math.min(1, Math.max(0, values[place] ?? 0))),
  );
  const shift = known.shift[rung] ?? 0;
  for (let row = 0; row < rows.items.length; row += 1)
    add(sums, rows.cellOf[row] ?? 0, shift * (rows.weights[row] ?? 0));
  return sums;
}

/** Sums by cell of an amount that is known per item. */
export function amountsIn(rows: AnswerRows, amounts: Float64Array): Float64Array {
  const sums = new Float64Array(rows.cells);
  for (let row = 0; row < rows.items.length; row += 1)
    add(sums, rows.cellOf[row] ?? 0, (rows.weights[row] ?? 0) * (amounts[rows.items[row] ?? 0] ?? 0));
  return sums;
}

/** Sum over the known items of an amount that is known per item. */
export function totalOf(items: readonly number[], amounts: Float64Array): number {
  return items.reduce((sum, item) => sum + (amounts[item] ?? 0), 0);
}

/** Adds to one place of an array. */
export function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}
