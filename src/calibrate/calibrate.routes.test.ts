import { describe, expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import { UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";

const RUN = seededRun(["haiku", "opus"]);
const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.1, harm: 0.1 };

const typeOf = (taskType: string, haiku: string): readonly Outcome[] =>
  outcomesFromStrings({ haiku, opus: "1".repeat(haiku.length) }, (_, tier) => ({
    taskType,
    costUsd: tier === "opus" ? 0.04 : 0.001,
  }));
const run = (rows: readonly Outcome[], options: Partial<CalibrationOptions> = {}) =>
  calibrate(rows, [RUN], { ...OPTIONS, ...options }, { resamples: 5 });
const reasons = (rows: readonly Outcome[], options: Partial<CalibrationOptions> = {}) =>
  run(rows, options).taskTypes.map(({ reason }) => reason);

const HALF = "01".repeat(30);

describe("a route that is not the task type's own choice says what it rests on", () => {
  test("a budget", () => {
    expect(reasons(typeOf("a", HALF), { objective: { kind: "budget", costUsd: 0.01 } })).toEqual([
      "haiku: the best quality that the budget buys; its own items speak against it.",
    ]);
  });

  test("the costs of errors", () => {
    const objective = { kind: "stakes", failureCostsUsd: { a: 0.001 } } as const;
    expect(reasons(typeOf("a", HALF), { objective })).toEqual([
      "haiku: the lowest cost with errors; its own items speak against it.",
    ]);
  });

  const together = [...typeOf("a", "1".repeat(150)), ...typeOf("b", `0${"1".repeat(29)}`)];

  test("one tier for everything, promised as a whole", () => {
    const { taskTypes, whole } = run(together);
    expect(whole).toMatchObject({ basis: "single-tier", everywhere: "haiku" });
    expect(taskTypes[1]?.reason).toBe(
      "haiku: one tier for everything, promised as a whole; its own items do not decide.",
    );
    expect(taskTypes[1]?.status).toBe("estimated");
  });

  test("and not promised where cells are missing", () => {
    const again = { itemId: "item-0000", taskType: "a", trial: 1 };
    const rows = [
      ...together,
      seededOutcome({ ...again, tier: "haiku", score: null }),
      seededOutcome({ ...again, tier: "opus", score: 1, costUsd: 0.04 }),
    ];
    const { taskTypes, whole } = run(rows, { allowMissing: true });
    expect(whole).toMatchObject({ basis: "single-tier", certificate: null });
    expect(taskTypes[1]?.reason).toBe(
      "haiku: one tier for everything, not promised as a whole; its own items do not decide.",
    );
  });
});

describe("missing cells", () => {
  test("are counted by task type and tier", () => {
    const errored = (taskType: string, trial: number) => [
      seededOutcome({ itemId: "item-0000", taskType, trial, tier: "haiku", score: null }),
      seededOutcome({ itemId: "item-0000", taskType, trial, tier: "opus", score: 1, costUsd: 0.04 }),
    ];
    const rows = [
      ...typeOf("a", "1110"),
      ...typeOf("b", "1110"),
      ...errored("a", 1),
      ...errored("a", 2),
      ...errored("b", 1),
    ];
    const { taskTypes, overall } = run(rows, { allowMissing: true });
    const missing = taskTypes.map(({ tiers }) => tiers.map((tier) => [tier.tier, tier.missing]));
    expect(missing).toEqual([
      [
        ["haiku", 2],
        ["opus", 0],
      ],
      [
        ["haiku", 1],
        ["opus", 0],
      ],
    ]);
    expect(overall.map((tier) => tier.missing)).toEqual([3, 0]);
  });
});

describe("an adaptive run", () => {
  const adaptive = {
    seed: 3,
    batchUnits: 10,
    minUnits: 30,
    margin: 0.1,
    confidence: 0.95,
    reference: "opus",
    mostCells: 0,
  };
  const runs = [
    seededRun(["haiku", "opus"], { runId: "stopping", adaptive }),
    seededRun(["haiku", "opus"], { runId: "whole" }),
  ];
  const of = (taskType: string, runId: string) => typeOf(taskType, "1".repeat(40)).map((row) => ({ ...row, runId }));
  const found = (rows: readonly Outcome[], options: Partial<CalibrationOptions> = {}) =>
    calibrate(rows, runs, { ...OPTIONS, ...options }, { resamples: 5 });

  test("needs costs as its objective, which a run in full does not", () => {
    const objective = { kind: "budget", costUsd: 0.01 } as const;
    expect(() => found(of("a", "stopping"), { objective })).toThrow(
      new UsageError("a budget or failure costs need every tier on every item, and an adaptive run has not that"),
    );
    expect(found(of("a", "whole"), { objective }).whole.basis).toBe("budget");
  });

  test("stands beside task types that were asked in full, in the order of their names", () => {
    const rows = [...of("b", "stopping"), ...of("c", "whole"), ...of("a", "stopping")];
    const { taskTypes, warnings, tierOrder } = found(rows);
    expect(taskTypes.map(({ taskType, comparisons }) => [taskType, comparisons[0]?.test])).toEqual([
      ["a", "e-process"],
      ["b", "e-process"],
      ["c", "tango"],
    ]);
    expect(tierOrder).toEqual(["haiku", "opus"]);
    expect(warnings.at(-1)).toBe(
      "Measured adaptively (a, b): point estimates lean away from the margin, and neither cascades nor a whole table were tested.",
    );
  });

  test("alone needs no task type in full, and has no slices", () => {
    const rows = typeOf("a", "1".repeat(200)).map((row) => ({ ...row, runId: "stopping" }));
    const { taskTypes, whole } = found(rows);
    expect(taskTypes).toMatchObject([{ taskType: "a", slices: null, choice: { tier: "haiku" } }]);
    expect(whole).toMatchObject({ basis: "task-types", split: null });
  });
});
