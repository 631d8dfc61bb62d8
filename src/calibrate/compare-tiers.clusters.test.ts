import { expect, test } from "vitest";
import { clusterMean } from "../stats/cluster-mean.js";
import { meanAbovePValue, meanBelowPValue } from "../stats/mean-interval.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { compareTiers, MANY_CLUSTERS } from "./compare-tiers.js";
import { lossBetsPValue } from "./loss-bets.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";

const OPTIONS = { margin: 0.2, confidence: 0.95, level: 0.05, seed: 1 };

/** Clusters in which the reference is right and haiku is wrong on `losses[cluster]` of `size` items. */
function clustered(losses: readonly number[], size: number): TaskTypeMatrix {
  const rows = losses.flatMap((lost, cluster) =>
    Array.from({ length: size }, (_, i) => {
      const cell = { itemId: `i${cluster}-${i}`, cluster: `c${cluster}` };
      return [
        seededOutcome({ ...cell, tier: "haiku", score: i < lost ? 0 : 1 }),
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

test("fewer than forty clusters: of t and bets the more doubtful counts", () => {
  const matrix = clustered(
    Array.from({ length: MANY_CLUSTERS - 1 }, (_, i) => (i === 0 ? 4 : 0)),
    4,
  );
  const { loss, summary } = summaryOf(matrix);
  const bets = lossBetsPValue(loss, matrix, OPTIONS);
  const [haiku] = compareTiers(matrix, OPTIONS);
  expect(meanBelowPValue(summary, OPTIONS.margin)).toBeLessThan(bets);
  expect(haiku).toMatchObject({ test: "cluster-t", bettingPValue: bets, pValue: bets });
});

test("forty clusters: t alone", () => {
  const matrix = clustered(
    Array.from({ length: MANY_CLUSTERS }, (_, i) => (i === 0 ? 4 : 0)),
    4,
  );
  const [haiku] = compareTiers(matrix, OPTIONS);
  expect(haiku?.bettingPValue).toBeNull();
  expect(haiku?.pValue).toBe(meanBelowPValue(summaryOf(matrix).summary, OPTIONS.margin));
});

test("few clusters can still be certified: the losses far below the margin", () => {
  const matrix = clustered(
    Array.from({ length: 39 }, () => 0),
    4,
  );
  expect(compareTiers(matrix, { ...OPTIONS, margin: 0.4 })[0]).toMatchObject({ verdict: "non-inferior" });
});

test("worse than the margin needs no bets: t, whatever the number of clusters", () => {
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
