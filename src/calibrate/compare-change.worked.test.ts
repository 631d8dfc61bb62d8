import { describe, expect, test } from "vitest";
import { seededOutcome } from "../testing/seeded-outcomes.js";
import { changeTest, meanScoreOf, unitsOfPairs } from "./compare-change.js";
import type { PairedCell, PairedItem } from "./compare-pairs.js";

const OPTIONS = { margin: 0.03, confidence: 0.95, seed: 1, resamples: 2000 };

const rowsOf = (scores: readonly number[]): PairedItem["base"] =>
  scores.map((score, trial) => seededOutcome({ itemId: "any", tier: "haiku", trial, score }));
/** Scores of the trials before and after. */
type Pair = readonly [base: number | readonly number[], head: number | readonly number[]];

function cellOf(pairs: readonly Pair[], unit: (i: number) => string = (i) => `item-${i}`): PairedCell {
  const items = pairs.map(([base, head], i) => ({
    itemId: `item-${i}`,
    unit: unit(i),
    base: rowsOf([base].flat()),
    head: rowsOf([head].flat()),
  }));
  return { taskType: "triage", tier: "haiku", items, missing: { base: 0, head: 0 } };
}
const times = (count: number, pair: Pair) => Array.from({ length: count }, () => pair);
const found = (pairs: readonly Pair[], change: Partial<typeof OPTIONS> = {}) =>
  changeTest(cellOf(pairs), { ...OPTIONS, ...change });

test("an item's score is its mean over the trials, units are numbered as they come", () => {
  expect(meanScoreOf(rowsOf([1, 0, 0.5]))).toBe(0.5);
  const { units, unitCount } = unitsOfPairs(cellOf(times(4, [1, 1]), (i) => ["b", "a", "b", "c"][i] ?? "").items);
  expect([[...units], unitCount]).toEqual([[0, 1, 0, 2], 3]);
});

describe("which test", () => {
  test("McNemar's only where every answer of both runs is right or wrong, once", () => {
    const plain = times(9, [1, 1]);
    expect(found([...plain, [1, 0]]).test).toBe("mcnemar");
    for (const other of [
      [0.5, 1],
      [1, 0.5],
      [[1, 1], 1],
      [1, [1, 1]],
    ] as const) {
      expect(found([...plain, other]).test).toBe("sign-flip");
    }
  });

  test("at margin 0 a regression is one side of McNemar's, and none where no more is lost than gained", () => {
    const at = (lost: number, gained: number) =>
      found([...times(lost, [1, 0]), ...times(gained, [0, 1]), ...times(5, [1, 1])], { margin: 0 });
    // Five of five: 2 × 0.5⁵ on two sides.
    expect(at(5, 0).pValue).toBeCloseTo(0.0625, 12);
    expect(at(5, 0).regressionPValue).toBeCloseTo(0.03125, 12);
    expect(at(0, 5).pValue).toBeCloseTo(0.0625, 12);
    expect(at(0, 5).regressionPValue).toBe(1);
    expect(at(3, 3).regressionPValue).toBe(1);
  });
});

describe("graded scores", () => {
  test("the difference is head less base, the discordance its mean square", () => {
    // Losses 0.5, 0, 0, 0: variance 0.0625, mean 0.125.
    const { difference, discordance, changedItems, base, head } = found([[1, 0.5], ...times(3, [0.5, 0.5])]);
    expect(difference.v).toBe(-0.125);
    expect(discordance).toBeCloseTo(0.0625 + 0.015625, 14);
    expect(changedItems).toBe(1);
    expect([base.v, head.v]).toEqual([0.625, 0.5]);
    // Losses 0.5, 0, 0, −0.5: variance 1/6, mean 0.
    expect(found([[1, 0.5], [0, 0.5], ...times(2, [0.5, 0.5])]).discordance).toBeCloseTo(1 / 6, 14);
  });

  test("discordance is never more than all, as it is where whole clusters go either way, or there is one", () => {
    const pairs = [...times(10, [1, 0]), ...times(10, [0, 1])];
    const two = changeTest(
      cellOf(pairs, (i) => (i < 10 ? "a" : "b")),
      OPTIONS,
    );
    expect(two.discordance).toBe(1);
    expect(
      changeTest(
        cellOf(pairs, () => "a"),
        OPTIONS,
      ).discordance,
    ).toBe(1);
  });

  test("the interval is the wider of t and bootstrap on either side", () => {
    // One loss of 1 in 40. t at 99 %: −0.025 ± 2.708 × 0.025. Four of 40 draws or more hit it in 1.9 % of resamples.
    const { difference } = found([[1, 0], ...times(39, [0.5, 0.5])], { confidence: 0.99 });
    expect(difference.v).toBeCloseTo(-0.025, 14);
    expect(difference.ci[0]).toBeCloseTo(-0.1, 12);
    expect(difference.ci[1]).toBeCloseTo(-0.025 + 2.7079 * 0.025, 5);
  });

  test("the bootstrap draws whole units, and divides by their items", () => {
    // The same with two items to a unit.
    const pairs = [...times(2, [1, 0]), ...times(78, [0.5, 0.5])];
    const { difference, units } = changeTest(
      cellOf(pairs, (i) => `unit-${Math.floor(i / 2)}`),
      { ...OPTIONS, confidence: 0.99 },
    );
    expect([units, difference.v]).toEqual([40, -0.025]);
    expect(difference.ci[0]).toBeCloseTo(-0.1, 12);
  });
});
