import { describe, expect, test } from "vitest";
import { logisticFit } from "./logistic-fit.js";
import { seededRandom } from "./random.js";

const ones = (length: number) => new Float64Array(length).fill(1);

test("finds the curve that values were drawn from", () => {
  const random = seededRandom(1, "logistic");
  const x = Float64Array.from({ length: 4000 }, () => random.uniform());
  const truth = x.map((value) => 1 / (1 + Math.exp(-(3 * value - 1))));
  const y = truth.map((p) => (random.uniform() < p ? 1 : 0));
  const fitted = logisticFit([x], y, ones(4000));
  expect(Math.max(...fitted.map((value, i) => Math.abs(value - (truth[i] ?? 0))))).toBeLessThan(0.03);
});

test("keeps the mean, whatever it is fitted on", () => {
  const x = Float64Array.of(0, 0.2, 0.4, 0.6, 0.8, 1);
  const y = Float64Array.of(0, 1, 0, 0.5, 1, 1);
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(logisticFit([x], y, ones(6)))).toBeCloseTo(mean(y), 2);
  const fitted = logisticFit([x], y, ones(6));
  expect([...fitted].sort((a, b) => a - b)).toEqual([...fitted]);
});

test("a weight of two is a row twice", () => {
  const once = logisticFit([Float64Array.of(0, 1, 2)], Float64Array.of(0, 1, 1), Float64Array.of(1, 2, 1));
  const twice = logisticFit([Float64Array.of(0, 1, 1, 2)], Float64Array.of(0, 1, 1, 1), ones(4));
  expect(once[1]).toBeCloseTo(twice[1] ?? 0, 9);
});

test("stays finite where all are right, where nothing varies, and where two features say the same", () => {
  const same = Float64Array.of(1, 1, 1, 1);
  const x = Float64Array.of(0, 0, 1, 1);
  expect(logisticFit([same], Float64Array.of(1, 1, 1, 1), ones(4))[0]).toBeGreaterThan(0.9);
  expect(logisticFit([same], Float64Array.of(1, 0, 1, 0), ones(4))[0]).toBeCloseTo(0.5, 9);
  const [low = 0, , high = 0] = logisticFit([x, x.slice()], x, ones(4));
  expect([low < 0.5, high > 0.5, low > 0, high < 1]).toEqual([true, true, true, true]);
});

const logit = (p: number) => Math.log(p / (1 - p));

/** Penalised log-likelihood as the definition has it: 0.01 on the level, 1 on slopes of features with spread 1. */
function penalised(rows: Rows, level: number, slopes: readonly number[]): number {
  const penalty = (0.01 * level ** 2 + slopes.reduce((sum, slope) => sum + slope ** 2, 0)) / 2;
  return rows.values.reduce((sum, value, i) => {
    const eta = slopes.reduce((total, slope, k) => total + slope * (rows.unitFeatures[k]?.[i] ?? 0), level);
    return sum + (rows.weights[i] ?? 0) * (value * eta - Math.log1p(Math.exp(eta)));
  }, -penalty);
}

interface Rows {
  /** Mean 0 and spread 1 under the weights. */
  readonly unitFeatures: readonly Float64Array[];
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

describe("the fit is the maximum of the penalised likelihood", () => {
  test("by hand: values 1 and 0 at −1 and 1 have the slope −β with β = 2 / (1 + e^β)", () => {
    const [first = 0, second = 0] = logisticFit([Float64Array.of(-1, 1)], Float64Array.of(1, 0), ones(2));
    // β by interval halving.
    expect(logit(first)).toBeCloseTo(0.674_831_614_342_4, 12);
    expect(first + second).toBeCloseTo(1, 12);
  });

  test("by hand: four right answers and no feature: 4 (1 − p) = 0.01 logit p", () => {
    const fitted = logisticFit([], Float64Array.of(1, 1, 1, 1), ones(4));
    for (const p of fitted) expect(4 * (1 - p)).toBeCloseTo(0.01 * logit(p), 11);
  });

  test("of two features that go together, with weights: no step to any side is better", () => {
    // Under the weights both have mean 0 and variance (4 + 2 + 4 + 2) / 10.
    const rows: Rows = {
      unitFeatures: [Float64Array.of(-2, 1, 0, 2, -1, 0), Float64Array.of(-2, 0, 1, 2, 0, -1)],
      values: Float64Array.of(0, 0.5, 1, 1, 0.25, 0),
      weights: Float64Array.of(1, 2, 2, 1, 2, 2),
    };
    const spread = Math.sqrt(12 / 10);
    const unit = { ...rows, unitFeatures: rows.unitFeatures.map((column) => column.map((value) => value / spread)) };
    const fitted = logisticFit(rows.unitFeatures, rows.values, rows.weights);
    const eta = [...fitted].map(logit);
    const level = ((eta[0] ?? 0) + (eta[3] ?? 0)) / 2;
    const slopes = [(eta[1] ?? 0) - level, (eta[2] ?? 0) - level].map((slope) => slope * spread);
    // The other rows lie on the same plane.
    expect(eta[4]).toBeCloseTo(2 * level - (eta[1] ?? 0), 9);
    expect(eta[5]).toBeCloseTo(2 * level - (eta[2] ?? 0), 9);
    expect(eta[3]).toBeCloseTo(level + (2 * ((slopes[0] ?? 0) + (slopes[1] ?? 0))) / spread, 9);
    const best = penalised(unit, level, slopes);
    for (const step of [-1e-4, 1e-4]) {
      expect(penalised(unit, level + step, slopes)).toBeLessThan(best);
      slopes.forEach((_, k) => {
        const moved = slopes.map((slope, j) => (j === k ? slope + step : slope));
        expect(penalised(unit, level, moved)).toBeLessThan(best);
      });
    }
  });
});

test("three features that say nearly the same: the score of every coefficient is its penalty", () => {
  // Three contrasts of eight rows, and features that differ by a tenth of the second and third.
  const contrasts = [0, 1, 2].map((bit) => Float64Array.from({ length: 8 }, (_, i) => ((i >> bit) & 1 ? 1 : -1)));
  const [first = ones(8), second = ones(8), third = ones(8)] = contrasts;
  const nearly = [second, third].map((other) => first.map((value, i) => value + 0.1 * (other[i] ?? 0)));
  const values = Float64Array.of(0.1, 0.7, 0.3, 0.8, 0.2, 0.9, 0.15, 0.6);
  const fitted = logisticFit([first, ...nearly], values, new Float64Array(8).fill(500));
  const along = (list: Float64Array, other: Float64Array) =>
    list.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0) / 8;
  const eta = fitted.map(logit);
  const spread = Math.sqrt(1.01);
  const [b = 0, c = 0] = [second, third].map((contrast) => (along(eta, contrast) / 0.1) * spread);
  const a = along(eta, first) - (b + c) / spread;
  const residuals = values.map((value, i) => 500 * (value - (fitted[i] ?? 0)));
  expect(8 * along(residuals, ones(8))).toBeCloseTo(0.01 * along(eta, ones(8)), 6);
  expect(8 * along(residuals, first)).toBeCloseTo(a, 6);
  expect((8 * along(residuals, nearly[0] ?? first)) / spread).toBeCloseTo(b, 6);
  expect((8 * along(residuals, nearly[1] ?? first)) / spread).toBeCloseTo(c, 6);
});

