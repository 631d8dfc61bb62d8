import { expect, test } from "vitest";
import { bettingPValue } from "../stats/betting.js";
import { type Random, seededRandom } from "../stats/random.js";
import { lossBetsPValue } from "./loss-bets.js";

const BETS = { margin: 0.1, level: 0.05, seed: 1 };

function clustersOf(sizes: readonly number[], lossOf: (unit: number, i: number) => number) {
  const units = Int32Array.from(sizes.flatMap((size, unit) => Array.from({ length: size }, () => unit)));
  const loss = Float64Array.from(units, (unit, i) => lossOf(unit, i));
  return { loss, matrix: { taskType: "triage", units, unitCount: sizes.length } };
}

test("clusters of one size: bets on their means, in the seeded order", () => {
  const { loss, matrix } = clustersOf(
    Array.from({ length: 60 }, () => 4),
    (unit, i) => ((unit + i) % 12 === 0 ? 1 : 0),
  );
  const alone = clustersOf(
    Array.from({ length: 60 }, () => 1),
    (unit) => {
      const own = loss.slice(4 * unit, 4 * unit + 4);
      return own.reduce((sum, value) => sum + value, 0) / 4;
    },
  );
  expect(lossBetsPValue(loss, matrix, BETS)).toBe(lossBetsPValue(alone.loss, alone.matrix, BETS));
});

test("items without clusters: the betting test on the losses", () => {
  const { loss, matrix } = clustersOf(
    Array.from({ length: 80 }, () => 1),
    () => 0,
  );
  const values = Array.from({ length: 80 }, () => 0.5);
  expect(lossBetsPValue(loss, matrix, BETS)).toBe(bettingPValue(values, 0.55, { level: 0.05 }));
});

test("the seed and the task type settle the order, nothing else does", () => {
  const { loss, matrix } = clustersOf(
    Array.from({ length: 60 }, () => 1),
    (unit) => (unit % 7 === 0 ? 1 : -0.2),
  );
  const p = lossBetsPValue(loss, matrix, BETS);
  expect(lossBetsPValue(loss, matrix, BETS)).toBe(p);
  expect(lossBetsPValue(loss, matrix, { ...BETS, seed: 2 })).not.toBe(p);
  expect(lossBetsPValue(loss, { ...matrix, taskType: "other" }, BETS)).not.toBe(p);
});

test("half a cluster counts for half: as if the items it lacks lost the margin", () => {
  const { loss, matrix } = clustersOf([2, 1, 2, 1, 2, 1, 2, 1], (_, i) => (i % 2 === 0 ? 0.3 : -0.1));
  const padded = clustersOf(
    Array.from({ length: 8 }, () => 2),
    (unit, i) => {
      const start = matrix.units.indexOf(unit);
      const isLacking = i % 2 === 1 && unit % 2 === 1;
      return isLacking ? BETS.margin : (loss[start + (i % 2)] ?? 0);
    },
  );
  expect(lossBetsPValue(loss, matrix, BETS)).toBeCloseTo(lossBetsPValue(padded.loss, padded.matrix, BETS), 12);
});

test("simulated: losses that come a whole cluster at a time seldom pass for fewer than the margin", () => {
  const draws = 400;
  const falseAtFive = Array.from({ length: draws }, (_, draw) => {
    const random = seededRandom(draw, "loss bets");
    const isLost = Array.from({ length: 60 }, () => random.uniform() < BETS.margin);
    const { loss, matrix } = clustersOf(randomSizes(random, 60), (unit) => Number(isLost[unit]));
    return Number(lossBetsPValue(loss, matrix, BETS) <= 0.05);
  }).reduce((sum, one) => sum + one, 0);
  // Three standard errors of a true 5 %.
  expect(falseAtFive / draws).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / draws));
});

function randomSizes(random: Random, count: number): readonly number[] {
  return Array.from({ length: count }, () => 1 + random.integer(3));
}
