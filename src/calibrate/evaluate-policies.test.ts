import { describe, expect, test } from "vitest";
import type { PolicyEvaluation } from "../core/calibration.js";
import type { Policy } from "../core/policy.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { outcomesFromStrings, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { evaluatePolicies, trafficWeights } from "./evaluate-policies.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const OPTIONS = { reference: "opus", confidence: 0.95, seed: 1, traffic: null, resamples: 400 };
const single = (tier: string): Policy => ({ kind: "single", tier });

type Cell = { readonly score: number; readonly costUsd?: number | null; readonly latencyMs?: number | null };
type Rows = readonly { readonly [tier: string]: Cell }[];

function matricesOf(types: { readonly [taskType: string]: Rows }) {
  const rows = Object.entries(types).flatMap(([taskType, items]) =>
    items.flatMap((item, i) =>
      Object.entries(item).map(([tier, cell]) => {
        const itemId = `item-${String(i).padStart(4, "0")}`;
        const signals = [{ name: "sure", value: cell.score }];
        return seededOutcome({ itemId, taskType, tier, signals, ...cell });
      }),
    ),
  );
  return outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices.map((one) => inPriceOrder(one, TIERS));
}

function evaluate(
  policies: { readonly [name: string]: Policy },
  types: { readonly [taskType: string]: Rows },
  change: Partial<typeof OPTIONS> & { readonly traffic?: null } = {},
): { readonly [name: string]: PolicyEvaluation } {
  const named = Object.entries(policies).map(([name, policy]) => ({ name, policy }));
  const found = evaluatePolicies(named, matricesOf(types), { ...OPTIONS, ...change });
  return Object.fromEntries(found.map((one) => [one.name, one]));
}

const times = <T>(n: number, make: (i: number) => T): readonly T[] => Array.from({ length: n }, (_, i) => make(i));

describe("the share of a task type", () => {
  const matrices = matricesOf({
    a: times(3, () => ({ haiku: { score: 1 }, opus: { score: 1 } })),
    b: times(1, () => ({ haiku: { score: 1 }, opus: { score: 1 } })),
  });

  test("is that of its items, or of its traffic", () => {
    expect(trafficWeights(matrices, null)).toEqual([0.75, 0.25]);
    expect(trafficWeights(matrices, { a: 2, b: 6, c: 100 })).toEqual([0.25, 0.75]);
    expect(trafficWeights(matrices, { b: 5 })).toEqual([0, 1]);
  });

  test("weighs values, and units count whatever they weigh", () => {
    const named = [
      { name: "haiku", policy: single("haiku") },
      { name: "opus", policy: single("opus") },
    ];
    const rows = [
      ...outcomesFromStrings({ haiku: "0000", opus: "1111" }, () => ({ taskType: "a" })),
      ...outcomesFromStrings({ haiku: "11", opus: "11" }, () => ({ taskType: "b" })),
    ];
    const { matrices: two } = outcomeMatrices(rows, [seededRun(TIERS)], "opus");
    const [haiku] = evaluatePolicies(named, two, { ...OPTIONS, traffic: { a: 1, b: 3 } });
    expect(haiku).toMatchObject({ quality: { v: 0.75, n: 6 }, qualityVsReference: { v: -0.25 }, harm: { v: 0.25 } });
  });
});

