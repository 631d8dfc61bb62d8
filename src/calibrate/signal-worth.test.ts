import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SignalReading } from "../core/signal.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { replay } from "./replay.js";
import { signalReliability } from "./signal-reliability.js";
import { signalWorth } from "./signal-worth.js";

type Answer = Omit<OutcomeSpec, "tier" | "itemId"> & { readonly itemId?: string };
const LEVELS = ["low", "mid", "high"];

/** What haiku answered, and what opus, right on every item, costs there. */
function matrixOf(answers: readonly Answer[], opusUsd: (i: number) => number | null = () => 0.01) {
  const rows = answers.flatMap((answer, i) => {
    const item = { itemId: `item-${String(i).padStart(2, "0")}`, ...answer };
    const opus = { ...item, tier: "opus", score: 1, signals: [], costUsd: opusUsd(i), signalCostUsd: 0 };
    return [seededOutcome({ ...item, tier: "haiku" }), seededOutcome(opus)];
  });
  const sure = { name: "sure", taskType: "triage", kind: "self-report" as const, version: "1", extraCalls: 0 };
  const run = seededRun(["haiku", "opus"], { signals: [{ ...sure, levels: LEVELS }] });
  const [matrix] = outcomeMatrices(rows, [run], "opus").matrices;
  if (matrix === undefined) throw new Error("no matrix");
  return matrix;
}
const sure = (value: number): SignalReading => ({ name: "sure", value, level: LEVELS[value] ?? "" });
const same = (value: number, costNanoUsd: number): SignalReading => ({ name: "same", value, costNanoUsd });

describe("thresholds", () => {
  // Two high and right, one mid and right, one mid and wrong, one low and wrong.
  const answers = [
    { score: 1, signals: [sure(2)] },
    { score: 1, signals: [sure(2)] },
    { score: 1, signals: [sure(1)] },
    { score: 0, signals: [sure(1)] },
    { score: 0, signals: [sure(0)] },
  ];

  test("strictest first: what is taken, and how much of it is wrong", () => {
    const [found] = signalWorth(matrixOf(answers), 0.95);
    expect(found?.thresholds.map(({ atLeast, accepted, risk }) => [atLeast, accepted.v, risk.v, risk.n])).toEqual([
      ["high", 0.4, 0, 2],
      ["mid", 0.8, 0.25, 4],
      ["low", 1, 0.4, 5],
    ]);
    expect(found?.thresholds[0]?.accepted.ci).toEqual(wilsonInterval(2, 5, 0.95));
    const [lo, hi] = wilsonInterval(3, 4, 0.95);
    expect(found?.thresholds[1]?.risk.ci).toEqual([1 - hi, 1 - lo]);
  });

  test("area under the curve through them, ties averaged over all orders", () => {
    const [found] = signalWorth(matrixOf(answers), 0.95);
    // Risks after 1 to 5 answers: 0, 0, (½)/3, 1/4, 2/5.
    expect(found?.aurc.v).toBeCloseTo((0.5 / 3 + 1 / 4 + 2 / 5) / 5, 12);
    expect(found?.aurc.ci[0]).toBeLessThan(found?.aurc.v ?? 0);
    expect(found?.aurc.ci[1]).toBeGreaterThan(found?.aurc.v ?? 1);
  });

  test("a continuous signal gets at most 32, and the last takes all", () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ score: i % 2, signals: [{ name: "odds", value: i / 100 }] }));
    const [found] = signalWorth(matrixOf(many), 0.95);
    expect(found?.thresholds).toHaveLength(32);
    expect(found?.thresholds.at(-1)).toMatchObject({ atLeast: 0, accepted: { v: 1 } });
  });

  test("the AUROC is that of the reliability, in the same order of signals, with an interval around it", () => {
    const both = answers.map((answer, i) => ({ ...answer, signals: [...answer.signals, same(i / 4, 1000)] }));
    const matrix = matrixOf(both);
    const reliability = signalReliability(matrix, 0.95);
    const worth = signalWorth(matrix, 0.95);
    expect(worth.map(({ signal, auroc }) => [signal, auroc?.v ?? null])).toEqual(
      reliability.map(({ signal, auroc }) => [signal, auroc]),
    );
    for (const { auroc } of worth) {
      const { v, ci } = auroc ?? { v: Number.NaN, ci: [0, 0] };
      expect(ci[0]).toBeLessThanOrEqual(v);
      expect(ci[1]).toBeGreaterThanOrEqual(v);
      expect(ci[1] - ci[0]).toBeGreaterThan(0.2);
    }
  });

  test("no AUROC where all are right", () => {
    expect(signalWorth(matrixOf([{ score: 1, signals: [sure(2)] }]), 0.95)[0]).toMatchObject({
      auroc: null,
      normalisedAurc: null,
      aurc: { v: 0 },
    });
  });
});

describe("cost of a signal", () => {
  test("its own calls only; another signal's are not its own", () => {
    const answer = { score: 1, costUsd: 0.0015, signalCostUsd: 0.0005, signals: [sure(2), same(1, 500_000)] };
    const found = signalWorth(matrixOf([answer, answer]), 0.95);
    expect(found.map(({ signal, costUsd }) => [signal, costUsd?.v])).toEqual([
      ["same", 0.0005],
      ["sure", 0],
    ]);
  });

  test("where rows do not say whose calls they were, each signal may have made them", () => {
    const answer = { score: 1, costUsd: 0.0015, signalCostUsd: 0.0005, signals: [sure(2)] };
    expect(signalWorth(matrixOf([answer, answer]), 0.95)[0]?.costUsd?.v).toBe(0.0005);
  });

  test("not known where a cost is not known: then nothing is said of what pays", () => {
    const found = signalWorth(matrixOf([{ score: 1, costUsd: null, signals: [sure(2)] }]), 0.95)[0];
    expect(found).toMatchObject({ costUsd: null, breakEven: [{ stronger: "opus", rate: null, savingsUsd: null }] });
  });
});

