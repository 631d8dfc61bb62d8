import { expect, test } from "vitest";
import { bootstrapMeans, percentileInterval } from "./bootstrap.js";
import { type Random, seededRandom } from "./random.js";

function sample(n: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: n }, () => random.normal());
}

test("columns share their draws: a quantity minus itself is always 0", () => {
  const values = sample(50, 3);
  const stratum = { weight: 1, sizes: new Float64Array(50).fill(1), columns: [values, values.map((v) => v + 1)] };
  const [a = new Float64Array(0), b = new Float64Array(0)] = bootstrapMeans([stratum], 200, seededRandom(4));
  a.forEach((value, i) => expect((b[i] ?? 0) - value).toBeCloseTo(1, 12));
});

test("strata keep their weights whatever their sizes", () => {
  const flat = (n: number, value: number, weight: number) => ({
    weight,
    sizes: new Float64Array(n).fill(2),
    columns: [new Float64Array(n).fill(2 * value)],
  });
  const [means] = bootstrapMeans([flat(10, 1, 3), flat(500, 0, 1)], 5, seededRandom(5));
  expect([...(means ?? [])]).toEqual([0.75, 0.75, 0.75, 0.75, 0.75]);
});

test("a fixed seed gives the same bits", () => {
  const stratum = { weight: 1, sizes: new Float64Array(20).fill(1), columns: [sample(20, 6)] };
  expect(bootstrapMeans([stratum], 50, seededRandom(7))).toEqual(bootstrapMeans([stratum], 50, seededRandom(7)));
});

const one = { weight: 1, sizes: Float64Array.of(1), columns: [Float64Array.of(1)] };
const empty = { weight: 1, sizes: new Float64Array(0), columns: [new Float64Array(0)] };
test.each([
  ["resamples not ≥ 1: 0", () => bootstrapMeans([one], 0, seededRandom(1))],
  ["resamples not ≥ 1: 1.5", () => bootstrapMeans([one], 1.5, seededRandom(1))],
  ["resamples not ≥ 1: NaN", () => bootstrapMeans([one], Number.NaN, seededRandom(1))],
  ["weights add up to 0", () => bootstrapMeans([{ ...one, weight: 0 }], 10, seededRandom(1))],
  ["weights add up to 0", () => bootstrapMeans([], 10, seededRandom(1))],
  ["weights add up to NaN", () => bootstrapMeans([one, { ...one, weight: Number.NaN }], 10, seededRandom(1))],
  ["strata differ in their columns", () => bootstrapMeans([one, { ...one, columns: [] }], 10, seededRandom(1))],
  ["a stratum has no units", () => bootstrapMeans([one, empty], 10, seededRandom(1))],
  ["confidence not in (0, 1): 0", () => percentileInterval(Float64Array.of(1, 2), 0)],
  ["confidence not in (0, 1): 1", () => percentileInterval(Float64Array.of(1, 2), 1)],
  ["confidence not in (0, 1): NaN", () => percentileInterval(Float64Array.of(1, 2), Number.NaN)],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});

/** Draws units in a given order. */
function scripted(draws: readonly number[]): Random {
  let asked = 0;
  const integer = () => {
    asked += 1;
    return draws[asked - 1] ?? Number.NaN;
  };
  return { integer, uniform: () => Number.NaN, normal: () => Number.NaN };
}

test("worked by hand: units of 1, 2 and 3 items, drawn 0, 2, 2 and then 1, 1, 0", () => {
  const stratum = {
    weight: 5,
    sizes: Float64Array.of(1, 2, 3),
    columns: [Float64Array.of(1, 4, 0), Float64Array.of(0, 0, 0), Float64Array.of(0, 1, 2)],
  };
  // (1 + 0 + 0) / (1 + 3 + 3) and (4 + 4 + 1) / (2 + 2 + 1); the last column has 2 + 2 and 1 + 1.
  expect(bootstrapMeans([stratum], 2, scripted([0, 2, 2, 1, 1, 0]))).toEqual([
    Float64Array.of(1 / 7, 9 / 5),
    Float64Array.of(0, 0),
    Float64Array.of(4 / 7, 2 / 5),
  ]);
});

test("worked by hand: two strata of weights 1 and 3, drawn one after the other", () => {
  const stratum = (weight: number, first: number, second: number) => ({
    weight,
    sizes: Float64Array.of(1, 1),
    columns: [Float64Array.of(first, second)],
  });
  // Two resamples of the first, 0 0 and 0 1, then of the second, 1 1 and 1 0: ¼ · 2 + ¾ · 8 and ¼ · 3 + ¾ · 6.
  expect(bootstrapMeans([stratum(1, 2, 4), stratum(3, 4, 8)], 2, scripted([0, 0, 0, 1, 1, 1, 1, 0]))).toEqual([
    Float64Array.of(6.5, 5.25),
  ]);
});

test("without quantities there are no means", () => {
  expect(bootstrapMeans([{ ...one, columns: [] }], 3, seededRandom(1))).toEqual([]);
});

test("one resample of one unit is that unit", () => {
  expect(bootstrapMeans([one], 1, seededRandom(1))).toEqual([Float64Array.of(1)]);
});

test("percentiles leave the same share out on either side", () => {
  const replicates = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
  expect(percentileInterval(replicates, 0.9)).toEqual([expect.closeTo(5, 12), expect.closeTo(95, 12)]);
  expect(replicates[0]).toBe(100);
});
