import { expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";

const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus", harm: 0.05, margin: 0.01 };
const LEVELS = ["low", "high"];

/** Haiku is right and sure on a fixed share of 300 items, else wrong and unsure; opus is right on all. */
function decide(sureShare: number, costUsd: number | null) {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const isSure = (i % 20) / 20 < sureShare;
    const sure = { name: "sure", value: Number(isSure), level: LEVELS[Number(isSure)] ?? "" };
    const cell = { itemId: `i${i}` };
    return [
      seededOutcome({ ...cell, tier: "haiku", score: Number(isSure), signals: [sure], costUsd }),
      seededOutcome({ ...cell, tier: "opus", score: 1, costUsd: costUsd === null ? null : 10 * costUsd }),
    ];
  }).flat();
  const signal = {
    name: "sure",
    taskType: "triage",
    kind: "imported" as const,
    levels: LEVELS,
    version: "1",
    extraCalls: 0,
  };
  const run = seededRun(["haiku", "opus"], { signals: [signal] });
  const [decision] = calibrate(rows, [run], OPTIONS, { resamples: 10 }).taskTypes;
  if (decision === undefined) throw new Error("no decision");
  return decision;
}

test("without costs a certified cascade with many escalations is left out, and the reason says so", () => {
  const { choice, reason, cascades } = decide(0.3, null);
  expect(cascades.some(({ isCertified }) => isCertified)).toBe(true);
  expect(choice).toEqual({ kind: "single", tier: "opus" });
  expect(reason).toBe(
    "Every cheaper tier loses 1 point or more against opus (certified). Left out because costs are not known: haiku if sure ≥ high, else opus, certified to cost at most 5 % of items a right answer; 70 % escalate.",
  );
});

test("few escalations are taken, and known costs leave nothing out", () => {
  expect(decide(0.7, null).choice.kind).toBe("cascade");
  const priced = decide(0.3, 0.001);
  expect(priced.choice.kind).toBe("cascade");
  expect(priced.reason).not.toContain("Left out");
});
