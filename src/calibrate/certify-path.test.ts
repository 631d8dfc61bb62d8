import { describe, expect, test } from "vitest";
import type { Risk } from "../core/calibration.js";
import { bettingPValue } from "../stats/betting.js";
import { binomialCdf, trialsToProve } from "../stats/binomial.js";
import { hoeffdingBentkusPValue } from "../stats/hoeffding-bentkus.js";
import {
  CASCADE_WORLDS,
  type CascadeWorld,
  drawCascadeWorld,
  drawPairedDifferences,
} from "../testing/benchmark-worlds.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import {
  certifyPath,
  itemWeights,
  riskTest,
  trialLosses,
  type UnitLosses,
  unitLossesOf,
  unitSizes,
  unitsToCertify,
} from "./certify-path.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";

const [LADDER, , , , CLUSTERED] = CASCADE_WORLDS as readonly [
  CascadeWorld,
  CascadeWorld,
  CascadeWorld,
  CascadeWorld,
  CascadeWorld,
];

function testOf(world: CascadeWorld, items: number, risk: Risk = "harm", epsilon = 0.02) {
  const matrix = drawCascadeWorld(world, items, 1);
  return riskTest(matrix, matrix.columns, { risk, epsilon, level: 0.05, seed: 1 });
}

function losses(values: readonly number[]): UnitLosses {
  return { byUnit: Float64Array.from(values), total: values.reduce((sum, value) => sum + value, 0) };
}

function harmed(failures: number, units: number): UnitLosses {
  return losses(Array.from({ length: units }, (_, i) => (i < failures ? 1 : 0)));
}

/** Per item its cluster and, per tier, the scores of its trials. */
type Row = readonly [cluster: string | null, haiku: readonly number[], opus: readonly number[]];

function matrixOf(rows: readonly Row[]): TaskTypeMatrix {
  const outcomes = rows.flatMap(([cluster, haiku, opus], index) =>
    Object.entries({ haiku, opus }).flatMap(([tier, scores]) =>
      scores.map((score, trial) =>
        seededOutcome({ itemId: `item-${String(index).padStart(4, "0")}`, tier, score, trial, cluster }),
      ),
    ),
  );
  const [matrix] = outcomeMatrices(outcomes, [seededRun(["haiku", "opus"], { trials: 2 })], "opus").matrices;
  if (matrix === undefined) throw new RangeError("one task type has one matrix");
  return matrix;
}

/** Clusters of two items, every fourth of which lacks the second. */
const UNEVEN = (clusters: number) =>
  matrixOf(
    Array.from({ length: clusters }, (_, cluster): readonly Row[] => {
      const row: Row = [`c${String(cluster).padStart(4, "0")}`, [1], [1]];
      return cluster % 4 === 0 ? [row] : [row, row];
    }).flat(),
  );

function uneven(clusters: number, { risk = "harm", level = 0.05 }: { risk?: Risk; level?: number } = {}) {
  const matrix = UNEVEN(clusters);
  return riskTest(matrix, matrix.columns, { risk, epsilon: 0.1, level, seed: 1 });
}

describe("losses by unit", () => {
  const matrix = matrixOf([
    ["twins", [0, 1], [1]],
    ["twins", [1], [0.5, 1]],
    [null, [0.25], [1]],
  ]);
  const [haiku, opus] = matrix.columns;
  if (haiku === undefined || opus === undefined) throw new RangeError("two tiers have two columns");

  test("of trials: what the mean of the reference is above them, gains below 0; of harm the column's own", () => {
    expect([...trialLosses(haiku, opus, "net-loss")]).toEqual([1, 0, -0.25, 0.75]);
    expect([...trialLosses(opus, opus, "net-loss")]).toEqual([0, 0, 0, 0]);
    expect(trialLosses(haiku, opus, "harm")).toBe(haiku.harm);
  });

  test("of items: every item counts one over the items of the largest unit", () => {
    expect([...unitSizes(matrix)]).toEqual([2, 1]);
    expect([...itemWeights(matrix)]).toEqual([0.5, 0.5, 0.5]);
    const summed = unitLossesOf(Float64Array.of(0.5, -0.25, 0.75), itemWeights(matrix), matrix);
    expect([...summed.byUnit]).toEqual([0.125, 0.375]);
    expect(summed.total).toBe(0.5);
  });
});

