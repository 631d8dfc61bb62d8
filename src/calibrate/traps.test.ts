/** Mistakes that routing decisions are known for, each by its name, where statistics are put to use. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import type { Outcome } from "../core/outcome.js";
import { binomialCdf } from "../stats/binomial.js";
import { fixedSequence } from "../stats/fixed-sequence.js";
import { seededRandom } from "../stats/random.js";
import { tangoInterval, tangoPValue } from "../stats/tango.js";
import { CASCADE_WORLDS, drawCascadeWorld, drawSelectiveWorld, SELECTIVE_WORLDS } from "../testing/benchmark-worlds.js";
import { type OutcomeSpec, outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS, calibrate } from "./calibrate.js";
import { certifiedCascades } from "./certified-cascades.js";
import { riskTest } from "./certify-path.js";
import type { TaskTypeMatrix } from "./outcome-matrix.js";
import { selectiveRisk } from "./selective-risk.js";

const OPTIONS: CalibrationOptions = { ...CALIBRATION_DEFAULTS, reference: "opus" };
const RUN = seededRun(["haiku", "sonnet", "opus"]);
const FEW = { resamples: 50 };
const line = (n: number, wrong: number) => "0".repeat(wrong) + "1".repeat(n - wrong);

function world(name: string, items: number, seed: number): TaskTypeMatrix {
  const found = CASCADE_WORLDS.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(name);
  return drawCascadeWorld(found, items, seed);
}

function calibrated(rows: readonly Outcome[], options: Partial<CalibrationOptions> = {}) {
  return calibrate(rows, [RUN], { ...OPTIONS, ...options }, FEW);
}

/** Losses of units, and the same in another order. */
function losses(values: readonly number[]) {
  return { byUnit: Float64Array.from(values), total: values.reduce((sum, value) => sum + value, 0) };
}

