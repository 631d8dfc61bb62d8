import { describe, expect, it } from "vitest";
import { type OutcomeSpec, seededOutcome } from "../testing/seeded-outcomes.js";
import { harmOf, itemMeans, type TierColumn, tierColumn } from "./tier-column.js";

type Trial = Partial<OutcomeSpec> & { readonly score: number };
const items = (...rows: readonly (readonly Trial[])[]) =>
  rows.map((trials, item) =>
    trials.map((trial, at) => seededOutcome({ itemId: `${item}`, tier: "haiku", trial: at, ...trial })),
  );
const columnOf = (
  rows: ReturnType<typeof items>,
  signals: readonly string[] = [],
  reference: TierColumn | null = null,
) => tierColumn("haiku", rows, { signals, reference });
const right = { score: 1 };
const wrong = { score: 0 };

describe("tierColumn", () => {
  it("lays trials out item by item", () => {
    const column = columnOf(items([right, wrong], [wrong], [{ score: 0.5 }, right, right]));
    expect([...column.starts]).toEqual([0, 2, 3, 6]);
    expect([...column.score]).toEqual([1, 0, 0, 0.5, 1, 1]);
    expect([...column.meanScore]).toEqual([0.5, 0, 2.5 / 3]);
    expect(column).toMatchObject({ tier: "haiku", mostTrials: 3, isBinary: false });
  });

  it("is binary where every item has one trial that is right or wrong", () => {
    expect(columnOf(items([right], [wrong])).isBinary).toBe(true);
    expect(columnOf(items([right], [{ score: 0.5 }])).isBinary).toBe(false);
    expect(columnOf(items([right], [wrong, wrong])).isBinary).toBe(false);
  });

  it("keeps answers and the extra calls of signals apart; one unknown cost or latency leaves none", () => {
    const paid = { score: 1, costUsd: 0.5, signalCostUsd: 0.125, latencyMs: 20 };
    const column = columnOf(items([paid], [{ ...paid, signalCostUsd: 0 }]));
    expect([...(column.costUsd ?? [])]).toEqual([0.375, 0.5]);
    expect([...(column.signalCostUsd ?? [])]).toEqual([0.125, 0]);
    expect([...(column.latencyMs ?? [])]).toEqual([20, 20]);
    const unknown = columnOf(items([paid], [{ ...paid, costUsd: null, latencyMs: null }]));
    expect(unknown).toMatchObject({ costUsd: null, signalCostUsd: null, latencyMs: null });
    const rows = items([paid]).map((trials) => trials.map((row) => ({ ...row, signalCostNanoUsd: null })));
    expect([...(columnOf(rows).costUsd ?? [])]).toEqual([0.5]);
    expect([...(columnOf(rows).signalCostUsd ?? [])]).toEqual([0]);
  });

  it("reads a missing signal as the lowest, and leaves out one that was never read", () => {
    const sure = (value: number, isMissing?: true) => ({
      score: 1,
      signals: [{ name: "sure", value, ...(isMissing === undefined ? {} : { isMissing }) }],
    });
    const { signals } = columnOf(items([sure(0.8)], [right], [sure(0.6, true)]), ["sure", "length"]);
    expect([...signals.keys()]).toEqual(["sure"]);
    expect([...(signals.get("sure")?.readings ?? [])]).toEqual([0.8, 0, 0]);
    expect([...(signals.get("sure")?.isMissing ?? [])]).toEqual([0, 1, 1]);
    expect(columnOf(items([sure(0.8)])).signals.size).toBe(0);
  });

  it("is harmed by every trial of the reference that did better, and by none where it is the reference", () => {
    const reference = columnOf(items([right, wrong], [{ score: 0.75 }]));
    expect([...reference.harm]).toEqual([0, 0, 0]);
    const column = columnOf(items([wrong, right], [{ score: 0.5 }, right]), [], reference);
    expect([...column.harm]).toEqual([0.5, 0, 0.25, 0]);
    expect([...harmOf(column.score, column.starts, null)]).toEqual([0, 0, 0, 0]);
  });
});

it("itemMeans takes the mean over the trials of every item", () => {
  expect([...itemMeans(Float64Array.of(1, 3, 5, 7), Uint32Array.of(0, 1, 4))]).toEqual([1, 5]);
});
