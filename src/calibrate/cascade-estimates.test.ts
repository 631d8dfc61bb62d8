import { describe, expect, test } from "vitest";
import type { RoutePolicy } from "../core/policy.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { cascadeEstimates, meanCost } from "./cascade-estimates.js";
import { outcomeMatrices } from "./outcome-matrix.js";

/** Haiku: right on items 0 and 1 of 4, sure of 0 to 2. Opus: right on all but item 0. */
function matrixOf(change: { readonly costUsd?: null; readonly latencyMs?: null } = {}) {
  const rows = [0, 1, 2, 3].flatMap((i) => [
    seededOutcome({
      itemId: `item-${i}`,
      tier: "haiku",
      score: i < 2 ? 1 : 0,
      costUsd: 0.01,
      signalCostUsd: 0.002,
      latencyMs: 100 * (i + 1),
      signals: [{ name: "sure", value: i < 3 ? 1 : 0 }],
    }),
    seededOutcome({
      itemId: `item-${i}`,
      tier: "opus",
      score: i > 0 ? 1 : 0,
      costUsd: 0.04,
      latencyMs: 1000,
      ...change,
    }),
  ]);
  const [matrix] = outcomeMatrices(rows, [seededRun(["haiku", "opus"])], "opus").matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return matrix;
}

const CASCADE: RoutePolicy = {
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 1 }] } },
    { tier: "opus", accept: "always" },
  ],
};

describe("a cascade on four items", () => {
  const found = cascadeEstimates(CASCADE, matrixOf(), 0.95);

  test("quality, escalation and harm are counts", () => {
    expect(found.quality).toEqual({ v: 0.75, ci: wilsonInterval(3, 4, 0.95), n: 4 });
    expect(found.escalation).toEqual({ v: 0.25, ci: wilsonInterval(1, 4, 0.95), n: 4 });
    expect(found.harm).toEqual({ v: 0.25, ci: wilsonInterval(1, 4, 0.95), n: 4 });
  });

  test("the difference is paired: 1, 0, −1, 0", () => {
    expect(found.difference.v).toBe(0);
    // Standard error √(2/3 / 4) = 0.408, Student's t on three degrees of freedom 3.182: cut to [−1, 1].
    expect(found.difference.ci).toEqual([-1, 1]);
    const wide = cascadeEstimates(CASCADE, matrixOf(), 0.6).difference.ci;
    expect(wide[0]).toBeCloseTo(-0.97847 * Math.sqrt(1 / 6), 4);
    expect(wide[1]).toBeCloseTo(0.97847 * Math.sqrt(1 / 6), 4);
  });

  test("costs hold the calls and signals of the path, latencies its calls", () => {
    expect(found.costUsd?.v).toBeCloseTo((4 * 0.01 + 0.04) / 4, 14);
    expect(meanCost(CASCADE, matrixOf())).toBeCloseTo(0.02, 14);
    expect(meanCost({ kind: "single", tier: "haiku" }, matrixOf())).toBeCloseTo(0.008, 14);
    // 100, 200, 300 and 1400.
    expect(found.latencyP50Ms).toBe(250);
  });

  test("what is not known anywhere on the path is null", () => {
    expect(cascadeEstimates(CASCADE, matrixOf({ latencyMs: null }), 0.95).latencyP50Ms).toBeNull();
    expect(cascadeEstimates(CASCADE, matrixOf({ costUsd: null }), 0.95).costUsd).toBeNull();
    expect(meanCost(CASCADE, matrixOf({ costUsd: null }))).toBeNull();
  });
});