describe("break-even", () => {
  test("by hand: 1 − (tier + signal) / stronger", () => {
    const of = (value: number) => ({
      score: 1,
      costUsd: 0.003,
      signalCostUsd: 0.001,
      signals: [same(value, 1_000_000)],
    });
    const [found] = signalWorth(matrixOf([of(1), of(1), of(0), of(0)]), 0.95);
    const [evens] = found?.breakEven ?? [];
    // The tier takes 0.002, the signal 0.001, opus 0.01.
    expect(evens).toMatchObject({ stronger: "opus", rate: { v: 0.7 } });
    // Half escalates at the upper threshold: 0.01 − 0.003 − 0.5 × 0.01; nothing at the lower one.
    expect(evens?.savingsUsd?.map(({ v }) => Math.round(v * 1e6) / 1e6)).toEqual([0.002, 0.007]);
  });

  test("below 0 where tier and signal cost more than the stronger tier", () => {
    const answer = { score: 1, costUsd: 0.015, signalCostUsd: 0.007, signals: [same(1, 7_000_000)] };
    expect(signalWorth(matrixOf([answer, answer]), 0.95)[0]?.breakEven[0]?.rate?.v).toBeCloseTo(-0.5, 12);
  });

  test("requests that escalate and cost the stronger tier more can lose money below the rate", () => {
    const of = (value: number) => ({ score: 1, costUsd: 0.001, signals: [{ name: "odds", value }] });
    // Opus costs 0.001 on three easy items and 0.021 on the hard one that escalates.
    const matrix = matrixOf([of(1), of(1), of(1), of(0)], (i) => (i === 3 ? 0.021 : 0.001));
    const [evens] = signalWorth(matrix, 0.95)[0]?.breakEven ?? [];
    expect(evens?.rate?.v).toBeCloseTo(1 - 0.001 / 0.006, 12);
    expect(evens?.savingsUsd?.[0]?.v).toBeCloseTo(0.006 - 0.001 - 0.021 / 4, 12);
    expect(evens?.savingsUsd?.[0]?.v).toBeLessThan(0);
  });

  test("none at the reference, and tiers dearer than it are not looked at", () => {
    const matrix = matrixOf([{ score: 1, signals: [sure(2)] }]);
    expect(signalWorth({ ...matrix, reference: "haiku" }, 0.95)[0]?.breakEven).toEqual([]);
  });

  const cell = fc.record({
    score: fc.constantFrom(0, 1),
    value: fc.integer({ min: 0, max: 4 }),
    cost: fc.integer({ min: 1, max: 50 }),
    signalCost: fc.integer({ min: 0, max: 20 }),
  });

  test("savings are what replaying the cascade against the stronger tier gives; at equal prices their sign is that of break-even minus escalation", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 12 }), fc.boolean(), (cells, isEven) => {
        const opusUsd = (i: number) => (isEven ? 0.004 : 0.001 * (1 + (i % 5)));
        const answers = cells.map(({ score, value, cost, signalCost }) => ({
          score,
          costUsd: (cost + signalCost) * 1e-4,
          signalCostUsd: signalCost * 1e-4,
          signals: [same(value / 4, signalCost * 1e5)],
        }));
        const matrix = matrixOf(answers, opusUsd);
        const [found] = signalWorth(matrix, 0.95);
        const [evens] = found?.breakEven ?? [];
        const mean = (values: Float64Array | null) =>
          Array.from(values ?? []).reduce((sum, one) => sum + one, 0) / cells.length;
        const always = mean(replay({ kind: "single", tier: "opus" }, matrix).costUsd);
        found?.thresholds.forEach(({ atLeast, accepted }, place) => {
          const steps = [
            { tier: "haiku", accept: { all: [{ signal: "same", atLeast }] } },
            { tier: "opus", accept: "always" as const },
          ];
          const saving = evens?.savingsUsd?.[place]?.v ?? Number.NaN;
          expect(saving).toBeCloseTo(always - mean(replay({ kind: "cascade", steps }, matrix).costUsd), 12);
          const room = (evens?.rate?.v ?? 0) - (1 - accepted.v);
          if (isEven && Math.abs(room) > 1e-9) expect(Math.sign(saving)).toBe(Math.sign(room));
        });
      }),
      { seed: 5 },
    );
  });
});

test("two paid signals: a step that reads one does not pay for the other", () => {
  const signals = [same(1, 500_000), { name: "review", value: 1, costNanoUsd: 200_000 }];
  const matrix = matrixOf([{ score: 1, costUsd: 0.0017, signalCostUsd: 0.0007, signals }]);
  const costOf = (names: readonly string[]) => {
    const all = names.map((signal) => ({ signal, atLeast: 1 }));
    const steps = [
      { tier: "haiku", accept: { all } },
      { tier: "opus", accept: "always" as const },
    ];
    return replay({ kind: "cascade", steps }, matrix).costUsd?.[0];
  };
  expect(costOf(["same"])).toBeCloseTo(0.0015, 12);
  expect(costOf(["review"])).toBeCloseTo(0.0012, 12);
  expect(costOf(["same", "review"])).toBeCloseTo(0.0017, 12);
});
