/** What is thrown at a calibration besides good data: a clear error, or an honest "not enough"; never a table that looks certain. */
import { describe, expect, test } from "vitest";
import type { Calibration, CalibrationOptions } from "../core/calibration.js";
import { DataError, UsageError } from "../core/errors.js";
import { contentHash, type JsonObject } from "../core/json.js";
import { type Outcome, OutcomeSchema } from "../core/outcome.js";
import type { RoutingTable } from "../core/routing-table.js";
import { readTable, tableText } from "../core/table-file.js";
import { outcomesFromRows } from "../interop/outcomes-from-rows.js";
import { memoryStore } from "../store/memory-store.js";
import { type OutcomeSpec, outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { routingTable } from "./routing-table-from.js";

const COSTS: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
const RUN = seededRun(Object.keys(COSTS));
const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus" };

const line = (n: number, wrong: number) => "0".repeat(wrong) + "1".repeat(n - wrong);

function priced(
  answers: { readonly [tier: string]: string },
  change: (itemId: string, tier: string) => Partial<OutcomeSpec> = () => ({}),
): readonly Outcome[] {
  return outcomesFromStrings(answers, (itemId, tier) => ({ costUsd: COSTS[tier] ?? null, ...change(itemId, tier) }));
}

interface Concluded {
  readonly calibration: Calibration;
  readonly table: RoutingTable;
}

/** Calibration and table, checked for what must hold of every pair of them. */
function conclude(rows: readonly Outcome[], options: Partial<CalibrationOptions> = {}): Concluded {
  const calibration = calibrate(rows, [RUN], { ...OPTIONS, ...options }, { resamples: 50 });
  const table = routingTable({ calibration, runs: [RUN], tiers: RUN.tiers, prices: {}, toolVersion: "0.1.0" });
  expect(impossibleNumbers(calibration)).toEqual([]);
  expect(readTable(tableText(table), "routing-table.json")).toEqual(table);
  for (const { status, itemsStillNeeded } of calibration.taskTypes) {
    if (status === "insufficient-data") expect(itemsStillNeeded ?? 1).toBeGreaterThan(0);
  }
  for (const { status, guarantee, expected } of Object.values(table.routes)) {
    if (status !== "certified") expect(guarantee).toBeNull();
    if (expected !== null) expect(expected.quality.ci[1] - expected.quality.ci[0]).toBeGreaterThan(0);
  }
  return { calibration, table };
}

/** Where a number is NaN or endless, as JSON would hide it behind null. */
function impossibleNumbers(value: unknown, path = ""): readonly string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => impossibleNumbers(inner, `${path}.${key}`));
}

const onlyRoute = ({ table }: Concluded) => Object.values(table.routes)[0];
const onlyType = ({ calibration }: Concluded) => calibration.taskTypes[0];

