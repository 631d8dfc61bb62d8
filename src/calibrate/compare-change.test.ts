import { describe, expect, test } from "vitest";
import { holm } from "../stats/holm.js";
import { type Random, seededRandom } from "../stats/random.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { changeTest } from "./compare-change.js";
import { type PairedCell, pairRuns } from "./compare-pairs.js";

const OPTIONS = { margin: 0.03, confidence: 0.95, seed: 1, resamples: 1000 };
const RUN = seededRun(["haiku"]);

/** Scores before and after, per item. */
function cellOf(
  pairs: readonly (readonly [number, number])[],
  cluster: (i: number) => string | null = () => null,
): PairedCell {
  const side = (which: 0 | 1) => ({
    run: RUN,
    items: [],
    outcomes: pairs.map((pair, i) =>
      seededOutcome({ itemId: `i${i}`, tier: "haiku", score: pair[which], cluster: cluster(i) }),
    ),
  });
  const [cell] = pairRuns(side(0), side(1)).cells;
  if (cell === undefined) throw new Error("no cell");
  return cell;
}

const repeat = (count: number, pair: readonly [number, number]) => Array.from({ length: count }, () => pair);
const table = (lost: number, gained: number, n: number) =>
  cellOf([...repeat(lost, [1, 0]), ...repeat(gained, [0, 1]), ...repeat(n - lost - gained, [1, 1])]);

describe("right/wrong answers of independent items", () => {
  test("ten lost, two gained: exact McNemar .0386, mid-p .0225", () => {
    const found = changeTest(table(10, 2, 100), OPTIONS);
    expect(found).toMatchObject({ test: "mcnemar", items: 100, flips: { lost: 10, gained: 2 }, changedItems: 12 });
    expect(found.pValue).toBeCloseTo(0.03857, 5);
    expect(found.midPValue).toBeCloseTo(0.02246, 5);
    expect(found.difference.v).toBeCloseTo(-0.08, 12);
    expect(found.difference.ci[0]).toBeLessThan(-0.14);
    expect(found.difference.ci[1]).toBeLessThan(0);
  });

  test("identical runs: p is 1, nothing regresses, the interval is not empty", () => {
    const found = changeTest(table(0, 0, 60), OPTIONS);
    expect([found.pValue, found.midPValue, found.difference.v]).toEqual([1, 1, 0]);
    expect(found.regressionPValue).toBeGreaterThan(0.5);
    expect(found.difference.ci[0]).toBeLessThan(-0.03);
  });

  test("base and head swapped: the same p, the other sign", () => {
    const [there, back] = [changeTest(table(10, 2, 100), OPTIONS), changeTest(table(2, 10, 100), OPTIONS)];
    expect(back.pValue).toBe(there.pValue);
    expect(back.difference.ci[1]).toBeCloseTo(-there.difference.ci[0], 10);
    expect(back.regressionPValue).toBeGreaterThan(0.9);
  });

  test("a larger margin is harder to break; at margin 0 it is McNemar's one side", () => {
    const at = (margin: number) => changeTest(table(20, 2, 100), { ...OPTIONS, margin }).regressionPValue;
    expect(at(0)).toBeCloseTo(changeTest(table(20, 2, 100), OPTIONS).pValue / 2, 15);
    expect(at(0.03)).toBeLessThan(at(0.1));
    expect(at(0.1)).toBeLessThan(at(0.2));
  });
});