test("neither the unit, the zero nor the direction of a feature matters", () => {
  const x = Float64Array.of(0.1, 0.9, 0.4, 0.7, 0.2);
  const y = Float64Array.of(0, 1, 0, 1, 1);
  const weights = Float64Array.of(1, 3, 2, 1, 1);
  const expected = logisticFit([x], y, weights);
  for (const change of [(v: number) => 1000 * v + 7, (v: number) => 1e-9 * v, (v: number) => 5 - v]) {
    logisticFit([x.map(change)], y, weights).forEach((p, i) => expect(p).toBeCloseTo(expected[i] ?? 0, 7));
  }
});

test("a feature without spread has no part, though the mean of three 0.1 is not quite 0.1", () => {
  const x = Float64Array.of(0, 1, 2);
  const y = Float64Array.of(0, 0, 1);
  for (const weights of [ones(3), Float64Array.of(0.1, 0.7, 0.3)]) {
    const expected = logisticFit([x], y, weights);
    for (const value of [0.1, 0, -3e9 / 7, 0.1e9, 1e-9 / 3]) {
      expect(logisticFit([new Float64Array(3).fill(value), x], y, weights)).toEqual(expected);
    }
  }
});

test("the order of rows and features does not matter, not even of ten that say nearly the same", () => {
  const random = seededRandom(2, "logistic");
  const base = Float64Array.from({ length: 60 }, () => random.normal());
  const features = Array.from({ length: 10 }, () => base.map((value) => value + 0.1 * random.normal()));
  const y = base.map((value) => (random.uniform() < 1 / (1 + Math.exp(-4 * value)) ? 1 : 0));
  const weights = base.map(() => 1 + random.integer(50));
  const expected = logisticFit(features, y, weights);
  const turned = logisticFit(features.slice().reverse(), y, weights);
  turned.forEach((p, i) => expect(p).toBeCloseTo(expected[i] ?? 0, 9));
  const backwards = (list: Float64Array) => list.slice().reverse();
  const fromTheEnd = logisticFit(features.map(backwards), backwards(y), backwards(weights)).reverse();
  fromTheEnd.forEach((p, i) => expect(p).toBeCloseTo(expected[i] ?? 0, 9));
});

const x = Float64Array.of(1);
test.each([
  ["no values", () => logisticFit([x], Float64Array.of(), Float64Array.of())],
  ["2 values but 1 beside them", () => logisticFit([x], Float64Array.of(1, 0), ones(2))],
  ["1 values but 2 beside them", () => logisticFit([x], x, ones(2))],
  ["feature not finite: NaN", () => logisticFit([x, Float64Array.of(Number.NaN)], x, x)],
  ["feature not finite: Infinity", () => logisticFit([Float64Array.of(Number.POSITIVE_INFINITY)], x, x)],
  ["value not in [0, 1]: 1.5", () => logisticFit([x], Float64Array.of(1.5), x)],
  ["value not in [0, 1]: -0.5", () => logisticFit([x], Float64Array.of(-0.5), x)],
  ["value not in [0, 1]: NaN", () => logisticFit([x], Float64Array.of(Number.NaN), x)],
  ["weight not > 0: 0", () => logisticFit([x], x, Float64Array.of(0))],
  ["weight not > 0: -1", () => logisticFit([x], x, Float64Array.of(-1))],
  ["weight not > 0: NaN", () => logisticFit([x], x, Float64Array.of(Number.NaN))],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