/** One line that says what and where. */
function expectRefused(rows: readonly Outcome[], message: RegExp, options: Partial<CalibrationOptions> = {}) {
  const thrown = (() => {
    try {
      conclude(rows, options);
      return null;
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(DataError);
  expect((thrown as Error).message).toMatch(message);
  expect((thrown as Error).message).not.toContain("\n");
}

describe("missing cells", () => {
  const errored = ["x", "y", "z"].flatMap((itemId) => [
    seededOutcome({ itemId, tier: "haiku", score: null, costUsd: 0.001 }),
    seededOutcome({ itemId, tier: "opus", score: 1, costUsd: 0.04 }),
  ]);
  const rows = [...priced({ haiku: line(300, 0), opus: line(300, 0) }), ...errored];

  test("are refused, with the task type, the tier, how many, and the way on", () => {
    expectRefused(
      rows,
      /task type "triage", tier "haiku": 3 of 303 cells have no score.*resume the run .*--allow-missing/,
    );
  });

  test("that are allowed leave an estimate without a promise, and a mark in the table", () => {
    const found = conclude(rows, { allowMissing: true });
    expect(onlyRoute(found)).toMatchObject({ status: "estimated", guarantee: null });
    expect(found.table.provenance.missingCells).toBe(3);
    expect(found.calibration.warnings.join()).toContain("too many missing cells");
  });

  test("of a whole tier are no reason to trust the rest", () => {
    const failed = priced({ haiku: line(200, 0), opus: line(200, 0) }).map((row) =>
      row.tier === "haiku" ? { ...row, status: "errored" as const, score: null } : row,
    );
    expectRefused(failed, /tier "haiku": 200 of 200 cells have no score/);
    const { calibration, table } = conclude(failed, { allowMissing: true });
    expect(calibration.taskTypes[0]?.choice).toEqual({ kind: "single", tier: "opus" });
    expect(table.routes["triage"]?.status).toBe("insufficient-data");
  });
});

describe("a tier that is absent", () => {
  test("for some items counts as missing there", () => {
    expectRefused(
      priced({ haiku: line(200, 0), sonnet: line(190, 0), opus: line(200, 0) }),
      /tier "sonnet": 10 of 200 cells have no score/,
    );
  });

  test("from a task type is left out there, aloud, and nothing is said about it", () => {
    const rows = [
      ...priced({ haiku: line(200, 0), opus: line(200, 0) }),
      ...priced({ opus: line(50, 0) }, () => ({ taskType: "reply" })),
    ];
    const { calibration, table } = conclude(rows);
    expect(calibration.warnings).toContain('Task type "reply" has no scores of haiku: left out there.');
    expect(table.routes["reply"]).toMatchObject({ status: "insufficient-data", guarantee: null });
    expect(table.routes["reply"]?.plan.map(({ tier }) => tier)).toEqual(["opus"]);
  });

  test("as the reference is refused", () => {
    expectRefused(
      priced({ haiku: "11", sonnet: "11" }),
      /reference tier "opus" has no outcomes; tiers with outcomes: /,
    );
    const other = priced({ haiku: "1" }, () => ({ taskType: "reply" }));
    expectRefused([...priced({ haiku: "11", opus: "11" }), ...other], /"reply" has no scored outcome of the reference/);
  });
});

describe("scores outside [0, 1], and NaN", () => {
  const spoilt = (score: number) =>
    priced({ haiku: line(40, 0), opus: line(40, 0) }).map((row, i) => (i === 3 ? { ...row, score } : row));

  test.each([1.01, -0.01, 95, Number.NaN, Number.POSITIVE_INFINITY])("%d is refused where it stands", async (score) => {
    expectRefused(spoilt(score), /item "item-0003", tier "haiku": score .* is not in \[0, 1\]/);
    expect(OutcomeSchema.safeParse(spoilt(score)[3]).success).toBe(false);
    const [row] = spoilt(score).slice(3);
    const store = memoryStore();
    await store.createRun(RUN, [], []);
    await expect(store.record(row as Outcome, [])).rejects.toThrow(/score/);
  });

  test.each<[string, JsonObject, RegExp]>([
    ["score", { score: "1.2" }, /t\.csv:3 field "score": "1\.2" is not a number in \[0, 1\]/],
    ["score", { score: "NaN" }, /t\.csv:3 field "score": "NaN"/],
    ["cost", { cost_usd: "NaN" }, /t\.csv:3 field "cost_usd": "NaN"/],
    ["latency", { latency_ms: "-1" }, /t\.csv:3 field "latency_ms": "-1"/],
  ])("an imported %s: file, line, column, what would do", async (_, change, message) => {
    const fields = { item_id: "a", task_type: "triage", tier: "haiku", score: "1" };
    await expect(importing([fields, { ...fields, item_id: "b", ...change }])).rejects.toThrow(message);
  });

  test("schemas take no NaN into a reading, a cost or a latency", () => {
    const [good] = priced({ haiku: "1" });
    const reading = { name: "s", value: Number.NaN };
    for (const bad of [{ signals: [reading] }, { costNanoUsd: Number.NaN }, { latencyMs: Number.NaN }]) {
      expect(OutcomeSchema.safeParse({ ...good, ...bad }).success).toBe(false);
    }
    expect(OutcomeSchema.safeParse(good).success).toBe(true);
  });

  test("options that are NaN are refused by name", () => {
    const rows = priced({ haiku: "1", opus: "1" });
    for (const name of ["margin", "harm", "confidence", "seed", "minItems"] as const) {
      expect(() => conclude(rows, { [name]: Number.NaN })).toThrow(UsageError);
      expect(() => conclude(rows, { [name]: Number.NaN })).toThrow(`${name} must be`);
    }
    expectRefused(rows, /traffic of task type "triage" must be 0 or more, found NaN/, {
      traffic: { triage: Number.NaN },
    });
  });
});

describe("readings, costs and latencies that cannot be", () => {
  const rows = (change: Partial<Outcome>) =>
    priced({ haiku: line(40, 2), opus: line(40, 0) }).map((row, i) => (i === 3 ? { ...row, ...change } : row));

  test.each<[string, Partial<Outcome>, RegExp]>([
    ["NaN reading", { signals: [{ name: "s", value: Number.NaN }] }, /tier "haiku": signal "s" reads NaN; leave out/],
    ["endless reading", { signals: [{ name: "s", value: Number.POSITIVE_INFINITY }] }, /signal "s" reads Infinity/],
    [
      "NaN cost",
      { costNanoUsd: Number.NaN },
      /item "item-0003", tier "haiku": costNanoUsd NaN is not 0 or more; use null/,
    ],
    ["negative cost", { costNanoUsd: -1 }, /costNanoUsd -1 is not 0 or more/],
    ["NaN latency", { latencyMs: Number.NaN }, /latencyMs NaN is not 0 or more/],
  ])("%s is refused where it stands", (_, change, message) => {
    expectRefused(rows(change), message);
    expect(OutcomeSchema.safeParse(rows(change)[3]).success).toBe(false);
  });
});

describe("a constant signal", () => {
  const constant = (_: string, tier: string): Partial<OutcomeSpec> =>
    tier === "opus" ? {} : { signals: [{ name: "confidence", value: 0.5 }] };

  test("carries no cascade: it would take all answers or none", () => {
    const found = conclude(priced({ haiku: line(300, 30), opus: line(300, 0) }, constant));
    expect(onlyType(found)?.choice).toEqual({ kind: "single", tier: "opus" });
    expect(onlyRoute(found)?.plan.every(({ accept }) => accept === "always")).toBe(true);
    expect(found.calibration.signals[0]).toMatchObject({ auroc: 0.5 });
  });

  test("costs no certificate that the tier has without it", () => {
    const found = conclude(priced({ haiku: line(400, 0), opus: line(400, 0) }, constant));
    expect(onlyType(found)?.choice).toEqual({ kind: "single", tier: "haiku" });
  });
});

describe("few items", () => {
  test("a single item: the reference, how many are needed, and no promise", () => {
    const found = conclude(priced({ haiku: "1", sonnet: "1", opus: "1" }));
    expect(onlyType(found)).toMatchObject({ status: "insufficient-data", choice: { kind: "single", tier: "opus" } });
    expect(onlyType(found)?.itemsStillNeeded).toBeGreaterThanOrEqual(29);
    expect(onlyRoute(found)).toMatchObject({ status: "insufficient-data", guarantee: null });
    expect(onlyRoute(found)?.itemsStillNeeded).toBe(onlyType(found)?.itemsStillNeeded);
    expect(onlyRoute(found)?.expected?.quality.ci[0]).toBeLessThan(0.3);
  });

  test("many items of one cluster are one", () => {
    const found = conclude(priced({ haiku: line(200, 0), opus: line(200, 0) }, () => ({ cluster: "one" })));
    expect(onlyType(found)).toMatchObject({ status: "insufficient-data", clusters: 1 });
    expect(onlyType(found)?.itemsStillNeeded).toBeGreaterThanOrEqual(29);
  });

  test("a small task type beside a large one is not certified by it", () => {
    const rows = [
      ...priced({ haiku: line(400, 0), opus: line(400, 0) }),
      ...priced({ haiku: line(5, 0), opus: line(5, 0) }, () => ({ taskType: "tiny" })),
    ];
    const { table } = conclude(rows);
    expect(table.routes["tiny"]?.status).not.toBe("certified");
    expect(table.routes["tiny"]?.itemsStillNeeded).toBeGreaterThan(0);
  });
});

describe("all right, all wrong", () => {
  test.each([
    ["right", 0, 1],
    ["wrong", 40, 0],
  ])("40 items all %s: not enough, with the number that would be", (_, wrong, quality) => {
    const found = conclude(priced({ haiku: line(40, wrong), opus: line(40, wrong) }));
    expect(onlyType(found)).toMatchObject({ status: "insufficient-data", choice: { tier: "opus" } });
    expect(onlyType(found)?.itemsStillNeeded).toBeGreaterThan(10);
    const expected = onlyRoute(found)?.expected?.quality;
    expect(expected?.v).toBe(quality);
    expect((expected?.ci[1] ?? 0) - (expected?.ci[0] ?? 0)).toBeGreaterThan(0.05);
  });

  test("a cheap tier always right, a reference always wrong: certified, and the difference is not called exact", () => {
    const { calibration } = conclude(priced({ haiku: line(100, 0), opus: line(100, 100) }));
    const haiku = calibration.policies.find(({ name }) => name === "always-haiku");
    expect(calibration.taskTypes[0]?.choice).toEqual({ kind: "single", tier: "haiku" });
    expect(haiku?.qualityVsReference.ci[0]).toBeLessThan(0.99);
  });

  test("a cheap tier always wrong is never routed to", () => {
    const found = conclude(priced({ haiku: line(100, 100), opus: line(100, 0) }));
    expect(JSON.stringify(onlyRoute(found)?.plan)).not.toContain("haiku");
  });
});

describe("duplicate keys", () => {
  const rows = priced({ haiku: line(40, 0), opus: line(40, 0) });

  test("a row twice is refused with item, tier, trial and run", () => {
    expectRefused(
      [...rows, ...rows.slice(0, 1)],
      /item "item-0000", tier "haiku", trial 0 occurs twice in run "run-1": remove one/,
    );
  });

  test("an imported row twice is refused with both places", async () => {
    const fields = { item_id: "a", task_type: "triage", tier: "haiku", score: "1" };
    await expect(importing([fields, fields])).rejects.toThrow(
      /t\.csv:3: item "a" on tier "haiku" was already at t\.csv:2/,
    );
  });

  test("a store keeps one outcome per cell, so that a repeated answer counts once", async () => {
    const store = memoryStore();
    const keyed = rows.map((row) => ({ ...row, cellKey: contentHash(row.cellKey) }));
    const cells = keyed.map(({ cellKey: key, itemId, taskType, tier, trial }) => ({
      key,
      itemId,
      taskType,
      tier,
      trial,
    }));
    await store.createRun({ ...RUN, plannedCells: cells.length }, cells, []);
    for (const row of [...keyed, ...keyed.slice(0, 5)]) await store.record(row, []);
    const stored = await store.outcomes({ runIds: [RUN.runId] });
    expect(stored).toHaveLength(rows.length);
    expect(onlyType(conclude(stored))?.items).toBe(40);
  });

  test("one item in two clusters is refused", () => {
    const torn = priced({ haiku: "11", opus: "11" }, (_, tier) => ({ cluster: `of ${tier}` }));
    expectRefused(torn, /item "item-0000" is in cluster "of haiku" and in "of opus": it must be in one/);
  });
});

describe("unknown costs", () => {
  test("are said, give no saving, and leave the given order", () => {
    const answers = { haiku: line(300, 0), sonnet: line(300, 0), opus: line(300, 0) };
    const { calibration, table } = conclude(priced(answers, () => ({ costUsd: null })));
    expect(calibration.warnings.join()).toContain("costs are not known");
    expect(calibration.policies.every(({ costUsd, costRatio }) => costUsd === null && costRatio === null)).toBe(true);
    expect(calibration.taskTypes[0]).toMatchObject({ costToDecideUsd: null });
    expect(table.routes["triage"]?.expected?.costUsd ?? null).toBeNull();
  });

  test("of a few answers make the sum unknown, never smaller", () => {
    const rows = priced({ haiku: line(300, 0), opus: line(300, 0) }, (itemId) =>
      itemId.endsWith("3") ? { costUsd: null } : {},
    );
    const { calibration } = conclude(rows);
    expect(calibration.policies.every(({ costUsd }) => costUsd === null)).toBe(true);
    expect(calibration.warnings.join()).toContain("costs are not known");
  });

  test("what costs nothing has no cost ratio", () => {
    const { calibration } = conclude(priced({ haiku: line(100, 0), opus: line(100, 0) }, () => ({ costUsd: 0 })));
    expect(calibration.policies.every(({ costRatio }) => costRatio === null)).toBe(true);
  });
});

test("nothing at all, and one tier only, are refused in one line", () => {
  expectRefused([], /no outcomes: run the benchmark or import a table first/);
  expectRefused(priced({ opus: "111" }), /only the tier "opus" has outcomes: choosing needs at least two tiers/);
});

async function importing(rows: readonly JsonObject[]) {
  async function* sourceRows() {
    for (const [index, fields] of rows.entries()) yield { file: "t.csv", line: index + 2, fields };
  }
  return await outcomesFromRows(sourceRows(), {
    runName: "imported",
    importedAt: "2026-11-20T12:00:00.000Z",
    toolVersion: "0.1.0",
    priceNanoUsd: () => null,
  });
}
