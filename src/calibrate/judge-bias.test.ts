import { describe, expect, test } from "vitest";
import { lengthSlope, selfPreference } from "./judge-bias.js";
import type { LabelledVerdict } from "./judge-verdict.js";

const OPTIONS = { confidence: 0.95, seed: 1, resamples: 400 };

const verdict = (itemId: string, tier: string, change: Partial<LabelledVerdict>): LabelledVerdict => ({
  itemId,
  taskType: null,
  tier,
  judge: "j",
  prompting: null,
  humanScore: 0.5,
  judgeScore: 0.5,
  length: null,
  ...change,
});
/** One answer that the judge scores by so much above people. */
const judged = (itemId: string, tier: string, gap: number, humanScore = 0.5) =>
  verdict(itemId, tier, { humanScore, judgeScore: humanScore + gap });

describe("leaning towards a tier", () => {
  test("judge less human on its answers, less the same on all others", () => {
    const found = selfPreference(
      "haiku",
      [
        judged("a", "haiku", 0.25, 0.25),
        judged("b", "haiku", 0.125, 0.75),
        judged("a", "opus", 0, 0.5),
        judged("b", "opus", -0.125, 1),
        judged("b", "sonnet", 0.5, 0),
      ],
      OPTIONS,
    );
    expect(found?.v).toBeCloseTo((0.25 + 0.125) / 2 - (0 - 0.125 + 0.5) / 3, 14);
    expect(found?.n).toBe(2);
  });

  test("the same on every item: no spread, as items are drawn whole", () => {
    const items = Array.from({ length: 20 }, (_, i) => `item-${i}`);
    const labelled = items.flatMap((item, i) => [
      judged(item, "haiku", 0.25 + (i % 3) / 16),
      judged(item, "opus", (i % 3) / 16),
    ]);
    const found = selfPreference("haiku", labelled, OPTIONS);
    expect(found?.v).toBeCloseTo(0.25, 14);
    for (const bound of found?.ci ?? []) expect(bound).toBeCloseTo(0.25, 12);
    expect(selfPreference("opus", labelled, OPTIONS)?.v).toBeCloseTo(-0.25, 14);
  });

  test("intervals are as wide as the normal approximation, and their level is heeded", () => {
    const labelled = Array.from({ length: 400 }, (_, i) => [
      judged(`item-${i}`, "haiku", i % 2 === 0 ? 0.5 : -0.5),
      judged(`item-${i}`, "opus", 0),
    ]).flat();
    const width = (confidence: number) => {
      const { ci } = selfPreference("haiku", labelled, { ...OPTIONS, confidence, resamples: 2000 }) ?? { ci: [0, 9] };
      return ci[1] - ci[0];
    };
    // 2 × 1.96 × 0.5 / √400, and 2 × 1.2816 × 0.5 / √400.
    expect(width(0.95)).toBeCloseTo(0.098, 2);
    expect(width(0.8)).toBeCloseTo(0.064, 2);
  });

  test("contains the value, however few the resamples", () => {
    const labelled = Array.from({ length: 10 }, (_, i) => [
      judged(`item-${i}`, "haiku", (i % 5) / 8),
      judged(`item-${i}`, "opus", 0),
    ]).flat();
    const sides = Array.from({ length: 12 }, (_, seed) => {
      const { v, ci } = selfPreference("haiku", labelled, { ...OPTIONS, seed, resamples: 1 }) ?? { v: 9, ci: [0, 0] };
      expect(ci[0]).toBeLessThanOrEqual(v);
      expect(ci[1]).toBeGreaterThanOrEqual(v);
      return Math.sign(ci[0] + ci[1] - 2 * v);
    });
    expect(new Set(sides).size).toBeGreaterThan(1);
  });

  test("draws without any answer of one side are left out", () => {
    const few = [judged("a", "haiku", 0.25), judged("b", "opus", 0)];
    expect(selfPreference("haiku", few, OPTIONS)).toEqual({ v: 0.25, ci: [0.25, 0.25], n: 2 });
  });

  test("null with labels of one side only", () => {
    const own = [judged("a", "haiku", 0.25), judged("b", "haiku", 0)];
    expect(selfPreference("haiku", own, OPTIONS)).toBeNull();
    expect(selfPreference("opus", own, OPTIONS)).toBeNull();
    expect(selfPreference("opus", [], OPTIONS)).toBeNull();
  });
});

describe("slope of length", () => {
  const sized = (itemId: string, length: number | null, judgeScore: number, change: Partial<LabelledVerdict> = {}) =>
    verdict(itemId, "haiku", { length, judgeScore, ...change });

  test("a tenth for every doubling, whatever the level of the tier or of the human score", () => {
    const levels = [
      { tier: "haiku", humanScore: 0.5, from: 0.1 },
      { tier: "opus", humanScore: 0.5, from: 0.4 },
      { tier: "opus", humanScore: 1, from: 0.6 },
    ];
    const labelled = levels.flatMap(({ tier, humanScore, from }, group) =>
      [1, 2, 8].map((length, i) =>
        sized(`item-${group}-${i}`, 100 * length * (1 + group), from + 0.1 * Math.log2(length), { tier, humanScore }),
      ),
    );
    const { perDoubling, answers } = lengthSlope(labelled, OPTIONS) ?? {
      perDoubling: { v: 9, ci: [9, 9], n: 0 },
      answers: 0,
    };
    for (const value of [perDoubling.v, ...perDoubling.ci]) expect(value).toBeCloseTo(0.1, 12);
    expect([perDoubling.n, answers]).toEqual([9, 9]);
  });

  test("least squares, with items as the independent units", () => {
    // Logarithms −1, 0, 1 about their mean and scores 0, 0.3, 0.2: slope 0.2 / 2.
    const labelled = [sized("a", 1, 0), sized("b", 2, 0.3), sized("b", 4, 0.2)];
    const found = lengthSlope(labelled, OPTIONS);
    expect(found?.perDoubling.v).toBeCloseTo(0.1, 14);
    expect(found).toMatchObject({ perDoubling: { n: 2 }, answers: 3 });
    expect(found?.perDoubling.ci[0]).toBeLessThan(0.1);
    expect(found?.perDoubling.ci[1]).toBeGreaterThan(0.1);
  });

  test("answers of unknown length are left out, and one of a kind says nothing", () => {
    const labelled = [
      sized("a", 100, 0.2),
      sized("b", 200, 0.4),
      sized("c", null, 1),
      sized("d", 1000, 0.9, { humanScore: 1 }),
    ];
    const found = lengthSlope(labelled, OPTIONS);
    expect(found?.perDoubling.v).toBeCloseTo(0.2, 14);
    expect(found).toMatchObject({ perDoubling: { n: 3 }, answers: 3 });
  });

  test("null where lengths are unknown, do not differ, or belong to one item", () => {
    expect(lengthSlope([], OPTIONS)).toBeNull();
    expect(lengthSlope([sized("a", null, 0.2), sized("b", null, 0.4)], OPTIONS)).toBeNull();
    expect(lengthSlope([sized("a", 100, 0.2), sized("b", 100, 0.4)], OPTIONS)).toBeNull();
    expect(lengthSlope([sized("a", 100, 0.2), sized("a", 200, 0.4)], OPTIONS)).toBeNull();
    expect(lengthSlope([sized("a", 100, 0.2), sized("b", 200, 0.4, { tier: "opus" })], OPTIONS)).toBeNull();
  });
});
