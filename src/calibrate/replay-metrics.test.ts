import { describe, expect, it } from "vitest";
import { type OutcomeSpec, outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
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

/** Per item and tier the scores of the trials; `sure` are the readings of each tier's trials. */
interface Trials {
  readonly scores: { readonly [tier: string]: readonly number[] };
  readonly sure?: { readonly [tier: string]: readonly number[] };
}

function matrixOfTrials(
  items: readonly Trials[],
  change: (tier: string) => Partial<OutcomeSpec> = () => ({}),
): TaskTypeMatrix {
  const rows = items.flatMap(({ scores, sure = {} }, index) =>
    Object.entries(scores).flatMap(([tier, values]) =>
      values.map((score, trial) =>
        seededOutcome({
          itemId: `item-${index}`,
          tier,
          trial,
          score,
          signals: sure[tier] === undefined ? [] : [{ name: "sure", value: sure[tier][trial] ?? 0 }],
          ...change(tier),
        }),
      ),
    ),
  );
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS, { trials: 2 })], "opus").matrices;
  if (matrix === undefined) throw new RangeError("no matrix");
  return inPriceOrder(matrix, TIERS);
}

const sureOf = (tier: string, atLeast = 0.5) => ({ tier, accept: { all: [{ signal: "sure", atLeast }] } });
const always = (tier: string) => ({ tier, accept: "always" as const });
const quantities = (policy: ReplayedPolicy, matrix: TaskTypeMatrix) => {
  const values = itemValues(policy, matrix);
  return (...names: readonly ItemQuantity[]) => names.map((name) => [...(values[name] ?? [])]);
};

describe("itemValues of repeated and graded answers", () => {
  const halves = matrixOfTrials([
    { scores: { haiku: [1, 0], sonnet: [0], opus: [1] }, sure: { haiku: [0.9, 0.1], sonnet: [0.9] } },
    { scores: { haiku: [1, 0], sonnet: [0], opus: [1] }, sure: { haiku: [0.1, 0.9], sonnet: [0.9] } },
    { scores: { haiku: [0, 0], sonnet: [1], opus: [1] }, sure: { haiku: [0.9, 0.9], sonnet: [0.1] } },
  ]);

  it("splits an item between the trials that stay and those that go on", () => {
    const of = quantities({ kind: "cascade", steps: [sureOf("haiku"), always("opus")] }, halves);
    expect(of("score", "escalated")).toEqual([
      [1, 0.5, 0],
      [0.5, 0.5, 0],
    ]);
    // The right trial stays and the wrong one goes on; the reverse; both stay.
    expect(of("underRouted", "overRouted")).toEqual([
      [0, 0.5, 1],
      [0.25, 0.25, 0],
    ]);
    expect(of("wastedEscalation", "silentFailure")).toEqual([
      [0, 0.5, 0],
      [0, 0.5, 1],
    ]);
  });

  it("holds what goes on from the first tier asked against that tier, not against the cheapest", () => {
    const of = quantities({ kind: "cascade", steps: [sureOf("sonnet"), always("opus")] }, halves);
    // Sonnet was right on the last item already.
    expect(of("wastedEscalation", "silentFailure", "overRouted")).toEqual([
      [0, 0, 1],
      [1, 1, 0],
      [0, 0, 1],
    ]);
  });

  it("blames routing for nothing that a dearer tier could not have done", () => {
    const lost = matrixOfTrials([
      { scores: { haiku: [1, 0], sonnet: [0], opus: [0] }, sure: { haiku: [0.1, 0.9], sonnet: [0.9] } },
    ]);
    const of = quantities({ kind: "cascade", steps: [sureOf("haiku"), always("opus")] }, lost);
    expect(of("score", "underRouted", "silentFailure", "wastedEscalation")).toEqual([[0], [0], [0.5], [0.5]]);
  });

  it("follows a share through three tiers", () => {
    const of = quantities({ kind: "cascade", steps: [sureOf("haiku"), sureOf("sonnet"), always("opus")] }, halves);
    // Of the first two items half goes on to sonnet, which keeps it and is wrong.
    expect(of("score", "harm", "underRouted", "wastedEscalation")).toEqual([
      [0.5, 0, 0],
      [0.5, 1, 1],
      [0.5, 1, 1],
      [0.5, 0.5, 0],
    ]);
  });

  it("lets nothing follow a step that always accepts, and the last step answer whatever it reads", () => {
    const alone = itemValues({ kind: "single", tier: "haiku" }, halves);
    expect(itemValues({ kind: "cascade", steps: [always("haiku"), always("opus")] }, halves)).toEqual(alone);
    const unmet = itemValues({ kind: "cascade", steps: [sureOf("haiku", 0.95)] }, halves);
    expect([unmet.silentFailure, unmet.underRouted]).toEqual([alone.silentFailure, alone.underRouted]);
  });

  const graded = matrixOfTrials([
    { scores: { haiku: [0.6], sonnet: [0.4], opus: [0.8] } },
    { scores: { haiku: [0.3], sonnet: [0.4], opus: [0.2] } },
    { scores: { haiku: [0.5], sonnet: [1], opus: [1] } },
  ]);

  it("lets the oracle take the best, though a cheaper one is nearly as good", () => {
    const of = quantities({ kind: "oracle" }, graded);
    expect(of("score", "overRouted", "underRouted", "wastedEscalation")).toEqual([
      [0.8, 0.4, 1],
      [0.6, 0.3, 0.5],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const [silent = []] = of("silentFailure");
    expect(silent.map((value) => Number(value.toFixed(12)))).toEqual([0.2, 0.6, 0]);
  });

  it("lets a verifier stop above one half, and serve the best of what it paid for where none is right", () => {
    const of = quantities({ kind: "perfect-verifier" }, graded);
    const [score = [], harm = [], escalated = [], under = [], over = []] = of(
      "score",
      "harm",
      "escalated",
      "underRouted",
      "overRouted",
    );
    expect(score).toEqual([0.6, 0.4, 1]);
    expect(harm[0]).toBeCloseTo(0.2, 12);
    expect(harm.slice(1)).toEqual([0, 0]);
    expect(escalated).toEqual([0, 1, 1]);
    expect(under[0]).toBeCloseTo(0.2, 12);
    expect(under.slice(1)).toEqual([0, 0]);
    expect(over).toEqual([0, 0.3, 0.5]);
  });

  it("does not know what a verifier pays where one cost is not known", () => {
    const scores = { haiku: [1], sonnet: [1], opus: [1] };
    const unknown = (tier: string) => {
      const change = (one: string) => (one === tier ? { costUsd: null, latencyMs: null } : {});
      return itemValues({ kind: "perfect-verifier" }, matrixOfTrials([{ scores }], change));
    };
    expect(unknown("haiku")).toMatchObject({ costUsd: null, latencyMs: null });
    expect(unknown("opus")).toMatchObject({ costUsd: null, latencyMs: null });
    const known = itemValues({ kind: "perfect-verifier" }, MATRIX);
    expect([...(known.latencyMs ?? [])]).toEqual([100, 400, 100, 100, 400, 900]);
  });
});
