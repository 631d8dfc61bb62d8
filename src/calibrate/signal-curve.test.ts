import { describe, expect, it } from "vitest";
import { seededRandom } from "../stats/random.js";
import { expectedScores } from "./signal-curve.js";

/** Rows whose reading is their cell. */
function rowsOf(counts: readonly number[], rate: (cell: number) => number, seed = 1) {
  const random = seededRandom(seed, "curve");
  const cells = counts.flatMap((count, cell) => Array.from({ length: count }, () => cell));
  const scores = Float64Array.from(cells, (cell) => (random.uniform() < rate(cell) ? 1 : 0));
  const rows = {
    features: [Float64Array.from(cells)],
    weights: new Float64Array(cells.length).fill(1),
    cellOf: Uint16Array.from(cells),
    cells: counts.length,
  };
  return { rows, scores, sums: expectedScores(rows, scores) };
}

describe("expected scores by cell", () => {
  it("follow the curve where readings are few", () => {
    const truth = (cell: number) => 1 / (1 + Math.exp(-(cell - 4) / 2));
    let [smooth, raw] = [0, 0];
    for (let seed = 1; seed <= 20; seed += 1) {
      const counts = Array.from({ length: 12 }, () => 8);
      const { rows, scores, sums } = rowsOf(counts, truth, seed);
      counts.forEach((count, cell) => {
        const own = scores.filter((_, row) => rows.cellOf[row] === cell).reduce((sum, score) => sum + score, 0);
        smooth += ((sums[cell] ?? 0) / count - truth(cell)) ** 2;
        raw += (own / count - truth(cell)) ** 2;
      });
    }
    expect(smooth).toBeLessThan(raw / 3);
  });

  it("leave the curve where readings are many and say otherwise", () => {
    const counts = [2000, 2000, 2000];
    const { sums } = rowsOf(counts, (cell) => (cell === 1 ? 0.2 : 0.8));
    expect([...sums].map((sum) => Math.round((10 * sum) / 2000) / 10)).toEqual([0.8, 0.2, 0.8]);
  });

  it("keep the total, and are 0 where there are no rows", () => {
    const { sums, scores } = rowsOf([10, 0, 30], () => 0.6);
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
    expect(total(sums)).toBeCloseTo(total(scores), 1);
    expect(sums[1]).toBe(0);
    expect([
      ...expectedScores(
        { features: [], weights: new Float64Array(0), cellOf: new Uint16Array(0), cells: 2 },
        new Float64Array(0),
      ),
    ]).toEqual([0, 0]);
  });
});
