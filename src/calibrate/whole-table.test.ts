import { describe, expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import { DataError, UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { planText } from "../core/policy.js";
import { seededRandom } from "../stats/random.js";
import { type PlantedTaskType, plantedOutcomes } from "../testing/planted-world.js";
import { seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { tablePolicy } from "./conclude.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { replay } from "./replay.js";

const TIERS = ["haiku", "sonnet", "opus"];
const RUN = seededRun(TIERS);
const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus" };

const type = (taskType: string, abilities: readonly number[], change: Partial<PlantedTaskType> = {}) => ({
  taskType,
  abilities: Object.fromEntries(TIERS.map((tier, rank) => [tier, abilities[rank] ?? 0])),
  difficulty: { mean: 0, sd: 1 },
  signalStrength: null,
  ...change,
});
/** Easy for all; hard, with a signal that tells; hard, without one. */
const MIXED = [
  type("easy", [5, 5, 5]),
  type("told", [1.2, 2.4, 3.2], { signalStrength: 4 }),
  type("untold", [-1, 1, 3], { isPaired: true }),
];
const draw = (types: readonly PlantedTaskType[], items: number, seed: number): readonly Outcome[] =>
  types.flatMap((one) => plantedOutcomes(one, items, seed));
const run = (rows: readonly Outcome[], change: Partial<CalibrationOptions> = {}, runs = [RUN]) =>
  calibrate(rows, runs, { ...OPTIONS, ...change }, { resamples: 20 });

describe("one table for all task types", () => {
  const rows = draw(MIXED, 150, 1);
  const { whole, taskTypes, policies, warnings } = run(rows, { margin: 0.05 });

  test("routes each by its own: the cheap tier, a cascade, and a tier of its own", () => {
    expect(whole).toMatchObject({ basis: "whole-table", everywhere: null });
    const plans = Object.fromEntries(taskTypes.map(({ taskType, choice }) => [taskType, planText(choice)]));
    expect(plans["easy"]).toBe("haiku");
    expect(plans["told"]).toMatch(/^haiku if confidence ≥ .*, else (sonnet|opus)/);
    expect(plans["untold"]).toBe("opus");
    expect(warnings).toEqual([]);
  });

  test("is certified on units that it was not made from, and says which", () => {
    expect(whole.certificate).toMatchObject({
      scope: "whole-table",
      type: "non-inferiority",
      epsilon: 0.05,
      delta: 0.05,
    });
    expect(whole.certificate?.pValue).toBeLessThanOrEqual(0.05);
    expect(whole.split).toMatchObject({ choosing: 180, testing: 270 });
    expect(whole.certificate?.n).toBe(270);
    expect(whole.split?.testUnitsSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("its figures are cross-fitted, and beat the best certified single tier", () => {
    const opus = policies.find(({ name }) => name === "always-opus");
    expect(whole.bestSingle).toBe("opus");
    expect(whole.bestSingleFigures?.costUsd).toBeCloseTo(opus?.costUsd?.v ?? 0, 12);
    expect(whole.figures?.netLoss).toBeLessThanOrEqual(0.05);
    expect(whole.figures?.costUsd).toBeLessThan(0.7 * (whole.bestSingleFigures?.costUsd ?? 0));
    expect(whole.reason).toContain("cross-fitted");
  });

  test("each route earns a certificate of its own, or is said to be part of the whole", () => {
    for (const { status, reason, choice, comparisons } of taskTypes) {
      if (status === "estimated") expect(reason).toContain("promised, as a whole");
      const verdict = comparisons.find(({ tier }) => choice.kind === "single" && tier === choice.tier)?.verdict;
      if (verdict === "non-inferior") expect(status).toBe("certified");
    }
    expect(taskTypes.find(({ taskType }) => taskType === "easy")?.status).toBe("certified");
  });

  test("the order of rows has no part in it; the traffic has", () => {
    const random = seededRandom(5, "rows");
    const shuffled = rows.map((row) => ({ row, at: random.uniform() })).sort((a, b) => a.at - b.at);
    expect(
      run(
        shuffled.map(({ row }) => row),
        { margin: 0.05 },
      ).whole,
    ).toEqual(whole);
    const rare = run(rows, { traffic: { easy: 0, told: 0, untold: 1 } });
    expect(rare.whole.everywhere).toBe("opus");
  });
});

test("routing that does not beat one certified tier gives way to it", () => {
  const same = ["a", "b", "c"].map((name) => type(name, [0.5, 4, 4], { isPaired: true }));
  const { whole, taskTypes } = run(draw(same, 200, 1));
  expect(whole).toMatchObject({ basis: "single-tier", everywhere: "sonnet", bestSingle: "sonnet" });
  expect(whole.reason).toMatch(/^Routing does not beat always sonnet/);
  expect(taskTypes.every(({ choice }) => choice.kind === "single" && choice.tier === "sonnet")).toBe(true);
  expect(whole.advice.map(({ kind }) => kind)).toContain("single-tier");
});

test("too few items in all: the reference, and how many more", () => {
  const { whole, taskTypes } = run(draw(MIXED, 4, 1));
  expect(whole).toMatchObject({ everywhere: "opus", certificate: null, itemsStillNeeded: null, figures: null });
  expect(whole.advice[0]?.text).toContain("at least 18 more are needed");
  expect(whole.reason).toContain("Only 12 independent items, at least 30 are needed");
  expect(taskTypes.every(({ status }) => status === "insufficient-data")).toBe(true);
});

test("cells missing: the certificate is withheld, and every status says so", () => {
  const rows = draw(MIXED, 150, 1).map((row, i) =>
    i % 50 === 0 ? { ...row, status: "errored" as const, score: null } : row,
  );
  const { whole, taskTypes } = run(rows, { allowMissing: true, margin: 0.05 });
  expect(whole.certificate).toBeNull();
  expect(whole.reason).toContain("Too many cells are missing to certify it");
  expect(taskTypes.some(({ status }) => status === "certified")).toBe(false);
});

test("a single small saving is not worth a table: said with the volume at which it would be", () => {
  const { whole } = run(draw(MIXED, 300, 1), { tasksPerDay: 10 });
  expect(whole.advice.find(({ kind }) => kind === "low-volume")?.text).toMatch(
    /^At 10 tasks a day the table saves \$0\.\d+ a month against always opus: too little/,
  );
});

test("task types with evidence enough of their own: each for itself, where that saves more", () => {
  // Where opus is right on all that the others are, a loss of 1 point is hard to rule out over all, and a harm of 5 % is not.
  const nested = MIXED.map((one) => ({ ...one, isPaired: true }));
  const { whole, taskTypes } = run(draw(nested, 200, 1), { margin: 0.01, harm: 0.05 });
  expect(whole).toMatchObject({ basis: "task-types", everywhere: null, certificate: null, split: null });
  expect(taskTypes.find(({ choice }) => choice.kind === "cascade")).toMatchObject({
    taskType: "told",
    status: "certified",
  });
  expect(whole.figures?.netLoss).toBeLessThanOrEqual(0.01);
  expect(whole.reason).toMatch(/^Each task type decided on its own evidence has .* cross-fitted/);
});

describe("other objectives", () => {
  const rows = draw(MIXED, 200, 2);
  const objective = (one: CalibrationOptions["objective"], runs = [RUN]) => run(rows, { objective: one }, runs);

  test("the best quality that a budget buys, within it, and nothing certified as a whole", () => {
    const spent = [0.0005, 0.001, 0.002, 0.003].map((costUsd) => {
      const { whole, policies } = objective({ kind: "budget", costUsd });
      expect(whole).toMatchObject({ basis: "budget", certificate: null });
      const table = policies.find(({ name }) => name === "table");
      expect(table?.costUsd?.v).toBeLessThanOrEqual(costUsd);
      return table?.quality.v ?? 0;
    });
    expect(spent).toEqual(spent.slice().sort((a, b) => a - b));
  });

  test("the lowest cost with errors: dearer tiers as errors get dearer, and the stakes at which they do", () => {
    const at = (usd: number) =>
      objective({ kind: "stakes", failureCostsUsd: Object.fromEntries(MIXED.map((one) => [one.taskType, usd])) });
    expect(at(0).whole.everywhere).toBe("haiku");
    const cheap = at(0.001).policies.find(({ name }) => name === "table");
    const dear = at(10).policies.find(({ name }) => name === "table");
    expect(dear?.quality.v).toBeGreaterThan(cheap?.quality.v ?? 1);
    expect(at(0.01).whole.reason).toMatch(/Break-even failure costs: easy: haiku.*; told: haiku, .* from \$/);
  });

  test("refused: a budget below everything, a task type without failure cost, costs that are not known", () => {
    expect(() => objective({ kind: "budget", costUsd: 0.00001 })).toThrow(UsageError);
    expect(() => objective({ kind: "stakes", failureCostsUsd: { easy: 1 } })).toThrow(
      'task type "told" has no failure cost',
    );
    const unpriced = rows.map((row) => ({ ...row, costNanoUsd: null, signalCostNanoUsd: null }));
    expect(() => run(unpriced, { objective: { kind: "budget", costUsd: 1 } })).toThrow(DataError);
  });
});

test("planted truth: a table that is certified as a whole keeps its promise under the traffic", () => {
  // Haiku and sonnet lose a little more than the margin everywhere: any certificate but opus' is false.
  const bad = ["p", "q", "r"].map((name) => type(name, [2.17, 2.2, 3], { isPaired: true }));
  const truth = outcomeMatrices(draw(bad, 20_000, 77), [RUN], "opus").matrices;
  const lossOf = (policy: ReturnType<typeof tablePolicy>) =>
    truth.reduce((sum, matrix) => {
      const [own, best] = [replay(policy, matrix), replay({ kind: "single", tier: "opus" }, matrix)];
      return (
        sum + best.score.reduce((loss, score, i) => loss + score - (own.score[i] ?? 0), 0) / matrix.itemIds.length / 3
      );
    }, 0);
  expect(lossOf({ kind: "single", tier: "haiku" })).toBeGreaterThan(0.05);
  expect(lossOf({ kind: "single", tier: "sonnet" })).toBeGreaterThan(0.05);
  let broken = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const { whole, taskTypes } = run(draw(bad, 100, seed), { margin: 0.05 });
    if (whole.certificate !== null && lossOf(tablePolicy(taskTypes, "opus")) > 0.05) broken += 1;
  }
  // 5 % allowed; more than 8 of 60 would have a probability below 1 %.
  expect(broken).toBeLessThanOrEqual(8);
});
