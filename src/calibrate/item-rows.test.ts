import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors.js";
import type { Outcome } from "../core/outcome.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { inCodeUnitOrder, rowsByTaskType } from "./item-rows.js";

const RUNS = [seededRun(["haiku", "opus"]), seededRun(["haiku", "opus"], { runId: "run-2" })];
const row = (tier: string, change: Partial<Outcome> = {}): Outcome => ({
  ...seededOutcome({ itemId: "a", tier, score: 1 }),
  ...change,
});
const refusal = (...rows: readonly Outcome[]) => {
  try {
    rowsByTaskType(rows, RUNS);
  } catch (error) {
    return error;
  }
  return null;
};

describe("rowsByTaskType", () => {
  it("puts task types and items into the order of their names, rows into that of run, trial and tier", () => {
    const rows = [
      row("haiku", { runId: "run-2" }),
      row("opus", { trial: 1 }),
      row("opus"),
      row("haiku", { trial: 1 }),
      row("haiku"),
      row("haiku", { itemId: "Z" }),
      row("haiku", { taskType: "reply" }),
    ];
    const before = rows.slice();
    const found = rowsByTaskType(rows, RUNS);
    expect(rows).toEqual(before);
    expect([...found.keys()]).toEqual(["reply", "triage"]);
    expect(found.get("triage")?.map(({ itemId }) => itemId)).toEqual(["Z", "a"]);
    const item = found.get("triage")?.[1];
    expect(item?.rows.map(({ runId, trial, tier }) => `${runId} ${trial} ${tier}`)).toEqual([
      "run-1 0 haiku",
      "run-1 0 opus",
      "run-1 1 haiku",
      "run-1 1 opus",
      "run-2 0 haiku",
    ]);
    expect([...(item?.byTier ?? [])].map(([tier, answers]) => [tier, answers.map(({ trial }) => trial)])).toEqual([
      ["haiku", [0, 1, 0]],
      ["opus", [0, 1]],
    ]);
  });

  it("keeps rows without a score apart from the answers, whatever they say", () => {
    const errored = row("haiku", { status: "errored", score: null, costNanoUsd: -1 });
    const [item] = rowsByTaskType([errored, row("opus")], RUNS).get("triage") ?? [];
    expect(item?.rows).toHaveLength(2);
    expect([...(item?.byTier.keys() ?? [])]).toEqual(["opus"]);
  });

  it("lets pass what is 0, unknown, or just large", () => {
    for (const value of [0, null, 1e15]) {
      expect(refusal(row("opus", { costNanoUsd: value, signalCostNanoUsd: value, latencyMs: value }))).toBeNull();
    }
    for (const score of [0, 0.5, 1]) expect(refusal(row("opus", { score }))).toBeNull();
    expect(refusal(row("opus", { signals: [{ name: "sure", value: -3 }] }))).toBeNull();
  });

  it.each([
    ["costNanoUsd", -1],
    ["signalCostNanoUsd", Number.POSITIVE_INFINITY],
    ["latencyMs", Number.NaN],
  ])("refuses a %s of %d", (name, value) => {
    expect(refusal(row("opus", { [name]: value }))).toEqual(
      new DataError(`item "a", tier "opus": ${name} ${value} is not 0 or more; use null where it is not known`),
    );
  });

  it("refuses a reading that is no number", () => {
    const signals = [
      { name: "good", value: 1 },
      { name: "sure", value: Number.NaN },
    ];
    expect(refusal(row("opus", { signals }))).toEqual(
      new DataError('item "a", tier "opus": signal "sure" reads NaN; leave out what could not be read'),
    );
  });

  it.each([-0.1, 1.1, null])("refuses a score of %s", (score) => {
    expect(refusal(row("opus", { score }))).toEqual(
      new DataError(`item "a", tier "opus": score ${score} is not in [0, 1]: correct it, or mark the row as errored`),
    );
  });

  it("refuses a row that occurs twice, an item in two clusters, and a run that is not there", () => {
    expect(refusal(row("opus"), row("haiku"), row("opus"))).toEqual(
      new DataError('item "a", tier "opus", trial 0 occurs twice in run "run-1": remove one'),
    );
    expect(refusal(row("haiku", { cluster: "x" }), row("opus"))).toEqual(
      new DataError('item "a" is in cluster "x" and in "null": it must be in one'),
    );
    expect(refusal(row("opus", { runId: "gone" }))).toEqual(
      new DataError('outcome of item "a" belongs to run "gone", which is not among the runs'),
    );
  });
});

it("orders by code units, not by any language", () => {
  expect(["é", "b", "Z", "a", "b"].sort(inCodeUnitOrder)).toEqual(["Z", "a", "b", "b", "é"]);
  expect([inCodeUnitOrder("a", "b"), inCodeUnitOrder("b", "a"), inCodeUnitOrder("a", "a")]).toEqual([-1, 1, 0]);
});
