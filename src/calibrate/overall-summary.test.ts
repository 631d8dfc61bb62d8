import { expect, test } from "vitest";
import type { PolicyEvaluation } from "../core/calibration.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { overallSummaries } from "./overall-summary.js";

const estimate = (v: number) => ({ v, ci: [v, v] as [number, number], n: 5 });

/** An always-policy, or the oracle. */
function evaluated(tier: string | null, latencyMs: number | null = 250): PolicyEvaluation {
  return {
    name: tier ?? "oracle",
    policy: tier === null ? { kind: "oracle" } : { kind: "single", tier },
    quality: estimate(0.75),
    costUsd: estimate(0.002),
    latencyMs: latencyMs === null ? null : estimate(latencyMs),
    qualityVsReference: estimate(0),
    costRatio: null,
    harm: estimate(0),
    escalation: estimate(0),
    isParetoOptimal: true,
  };
}

/** Latencies of haiku: 400, 300 on one task type and 100, 500, 200 on the other; of opus always 1000. */
const matrices = outcomeMatrices(
  [["a", [400, 300]] as const, ["b", [100, 500, 200]] as const].flatMap(([taskType, latencies]) =>
    outcomesFromStrings(
      { haiku: "1".repeat(latencies.length), opus: "1".repeat(latencies.length) },
      (itemId, tier) => ({
        taskType,
        latencyMs: tier === "opus" ? 1000 : (latencies[Number(itemId.slice(-4))] ?? 0),
      }),
    ),
  ),
  [seededRun(["haiku", "opus"])],
  "opus",
).matrices;
const missing = [
  { taskType: "a", tier: "haiku", cells: 2, of: 4 },
  { taskType: "b", tier: "haiku", cells: 3, of: 6 },
  { taskType: "b", tier: "opus", cells: 7, of: 10 },
];

const NOTHING_MISSING = { missing: [], weights: [0.5, 0.5] };

test("a tier over all task types: its always-policy, quantiles of all its answers, everything missing of it", () => {
  const [haiku, opus, ...others] = overallSummaries(
    [evaluated("haiku"), evaluated(null), evaluated("opus")],
    matrices,
    { missing, weights: [0.5, 0.5] },
  );
  expect(others).toEqual([]);
  expect(haiku).toEqual({
    tier: "haiku",
    quality: estimate(0.75),
    costUsd: estimate(0.002),
    costQuantilesUsd: haiku?.costQuantilesUsd,
    // Of 100, 200, 300, 400 and 500.
    latencyMs: { p50: 300, p95: 480, mean: estimate(250) },
    missing: 5,
  });
  expect(opus).toMatchObject({ tier: "opus", latencyMs: { p50: 1000, p95: 1000 }, missing: 7 });
});

test("says nothing of a latency that was not measured, and counts a task type that lacks the tier as no answers", () => {
  expect(overallSummaries([evaluated("haiku", null)], matrices, NOTHING_MISSING)).toMatchObject([
    { latencyMs: null, missing: 0 },
  ]);
  const lacking = matrices.map((matrix, at) => (at === 0 ? { ...matrix, columns: matrix.columns.slice(1) } : matrix));
  const [haiku] = overallSummaries([evaluated("haiku")], lacking, NOTHING_MISSING);
  expect(haiku?.latencyMs).toMatchObject({ p50: 200, p95: expect.closeTo(470, 9) as number });
});
