import { describe, expect, test } from "vitest";
import type { Calibration, CalibrationOptions, TableCertificate } from "../core/calibration.js";
import type { DatasetRef } from "../core/dataset.js";
import type { Run } from "../core/run.js";
import type { Tier } from "../core/tier.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { roundNumbers } from "./round-numbers.js";
import { type RoutingTableInputs, routingTable } from "./routing-table-from.js";

const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.03 };
const RUN = seededRun(["haiku", "opus"]);
const ROWS = outcomesFromStrings({ haiku: "1".repeat(40), opus: "1".repeat(40) });
const CALIBRATION: Calibration = { ...calibrate(ROWS, [RUN], OPTIONS, { resamples: 20 }), warnings: [] };

const tableOf = (calibration: Partial<Calibration> = {}, inputs: Partial<RoutingTableInputs> = {}) =>
  routingTable({
    calibration: { ...CALIBRATION, ...calibration },
    runs: [RUN],
    tiers: RUN.tiers,
    prices: {},
    toolVersion: "0.1.0",
    ...inputs,
  });

const dataset = (id: string, sha256: string): DatasetRef => ({ id, version: "1", sha256, items: 40, clusters: 0 });
const judge = (model: string): Run["judge"] => ({ tier: "opus", model, rubricHashes: {} });

describe("provenance", () => {
  const early = seededRun(["haiku", "opus"], {
    runId: "early",
    createdAt: "2026-10-01T00:00:00.000Z",
    finishedAt: "2026-10-09T00:00:00.000Z",
    datasets: [dataset("b", "1"), dataset("a", "2")],
    promptHashes: { triage: "old", other: "same" },
    judge: judge("first"),
    priceBookDate: "2026-09-30",
    trials: 3,
  });
  const late = seededRun(["haiku", "opus"], {
    runId: "late",
    createdAt: "2026-10-02T00:00:00.000Z",
    finishedAt: "2026-10-03T00:00:00.000Z",
    datasets: [dataset("a", "1"), dataset("b", "1")],
    promptHashes: { triage: "new" },
    judge: judge("second"),
    priceBookDate: "2026-09-01",
    trials: 2,
  });
  const newest = seededRun(["haiku", "opus"], {
    runId: "newest",
    createdAt: "2026-10-02T00:00:00.000Z",
    finishedAt: "2026-10-02T12:00:00.000Z",
    priceBookDate: null,
  });
  const unused = seededRun(["haiku"], {
    runId: "unused",
    finishedAt: "2027-01-01T00:00:00.000Z",
    datasets: [dataset("z", "9")],
    trials: 9,
    priceBookDate: "2027-01-01",
    judge: judge("nobody"),
  });
  const runIds = ["early", "late", "newest"];
  const { provenance } = tableOf({ runIds }, { runs: [unused, newest, late, early] });

  test("is of the runs that were calibrated, by date and then by name, and of no other", () => {
    expect(provenance).toEqual({
      tool: { name: "tierbench", version: "0.1.0" },
      simulated: false,
      runIds,
      createdAt: "2026-10-09T00:00:00.000Z",
      datasets: [dataset("a", "1"), dataset("a", "2"), dataset("b", "1")],
      promptHashes: { triage: "new", other: "same" },
      judge: judge("second"),
      priceBookDate: "2026-09-30",
      trials: 3,
      seed: 1,
      splits: null,
      missingCells: 0,
    });
    const sameTime = seededRun([], { ...newest, runId: "zz", promptHashes: { triage: "newest" } });
    const both = tableOf({ runIds: ["late", "zz"] }, { runs: [sameTime, late] });
    expect(both.provenance.promptHashes).toEqual({ triage: "newest" });
    const dated = ["2026-09-02", "2026-09-30", "2026-09-01"].map((priceBookDate, i) => ({
      ...newest,
      runId: `run-${i}`,
      priceBookDate,
    }));
    const three = tableOf({ runIds: dated.map(({ runId }) => runId) }, { runs: dated });
    expect(three.provenance.priceBookDate).toBe("2026-09-30");
  });

  test("knows no judge and no price book where no run had one", () => {
    const { judge: own, priceBookDate } = tableOf({ runIds: ["newest"] }, { runs: [newest] }).provenance;
    expect([own, priceBookDate]).toEqual([null, null]);
  });

  test("names what is missing, the leave for it, and the warnings", () => {
    const split = { choosing: 16, testing: 24, testUnitsSha256: "0".repeat(64) };
    const { provenance: marked } = tableOf({
      simulated: true,
      missing: [
        { taskType: "triage", tier: "haiku", cells: 2, of: 40 },
        { taskType: "triage", tier: "opus", cells: 3, of: 40 },
      ],
      options: { ...OPTIONS, allowMissing: true, seed: 7 },
      warnings: ["Mind this."],
      whole: { ...CALIBRATION.whole, split },
    });
    expect(marked).toMatchObject({
      simulated: true,
      missingCells: 5,
      allowMissing: true,
      seed: 7,
      splits: split,
      warnings: ["Mind this."],
    });
    expect(provenance).not.toHaveProperty("allowMissing");
    expect(provenance).not.toHaveProperty("warnings");
  });
});