describe("trap: ties are handled as blocks", () => {
  test("a level is served whole or not at all, whatever stands first in it", () => {
    const level = fc.tuple(fc.integer({ min: 20, max: 150 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 4 }), (levels) => {
        const rows = levels.flatMap(([count, wrong], reading) =>
          Array.from({ length: count }, (_, i) => ({ reading, score: i < wrong ? 0 : 1 })),
        );
        const found = [rows, [...rows].reverse()].map((order) =>
          selectiveRisk(
            Float64Array.from(order, ({ reading }) => reading),
            Float64Array.from(order, ({ score }) => score),
            { target: 0.05, level: 0.05 },
          ),
        );
        expect(found[0]).toEqual(found[1]);
        const atLeast = found[0]?.atLeast;
        if (atLeast === undefined) return;
        expect(found[0]?.accepted).toBe(rows.filter(({ reading }) => reading >= atLeast).length);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("a cascade on a signal of few levels harms as many as its whole levels do", () => {
    // At the middle level the right answers stand first: half of it would look harmless.
    const levels = { high: 200, middle: 100, low: 60 };
    const names = Object.entries(levels).flatMap(([name, count]) => Array<string>(count).fill(name));
    const wrong = (i: number) => (i >= 250 && i < 300) || i >= 330;
    const values: { readonly [level: string]: number } = { low: 0, middle: 1, high: 2 };
    const answers = { haiku: names.map((_, i) => (wrong(i) ? "0" : "1")).join(""), opus: "1".repeat(names.length) };
    const rows = outcomesFromStrings(answers, (itemId, tier) => {
      const level = names[Number(itemId.slice(-4))] ?? "low";
      const signals = tier === "opus" ? [] : [{ name: "sure", value: values[level] ?? 0, level }];
      return { costUsd: tier === "opus" ? 0.04 : 0.001, signals };
    });
    const { taskTypes } = calibrated(rows, { harm: 0.05 });
    const choice = taskTypes[0]?.choice;
    expect(choice?.kind).toBe("cascade");
    expect(JSON.stringify(choice)).toContain('"atLeast":"high"');
    expect(JSON.stringify(choice)).not.toContain("middle");
  });
});

describe("trap: NaN at zero errors", () => {
  test.each<[string, (itemId: string, tier: string) => Partial<OutcomeSpec>]>([
    ["independent items", () => ({})],
    ["clusters", (itemId) => ({ cluster: `document ${Math.floor(Number(itemId.slice(-4)) / 4)}` })],
    ["graded scores, all equal", () => ({ score: 0.7 })],
    ["a signal that never errs", (_, tier) => (tier === "opus" ? {} : { signals: [{ name: "s", value: 1 }] })],
  ])("%s: finite numbers, no p-value of 0, intervals with a width", (_, change) => {
    const rows = outcomesFromStrings({ haiku: line(240, 0), opus: line(240, 0) }, (itemId, tier) => ({
      costUsd: tier === "opus" ? 0.04 : 0.001,
      ...change(itemId, tier),
    }));
    const { taskTypes, policies } = calibrated(rows, { margin: 0.05 });
    for (const { pValue, adjustedPValue, difference } of taskTypes[0]?.comparisons ?? []) {
      expect(pValue).toBeGreaterThan(0);
      expect(adjustedPValue).toBeGreaterThanOrEqual(pValue);
      expect(difference.ci[1] - difference.ci[0]).toBeGreaterThan(0.01);
    }
    for (const { pValue, harm } of taskTypes[0]?.cascades ?? []) {
      expect(pValue).toBeGreaterThan(0);
      expect(harm.ci[1]).toBeGreaterThan(0);
    }
    for (const { quality, harm } of policies) {
      expect(Number.isFinite(quality.v + harm.v)).toBe(true);
      expect(quality.ci[1] - quality.ci[0]).toBeGreaterThan(0);
    }
  });
});

test("trap: fixed sequence started at the strictest threshold", () => {
  const linear = SELECTIVE_WORLDS.find(({ name }) => name === "linear");
  if (linear === undefined) throw new RangeError("no such world");
  const { readings, score } = drawSelectiveWorld(linear, 1500, 3);
  const order = [...readings.keys()].sort((a, b) => (readings[b] ?? 0) - (readings[a] ?? 0));
  let errors = 0;
  const pValues = order.map((item, place) => {
    errors += 1 - (score[item] ?? 0);
    return binomialCdf(errors, place + 1, linear.target);
  });
  expect(fixedSequence(pValues, 0.05)).toBe(0);
  expect(selectiveRisk(readings, score, { target: linear.target, level: 0.05 })?.accepted).toBeGreaterThan(300);
});

describe("trap: Hoeffding–Bentkus on differences", () => {
  test.each(["three tiers", "clustered"])("net loss is bet on, however few or many the units: %s", (name) => {
    for (const items of [64, 240, 1600]) {
      const matrix = world(name, items, 1);
      const target = { risk: "net-loss", epsilon: 0.05, level: 0.05, seed: 1 } as const;
      expect(riskTest(matrix, matrix.columns, target).method).toBe("betting");
    }
  });
});

describe("trap: one-sided dropped", () => {
  test("a tier is tested on one side, at all of the level", () => {
    const rows = outcomesFromStrings({ haiku: `0001${"1".repeat(196)}`, opus: `1110${"1".repeat(196)}` });
    const [comparison] = calibrated(rows, { margin: 0.05 }).taskTypes[0]?.comparisons ?? [];
    const counts = { firstOnly: 3, secondOnly: 1, n: 200 };
    expect(comparison?.discordant).toEqual({ referenceOnly: 3, tierOnly: 1 });
    expect(comparison?.pValue).toBe(tangoPValue(counts, 0.05));
    // Where the one-sided 95 % bound ends, not where the two-sided 95 % interval does.
    const [, oneSided] = tangoInterval(counts, 0.9);
    const [, twoSided] = tangoInterval(counts, 0.95);
    const between = (oneSided + twoSided) / 2;
    expect(tangoPValue(counts, between)).toBeLessThan(0.05);
    expect(calibrated(rows, { margin: between }).taskTypes[0]?.comparisons[0]?.verdict).toBe("non-inferior");
  });
});

describe("trap: the order of units", () => {
  test("counts and bounds do not depend on it; bets do, so their order is fixed by the seed", () => {
    const someHarmed = (units: number) => Array.from({ length: units }, (_, i) => (i % 100 === 7 ? 1 : 0));
    const target = { risk: "harm", epsilon: 0.02, level: 0.05, seed: 1 } as const;
    for (const [matrix, method] of [
      [world("three tiers", 200, 1), "binomial"],
      [world("clustered", 800, 1), "hoeffding-bentkus"],
    ] as const) {
      const harm = riskTest(matrix, matrix.columns, target);
      expect(harm.method).toBe(method);
      const values = someHarmed(harm.units);
      expect(harm.pValue(losses(values))).toBeLessThan(1);
      expect(harm.pValue(losses([...values].reverse()))).toBe(harm.pValue(losses(values)));
    }
    const values = someHarmed(200);
    const matrix = world("three tiers", 200, 1);
    const one = riskTest(matrix, matrix.columns, { ...target, risk: "net-loss" });
    const again = riskTest(matrix, matrix.columns, { ...target, risk: "net-loss" });
    const other = riskTest(matrix, matrix.columns, { ...target, risk: "net-loss", seed: 2 });
    expect(one.pValue(losses(values))).toBe(again.pValue(losses(values)));
    expect(one.order).not.toEqual(other.order);
  });
});

describe("trap: an outage counted as a wrong answer", () => {
  const rows = (failed: (i: number, tier: string) => boolean) =>
    ["haiku", "opus"].flatMap((tier) =>
      Array.from({ length: 120 }, (_, i) =>
        seededOutcome({ itemId: `i${i}`, tier, score: failed(i, tier) ? null : Number(i % 10 > 0), costUsd: 0.01 }),
      ),
    );

  test("it enters no mean, on either side", () => {
    for (const down of ["haiku", "opus"]) {
      const { policies, missing } = calibrated(
        rows((i, tier) => tier === down && i % 10 === 5),
        { allowMissing: true },
      );
      expect(missing).toEqual([{ taskType: "triage", tier: down, cells: 12, of: 120 }]);
      // 12 wrong of the 108 items that both answered.
      for (const { quality } of policies) expect(quality.v).toBeCloseTo(96 / 108, 12);
    }
  });
});

describe("trap: pairing by place instead of by item", () => {
  test("rows of every tier in an order of their own give the same comparison", () => {
    const random = seededRandom(9);
    const rows = outcomesFromStrings({ haiku: line(200, 20), sonnet: line(200, 5), opus: line(200, 3) });
    const expected = JSON.stringify(calibrated(rows).taskTypes);
    const perTier = ["opus", "haiku", "sonnet"].flatMap((tier) =>
      rows
        .filter((row) => row.tier === tier)
        .map((row) => ({ row, key: random.uniform() }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row),
    );
    expect(JSON.stringify(calibrated(perTier).taskTypes)).toBe(expected);
  });
});

test("always one tier is exactly the mean of its column, and the oracle is never below it", () => {
  const answers = fc.string({ unit: fc.constantFrom("0", "1"), minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(answers, answers, (haiku, opus) => {
      const { policies } = calibrated(outcomesFromStrings({ haiku, opus }), { minItems: 5 });
      const quality = (name: string) => policies.find((one) => one.name === name)?.quality.v ?? Number.NaN;
      const mean = (text: string) => text.split("1").length - 1;
      expect(12 * quality("always-haiku")).toBeCloseTo(mean(haiku), 10);
      expect(12 * quality("always-opus")).toBeCloseTo(mean(opus), 10);
      expect(quality("oracle")).toBeGreaterThanOrEqual(
        Math.max(quality("always-haiku"), quality("always-opus")) - 1e-12,
      );
    }),
    { seed: 1, numRuns: 25 },
  );
});

test("trap: a promise tested on the rows that it was learnt from", () => {
  const matrix = world("three tiers", 1500, 2);
  const learnt = certifiedCascades(matrix, { harm: 0.05, confidence: 0.95, level: 0.05, seed: 1 }).find(
    ({ construction }) => construction === "split",
  );
  // 40 % of the units fit it, the others test it.
  expect(learnt?.n).toBe(900);
});
