import { sumOf } from "../stats/cluster-mean.js";
import { shrunkenMeans } from "../stats/group-shrinkage.js";
import { logisticFit } from "../stats/logistic-fit.js";
import { STRENGTHS } from "./shrunken-effects.js";

/** Readings in cells that no threshold tells apart. */
export interface CurveRows {
  /** One number per row and feature. */
  readonly features: readonly Float64Array[];
  /** > 0, per row. */
  readonly weights: Float64Array;
  /** Cell of every row, in [0, cells). */
  readonly cellOf: Uint16Array;
  readonly cells: number;
}

/**
 * Expected sums of scores in every cell, smoothed over the readings: a logistic
 * curve, plus the part of what each cell leaves unexplained that cross-validation
 * believes in. Where readings are many the cells speak for themselves; where they
 * are few the curve does, so that a threshold does not hang on three items.
 *
 * @param scores - in [0, 1], one per row
 * @returns per cell: sum over its rows of weight × expected score
 */
export function expectedScores(rows: CurveRows, scores: Float64Array): Float64Array {
  const { features, weights, cellOf, cells } = rows;
  const sums = new Float64Array(cells);
  if (scores.length === 0) return sums;
  const fitted = logisticFit(features, scores, weights);
  const rest = residualsOf(rows, scores, fitted);
  for (let row = 0; row < scores.length; row += 1) {
    const cell = cellOf[row] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + (weights[row] ?? 0) * ((fitted[row] ?? 0) + (rest[cell] ?? 0));
  }
  return sums;
}

/** What the curve leaves unexplained, by cell, drawn towards its mean. */
function residualsOf({ cellOf, cells }: CurveRows, scores: Float64Array, fitted: Float64Array): Float64Array {
  const groups = Array.from({ length: cells }, (): number[] => []);
  for (let row = 0; row < scores.length; row += 1) {
    groups[cellOf[row] ?? 0]?.push((scores[row] ?? 0) - (fitted[row] ?? 0));
  }
  return shrunkenMeans(groups, strongestWithinError(groups));
}

/**
 * The strongest shrinkage that predicts left-out rows no worse than the best one,
 * within one standard error: cells are believed only where that is not chance.
 *
 * @see Breiman, Friedman, Olshen & Stone, Classification and Regression Trees (1984), section 3.4.3
 */
function strongestWithinError(groups: readonly (readonly number[])[]): number {
  const candidates = STRENGTHS.toSorted((a, b) => b - a);
  const errors = candidates.map((kappa) => heldOutErrors(groups, kappa));
  const totals = errors.map((own) => sumOf(own));
  const best = errors[totals.indexOf(Math.min(...totals))] ?? [];
  const found = candidates.find((_, c) => {
    const gaps = (errors[c] ?? []).map((error, row) => error - (best[row] ?? 0));
    const mean = sumOf(gaps) / gaps.length;
    return gaps.length * mean <= Math.sqrt(sumOf(gaps.map((gap) => (gap - mean) ** 2)));
  });
  return found ?? Number.POSITIVE_INFINITY;
}

/** Squared errors of every value, predicted from the others. */
function heldOutErrors(groups: readonly (readonly number[])[], kappa: number): readonly number[] {
  const total = sumOf(groups.map((group) => sumOf(group)));
  const count = groups.reduce((all, group) => all + group.length, 0);
  return groups.flatMap((group) => {
    const sum = sumOf(group);
    return group.map((value) => {
      const pooled = count > 1 ? (total - value) / (count - 1) : 0;
      const others = group.length - 1;
      const mean =
        kappa === Number.POSITIVE_INFINITY || others + kappa === 0
          ? pooled
          : (sum - value + kappa * pooled) / (others + kappa);
      return (value - mean) ** 2;
    });
  });
}
