import { expect, test } from "vitest";
import { binomialCdf } from "../stats/binomial.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { cascadeCandidates, oneThresholdCascade } from "./one-threshold-cascade.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const OPTIONS = { harm: 0.05, confidence: 0.95, level: 0.05 };

interface Block {
  readonly count: number;
  readonly reading: number;
  readonly haiku: 0 | 1;
}

function matrixOf(blocks: readonly Block[], cluster?: (index: number) => string): TaskTypeMatrix {
  const readings = blocks.flatMap(({ count, reading }) => Array.from({ length: count }, () => reading));
  const haiku = blocks.map(({ count, haiku }) => String(haiku).repeat(count)).join("");
  const rows = outcomesFromStrings({ haiku, opus: "1".repeat(readings.length) }, (itemId, tier) => ({
    costUsd: tier === "haiku" ? 0.001 : 0.01,
    cluster: cluster?.(Number(itemId.slice(-4))) ?? null,
    signals: tier === "haiku" ? [{ name: "sure", value: readings[Number(itemId.slice(-4))] ?? 0 }] : [],
  }));
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("no matrix");
  return inPriceOrder(matrix, ["haiku", "opus"]);
}

function only(matrix: TaskTypeMatrix, options = OPTIONS) {
  const [candidate] = cascadeCandidates(matrix);
  if (candidate === undefined) throw new Error("no candidate");
  return oneThresholdCascade(candidate, matrix, options);
}

test("worked by hand: the lowest threshold that the exact test allows", () => {
  // 100 sure and right; 60 less sure, 1 wrong; 40 unsure, 20 wrong. n = 200, P(Bin(200, .05) ≤ 1) = 0.0004.
  const found = only(
    matrixOf([
      { count: 100, reading: 0.9, haiku: 1 },
      { count: 59, reading: 0.6, haiku: 1 },
      { count: 1, reading: 0.6, haiku: 0 },
      { count: 20, reading: 0.1, haiku: 1 },
      { count: 20, reading: 0.1, haiku: 0 },
    ]),
  );
  expect(found).toMatchObject({ atLeast: 0.6, isCertified: true, harmful: 1, n: 200 });
  expect(found.pValue).toBeCloseTo(binomialCdf(1, 200, 0.05), 14);
  expect(found.escalation.v).toBe(0.2);
  expect(found.costUsd?.v).toBeCloseTo(0.001 + 0.2 * 0.01, 14);
  expect(found.quality.v).toBe(0.995);
});

test("a level is taken whole or not at all", () => {
  // Taking only the 70 right ones of the tied level would pass; the whole level must not.
  const found = only(
    matrixOf([
      { count: 60, reading: 0.9, haiku: 1 },
      { count: 70, reading: 0.5, haiku: 1 },
      { count: 30, reading: 0.5, haiku: 0 },
    ]),
  );
  expect(found).toMatchObject({ atLeast: 0.9, isCertified: true, harmful: 0 });
});

test("too few items: nothing is certified, and the strictest threshold is shown", () => {
  const found = only(matrixOf([{ count: 58, reading: 0.9, haiku: 1 }]));
  expect(found).toMatchObject({ isCertified: false, atLeast: 0.9, harmful: 0 });
  expect(found.pValue).toBeCloseTo(0.95 ** 58, 12);
  expect(only(matrixOf([{ count: 59, reading: 0.9, haiku: 1 }])).isCertified).toBe(true);
});

test("a constant signal can only accept all or nothing", () => {
  const found = only(
    matrixOf([
      { count: 150, reading: 0.5, haiku: 1 },
      { count: 50, reading: 0.5, haiku: 0 },
    ]),
  );
  expect(found).toMatchObject({ atLeast: 0.5, isCertified: false, harmful: 50 });
  expect(found.escalation.v).toBe(0);
});

test("clusters count once: what 200 items prove, 50 clusters do not", () => {
  const blocks: readonly Block[] = [{ count: 200, reading: 0.9, haiku: 1 }];
  expect(only(matrixOf(blocks)).isCertified).toBe(true);
  const clustered = only(matrixOf(blocks, (index) => `doc-${index % 50}`));
  expect(clustered).toMatchObject({ isCertified: false, n: 50 });
});

test("candidates: pairs up to the reference with signals of the cheap tier", () => {
  const rows = outcomesFromStrings({ haiku: "11", opus: "11", sonnet: "11" }, (_, tier) => ({
    signals: tier === "opus" ? [] : [{ name: "sure", value: 0.5 }],
  }));
  const pairs = (reference: string) => {
    const [matrix] = outcomeMatrices(rows, [seededRun([])], reference).matrices;
    if (matrix === undefined) throw new Error("no matrix");
    return cascadeCandidates(inPriceOrder(matrix, ["haiku", "sonnet", "opus"])).map(
      (c) => `${c.cheap.tier}>${c.dear.tier}`,
    );
  };
  expect(pairs("opus")).toEqual(["haiku>sonnet", "haiku>opus", "sonnet>opus"]);
  expect(pairs("sonnet")).toEqual(["haiku>sonnet"]);
});
