import { expect, test } from "vitest";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { costQuantiles, itemCostQuantiles } from "./cost-quantiles.js";
import { outcomeMatrices } from "./outcome-matrix.js";

/** Items 1 to n of a task type cost their number in dollars on haiku, ten times that on opus. */
function rowsOf(taskType: string, n: number, trialsOfFirst = 1) {
  return Array.from({ length: n }, (_, i) => i + 1).flatMap((usd) =>
    (["haiku", "opus"] as const).flatMap((tier) =>
      Array.from({ length: usd === 1 ? trialsOfFirst : 1 }, (_, trial) =>
        seededOutcome({
          taskType,
          itemId: `${taskType}-${usd}`,
          tier,
          trial,
          score: 1,
          costUsd: tier === "haiku" ? usd : 10 * usd,
          signalCostUsd: 0.25,
        }),
      ),
    ),
  );
}

const RUN = seededRun(["haiku", "opus"]);
const matricesOf = (rows: ReturnType<typeof rowsOf>) => outcomeMatrices(rows, [RUN], "opus").matrices;

test("median and 95th percentile of answers, without their signals", () => {
  const matrices = matricesOf(rowsOf("triage", 40));
  expect(costQuantiles("haiku", matrices, [1])).toEqual({ p50: 19.75, p95: 37.75 });
  expect(costQuantiles("opus", matrices, [1])).toEqual({ p50: 199.75, p95: 379.75 });
});

test("task types count with their traffic, items alike however many trials they have", () => {
  const matrices = matricesOf([...rowsOf("calm", 10), ...rowsOf("wild", 40)]);
  // All of the weight on ten items, and none on forty.
  expect(costQuantiles("haiku", matrices, [1, 0])).toEqual({ p50: 4.75, p95: 9.75 });
  expect(costQuantiles("haiku", matrices, [0, 1])).toEqual({ p50: 19.75, p95: 37.75 });
  const repeated = matricesOf(rowsOf("triage", 4, 9));
  expect(costQuantiles("haiku", repeated, [1])).toEqual({ p50: 1.75, p95: 3.75 });
});

test("unknown where one cost is, or the tier was not measured", () => {
  const rows = rowsOf("triage", 5);
  const unknown = matricesOf(rows.map((row, i) => (i === 4 ? { ...row, costNanoUsd: null } : row)));
  const quantiles = ["haiku", "opus", "sonnet"].map((tier) => costQuantiles(tier, unknown, [1]));
  expect(quantiles.map((one) => one === null)).toEqual([true, false, true]);
});

test("per item of a policy: each item has its share of its type's traffic", () => {
  const rows = { typeOf: Int32Array.of(0, 0, 1), weights: [0.2, 0.8] };
  expect(itemCostQuantiles(rows, Float64Array.of(1, 9, 4))).toEqual({ p50: 4, p95: 9 });
  expect(itemCostQuantiles(rows, null)).toBeNull();
});

test("a calibration shows them for each task type and over all", () => {
  const rows = [...rowsOf("calm", 40), ...rowsOf("wild", 40)];
  const traffic = { calm: 1, wild: 3 };
  const options = { ...CALIBRATION_DEFAULTS, reference: "opus", traffic };
  const { overall, taskTypes } = calibrate(rows, [RUN], options, { resamples: 10 });
  expect(overall.map(({ costQuantilesUsd }) => costQuantilesUsd)).toEqual([
    { p50: 19.75, p95: 37.75 },
    { p50: 199.75, p95: 379.75 },
  ]);
  expect(taskTypes[0]?.tiers[0]?.costQuantilesUsd).toEqual({ p50: 19.75, p95: 37.75 });
});
