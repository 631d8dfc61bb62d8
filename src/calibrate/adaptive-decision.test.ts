import { describe, expect, test } from "vitest";
import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
const RUN = seededRun(TIERS, {
  adaptive: {
    seed: 3,
    batchUnits: 10,
    minUnits: 30,
    margin: 0.05,
    confidence: 0.95,
    reference: "opus",
    mostCells: 0,
  },
});
const OPTIONS = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05 };

/** Per tier how many items were asked, and every how many of them is wrong (0: none). */
type Asked = { readonly [tier: string]: readonly [items: number, wrongEvery: number] };

function rows(asked: Asked, taskType = "triage"): readonly Outcome[] {
  return Object.entries(asked).flatMap(([tier, [items, every]]) =>
    Array.from({ length: items }, (_, i) =>
      seededOutcome({
        itemId: `item-${String(i).padStart(4, "0")}`,
        taskType,
        tier,
        score: every > 0 && i % every === 0 ? 0 : 1,
        costUsd: COST[tier] ?? 0,
      }),
    ),
  );
}

const run = (outcomes: readonly Outcome[], change = {}) =>
  calibrate(outcomes, [RUN], { ...OPTIONS, ...change }, { resamples: 20 });

describe("a task type that was measured adaptively", () => {
  const early: Asked = { haiku: [60, 2], sonnet: [300, 0], opus: [300, 0] };

  test("each tier on its own items: what was never asked is not missing", () => {
    const { taskTypes, missing, whole, warnings, tierOrder } = run(rows(early));
    const [decision] = taskTypes;
    expect(tierOrder).toEqual(TIERS);
    expect(missing).toEqual([]);
    expect(decision).toMatchObject({ choice: { tier: "sonnet" }, status: "certified", items: 300, cascades: [] });
    const [haiku, sonnet] = decision?.comparisons ?? [];
    expect(haiku).toMatchObject({ tier: "haiku", n: 60, test: "e-process", verdict: "inferior" });
    expect(sonnet).toMatchObject({ tier: "sonnet", n: 300, verdict: "non-inferior" });
    expect(decision?.tiers.map(({ tier, quality }) => [tier, quality.v])).toEqual([
      ["haiku", 0.5],
      ["sonnet", 1],
      ["opus", 1],
    ]);
    expect(whole).toMatchObject({ basis: "task-types", everywhere: "sonnet", certificate: null });
    expect(warnings.join()).toContain("Measured adaptively (triage)");
  });

  test("undecided: the reference, and how many more items", () => {
    const [decision] = run(rows({ haiku: [40, 9], sonnet: [40, 9], opus: [40, 0] })).taskTypes;
    expect(decision).toMatchObject({ choice: { tier: "opus" }, status: "insufficient-data" });
    expect(decision?.itemsStillNeeded).toBeGreaterThan(0);
  });

  test("the nearest decision of a cheaper tier counts, from its own items", () => {
    const [decision] = run(rows({ haiku: [40, 9], sonnet: [60, 20], opus: [60, 0] })).taskTypes;
    const gaps = decision?.comparisons.map(({ n, itemsNeeded }) => (itemsNeeded ?? 0) - n) ?? [];
    expect(decision?.comparisons.map(({ verdict, n }) => [verdict, n])).toEqual([
      ["undecided", 40],
      ["undecided", 60],
    ]);
    expect(gaps[0]).not.toBe(gaps[1]);
    expect(decision?.itemsStillNeeded).toBe(Math.min(...gaps));
    expect(decision?.reason).toContain("Undecided whether haiku, sonnet lose less than 5 points against opus");
  });

  test("an undecided tier matters below the choice, and not above it", () => {
    const [below] = run(rows({ haiku: [60, 9], sonnet: [300, 0], opus: [300, 0] })).taskTypes;
    expect(below?.comparisons.map(({ verdict }) => verdict)).toEqual(["undecided", "non-inferior"]);
    expect(below).toMatchObject({ choice: { tier: "sonnet" }, status: "certified" });
    expect(below?.itemsStillNeeded).toBe((below?.comparisons[0]?.itemsNeeded ?? 0) - 60);
    const [above] = run(rows({ haiku: [300, 0], sonnet: [60, 9], opus: [300, 0] })).taskTypes;
    expect(above?.comparisons.map(({ verdict }) => verdict)).toEqual(["non-inferior", "undecided"]);
    expect(above).toMatchObject({ choice: { tier: "haiku" }, status: "certified", itemsStillNeeded: null });
  });

  test("settled at the reference where every cheaper tier is worse", () => {
    const [decision] = run(rows({ haiku: [60, 2], sonnet: [60, 2], opus: [60, 0] })).taskTypes;
    expect(decision).toMatchObject({ choice: { tier: "opus" }, status: "certified", itemsStillNeeded: null });
  });

  test("too few items keep the reference, and are filled up", () => {
    const few = run(rows(early), { minItems: 360 }).taskTypes[0];
    expect(few).toMatchObject({ choice: { tier: "opus" }, status: "insufficient-data", itemsStillNeeded: 60 });
    expect(run(rows(early), { minItems: 300 }).taskTypes[0]).toMatchObject({ itemsStillNeeded: null });
    const open = run(rows({ haiku: [40, 9], opus: [40, 0] }), { minItems: 100_000 }).taskTypes[0];
    expect(open?.itemsStillNeeded).toBe(100_000 - 40);
  });

  test("tiers stand in the order of their measured prices, and a dearer one is never chosen", () => {
    const turned = rows({ haiku: [300, 0], sonnet: [300, 0], opus: [300, 0] }).map((row) => ({
      ...row,
      costNanoUsd: { haiku: 3e7, sonnet: 1e6, opus: 2e7 }[row.tier] ?? 0,
    }));
    const { taskTypes, tierOrder } = run(turned);
    expect(tierOrder).toEqual(["sonnet", "opus", "haiku"]);
    expect(taskTypes[0]?.tiers.map(({ tier }) => tier)).toEqual(tierOrder);
    expect(taskTypes[0]?.comparisons.map(({ tier, verdict }) => [tier, verdict])).toEqual([
      ["sonnet", "non-inferior"],
      ["haiku", "non-inferior"],
    ]);
    expect(taskTypes[0]).toMatchObject({ choice: { tier: "sonnet" } });
    const alone = turned.filter(({ tier }) => tier !== "sonnet");
    expect(run(alone).taskTypes[0]).toMatchObject({ choice: { tier: "opus" }, status: "certified" });
  });

  test("one tier serves everything only where all task types chose it", () => {
    const all = [...rows(early), ...rows({ haiku: [300, 0], sonnet: [60, 9], opus: [300, 0] }, "reply")];
    expect(run(all).whole).toMatchObject({ everywhere: null, bestSingle: "opus" });
  });

  test("beside a task type that was measured in full, each by its own tests", () => {
    const other = seededRun(TIERS, { runId: "run-2" });
    const full = rows({ haiku: [300, 0], sonnet: [300, 0], opus: [300, 0] }, "full").map((row) => ({
      ...row,
      runId: "run-2",
    }));
    const { taskTypes, whole } = calibrate([...full, ...rows(early)], [RUN, other], OPTIONS, { resamples: 20 });
    expect(taskTypes.map(({ taskType, choice }) => [taskType, choice])).toEqual([
      ["full", { kind: "single", tier: "haiku" }],
      ["triage", { kind: "single", tier: "sonnet" }],
    ]);
    expect(taskTypes[0]?.comparisons[0]?.test).toBe("tango");
    expect(whole.certificate).toBeNull();
  });

  test("an errored cell that was asked is missing; one tier alone decides nothing", () => {
    const failed = rows(early).map((row, i) => (i < 5 ? { ...row, status: "errored" as const, score: null } : row));
    expect(() => run(failed)).toThrow(/tier "haiku": 5 of 60 cells have no score/);
    const [estimated] = run(failed, { allowMissing: true }).taskTypes;
    expect(estimated?.status).toBe("estimated");
    expect(estimated?.tiers.map(({ tier, missing }) => [tier, missing])).toEqual([
      ["haiku", 5],
      ["sonnet", 0],
      ["opus", 0],
    ]);
    expect(() => run(rows({ opus: [40, 0] }))).toThrow(DataError);
  });
});
