import { describe, expect, test } from "vitest";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { binsOfTrials, type SignalBins, signalBins } from "./signal-bins.js";
import type { TierColumn } from "./tier-column.js";

/** One answer of haiku: its score and what its signals read, by name. */
interface Answer {
  readonly score: number;
  readonly [signal: string]: number;
}
interface World {
  readonly matrix: TaskTypeMatrix;
  readonly haiku: TierColumn;
  readonly opus: TierColumn;
}

function worldOf(answers: readonly Answer[], levels: { readonly [signal: string]: readonly string[] } = {}): World {
  const rows = answers.flatMap(({ score, ...readings }, i) => {
    const itemId = `item-${String(i).padStart(3, "0")}`;
    const signals = Object.entries(readings).map(([name, value]) => ({ name, value }));
    return [
      seededOutcome({ itemId, tier: "haiku", score, signals }),
      seededOutcome({ itemId, tier: "opus", score: 1 }),
    ];
  });
  const definition = { taskType: "triage", kind: "self-report" as const, version: "1", extraCalls: 0 };
  const signals = Object.entries(levels).map(([name, own]) => ({ ...definition, name, levels: [...own] }));
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"], { signals })], "opus").matrices;
  const [haiku, opus] = matrix?.columns ?? [];
  if (matrix === undefined || haiku === undefined || opus === undefined) throw new Error("two tiers, one task type");
  return { matrix, haiku, opus };
}

/** The cuts of one continuous signal; "always" for the lowest bin. */
const cutsOf = ({ atLeast }: SignalBins) =>
  atLeast.map((accept) => (accept === "always" ? accept : accept.all.map((one) => one.atLeast).join(" and ")));
const odds = (readings: readonly number[], scores: readonly number[]) =>
  worldOf(readings.map((reading, i) => ({ score: scores[i] ?? 0, odds: reading })));

