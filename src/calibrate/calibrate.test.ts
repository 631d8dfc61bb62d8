import { expect, test } from "vitest";
import type { CalibrationOptions, PolicyEvaluation } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import { seededRandom } from "../stats/random.js";
import { plantedOutcomes } from "../testing/planted-world.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";

const RUN = seededRun(["haiku", "sonnet", "opus"]);
const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.03 };
const COSTS: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
const FEW = { resamples: 200 };

const line = (n: number, wrong: number) => "0".repeat(wrong) + "1".repeat(n - wrong);
const priced = (
  answers: { readonly [tier: string]: string },
  change: Partial<Parameters<typeof seededOutcome>[0]> = {},
) => outcomesFromStrings(answers, (_, tier) => ({ costUsd: COSTS[tier] ?? null, ...change }));
const run = (rows: readonly Outcome[], options: Partial<CalibrationOptions> = {}) =>
  calibrate(rows, [RUN], { ...OPTIONS, ...options }, FEW);

test("takes the cheapest tier that is certified, and says what it costs", () => {
  const { taskTypes, policies } = run(priced({ haiku: line(400, 80), sonnet: line(400, 4), opus: line(400, 4) }));
  expect(taskTypes[0]).toMatchObject({
    choice: { kind: "single", tier: "sonnet" },
    status: "certified",
    itemsStillNeeded: null,
  });
  const table = policies.find(({ name }) => name === "table");
  expect(table?.costRatio?.v).toBeCloseTo(0.25, 12);
  expect(table?.qualityVsReference.v).toBe(0);
});

test("undecided: the reference stays, with the items and dollars still needed", () => {
  const { taskTypes } = run(priced({ haiku: line(40, 2), opus: line(40, 0) }));
  expect(taskTypes[0]).toMatchObject({
    choice: { kind: "single", tier: "opus" },
    status: "insufficient-data",
    itemsStillNeeded: 84,
  });
  expect(taskTypes[0]?.costToDecideUsd).toBeCloseTo(84 * 0.041, 10);
});

test("all cheaper tiers certified worse: the reference is certified", () => {
  const { taskTypes } = run(priced({ haiku: line(200, 100), sonnet: line(200, 80), opus: line(200, 0) }));
  expect(taskTypes[0]).toMatchObject({
    choice: { kind: "single", tier: "opus" },
    status: "certified",
    itemsStillNeeded: null,
  });
});

test("too few items decide nothing, however clear they look", () => {
  const { taskTypes } = run(priced({ haiku: line(29, 0), opus: line(29, 0) }), { margin: 0.5 });
  expect(taskTypes[0]).toMatchObject({ choice: { tier: "opus" }, status: "insufficient-data" });
  expect(taskTypes[0]?.itemsStillNeeded).toBeGreaterThanOrEqual(1);
  const one = run(priced({ haiku: "1", opus: "1" }));
  expect(one.taskTypes[0]?.status).toBe("insufficient-data");
  expect(JSON.stringify(one)).not.toMatch(/NaN|Infinity/);
});

test("all right and all wrong give numbers with intervals of some width", () => {
  for (const digit of ["0", "1"]) {
    const { policies } = run(priced({ haiku: digit.repeat(60), opus: digit.repeat(60) }));
    for (const { quality } of policies) expect(quality.ci[1] - quality.ci[0]).toBeGreaterThan(0.05);
    const haiku = policies.find(({ name }) => name === "always-haiku");
    expect(haiku?.qualityVsReference.ci[0]).toBeLessThan(-0.05);
  }
});

test("a tier as cheap as another and as good wins by order; dearer than the reference never wins", () => {
  const { taskTypes } = run(
    outcomesFromStrings({ haiku: line(200, 0), opus: line(200, 0) }, (_, tier) => ({
      costUsd: tier === "opus" ? 0.01 : 0.02,
    })),
  );
  expect(taskTypes[0]).toMatchObject({ choice: { kind: "single", tier: "opus" }, status: "certified" });
});

test("without costs the given order decides, aloud", () => {
  const { taskTypes, warnings, policies } = run(
    outcomesFromStrings({ haiku: line(300, 0), sonnet: line(300, 0), opus: line(300, 0) }, () => ({ costUsd: null })),
  );
  expect(taskTypes[0]).toMatchObject({ choice: { kind: "single", tier: "haiku" }, costToDecideUsd: null });
  expect(policies.every(({ costUsd, costRatio }) => costUsd === null && costRatio === null)).toBe(true);
  expect(warnings.join()).toContain("costs are not known");
});

