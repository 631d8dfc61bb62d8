import { describe, expect, test } from "vitest";
import { ppiDifference, ppiMean } from "../stats/ppi-mean.js";
import { correctedRate } from "../stats/rogan-gladen.js";
import { correctedDifference, correctedQuality } from "./judge-correction.js";
import type { PointwiseOptions, PointwiseVerdict } from "./judge-verdict.js";

const OPTIONS: PointwiseOptions = { confidence: 0.9, seed: 1, resamples: 100, passAt: 0.5, alternative: "two-sided" };
const ASKED = { confidence: 0.9, alternative: "two-sided" } as const;

/** [human, judge]; a human score of null: nobody has looked. */
type Scores = readonly [humanScore: number | null, judgeScore: number];
const verdict = (
  itemId: string,
  [humanScore, judgeScore]: Scores,
  taskType: string | null = null,
): PointwiseVerdict => ({
  itemId,
  taskType,
  tier: "haiku",
  judge: "j",
  prompting: null,
  humanScore,
  judgeScore,
  length: null,
});
const all = (...scores: readonly Scores[]) => scores.map((own, i) => verdict(`item-${i}`, own));
const quality = (scores: readonly Scores[], change: Partial<PointwiseOptions> = {}) =>
  correctedQuality(all(...scores), { ...OPTIONS, ...change });

// Three right of five; the judge passes two of these and one of the others. Of three without a label it passes two.
const LABELLED: readonly Scores[] = [
  [1, 1],
  [1, 0.5],
  [1, 0.25],
  [0, 0],
  [0, 1],
];
const OTHERS: readonly Scores[] = [
  [null, 1],
  [null, 0.5],
  [null, 0],
];
const SAMPLE = { labelled: { truth: [1, 1, 1, 0, 0], proxy: [1, 0.5, 0.25, 0, 1] }, unlabelled: [1, 0.5, 0] };

describe("means", () => {
  test("of the judge over all answers, of people over theirs", () => {
    const { judgeMean, humanMean } = quality([...LABELLED, ...OTHERS]);
    expect(judgeMean).toBe(4.25 / 8);
    expect(humanMean).toBe(0.6);
  });
});

describe("PPI++", () => {
  test("from the labelled and the others", () => {
    const { estimate, interval, ...rest } = ppiMean(SAMPLE, ASKED);
    expect(quality([...OTHERS, ...LABELLED]).ppi).toEqual({ v: estimate, interval: [...interval], ...rest });
    expect(rest).toMatchObject({ labelled: 5, unlabelled: 3 });
  });

  test("on one side has no bound on the other", () => {
    const less = ppiMean(SAMPLE, { ...ASKED, alternative: "less" });
    expect(quality([...LABELLED, ...OTHERS], { alternative: "less" }).ppi?.interval).toEqual([null, less.interval[1]]);
    const greater = ppiMean(SAMPLE, { ...ASKED, alternative: "greater" });
    expect(quality([...LABELLED, ...OTHERS], { alternative: "greater" }).ppi?.interval).toEqual([
      greater.interval[0],
      null,
    ]);
  });

  test("needs two labels and one answer without", () => {
    expect(quality(LABELLED).ppi).toBeNull();
    expect(quality([[1, 1], ...OTHERS]).ppi).toBeNull();
    expect(
      quality([
        [1, 1],
        [0, 0],
        [null, 1],
      ]).ppi,
    ).not.toBeNull();
  });
});

describe("Rogan–Gladen", () => {
  const rateOf = (counts: readonly [number, number, number, number, number, number]) => {
    const [passed, judged, hits, right, rejected, wrong] = counts;
    const { estimate, interval } = correctedRate(
      {
        passed: { count: passed, n: judged },
        sensitivity: { count: hits, n: right },
        specificity: { count: rejected, n: wrong },
      },
      0.9,
    );
    return { v: estimate, interval };
  };

  test("from passes of the others, hits of the right and rejections of the wrong ones", () => {
    expect(quality([...LABELLED, ...OTHERS]).roganGladen).toEqual(rateOf([2, 3, 2, 3, 1, 2]));
  });

  test("with graded scores that pass from passAt on", () => {
    const graded: readonly Scores[] = [
      [0.75, 0.75],
      [0.75, 0.8],
      [0.5, 0.7],
      [0.74, 0.75],
      [null, 0.75],
      [null, 0.74],
    ];
    expect(quality(graded, { passAt: 0.75 }).roganGladen).toEqual(rateOf([1, 2, 2, 2, 1, 2]));
  });

  test("needs others, right and wrong labels, and a judge better than chance", () => {
    expect(quality(LABELLED).roganGladen).toBeNull();
    expect(quality([[1, 1], [1, 1], ...OTHERS]).roganGladen).toBeNull();
    expect(quality([[0, 0], [0, 0], ...OTHERS]).roganGladen).toBeNull();
    // Half of either: no better than a coin.
    const coin: readonly Scores[] = [
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    expect(quality([...coin, ...OTHERS]).roganGladen).toBeNull();
    expect(quality([...coin, [0, 0], ...OTHERS]).roganGladen).toEqual(rateOf([2, 3, 1, 2, 2, 3]));
  });
});

describe("the difference of two tiers", () => {
  const difference = (first: readonly PointwiseVerdict[], second: readonly PointwiseVerdict[], change = {}) =>
    correctedDifference(["a", first], ["b", second], { ...OPTIONS, ...change });

  test("is paired by item, and labelled where both are", () => {
    const first = all([1, 0.75], [0, 0.25], [1, 0.5], [1, 1], [null, 0.125]);
    const second = all([0, 0.5], [0, 0], [1, 1], [null, 0.25], [1, 0.375]);
    const alone = verdict("alone", [1, 1]);
    const { estimate, interval, ...rest } = ppiDifference(
      {
        labelled: {
          truth: { first: [1, 0, 1], second: [0, 0, 1] },
          proxy: { first: [0.75, 0.25, 0.5], second: [0.5, 0, 1] },
        },
        unlabelled: { first: [1, 0.125], second: [0.25, 0.375] },
      },
      ASKED,
    );
    expect(difference([alone, ...first], [...second].reverse())).toEqual({
      first: "a",
      second: "b",
      ppi: { v: estimate, interval: [...interval], ...rest },
    });
  });

  test("takes an item of another task type for another item", () => {
    const of = (taskType: string) => [0, 1, 2].map((i) => verdict(`item-${i}`, i < 2 ? [1, 1] : [null, 1], taskType));
    expect(difference(of("t"), of("t")).ppi).not.toBeNull();
    expect(difference(of("t"), of("u")).ppi).toBeNull();
  });

  test("on one side has no bound on the other", () => {
    const [first, second] = [all([1, 1], [0, 0], [1, 0], [null, 1]), all([0, 1], [0, 0], [1, 1], [null, 0])];
    expect(difference(first, second, { alternative: "less" }).ppi?.interval[0]).toBeNull();
    expect(difference(first, second, { alternative: "less" }).ppi?.interval[1]).not.toBeNull();
  });

  test("needs two items with both labels and one without", () => {
    const labelled = all([1, 1], [0, 0]);
    expect(difference(labelled, labelled)).toEqual({ first: "a", second: "b", ppi: null });
    const one = all([1, 1], [null, 0], [null, 1]);
    expect(difference(one, one).ppi).toBeNull();
    const enough = all([1, 1], [0, 0], [null, 1]);
    expect(difference(enough, enough).ppi).not.toBeNull();
  });
});
