import { describe, expect, it } from "vitest";
import type { CrossFittedFigures } from "../core/calibration.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { beats, type CrossFittedBar, figuresOf, savingOver } from "./cross-fitted-bar.js";
import { type ItemValues, itemValuesBy } from "./item-values.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { tierRows } from "./tier-rows.js";

const figures = (change: Partial<CrossFittedFigures> = {}): CrossFittedFigures => ({
  quality: 0.9,
  costUsd: 0.5,
  harm: 0,
  netLoss: 0,
  ...change,
});
const SINGLE = figures({ costUsd: 1 });
const BAR: CrossFittedBar = {
  criterion: "net-loss",
  epsilon: 0.03,
  tolerance: 0,
  isReference: false,
  places: [0.5, 1],
};

describe("beats", () => {
  it("keeps the promise in the quantity that was promised, the limit included", () => {
    expect(beats(figures({ netLoss: 0.03, harm: 1 }), SINGLE, BAR)).toBe(true);
    expect(beats(figures({ netLoss: 0.031 }), SINGLE, BAR)).toBe(false);
    expect(beats(figures({ netLoss: 1, harm: 0.03 }), SINGLE, { ...BAR, criterion: "harm" })).toBe(true);
    expect(beats(figures({ harm: 0.031 }), SINGLE, { ...BAR, criterion: "harm" })).toBe(false);
  });

  it("asks for a saving of 5 %", () => {
    expect(beats(figures({ costUsd: 0.94 }), SINGLE, BAR)).toBe(true);
    expect(beats(figures({ costUsd: 15 }), figures({ costUsd: 16 }), BAR)).toBe(true);
    expect(beats(figures({ costUsd: 0.96 }), SINGLE, BAR)).toBe(false);
    expect(beats(figures({ costUsd: 2 }), SINGLE, BAR)).toBe(false);
    // No bill to save on: a free tier is beaten by nothing that costs.
    expect(beats(figures({ costUsd: 0.1 }), figures({ costUsd: 0 }), BAR)).toBe(false);
  });

  it("may lose the tolerance against a tier, and the promise alone bounds the loss against the reference", () => {
    const worse = figures({ quality: 0.75 });
    const single = figures({ quality: 0.875, costUsd: 1 });
    expect(beats(worse, single, BAR)).toBe(false);
    expect(beats(worse, single, { ...BAR, tolerance: 0.125 })).toBe(true);
    expect(beats(worse, single, { ...BAR, tolerance: 0.1 })).toBe(false);
    expect(beats(worse, single, { ...BAR, isReference: true })).toBe(true);
    expect(beats(single, single, { ...BAR, places: [0, 1] })).toBe(false);
    expect(beats(figures({ quality: 0.875 }), single, BAR)).toBe(true);
  });
});

describe("savingOver", () => {
  it("is the share of the cost saved; by places in price order where a cost is not known", () => {
    expect(savingOver(figures({ costUsd: 1 }), figures({ costUsd: 4 }), [0.5, 1])).toBe(0.75);
    expect(savingOver(figures({ costUsd: null }), figures({ costUsd: null }), [0.5, 1])).toBe(0.5);
    expect(savingOver(figures({ costUsd: 0 }), figures({ costUsd: 0 }), [0.5, 1])).toBe(1);
  });
});

describe("figuresOf", () => {
  const { matrices } = outcomeMatrices(
    ["a", "b"].flatMap((taskType) =>
      outcomesFromStrings({ haiku: "10", opus: "11" }, (itemId) => ({ taskType, itemId: `${taskType}${itemId}` })),
    ),
    [seededRun(["haiku", "opus"])],
    "opus",
  );
  const rows = tierRows(matrices, { tiers: ["haiku", "opus"], traffic: { a: 3, b: 1 } });
  const valuesOf = (known: Partial<ItemValues>) => itemValuesBy((quantity) => known[quantity] ?? null);

  it("weighs task types by the traffic", () => {
    const values = valuesOf({
      score: Float64Array.of(1, 1, 0, 0),
      costUsd: Float64Array.of(4, 0, 0, 8),
      harm: Float64Array.of(0, 0, 1, 1),
      netLoss: Float64Array.of(0, 1, 0, 1),
    });
    expect(figuresOf(rows, values)).toEqual({ quality: 0.75, costUsd: 2.5, harm: 0.25, netLoss: 0.5 });
  });

  it("leaves the cost out where it is not known", () => {
    const score = Float64Array.of(1, 1, 1, 1);
    expect(figuresOf(rows, valuesOf({ score, harm: score, netLoss: score })).costUsd).toBeNull();
  });
});
