import { describe, expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import { DataError, UsageError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import type { Run } from "../core/run.js";
import { type OutcomeSpec, outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";

const RUN = seededRun(["haiku", "opus"]);
const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus" };

const mixed = { haiku: "0111", opus: "1110" };
const rowsOf = (answers: { readonly [tier: string]: string }, change: Partial<OutcomeSpec> = {}): readonly Outcome[] =>
  outcomesFromStrings(answers, (_, tier) => ({ costUsd: tier === "opus" ? 0.04 : 0.001, ...change }));
const run = (rows: readonly Outcome[], options: Partial<CalibrationOptions> = {}, runs: readonly Run[] = [RUN]) =>
  calibrate(rows, runs, { ...OPTIONS, ...options }, { resamples: 5 });

describe("options out of range say what was found", () => {
  test.each([
    [{ margin: 0 }, "margin must be between 0 and 1, found 0"],
    [{ margin: 1 }, "margin must be between 0 and 1, found 1"],
    [{ harm: -0.1 }, "harm must be between 0 and 1, found -0.1"],
    [{ harm: 1 }, "harm must be between 0 and 1, found 1"],
    [{ confidence: 0.5 }, "confidence must be between 0.5 and 1, found 0.5"],
    [{ confidence: 1 }, "confidence must be between 0.5 and 1, found 1"],
    [{ seed: 2 ** 53 }, "seed must be a whole number, found 9007199254740992"],
    [{ minItems: 0 }, "minItems must be a whole number of 1 or more, found 0"],
    [{ minItems: 1.5 }, "minItems must be a whole number of 1 or more, found 1.5"],
  ])("%o", (change, message) => {
    expect(() => run(rowsOf(mixed), change)).toThrow(new UsageError(message));
  });

  test("the ends of the ranges are let through", () => {
    expect(run(rowsOf(mixed), { minItems: 1, confidence: 0.51, margin: 0.99, harm: 0.99 }).tierOrder).toHaveLength(2);
  });
});

describe("traffic", () => {
  const rows = [...rowsOf(mixed, { taskType: "a" }), ...rowsOf(mixed, { taskType: "toString" })];
  const at = (traffic: { readonly [taskType: string]: number }) => run(rows, { traffic });

  test.each([
    [{ a: 1 }, 'traffic has no weight for task type "toString": add one'],
    [{ a: -1, toString: 1 }, 'traffic of task type "a" must be 0 or more, found -1'],
    [{ a: 1, toString: Number.NaN }, 'traffic of task type "toString" must be 0 or more, found NaN'],
    [{ a: Number.POSITIVE_INFINITY, toString: 1 }, 'traffic of task type "a" must be 0 or more, found Infinity'],
    [{ a: 0, toString: 0, b: 1 }, "traffic of all measured task types is 0: give one of them a weight"],
  ] as unknown as readonly [{ readonly [taskType: string]: number }, string][])("%o", (traffic, message) => {
    expect(() => at(traffic)).toThrow(new DataError(message));
  });

  test("may be 0 for one, and may name others, which are told", () => {
    const weights = { z: 1, a: 0, toString: 2, b: 1 } as unknown as { readonly [taskType: string]: number };
    expect(at(weights).warnings).toEqual([
      'Traffic names task type "b", which was not measured: it is left out of the totals.',
      'Traffic names task type "z", which was not measured: it is left out of the totals.',
    ]);
    expect(run(rows).warnings).toEqual([]);
  });
});

describe("warnings", () => {
  const wrong = 'Task type "triage": no tier has a right answer. Check its scorer before you trust this table.';
  const right = 'Task type "triage": every tier has every answer right. Harder items would tell the tiers apart.';

  test.each([
    ["0000", "0000", [wrong]],
    ["1111", "1111", [right]],
    ["0000", "1111", []],
    ["1111", "0000", []],
  ])("where the tiers have %s and %s", (haiku, opus, warnings) => {
    expect(run(rowsOf({ haiku, opus })).warnings).toEqual(warnings);
  });

  test("costs that are not known anywhere", () => {
    expect(run(rowsOf(mixed, { costUsd: null })).warnings).toEqual([
      "Some costs are not known: the tiers keep their given order, which stands for their price, and a cascade is taken only where at most half of the items escalate.",
    ]);
  });

  test("costs that are not known for one task type, of which the order of the tiers does not hang", () => {
    // Sonnet stands in `a` only: of the two types this one has all tiers.
    const rows = [
      ...outcomesFromStrings({ haiku: "0111", opus: "1110", sonnet: "1110" }, () => ({ taskType: "a" })),
      ...outcomesFromStrings(mixed, (_, tier) => ({ taskType: "b", costUsd: tier === "haiku" ? null : 0.04 })),
    ];
    expect(run(rows, {}, [seededRun(["haiku", "sonnet", "opus"])]).warnings).toEqual([
      'Task type "b" has no scores of sonnet: left out there.',
      'Task type "b" has unknown costs: its choice rests on the order of the tiers.',
    ]);
  });

  test("cells that are missing, allowed or few", () => {
    const again = { itemId: "item-0003", trial: 1 };
    const rows = [
      ...rowsOf(mixed),
      seededOutcome({ ...again, tier: "haiku", score: null }),
      seededOutcome({ ...again, tier: "opus", score: 1, costUsd: 0.04 }),
    ];
    const found = run(rows, { allowMissing: true });
    expect(found.warnings).toEqual([
      'Task type "triage" has too many missing cells: its choice is estimated, not certified.',
    ]);
    expect(found.missing).toEqual([{ taskType: "triage", tier: "haiku", cells: 1, of: 5 }]);
    expect(run(rowsOf(mixed)).missing).toEqual([]);
  });
});

describe("runs", () => {
  const of = (runId: string, createdAt: string, change: Partial<Run> = {}) =>
    seededRun(["haiku", "opus"], { runId, createdAt, ...change });
  const [early, late, later] = [
    of("z", "2026-10-01T00:00:00.000Z"),
    of("b", "2026-10-02T00:00:00.000Z"),
    of("c", "2026-10-02T00:00:00.000Z"),
  ];

  test("that the outcomes belong to, by date and then by name", () => {
    const rows = ["b", "c", "z"].flatMap((runId, trial) => rowsOf(mixed, { runId, trial }));
    const unused = of("unused", "2026-01-01T00:00:00.000Z", { simulated: true });
    const { runIds, simulated } = run(rows, {}, [later, unused, late, early]);
    expect(runIds).toEqual(["z", "b", "c"]);
    expect(simulated).toBe(false);
    expect(run(rows, {}, [{ ...early, simulated: true }, late, later]).simulated).toBe(true);
  });

  test("or an outcome that was simulated are told", () => {
    expect(run(rowsOf(mixed), {}, [{ ...RUN, simulated: true }]).simulated).toBe(true);
    const [first, ...others] = rowsOf(mixed);
    expect(run([{ ...(first as Outcome), simulated: true }, ...others]).simulated).toBe(true);
  });

  test("give the order of tiers without costs: the first that names one counts", () => {
    const rows = rowsOf({ b: "1111", a: "1110", opus: "1111" }, { costUsd: null });
    expect(run(rows, {}, [seededRun(["opus", "b", "a"])]).tierOrder).toEqual(["opus", "b", "a"]);
  });
});

test("policies: every tier that stands in all task types, the table, and the oracle", () => {
  const rows = [...rowsOf({ ...mixed, sonnet: "1111" }, { taskType: "a" }), ...rowsOf(mixed, { taskType: "b" })];
  const { policies, overall } = run(rows, {}, [seededRun(["haiku", "sonnet", "opus"])]);
  expect(policies.map(({ name, policy }) => [name, policy.kind])).toEqual([
    ["always-haiku", "single"],
    ["always-opus", "single"],
    ["table", "table"],
    ["oracle", "oracle"],
  ]);
  expect(policies.find(({ name }) => name === "table")?.policy).toEqual({
    kind: "table",
    routes: { a: { kind: "single", tier: "opus" }, b: { kind: "single", tier: "opus" } },
    otherwise: "opus",
  });
  expect(overall.map(({ tier }) => tier)).toEqual(["haiku", "opus"]);
});

test("defaults: a loss of 3 points, harm to 2 %, at 95 %, from 30 items on", () => {
  expect(CALIBRATION_DEFAULTS).toEqual({
    margin: 0.03,
    harm: 0.02,
    confidence: 0.95,
    seed: 1,
    minItems: 30,
    traffic: null,
    allowMissing: false,
    objective: { kind: "cost" },
    tasksPerDay: null,
  });
});
