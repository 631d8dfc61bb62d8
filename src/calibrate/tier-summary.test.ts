import { describe, expect, it } from "vitest";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { amountEstimate, rateEstimate } from "./mean-estimate.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { tierSummary } from "./tier-summary.js";

/** Haiku with two trials of the first item and one of each other. */
const CELLS: readonly Partial<OutcomeSpec>[] = [
  { itemId: "a", score: 1, costUsd: 0.001, latencyMs: 4000 },
  { itemId: "a", trial: 1, score: 0, costUsd: 0.003, latencyMs: 1000 },
  { itemId: "b", score: 1, costUsd: 0.004, signalCostUsd: 0.001, latencyMs: 2000 },
  { itemId: "c", score: 0, costUsd: 0.004, latencyMs: 3000 },
];

function summaryOf(change: Partial<OutcomeSpec> = {}) {
  const haiku = CELLS.map((cell) => seededOutcome({ itemId: "a", tier: "haiku", score: 1, ...cell, ...change }));
  const opus = ["a", "b", "c"].map((itemId) => seededOutcome({ itemId, tier: "opus", score: 1 }));
  const run = seededRun(["haiku", "opus"], { trials: 2 });
  const [matrix] = outcomeMatrices([...haiku, ...opus], [run], "opus").matrices;
  const column = matrix?.columns.find(({ tier }) => tier === "haiku");
  if (matrix === undefined || column === undefined) return expect.fail();
  const context = { units: matrix.units, unitCount: matrix.unitCount, confidence: 0.9 };
  return { context, summary: tierSummary(column, matrix, { confidence: 0.9, missing: 7 }) };
}

describe("tierSummary", () => {
  it("counts every item once, whatever its trials, and costs without signals", () => {
    const { summary, context } = summaryOf();
    expect(summary).toMatchObject({ tier: "haiku", missing: 7 });
    expect(summary.quality).toEqual(rateEstimate(Float64Array.of(0.5, 1, 0), context));
    expect(summary.costUsd?.v).toBeCloseTo((0.002 + 0.003 + 0.004) / 3, 12);
    expect(summary.costUsd).toEqual(amountEstimate(Float64Array.of(0.002, 0.003, 0.004), context));
  });

  it("takes quantiles of latency over trials, and its mean over items", () => {
    const { summary, context } = summaryOf();
    expect(summary.latencyMs).toMatchObject({ p50: 2500, p95: expect.closeTo(3850, 9) as number });
    expect(summary.latencyMs?.mean).toEqual(amountEstimate(Float64Array.of(2500, 2000, 3000), context));
  });

  it("says nothing of what was not measured", () => {
    expect(summaryOf({ costUsd: null }).summary.costUsd).toBeNull();
    expect(summaryOf({ latencyMs: null }).summary.latencyMs).toBeNull();
  });
});
