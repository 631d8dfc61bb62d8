import { describe, expect, it } from "vitest";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import type { ItemQuantity } from "./item-values.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { itemValues, type ReplayedPolicy } from "./replay-metrics.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 1, sonnet: 3, opus: 5 };
/** Read on haiku: high on the first three items. */
const READINGS = [0.9, 0.9, 0.9, 0.1, 0.1, 0.1];

function matrixOf(answers: { readonly [tier: string]: string }): TaskTypeMatrix {
  const rows = outcomesFromStrings(answers, (itemId, tier) => ({
    costUsd: COST[tier] ?? 0,
    latencyMs: 100 * (COST[tier] ?? 0),
    signals: tier === "haiku" ? [{ name: "sure", value: READINGS[Number(itemId.slice(-1))] ?? 0 }] : [],
  }));
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices;
  if (matrix === undefined) throw new RangeError("no matrix");
  return inPriceOrder(matrix, TIERS);
}

//                                 right alone:  both  harm  luck  both  esc.  none
const MATRIX = matrixOf({ haiku: "101100", sonnet: "111010", opus: "110110" });
const CASCADE: ReplayedPolicy = {
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 0.5 }] } },
    { tier: "opus", accept: "always" },
  ],
};

const means = (policy: ReplayedPolicy, quantity: ItemQuantity) => {
  const values = itemValues(policy, MATRIX)[quantity];
  return values === null ? null : [...values];
};

describe("itemValues", () => {
  it("counts a cascade item by item as by hand", () => {
    // Served: haiku 1, 0, 1; then opus 1, 1, 0.
    expect(means(CASCADE, "score")).toEqual([1, 0, 1, 1, 1, 0]);
    expect(means(CASCADE, "harm")).toEqual([0, 1, 0, 0, 0, 0]);
    expect(means(CASCADE, "netLoss")).toEqual([0, 1, -1, 0, 0, 0]);
    expect(means(CASCADE, "escalated")).toEqual([0, 0, 0, 1, 1, 1]);
    expect(means(CASCADE, "costUsd")).toEqual([1, 1, 1, 6, 6, 6]);
    expect(means(CASCADE, "latencyMs")).toEqual([100, 100, 100, 600, 600, 600]);
    // Item 1: sonnet and opus were right. Items 3 and 4: a cheaper tier was right too.
    expect(means(CASCADE, "underRouted")).toEqual([0, 1, 0, 0, 0, 0]);
    expect(means(CASCADE, "overRouted")).toEqual([0, 0, 0, 1, 1, 0]);
    // Of the three that went on, only item 4 got better.
    expect(means(CASCADE, "wastedEscalation")).toEqual([0, 0, 0, 1, 0, 1]);
    expect(means(CASCADE, "silentFailure")).toEqual([0, 1, 0, 0, 0, 0]);
  });

  it("counts a tier alone: every wrong answer of it is silent", () => {
    const single: ReplayedPolicy = { kind: "single", tier: "sonnet" };
    expect(means(single, "silentFailure")).toEqual([0, 0, 0, 1, 0, 1]);
    expect(means(single, "underRouted")).toEqual([0, 0, 0, 1, 0, 0]);
    expect(means(single, "overRouted")).toEqual([1, 0, 1, 0, 0, 0]);
    expect(means(single, "wastedEscalation")).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("lets a verifier without error pay for every tier up to the first right one", () => {
    const bound: ReplayedPolicy = { kind: "perfect-verifier" };
    expect(means(bound, "score")).toEqual([1, 1, 1, 1, 1, 0]);
    expect(means(bound, "costUsd")).toEqual([1, 4, 1, 1, 4, 9]);
    expect(means(bound, "harm")).toEqual([0, 0, 0, 0, 0, 0]);
    expect(means(bound, "escalated")).toEqual([0, 1, 0, 0, 1, 1]);
    expect(means(bound, "wastedEscalation")).toEqual([0, 0, 0, 0, 0, 1]);
    expect(means({ kind: "oracle" }, "costUsd")).toEqual([1, 3, 1, 1, 3, 1]);
  });

  it("mixes policies by their shares and refuses shares that are none", () => {
    const parts = [
      { policy: { kind: "single" as const, tier: "haiku" }, share: 0.25 },
      { policy: { kind: "single" as const, tier: "opus" }, share: 0.75 },
    ];
    expect(means({ kind: "mix", parts }, "score")).toEqual([1, 0.75, 0.25, 1, 0.75, 0]);
    expect(means({ kind: "mix", parts }, "costUsd")).toEqual([4, 4, 4, 4, 4, 4]);
    expect(() => itemValues({ kind: "mix", parts: parts.slice(1) }, MATRIX)).toThrow("add up to 0.75");
  });

  it("follows a table's route of the task type", () => {
    const routes = { triage: { kind: "single" as const, tier: "haiku" } };
    expect(means({ kind: "table", routes, otherwise: "opus" }, "score")).toEqual([1, 0, 1, 1, 0, 0]);
    expect(means({ kind: "table", routes: {}, otherwise: "opus" }, "score")).toEqual([1, 1, 0, 1, 1, 0]);
  });
});
