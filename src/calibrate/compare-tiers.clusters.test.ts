import { expect, test } from "vitest";
import { boundedMeanPValue } from "../stats/bounded-mean.js";
import { clusterMean } from "../stats/cluster-mean.js";
import { meanAbovePValue, meanBelowPValue } from "../stats/mean-interval.js";
import { requiredItems } from "../stats/required-items.js";
import { tangoPValue } from "../stats/tango.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { compareTiers } from "./compare-tiers.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";

const OPTIONS = { margin: 0.2, confidence: 0.95, level: 0.05, seed: 1 };

/** Clusters in which the reference is right and haiku is wrong, or as right as said, on `losses[cluster]` of `size` items. */
function clustered(losses: readonly number[], size: number, score = 0): TaskTypeMatrix {
  const rows = losses.flatMap((lost, cluster) =>
    Array.from({ length: size }, (_, i) => {
      const cell = { itemId: `i${cluster}-${i}`, cluster: `c${cluster}` };
      return [
        seededOutcome({ ...cell, tier: "haiku", score: i < lost ? score : 1 }),
        seededOutcome({ ...cell, tier: "opus", score: 1 }),
      ];
    }).flat(),
  );
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("no matrix");
  return matrix;
}

function summaryOf(matrix: TaskTypeMatrix) {
  const [haiku, opus] = matrix.columns;
  const loss = Float64Array.from(opus?.meanScore ?? [], (score, i) => score - (haiku?.meanScore[i] ?? 0));
  return { loss, summary: clusterMean(loss, matrix.units, matrix.unitCount) };
}

test("right/wrong answers in clusters: the more doubtful of t and Tango's test of the effective items", () => {
  const matrix = clustered(
    Array.from({ length: 60 }, (_, i) => (i === 0 ? 4 : 0)),
    4,
  );
  const tango = tangoPValue({ firstOnly: 1, secondOnly: 0, n: 60 }, OPTIONS.margin);
  const [haiku] = compareTiers(matrix, OPTIONS);
  expect(meanBelowPValue(summaryOf(matrix).summary, OPTIONS.margin)).toBeLessThan(tango);
  expect(haiku).toMatchObject({
    test: "cluster-t",
    bettingPValue: null,
    pValue: expect.closeTo(tango, 8),
    verdict: "non-inferior",
  });
  expect(haiku?.discordant).toEqual({ referenceOnly: 4, tierOnly: 0 });
});

test("of them t counts where it doubts more: losses spread over the clusters unevenly", () => {
  const matrix = clustered(
    Array.from({ length: 30 }, (_, i) => (i < 5 ? 4 : 0)),
    4,
  );
  const byT = meanBelowPValue(summaryOf(matrix).summary, 0.17);
  const tango = tangoPValue({ firstOnly: 5, secondOnly: 0, n: 30 }, 0.17);
  expect(byT).toBeGreaterThan(tango);
  expect(compareTiers(matrix, { ...OPTIONS, margin: 0.17 })[0]?.pValue).toBe(byT);
});

test("a few clusters that lost nothing are not evidence enough: (1 − margin)^clusters", () => {
  const verdictOf = (count: number) => compareTiers(clustered(Array(count).fill(0), 4), OPTIONS)[0]?.verdict;
  expect(verdictOf(13)).toBe("undecided");
  expect(verdictOf(14)).toBe("non-inferior");
});

test("items needed count whole clusters as one item: 30 clusters of four, a tenth discordant", () => {
  const lost = Array.from({ length: 30 }, (_, i) => (i < 3 ? 4 : 0));
  const [haiku] = compareTiers(clustered(lost, 4), { ...OPTIONS, margin: 0.1 });
  const plan = { margin: 0.1, level: 0.05, power: 0.8, difference: 0 };
  expect(haiku?.itemsNeeded).toBe(4 * requiredItems({ ...plan, discordance: 12 / 120 }));
});

test("graded answers in clusters: the same with their own spread", () => {
  const matrix = clustered(
    Array.from({ length: 60 }, (_, i) => (i === 0 ? 2 : 0)),
    4,
    0.25,
  );
  const { loss, summary } = summaryOf(matrix);
  const score = boundedMeanPValue({ values: loss, effective: 60 }, OPTIONS.margin);
  expect(meanBelowPValue(summary, OPTIONS.margin)).toBeLessThan(score);
  expect(compareTiers(matrix, OPTIONS)[0]).toMatchObject({
    test: "cluster-t",
    discordant: null,
    bettingPValue: null,
    pValue: score,
    verdict: "non-inferior",
  });
});

test("worse than the margin needs no second test: t, whatever the number of clusters", () => {
  const matrix = clustered([4, 4, 3, 4, 4, 4, 3, 4], 4);
  expect(meanAbovePValue(summaryOf(matrix).summary, OPTIONS.margin)).toBeLessThan(0.001);
  expect(compareTiers(matrix, OPTIONS)[0]).toMatchObject({ verdict: "inferior" });
});

test("one cluster with most of the items leaves next to no certainty", () => {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const cell = { itemId: `i${i}`, cluster: i < 45 ? "big" : `c${i}` };
    const isLost = i % 3 > 0;
    return [
      seededOutcome({ ...cell, tier: "haiku", score: isLost ? 0 : 1 }),
      seededOutcome({ ...cell, tier: "opus", score: 1 }),
    ];
  }).flat();
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("no matrix");
  const { summary } = summaryOf(matrix);
  expect(summary.units).toBe(16);
  expect(summary.degreesOfFreedom).toBeLessThan(3);
  const ci = compareTiers(matrix, OPTIONS)[0]?.difference.ci ?? [0, 0];
  expect(ci[1] - ci[0]).toBeGreaterThan(2 * 2.2 * summary.standardError);
});