describe("the test of a risk", () => {
  test("what a unit lacks of the largest counts as lost at the rate of the target", () => {
    // Five of 20 clusters lack one of two items: 5 · 0.1 / 2.
    const few = uneven(20);
    expect(few.method).toBe("hoeffding-bentkus");
    expect(few.failures(losses([]))).toBeCloseTo(0.25, 12);
    expect(few.failures(harmed(3, 20))).toBeCloseTo(3.25, 12);
    const one = harmed(1, 20);
    expect(few.pValue(one)).toBe(hoeffdingBentkusPValue(few.failures(one) / 20, 20, 0.1));
    expect(few.pValue(one)).toBeLessThan(1);
    expect(few.pValue(harmed(20, 20))).toBe(1);

    const many = uneven(200);
    expect(many).toMatchObject({ method: "betting", units: 200 });
    const values = [...(many.order ?? [])].map((unit) => (unit < 5 ? 1 : 0) + (unit % 4 === 0 ? 0.05 : 0));
    const capped = values.map((value) => Math.min(1, value));
    expect(many.pValue(harmed(5, 200))).toBe(bettingPValue(capped, 0.1, { level: 0.05, truncation: 0.99 }));
    expect(many.failures(harmed(5, 200))).toBeCloseTo(7.5, 12);
  });

  test("net loss is bet on however few the units, and one graded tier is enough to leave the binomial", () => {
    expect(uneven(8, { risk: "net-loss" })).toMatchObject({ method: "betting", units: 8 });
    const graded = matrixOf(Array.from({ length: 20 }, (_, i): Row => [null, [i === 0 ? 0.5 : 1], [1]]));
    const target = { risk: "harm", epsilon: 0.1, level: 0.05, seed: 1 } as const;
    expect(riskTest(graded, graded.columns, target).method).toBe("hoeffding-bentkus");
    expect(riskTest(graded, graded.columns.slice(1), target).method).toBe("binomial");
  });

  test("counts whole failures where answers are right or wrong", () => {
    expect(testOf(LADDER, 300).failures(harmed(4, 300))).toBe(4);
  });

  test("right or wrong answers of independent items: exact binomial, at the tabulated numbers", () => {
    for (const [failures, units] of [
      [0, 149],
      [1, 236],
      [2, 313],
      [3, 386],
    ] as const) {
      const enough = testOf(LADDER, units);
      expect(enough.method).toBe("binomial");
      expect(enough.passes(harmed(failures, units))).toBe(true);
      expect(enough.pValue(harmed(failures, units))).toBe(binomialCdf(failures, units, 0.02));
      expect(testOf(LADDER, units - 1).passes(harmed(failures, units - 1))).toBe(false);
    }
  });

  test("clusters: Hoeffding–Bentkus where they are few, betting where they are many", () => {
    expect(testOf(CLUSTERED, 1200)).toMatchObject({ method: "hoeffding-bentkus", units: 150, order: null });
    expect(testOf(CLUSTERED, 2000)).toMatchObject({ method: "betting", units: 250 });
    // The switch is where units without any loss just pass a bet; Hoeffding–Bentkus passes them a little earlier.
    const none = (units: number) => losses(Array.from({ length: units }, () => 0));
    const [few, many] = [testOf(CLUSTERED, 1200), testOf(CLUSTERED, 2000)];
    expect([few.passes(none(150)), many.passes(none(250))]).toEqual([true, true]);
    expect([few.passes(harmed(2, 150)), many.passes(harmed(20, 250))]).toEqual([false, false]);
    expect(few.pValue(harmed(2, 150))).toBeGreaterThan(0.05);
  });

  test("net loss is bet on in an order that the seed fixes, a permutation", () => {
    const one = testOf(LADDER, 300, "net-loss");
    expect(one.method).toBe("betting");
    expect([...(one.order ?? [])].sort((a, b) => a - b)).toEqual([...Array.from({ length: 300 }).keys()]);
    expect(one.order).toEqual(testOf(LADDER, 300, "net-loss").order);
    expect(one.order?.every((unit, place) => unit === place)).toBe(false);
    const values = Array.from({ length: 300 }, (_, i) => (i % 10 === 0 ? 1 : i % 10 === 5 ? -1 : 0));
    const ordered = [...(one.order ?? [])].map((unit) => ((values[unit] ?? 0) + 1) / 2);
    expect(one.pValue(losses(values))).toBe(bettingPValue(ordered, 0.51, { level: 0.05 }));
  });

  test("net loss: size at the margin within the level, power where the tiers are equal", () => {
    const draws = 300;
    const share = (mean: number, items: number) => {
      const tested = testOf(LADDER, items, "net-loss", 0.05);
      let passed = 0;
      for (let seed = 1; seed <= draws; seed += 1) {
        const drawn = drawPairedDifferences({ discordance: 0.1, mean }, items, seed);
        if (tested.passes(losses([...drawn]))) passed += 1;
      }
      return passed / draws;
    };
    expect(share(0.05, 400), "seeds 1 to 300").toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / draws));
    expect(share(0, 400), "seeds 1 to 300").toBeGreaterThan(0.7);
  });
});

describe("a fixed sequence along a path", () => {
  test("keeps the last that passes before the first failure, and asks no further", () => {
    const tested = testOf(LADDER, 400);
    let asked = 0;
    const path = (function* () {
      for (const failures of [0, 2, 3, 9, 0]) {
        asked += 1;
        yield { failures, losses: harmed(failures, 400) };
      }
    })();
    expect(certifyPath(path, tested)).toMatchObject({ first: { failures: 0 }, last: { failures: 3 }, passed: 3 });
    expect(asked).toBe(4);
    expect(certifyPath([{ losses: harmed(9, 400) }], tested)).toMatchObject({ last: null, passed: 0 });
    expect(certifyPath([], tested)).toEqual({ first: null, last: null, passed: 0 });
  });
});

describe("units that would be enough", () => {
  const target = { epsilon: 0.02, level: 0.05 };
  test("without failures: the smallest proof", () => {
    expect(unitsToCertify(0, 60, target)).toBe(149);
  });
  test("with failures: enough for the same share, and no fewer would do", () => {
    const needed = unitsToCertify(1, 200, target) ?? 0;
    const failures = Math.ceil(0.005 * needed);
    expect(trialsToProve(failures, 0.02, 0.05)).toBeLessThanOrEqual(needed);
    expect(needed).toBeGreaterThan(200);
    expect(needed).toBeLessThan(500);
  });
  test("a share at the target is never proven; just below it the number stays finite", () => {
    expect(unitsToCertify(4, 200, target)).toBeNull();
    expect(unitsToCertify(399, 20_000, target)).toBeLessThan(30_000);
  });
});