test("the order of the rows changes nothing, a seed fixes every bit", () => {
  const types = ["a", "b"].flatMap((taskType) =>
    plantedOutcomes(
      {
        taskType,
        abilities: { haiku: 1.2, sonnet: 2.4, opus: 3.2 },
        difficulty: { mean: 0, sd: 1.6 },
        signalStrength: 2,
      },
      150,
      3,
    ),
  );
  const expected = JSON.stringify(run(types));
  const random = seededRandom(5);
  for (let round = 0; round < 5; round += 1) {
    const shuffled = types
      .map((row) => ({ row, key: random.uniform() }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row);
    expect(JSON.stringify(run(shuffled))).toBe(expected);
  }
  expect(JSON.stringify(run(types, { seed: 2 }))).not.toBe(expected);
});

test("missing cells refuse, or with leave turn certified into estimated", () => {
  const rows = [
    ...priced({ haiku: line(300, 0), opus: line(300, 0) }),
    ...["x", "y"].flatMap((itemId) => [
      seededOutcome({ itemId, tier: "haiku", score: null, costUsd: 0.001 }),
      seededOutcome({ itemId, tier: "opus", score: 1, costUsd: 0.04 }),
    ]),
  ];
  expect(() => run(rows)).toThrow("2 of 302 cells have no score");
  const allowed = run(rows, { allowMissing: true });
  expect(allowed.taskTypes[0]).toMatchObject({ choice: { tier: "haiku" }, status: "estimated" });
  expect(allowed.missing).toEqual([{ taskType: "triage", tier: "haiku", cells: 2, of: 302 }]);
});

test("traffic weighs the task types; every type needs a weight", () => {
  const rows = [
    ...priced({ haiku: line(100, 0), opus: line(100, 0) }, { taskType: "a" }),
    ...priced({ haiku: line(300, 300), opus: line(300, 0) }, { taskType: "b" }),
  ];
  const quality = (traffic: CalibrationOptions["traffic"]) =>
    run(rows, { traffic }).policies.find(({ name }) => name === "always-haiku")?.quality.v;
  expect(quality(null)).toBeCloseTo(0.25, 14);
  expect(quality({ a: 9, b: 1 })).toBeCloseTo(0.9, 14);
  expect(() => quality({ a: 1 })).toThrow('no weight for task type "b"');
  expect(() => quality({ a: 0, b: 0 })).toThrow("is 0");
});

test("pareto: what another policy beats in both is not optimal, and the oracle does not compete", () => {
  const { policies } = run(priced({ haiku: line(200, 40), sonnet: line(200, 60), opus: line(200, 0) }));
  const flag = (name: string) => policies.find((one: PolicyEvaluation) => one.name === name)?.isParetoOptimal;
  expect([flag("always-haiku"), flag("always-sonnet"), flag("always-opus"), flag("oracle")]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("signals: a perfect one and a constant one", () => {
  const rows = outcomesFromStrings({ haiku: line(100, 20), opus: line(100, 0) }, (itemId, tier) => ({
    signals:
      tier === "opus"
        ? []
        : [
            { name: "perfect", value: Number(itemId.slice(-4)) < 20 ? 0.05 : 0.95 },
            { name: "constant", value: 1, level: "high" },
          ],
  }));
  const { signals } = run(rows);
  const [constant, perfect] = signals;
  expect(constant).toMatchObject({ signal: "constant", auroc: 0.5, missing: 0 });
  expect(perfect).toMatchObject({ signal: "perfect", auroc: 1 });
  expect(perfect?.bins.map(({ label, n, quality }) => [label, n, quality.v])).toEqual([
    ["0–0.1", 20, 0],
    ["0.9–1", 80, 1],
  ]);
});

test.each([
  ["margin", { margin: Number.NaN }],
  ["harm", { harm: 0 }],
  ["confidence", { confidence: 0.5 }],
  ["seed", { seed: 0.5 }],
  ["minItems", { minItems: 0 }],
])("refuses a bad %s", (name, change) => {
  expect(() => run(priced({ haiku: "1", opus: "1" }), change)).toThrow(`${name} must be`);
});

test("one task type: its own decision is the whole, undecided or not", () => {
  const undecided = { haiku: `${"0".repeat(2)}${"1".repeat(38)}`, opus: `${"1".repeat(36)}${"0".repeat(4)}` };
  const open = run(priced(undecided));
  expect(open.taskTypes[0]).toMatchObject({ choice: { tier: "opus" }, status: "insufficient-data" });
  expect(open.whole).toMatchObject({ basis: "task-types", everywhere: "opus", certificate: null });
  expect(open.whole.advice[0]).toMatchObject({ kind: "undecided" });
  const settled = run(priced({ haiku: line(300, 0), opus: line(300, 0) }));
  expect(settled.taskTypes[0]).toMatchObject({ choice: { tier: "haiku" } });
  expect(settled.whole).toMatchObject({ everywhere: "haiku", bestSingle: "haiku" });
});