describe("a small world by hand", () => {
  // Haiku is right on two of four and knows it; sonnet on three; costs 1, 2 and 4 cents.
  const world: Rows = [0, 0, 1, 1].map((score, i) => ({
    haiku: { score, costUsd: 0.01, latencyMs: 100 },
    sonnet: { score: i === 0 ? 0 : 1, costUsd: 0.02, latencyMs: 300 },
    opus: { score: 1, costUsd: 0.04, latencyMs: 1000 },
  }));
  const cascade: Policy = {
    kind: "cascade",
    steps: [
      { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: 0.5 }] } },
      { tier: "sonnet", accept: "always" },
    ],
  };
  const found = evaluate(
    {
      haiku: single("haiku"),
      opus: single("opus"),
      cascade,
      table: { kind: "table", routes: { a: cascade }, otherwise: "opus" },
      oracle: { kind: "oracle" },
    },
    { a: world },
  );

  test("a tier", () => {
    expect(found["haiku"]).toMatchObject({
      policy: single("haiku"),
      quality: { v: 0.5, n: 4 },
      costUsd: { v: 0.01, ci: [0.01, 0.01], n: 4 },
      latencyMs: { v: 100, ci: [100, 100] },
      qualityVsReference: { v: -0.5 },
      costRatio: { v: 0.25, ci: [0.25, 0.25], n: 4 },
      harm: { v: 0.5 },
      escalation: { v: 0, ci: [0, 0], n: 4 },
    });
  });

  test("the reference is certain in what it is by its nature", () => {
    expect(found["opus"]).toMatchObject({
      qualityVsReference: { v: 0, ci: [0, 0], n: 4 },
      costRatio: { v: 1, ci: [1, 1], n: 4 },
      harm: { v: 0, ci: [0, 0], n: 4 },
      escalation: { v: 0, ci: [0, 0], n: 4 },
    });
  });

  test("a cascade, and the table that holds it", () => {
    const expected = {
      quality: { v: 0.75, n: 4 },
      qualityVsReference: { v: -0.25 },
      harm: { v: 0.25 },
      escalation: { v: 0.5, n: 4 },
    };
    for (const name of ["cascade", "table"]) {
      expect(found[name]).toMatchObject(expected);
      expect(found[name]?.costUsd?.v).toBeCloseTo(0.02, 14);
      expect(found[name]?.costRatio?.v).toBeCloseTo(0.5, 14);
      expect(found[name]?.latencyMs?.v).toBeCloseTo(250, 10);
      const [lo, hi] = found[name]?.escalation.ci ?? [9, 9];
      expect([lo < 0.5, hi > 0.5]).toEqual([true, true]);
    }
  });

  test("the oracle harms nothing by its nature", () => {
    expect(found["oracle"]).toMatchObject({
      quality: { v: 1 },
      harm: { v: 0, ci: [0, 0] },
      escalation: { v: 0, ci: [0, 0] },
    });
    expect(found["oracle"]?.costUsd?.v).toBeCloseTo((0.04 + 0.02 + 0.01 + 0.01) / 4, 14);
  });

  test("without the reference alone nothing can be said", () => {
    expect(() => evaluate({ haiku: single("haiku"), cascade, oracle: { kind: "oracle" } }, { a: world })).toThrow(
      'no policy that is always "opus"',
    );
  });
});

describe("intervals", () => {
  const pair = { haiku: single("haiku"), opus: single("opus") };

  test("without spread: Wilson's for rates, the unseen for differences", () => {
    const found = evaluate(pair, { a: times(20, () => ({ haiku: { score: 0 }, opus: { score: 1 } })) });
    expect(found["opus"]?.quality).toEqual({ v: 1, ci: [wilsonInterval(20, 20, 0.95)[0], 1], n: 20 });
    expect(found["haiku"]?.quality).toEqual({ v: 0, ci: [0, wilsonInterval(0, 20, 0.95)[1]], n: 20 });
    expect(found["haiku"]?.harm).toEqual({ v: 1, ci: [wilsonInterval(20, 20, 0.95)[0], 1], n: 20 });
    // 1 − 0.025^(1/20), and not beyond −1.
    const { v, ci } = found["haiku"]?.qualityVsReference ?? { v: 9, ci: [9, 9] };
    expect([v, ci[0]]).toEqual([-1, -1]);
    expect(ci[1]).toBeCloseTo(-1 + 0.168433, 6);
    const better = evaluate(pair, { a: times(20, () => ({ haiku: { score: 1 }, opus: { score: 0 } })) });
    expect(better["haiku"]?.qualityVsReference.ci[0]).toBeCloseTo(1 - 0.168433, 6);
    expect(better["haiku"]?.qualityVsReference.ci[1]).toBe(1);
  });

  test("differences and ratios are paired: what is the same on every item does not vary", () => {
    const found = evaluate(pair, {
      a: times(40, (i) => ({
        haiku: { score: 0.25 + (i % 4) / 8, costUsd: 0.001 * (1 + i) },
        opus: { score: 0.5 + (i % 4) / 8, costUsd: 0.004 * (1 + i) },
      })),
    });
    const { quality, qualityVsReference, costUsd, costRatio } = found["haiku"] as PolicyEvaluation;
    expect(quality.ci[1] - quality.ci[0]).toBeGreaterThan(0.05);
    expect((costUsd?.ci[1] ?? 0) - (costUsd?.ci[0] ?? 0)).toBeGreaterThan(0.005);
    expect(costRatio?.ci[0]).toBeCloseTo(0.25, 12);
    expect(costRatio?.ci[1]).toBeCloseTo(0.25, 12);
    const unseen = 1 - 0.025 ** (1 / 40);
    expect(qualityVsReference.ci[0]).toBeCloseTo(-0.25 - unseen, 12);
    expect(qualityVsReference.ci[1]).toBeCloseTo(-0.25 + unseen, 12);
  });

  test("with spread they are as wide as the normal approximation, and wider at a higher level", () => {
    const half = { a: times(400, (i) => ({ haiku: { score: i % 2 }, opus: { score: 1 } })) };
    const ciAt = (confidence: number) => evaluate(pair, half, { confidence, resamples: 2000 })["haiku"];
    const wide = ciAt(0.95);
    // 1.96 × √(0.25 / 400) = 0.049.
    for (const ci of [wide?.quality.ci, wide?.harm.ci]) {
      expect(ci?.[0]).toBeCloseTo(0.5 - 0.049, 2);
      expect(ci?.[1]).toBeCloseTo(0.5 + 0.049, 2);
    }
    expect(wide?.qualityVsReference.ci[0]).toBeCloseTo(-0.549, 2);
    expect(wide?.qualityVsReference.ci[1]).toBeCloseTo(-0.451, 2);
    expect(ciAt(0.8)?.quality.ci[0]).toBeGreaterThan(wide?.quality.ci[0] ?? 1);
  });

  test("contain the value, however few the resamples", () => {
    const world = { a: times(10, (i) => ({ haiku: { score: i % 2, costUsd: 0.001 * (1 + i) }, opus: { score: 1 } })) };
    const sides = times(12, (seed) => {
      const { quality, costUsd } = evaluate(pair, world, { seed, resamples: 1 })["haiku"] as PolicyEvaluation;
      for (const { v, ci } of [quality, costUsd ?? quality]) {
        expect(ci[0]).toBeLessThanOrEqual(v);
        expect(ci[1]).toBeGreaterThanOrEqual(v);
      }
      return Math.sign(quality.ci[0] + quality.ci[1] - 2 * quality.v);
    });
    expect(new Set(sides).size).toBeGreaterThan(1);
  });
});