describe("graded, repeated or clustered scores", () => {
  test("graded: sign flips, and no flips counted", () => {
    const found = changeTest(cellOf(Array.from({ length: 80 }, (_, i) => [0.9, 0.5 + 0.01 * (i % 7)])), OPTIONS);
    expect(found).toMatchObject({ test: "sign-flip", flips: null, midPValue: null, changedItems: 80 });
    expect(found.pValue).toBeLessThan(0.005);
    expect(found.regressionPValue).toBeLessThan(0.005);
  });

  test("clusters: a loss in four documents of eight is no evidence, in forty items of eighty it is", () => {
    const pairs = [...repeat(40, [1, 0]), ...repeat(40, [1, 1])] as const;
    const few = changeTest(
      cellOf(pairs, (i) => `doc-${Math.floor(i / 10)}`),
      OPTIONS,
    );
    const many = changeTest(cellOf(pairs), OPTIONS);
    expect(few).toMatchObject({ test: "sign-flip", units: 8 });
    expect(few.pValue).toBe(2 / 16);
    expect(few.regressionPValue).toBeGreaterThanOrEqual(1 / 16);
    expect(many.regressionPValue).toBeLessThan(1e-6);
    const width = ({ difference: { ci } }: typeof few) => ci[1] - ci[0];
    expect(width(few)).toBeGreaterThan(2 * width(many));
  });

  test("one unit decides nothing", () => {
    const found = changeTest(
      cellOf(repeat(20, [1, 0]), () => "doc"),
      OPTIONS,
    );
    expect([found.pValue, found.regressionPValue]).toEqual([1, 1]);
  });

  test("repeated trials are averaged into their item", () => {
    const rows = (score: (i: number, trial: number) => number) =>
      Array.from({ length: 60 }, (_, index) =>
        seededOutcome({
          itemId: `i${index % 30}`,
          tier: "haiku",
          trial: Math.floor(index / 30),
          score: score(index % 30, Math.floor(index / 30)),
        }),
      );
    const [cell] = pairRuns(
      { run: RUN, items: [], outcomes: rows(() => 1) },
      { run: RUN, items: [], outcomes: rows((_, trial) => trial) },
    ).cells;
    expect(changeTest(cell as PairedCell, OPTIONS)).toMatchObject({ items: 30, test: "sign-flip", head: { v: 0.5 } });
  });
});

const RIGHT = [seededOutcome({ itemId: "any", tier: "haiku", score: 1 })];
const WRONG = [seededOutcome({ itemId: "any", tier: "haiku", score: 0 })];

/** A cell of n items that are lost and gained with these chances. */
function drawn(random: Random, n: number, lost: number, gained: number): PairedCell {
  const items = Array.from({ length: n }, (_, i) => {
    const u = random.uniform();
    const isGained = u < gained;
    const isLost = !isGained && u < gained + lost;
    return { itemId: `i${i}`, unit: `i${i}`, base: isGained ? WRONG : RIGHT, head: isLost ? WRONG : RIGHT };
  });
  return { taskType: "triage", tier: "haiku", items, missing: { base: 0, head: 0 } };
}

/** Share of worlds in which the gate certifies a regression in any of six cells. */
function failures(worlds: number, chances: readonly (readonly [number, number])[]): number {
  const random = seededRandom(20261121, "gate");
  let failed = 0;
  for (let world = 0; world < worlds; world += 1) {
    const tests = chances.map(([lost, gained]) => changeTest(drawn(random, 150, lost, gained), OPTIONS));
    if (holm(tests.map(({ regressionPValue }) => regressionPValue)).some((p) => p <= 0.05)) failed += 1;
  }
  return failed / worlds;
}

describe("the gate over six cells of 150 items", () => {
  const noise = [0.04, 0.04] as const;

  test("six losses exactly at the margin: about 5 % of pipelines fail", () => {
    const worlds = 600;
    // A score test: its size is close to the level, not exactly below it. Over 2,000 worlds it is 0.0565.
    const limit = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / worlds);
    expect(
      failures(
        worlds,
        Array.from({ length: 6 }, () => [0.07, 0.04] as const),
      ),
    ).toBeLessThanOrEqual(limit);
  });

  test("noise alone hardly ever fails one", () => {
    expect(
      failures(
        200,
        Array.from({ length: 6 }, () => noise),
      ),
    ).toBeLessThanOrEqual(0.01);
  });

  test("a true loss of 20 points in one cell is found", () => {
    const worlds = 200;
    const chances = [[0.24, 0.04] as const, ...Array.from({ length: 5 }, () => noise)];
    // Over 2,000 worlds: 0.966 (and 0.796 for 15 points).
    expect(failures(worlds, chances)).toBeGreaterThan(0.966 - 3 * Math.sqrt((0.966 * 0.034) / worlds));
  });
});
