import { describe, expect, test } from "vitest";
import { shrunkenMeans } from "../stats/group-shrinkage.js";
import { logisticFit } from "../stats/logistic-fit.js";
import { seededRandom } from "../stats/random.js";
import { STRENGTHS } from "./shrunken-effects.js";
import { type CurveRows, expectedScores } from "./signal-curve.js";

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : sum(values) / values.length);

/** What the others say of a cell, with so many imagined ones at their common mean. */
function predicted(others: readonly { readonly cell: number; readonly rest: number }[], cell: number, kappa: number) {
  const pooled = mean(others.map(({ rest }) => rest));
  const own = others.filter((one) => one.cell === cell).map(({ rest }) => rest);
  if (kappa === Number.POSITIVE_INFINITY || own.length + kappa === 0) return pooled;
  return (sum(own) + kappa * pooled) / (own.length + kappa);
}

/** The definition, word by word: every row is left out in turn and predicted from the rest. */
function byDefinition({ features, weights, cellOf, cells }: CurveRows, scores: Float64Array): readonly number[] {
  const fitted = logisticFit(features, scores, weights);
  const rows = Array.from(scores, (score, row) => ({ cell: cellOf[row] ?? 0, rest: score - (fitted[row] ?? 0) }));
  const strongestFirst = [...STRENGTHS].reverse();
  const errors = strongestFirst.map((kappa) =>
    rows.map(({ cell, rest }, row) => (rest - predicted(rows.toSpliced(row, 1), cell, kappa)) ** 2),
  );
  const best = errors.reduce((a, b) => (sum(b) < sum(a) ? b : a));
  const chosen = strongestFirst.find((_, k) => {
    const gaps = (errors[k] ?? []).map((error, row) => error - (best[row] ?? 0));
    const spread = Math.sqrt(sum(gaps.map((gap) => (gap - mean(gaps)) ** 2)));
    return sum(gaps) <= spread;
  });
  const groups = Array.from({ length: cells }, (_, cell) =>
    rows.filter((one) => one.cell === cell).map((one) => one.rest),
  );
  const rest = shrunkenMeans(groups, chosen ?? Number.POSITIVE_INFINITY);
  return Array.from({ length: cells }, (_, cell) =>
    sum(
      rows.map((one, row) => (one.cell === cell ? (weights[row] ?? 0) * ((fitted[row] ?? 0) + (rest[cell] ?? 0)) : 0)),
    ),
  );
}

/** Rows in cells of such sizes, right with such probabilities. */
function worldOf(cells: readonly (readonly [size: number, rate: number])[], seed: number, hasReading: boolean) {
  const random = seededRandom(seed, "worked curve");
  const cellOf = cells.flatMap(([size], cell) => Array.from({ length: size }, () => cell));
  const rows: CurveRows = {
    features: hasReading ? [Float64Array.from(cellOf)] : [],
    weights: Float64Array.from(cellOf, (_, row) => (row % 3 === 0 ? 0.5 : 1)),
    cellOf: Uint16Array.from(cellOf),
    cells: cells.length,
  };
  return { rows, scores: Float64Array.from(cellOf, (cell) => (random.uniform() < (cells[cell]?.[1] ?? 0) ? 1 : 0)) };
}

describe("expected sums are those of the definition", () => {
  test.each([
    [
      "cells that do not differ",
      [
        [12, 0.5],
        [12, 0.5],
        [12, 0.5],
      ],
    ],
    [
      "cells that differ a little",
      [
        [20, 0.35],
        [20, 0.6],
        [20, 0.7],
      ],
    ],
    [
      "cells that differ a lot",
      [
        [30, 0.1],
        [30, 0.9],
        [30, 0.1],
      ],
    ],
    [
      "cells of one row, and of none",
      [
        [1, 1],
        [15, 0.2],
        [0, 0],
        [1, 0],
        [15, 0.8],
      ],
    ],
    [
      "two rows",
      [
        [1, 1],
        [1, 0],
      ],
    ],
    [
      "a single row",
      [
        [1, 1],
        [0, 0],
      ],
    ],
  ] as const)("%s", (_, cells) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      for (const hasReading of [false, true]) {
        const { rows, scores } = worldOf(cells, seed, hasReading);
        const expected = byDefinition(rows, scores);
        expectedScores(rows, scores).forEach((value, cell) => {
          expect(value, `seed ${seed}, cell ${cell}`).toBeCloseTo(expected[cell] ?? 0, 9);
        });
      }
    }
  });
});
