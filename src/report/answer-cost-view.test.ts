import { expect, test } from "vitest";
import type { Calibration } from "../core/calibration.js";
import { summaryRow } from "../testing/report-rows.js";
import { answerCostView } from "./answer-cost-view.js";

const calibrationOf = (costUsd: number | null) =>
  ({
    overall: [summaryRow("haiku", 0.9, costUsd)],
    taskTypes: [{ taskType: "triage", tiers: [summaryRow("haiku", 0.9, costUsd), summaryRow("opus", 0.95, 0.2)] }],
  }) as unknown as Calibration;

test("median and tail beside the mean, over all task types first", () => {
  expect(answerCostView(calibrationOf(0.1)).map((row) => Object.values(row))).toEqual([
    ["All task types", "haiku", "$0.050", "$0.30", "$0.10 ($0.10 to $0.10)"],
    ["triage", "haiku", "$0.050", "$0.30", "$0.10 ($0.10 to $0.10)"],
    ["triage", "opus", "$0.10", "$0.60", "$0.20 ($0.20 to $0.20)"],
  ]);
});

test("an unknown cost is unknown, not zero; without any there is no table", () => {
  expect(answerCostView(calibrationOf(null))[0]).toMatchObject({ p50: "unknown", p95: "unknown", mean: "unknown" });
  const nothing = { overall: [summaryRow("haiku", 0.9, null)], taskTypes: [] } as unknown as Calibration;
  expect(answerCostView(nothing)).toEqual([]);
});