describe("a continuous signal", () => {
  const eight = odds([1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0.25, 0.25, 0.5, 0.5, 0.75, 0.75]);

  test("is cut into equal shares, each with its own smoothed rate", () => {
    const bins = signalBins(eight.haiku, eight.matrix, { limit: 4 });
    expect(bins).toMatchObject({ tier: "haiku", count: 4 });
    expect(cutsOf(bins)).toEqual(["always", "3", "5", "7"]);
    // The pooled rate is (3 + 0.5) / 9; every bin has two trials and four imagined ones at that rate.
    const rates = [0, 0.5, 1, 1.5].map((sum) => (sum + 4 * (3.5 / 9)) / 6);
    bins.correct.forEach((rate, bin) => {
      expect(rate).toBeCloseTo(rates[bin] ?? 0, 12);
    });
    expect([...binsOfTrials(bins, eight.haiku, eight.matrix)]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  test("at every reading where there are fewer than bins", () => {
    const { haiku, matrix } = odds([0.2, 0.5, 0.9], [0, 0.5, 1]);
    expect(cutsOf(signalBins(haiku, matrix))).toEqual(["always", "0.5", "0.9"]);
  });

  test("never below its lowest reading, and each tie once", () => {
    const tied = odds([1, 1, 1, 1, 1, 2, 3, 3], [0, 0, 0, 0, 0, 1, 1, 1]);
    expect(cutsOf(signalBins(tied.haiku, tied.matrix, { limit: 4 }))).toEqual(["always", "3"]);
    const same = odds([1, 1, 1], [0, 1, 1]);
    expect(signalBins(same.haiku, same.matrix).count).toBe(1);
  });

  test("joins neighbours whose rates do not rise, at their common rate", () => {
    const { haiku, matrix } = odds([1, 2, 3, 4], [0, 1, 0, 1]);
    const bins = signalBins(haiku, matrix, { limit: 4 });
    expect(cutsOf(bins)).toEqual(["always", "2", "4"]);
    // Two bins of one trial, right and wrong, with imagined ones at a half.
    expect(bins.correct[1]).toBeCloseTo(0.5, 12);
    expect(bins.correct[0]).toBeCloseTo((4 * 0.5) / 5, 12);
    expect(bins.correct[2]).toBeCloseTo((1 + 4 * 0.5) / 5, 12);
  });

  test("refuses a limit that is no whole number of 1 or more", () => {
    for (const limit of [0, 1.5, Number.NaN]) {
      expect(() => signalBins(eight.haiku, eight.matrix, { limit })).toThrow(
        new RangeError(`limit not a whole number ≥ 1: ${limit}`),
      );
    }
    expect(signalBins(eight.haiku, eight.matrix, { limit: 1 }).count).toBe(1);
  });
});

describe("pooled rows", () => {
  test("are what every bin is drawn to, by its own rate there", () => {
    const own = odds([1, 1, 2, 2], [0, 0, 1, 1]);
    const other = odds([1, 1, 1, 2, 2, 2], [1, 0, 0, 1, 1, 0]);
    const bins = signalBins(own.haiku, own.matrix, { limit: 2, pooled: other.haiku });
    // There 1 of 3 and 2 of 3 are right, 3.5 of 7 with the imagined one.
    const [low, high] = [1, 2].map((sum) => (sum + 4 * 0.5) / 7);
    expect(cutsOf(bins)).toEqual(["always", "2"]);
    expect(bins.correct[0]).toBeCloseTo((0 + 4 * (low ?? 0)) / 6, 12);
    expect(bins.correct[1]).toBeCloseTo((2 + 4 * (high ?? 0)) / 6, 12);
  });
});

describe("two signals", () => {
  test("raise the one whose answers are worse, bin by bin", () => {
    const group = (count: number, right: number, a: number, b: number) =>
      Array.from({ length: count }, (_, i) => ({ score: i < right ? 1 : 0, a, b }));
    // Where a is low 1 of 10 is right, where b is low 5 of 10.
    const world = worldOf([...group(10, 1, 0, 1), ...group(10, 5, 1, 0), ...group(20, 19, 1, 1)], {
      a: ["low", "high"],
      b: ["no", "yes"],
    });
    const bins = signalBins(world.haiku, world.matrix);
    expect(bins.atLeast).toEqual([
      "always",
      { all: [{ signal: "a", atLeast: "high" }] },
      {
        all: [
          { signal: "a", atLeast: "high" },
          { signal: "b", atLeast: "yes" },
        ],
      },
    ]);
    const base = 25.5 / 41;
    const rates = [(1 + 4 * base) / 14, (5 + 4 * base) / 14, (19 + 4 * base) / 24];
    bins.correct.forEach((rate, bin) => {
      expect(rate).toBeCloseTo(rates[bin] ?? 0, 12);
    });
    const found = [...binsOfTrials(bins, world.haiku, world.matrix)];
    expect(found).toEqual([...Array(10).fill(0), ...Array(10).fill(1), ...Array(20).fill(2)]);
  });

  test("raise first what excludes nobody", () => {
    // Nobody is low on b: both raises that cost nothing come before the one that costs.
    const world = worldOf(
      [
        { score: 0, a: 0, b: 1 },
        { score: 1, a: 1, b: 1 },
      ],
      { a: ["low", "high"], b: ["no", "yes"] },
    );
    expect(signalBins(world.haiku, world.matrix).atLeast.at(-1)).toEqual({
      all: [
        { signal: "a", atLeast: "high" },
        { signal: "b", atLeast: "yes" },
      ],
    });
  });

  test("a tier that does not read them is in the lowest bin throughout", () => {
    const { haiku, opus, matrix } = odds([0.25, 0.75], [0, 1]);
    expect([...binsOfTrials(signalBins(haiku, matrix), opus, matrix)]).toEqual([0, 0]);
    expect(signalBins(opus, matrix)).toMatchObject({ tier: "opus", count: 1, atLeast: ["always"] });
    expect(signalBins(opus, matrix).correct[0]).toBeCloseTo((2 + 4 * (2.5 / 3)) / 6, 12);
  });
});