describe("what is not known", () => {
  const pair = { haiku: single("haiku"), opus: single("opus") };

  test("has no estimate, and no ratio without both costs", () => {
    const found = evaluate(pair, {
      a: times(5, () => ({ haiku: { score: 1, latencyMs: null }, opus: { score: 1, costUsd: null } })),
    });
    expect(found["haiku"]).toMatchObject({ costUsd: { v: 0.001 }, costRatio: null, latencyMs: null });
    expect(found["opus"]).toMatchObject({ costUsd: null, costRatio: null, latencyMs: { v: 1000 } });
    const other = evaluate(pair, { a: times(5, () => ({ haiku: { score: 1, costUsd: null }, opus: { score: 1 } })) });
    expect(other["haiku"]).toMatchObject({ costUsd: null, costRatio: null, isParetoOptimal: false });
    expect(other["opus"]).toMatchObject({ costRatio: { v: 1 }, isParetoOptimal: true });
  });

  test("no cost is a ratio to a reference for free", () => {
    const free = { a: times(5, () => ({ haiku: { score: 1 }, opus: { score: 1, costUsd: 0 } })) };
    const found = evaluate(pair, free);
    expect([found["haiku"]?.costRatio, found["opus"]?.costRatio]).toEqual([null, null]);
  });
});

describe("Pareto", () => {
  const flags = (costs: readonly number[], scores: readonly number[]) => {
    const found = evaluate(
      { haiku: single("haiku"), sonnet: single("sonnet"), opus: single("opus"), oracle: { kind: "oracle" } },
      {
        a: times(4, () =>
          Object.fromEntries(TIERS.map((tier, i) => [tier, { score: scores[i] ?? 0, costUsd: costs[i] ?? 0 }])),
        ),
      },
    );
    return Object.values(found).map(({ isParetoOptimal }) => isParetoOptimal);
  };

  test.each([
    ["dearer and better, step by step", [0.01, 0.02, 0.04], [0.25, 0.5, 1], [true, true, true, false]],
    ["dearer and worse", [0.01, 0.02, 0.04], [0.5, 0.25, 1], [true, false, true, false]],
    ["as dear and worse", [0.02, 0.02, 0.04], [0.25, 0.5, 1], [false, true, true, false]],
    ["dearer and as good", [0.01, 0.02, 0.04], [0.5, 0.5, 1], [true, false, true, false]],
    ["as dear and as good as each other", [0.02, 0.02, 0.04], [0.5, 0.5, 1], [true, true, true, false]],
  ])("%s", (_, costs, scores, expected) => {
    expect(flags(costs, scores)).toEqual(expected);
  });
});