describe("dates", () => {
  test("a run that has not finished stops the table unless its date is given", () => {
    const open = { runs: [{ ...RUN, finishedAt: null }] };
    expect(() => tableOf({}, open)).toThrow('run "run-1" has not finished: resume it, or give the date of the table');
    expect(tableOf({}, { ...open, asOf: "2026-11-05T01:00:00+01:00" }).validity).toEqual({
      notBefore: "2026-11-05T00:00:00.000Z",
      staleAfter: "2027-01-06T00:00:00.000Z",
      expiresAt: "2027-02-05T00:00:00.000Z",
      onStale: "warn",
      onExpired: "reference",
      modelPin: "strict",
    });
  });

  test("the latest finish counts as a time, not as text", () => {
    const runs = [
      { ...RUN, finishedAt: "2026-10-31T23:30:00-02:00" },
      { ...RUN, runId: "run-2", finishedAt: "2026-11-01T00:30:00+01:00" },
    ];
    expect(tableOf({ runIds: ["run-1", "run-2"] }, { runs }).provenance.createdAt).toBe("2026-11-01T01:30:00.000Z");
  });

  test("what is no date, and no run at all, are refused", () => {
    expect(() => tableOf({}, { asOf: "tomorrow" })).toThrow('"tomorrow" is not an ISO date-time');
    expect(() => tableOf({ runIds: ["other"] })).toThrow("the calibration rests on none of the given runs");
  });

  test("the id is the date and a hash of the content", () => {
    const { tableId } = tableOf();
    expect(tableId).toMatch(/^rt_2026-10-31_[0-9a-f]{4}$/);
    expect(tableOf().tableId).toBe(tableId);
    expect(tableOf({}, { toolVersion: "0.1.1" }).tableId).not.toBe(tableId);
  });
});

describe("tiers", () => {
  const tier = (id: string, model: string, params: Partial<Tier["params"]> = {}): Tier => ({
    id,
    model,
    params: { maxTokens: 500, ...params },
  });

  test("model, parameters and prices as they were asked", () => {
    const tiers = [
      tier("opus", "claude-opus", { effort: "high" }),
      tier("haiku", "constructor", { thinking: { type: "disabled" } }),
    ];
    expect(tableOf({}, { tiers }).tiers).toEqual([
      {
        id: "haiku",
        rank: 0,
        provider: "unknown",
        model: "constructor",
        params: { maxTokens: 500, thinking: { type: "disabled" } },
        prices: [],
      },
      {
        id: "opus",
        rank: 1,
        provider: "anthropic",
        model: "claude-opus",
        params: { maxTokens: 500, effort: "high" },
        prices: [],
      },
    ]);
    const [haiku] = tableOf({}, { tiers: [tier("haiku", "my-claude"), tier("opus", "claude-opus")] }).tiers;
    expect(haiku).toMatchObject({ provider: "unknown", params: { maxTokens: 500 } });
    expect(Object.keys(haiku?.params ?? {})).toEqual(["maxTokens"]);
  });

  test("one that no run names is refused", () => {
    expect(() => tableOf({}, { tiers: [tier("haiku", "any")] })).toThrow(
      'tier "opus" has outcomes, but no run names its model',
    );
  });

  test.each([
    [2, 1],
    [3, 2],
    [9, 8],
    [10, 8],
  ])("of %i, at most %i hops", (count, maxHops) => {
    const others = Array.from({ length: count - 2 }, (_, i) => `tier-${i}`);
    const tierOrder = ["haiku", ...others, "opus"];
    const tiers = tierOrder.map((id) => tier(id, id));
    expect(tableOf({ tierOrder }, { tiers }).defaults).toEqual({
      unknownTaskType: "safe",
      referenceTier: "opus",
      maxHops,
      maxCostUsd: null,
    });
  });
});

describe("what was asked, and what the whole promises", () => {
  test("the options of the calibration", () => {
    expect(tableOf().policy).toEqual({
      margin: 0.05,
      harm: 0.03,
      confidence: 0.95,
      simultaneous: false,
      traffic: null,
      objective: { kind: "cost" },
    });
    const traffic = { triage: 3 };
    expect(tableOf({ options: { ...OPTIONS, traffic } }).policy.traffic).toEqual(traffic);
    expect(tableOf()).toMatchObject({ schemaVersion: "1.0.0", requires: [], supersedes: null });
  });

  test("totals are the evaluation of the table", () => {
    const own = CALIBRATION.policies.find(({ name }) => name === "table");
    expect(tableOf().totals).toEqual({
      qualityVsReference: roundNumbers(own?.qualityVsReference),
      costVsReference: own?.costRatio,
      estimates: "post-selection",
      crossFitted: null,
      basis: CALIBRATION.whole.basis,
      guarantee: null,
      reason: CALIBRATION.whole.reason,
      minItems: 30,
    });
    const singles = CALIBRATION.policies.filter(({ name }) => name !== "table");
    expect(() => tableOf({ policies: singles })).toThrow("no evaluation of the table over 1 task types");
  });

  test("cross-fitted figures where the table routes, and its certificate", () => {
    const figures = { quality: 0.9, costUsd: 0.01, harm: 0.02, netLoss: 0.01 };
    const certificate: TableCertificate = {
      type: "harm-rate",
      scope: "whole-table",
      method: "fixed-sequence-binomial",
      epsilon: 0.03,
      delta: 0.05,
      pValue: 0.01,
      k: 1,
      n: 300,
      step: 2,
      assumes: ["exchangeable-items"],
    };
    const whole = { ...CALIBRATION.whole, everywhere: null, figures, certificate };
    expect(tableOf({ whole }).totals).toMatchObject({ crossFitted: figures, guarantee: certificate });
    expect(tableOf({ whole: { ...whole, everywhere: "opus" } }).totals["crossFitted"]).toBeNull();
  });
});
