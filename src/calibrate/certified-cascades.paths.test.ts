import { describe, expect, test } from "vitest";
import type { SignalReading } from "../core/signal.js";
import { binomialCdf } from "../stats/binomial.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { type CertifiedCascadeOptions, certifiedCascades } from "./certified-cascades.js";
import { fixedPaths } from "./fixed-path.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const OPTIONS: CertifiedCascadeOptions = { harm: 0.05, confidence: 0.95, level: 0.05, seed: 1 };

interface World {
  readonly items: number;
  /** Of an item; right everywhere where it says nothing. */
  readonly score?: (tier: string, item: number) => number;
  readonly reading?: (tier: string, item: number) => number | null;
  readonly costs?: { readonly [tier: string]: number | null };
  readonly itemsPerUnit?: number;
  readonly reference?: string;
}

function matrixOf(world: World): TaskTypeMatrix {
  const { items, score = () => 1, reading = (tier, item) => (tier === "opus" ? null : (item % 4) / 4) } = world;
  const { costs = { haiku: 1, sonnet: 3, opus: 10 }, itemsPerUnit = 1, reference = "opus" } = world;
  const rows = Array.from({ length: items }, (_, item) =>
    TIERS.map((tier) => {
      const value = reading(tier, item);
      const signals: readonly SignalReading[] = value === null ? [] : [{ name: "odds", value }];
      return seededOutcome({
        itemId: `item-${String(item).padStart(4, "0")}`,
        tier,
        score: score(tier, item),
        costUsd: costs[tier] ?? null,
        signals,
        cluster: itemsPerUnit === 1 ? null : `doc-${Math.floor(item / itemsPerUnit)}`,
      });
    }),
  ).flat();
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS)], reference).matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return inPriceOrder(matrix, TIERS);
}
const results = (world: World, change: Partial<CertifiedCascadeOptions> = {}) =>
  certifiedCascades(matrixOf(world), { ...OPTIONS, ...change });

describe("what is refused", () => {
  test.each([0, 1, -0.1, Number.NaN])("%d as level or harm", (bad) => {
    for (const risk of ["harm", "net-loss"] as const) {
      for (const score of [() => 1, () => 0.5]) {
        const world = { items: 4, score, reading: () => null };
        expect(() => results(world, { level: bad, risk })).toThrow(new RangeError(`level not in (0, 1): ${bad}`));
      }
    }
    expect(() => results({ items: 4 }, { harm: bad })).toThrow(new RangeError(`harm not in (0, 1): ${bad}`));
  });
});

describe("paths", () => {
  test("none without a signal below the reference, however many items there are", () => {
    expect(results({ items: 130, reading: () => null }, { harm: 0.5 })).toEqual([]);
    expect(results({ items: 130, reference: "haiku" }, { harm: 0.5 })).toEqual([]);
  });

  test("as many as leave each a level that no loss at all would pass", () => {
    // 0.95⁷¹ is 0.0262 and 0.95⁷² is 0.0249; 0.95⁷⁹ is 0.0174 and 0.95⁸⁰ is 0.0165.
    const levels = (items: number) => results({ items }).map(({ testLevel }) => testLevel);
    expect(levels(71)).toEqual([0.05]);
    expect(levels(72)).toEqual([0.025, 0.025]);
    expect(levels(79)).toEqual([0.025, 0.025]);
    expect(levels(80)).toEqual([0.05 / 3, 0.05 / 3, 0.05 / 3]);
    // Nothing can be certified, but one path says how far it is.
    expect(levels(10)).toEqual([0.05]);
  });

  test("of clusters as many as leave three times that level", () => {
    const levels = (units: number) => results({ items: 2 * units, itemsPerUnit: 2 }).map(({ testLevel }) => testLevel);
    // As single items 80 would do for three.
    expect(levels(80)).toEqual([0.05]);
    expect(levels(400)).toEqual([0.05 / 3, 0.05 / 3, 0.05 / 3]);
    expect(results({ items: 118, itemsPerUnit: 2 })[0]).toMatchObject({ method: "hoeffding-bentkus", n: 59 });
  });

  test("one learnt from 40 % of the units, once 60 failures would be allowed", () => {
    const constructions = (items: number) => results({ items }, { harm: 0.5 }).map(({ construction }) => construction);
    expect(constructions(119).toSorted()).toEqual(["fixed", "fixed", "fixed"]);
    const found = results({ items: 120 }, { harm: 0.5 });
    expect(found.map(({ construction }) => construction).toSorted()).toEqual(["fixed", "fixed", "fixed", "split"]);
    const split = found.find(({ construction }) => construction === "split");
    expect(split).toMatchObject({ path: "λ-path of optimal routing", n: 72, testLevel: 0.0125, isCertified: true });
    expect(found.filter(({ construction }) => construction === "fixed").map(({ n }) => n)).toEqual([120, 120, 120]);
  });

  test("one learnt from other rows comes first, and is tested on all of these", () => {
    const prior = matrixOf({ items: 40 });
    const found = results({ items: 81 }, { prior });
    expect(found.map(({ construction }) => construction).toSorted()).toEqual(["fixed", "fixed", "prior"]);
    expect(found.find(({ construction }) => construction === "prior")).toMatchObject({ n: 81, isCertified: true });
    expect(results({ items: 59 }, { prior })).toMatchObject([{ construction: "prior", testLevel: 0.05 }]);
  });
});

describe("the test", () => {
  const methodOf = (graded: string, reference: string) => {
    const score = (tier: string, item: number) => (tier === graded && item === 0 ? 0.5 : 1);
    return results({ items: 150, score, reference, reading: (tier) => (tier === "haiku" ? 1 : null) })[0]?.method;
  };

  test("counts where every tier up to the reference is right or wrong, whatever dearer ones are", () => {
    expect(methodOf("none", "sonnet")).toBe("binomial");
    expect(methodOf("opus", "sonnet")).toBe("binomial");
    for (const graded of ["haiku", "sonnet"]) expect(methodOf(graded, "sonnet")).not.toBe("binomial");
    expect(methodOf("opus", "opus")).not.toBe("binomial");
  });
});

describe("results", () => {
  test("cheapest first, in the order of the paths where costs are not known", () => {
    const score = (tier: string, item: number) => (tier === "haiku" && item % 4 === 0 ? 0 : 1);
    const costs = results({ items: 90, score }).map(({ costUsd }) => costUsd?.v ?? 0);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(new Set(costs).size).toBeGreaterThan(1);
    const unpriced = { items: 90, score, costs: { haiku: null, sonnet: null, opus: null } };
    const paths = results(unpriced).map(({ path }) => path);
    expect(paths).toEqual(fixedPaths(matrixOf(unpriced)).map(({ name }) => name));
    expect(results({ items: 90, score }).map(({ path }) => path)).not.toEqual(paths);
  });

  test("certified: the boldest point that passed, with a p-value that can be checked", () => {
    // Haiku is wrong on one item of a hundred, whatever it reads.
    const [best] = results({ items: 200, score: (tier, item) => (tier === "haiku" && item % 100 === 3 ? 0 : 1) });
    expect(best).toMatchObject({ isCertified: true, harmful: 2, n: 200, method: "binomial", unitsNeeded: null });
    expect(best?.pValue).toBeCloseTo(binomialCdf(2, 200, 0.05), 12);
    expect(best?.passed).toBeGreaterThan(0);
  });

  test("not certified: the safest point, and the units that would do at its rate", () => {
    // A fifth of haiku's and sonnet's answers are wrong, the surest too.
    const found = results({ items: 100, score: (tier, item) => (tier === "opus" || item % 5 > 0 ? 1 : 0) });
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) {
      expect(one).toMatchObject({ isCertified: false, passed: 0 });
      expect(one.harmful).toBeGreaterThan(0);
      expect(one.pValue).toBeGreaterThan(one.testLevel);
    }
    // Without losses 59 units would do; there are 40.
    const few = results({ items: 40 });
    expect(few).toMatchObject([{ isCertified: false, harmful: 0, unitsNeeded: 59 }]);
  });

  test("harm counts items, of clusters the share of their losses times the largest", () => {
    const [one] = results({
      items: 400,
      itemsPerUnit: 2,
      score: (tier, item) => (tier === "haiku" && item === 3 ? 0 : 1),
    });
    expect(one).toMatchObject({ isCertified: true, n: 200 });
    expect(one?.harmful).toBeCloseTo(1, 9);
  });

  test("net loss sets gains against losses", () => {
    // Opus is wrong where haiku is right, as often as the other way round.
    const score = (tier: string, item: number) => {
      if (tier === "haiku") return item % 10 === 3 ? 0 : 1;
      return tier === "opus" && item % 10 === 7 ? 0 : 1;
    };
    const net = results({ items: 300, score }, { risk: "net-loss" });
    expect(net.some(({ isCertified }) => isCertified)).toBe(true);
    for (const one of net) expect(one).toMatchObject({ risk: "net-loss", method: "betting" });
    expect(net[0]?.harmful).toBeLessThan(0);
    expect(results({ items: 300, score })[0]?.harmful).toBeGreaterThanOrEqual(0);
  });
});

describe("a step before the reference that costs more than it saves", () => {
  // Sonnet is as sure of nothing as haiku of everything: whatever haiku leaves, sonnet leaves too.
  const reading = (tier: string, item: number) => {
    if (tier === "opus") return null;
    return tier === "haiku" ? (item % 2) / 2 : 0;
  };
  const score = (tier: string, item: number) => (tier === "opus" || (tier === "haiku" && item % 2 === 1) ? 1 : 0);

  test("stays where net losses are kept: the reference may lose there too", () => {
    const found = results({ items: 200, reading, score }, { risk: "net-loss" });
    const certified = found.flatMap(({ policy, isCertified }) =>
      isCertified && policy.kind === "cascade" ? [policy.steps.length] : [],
    );
    expect(certified).toContain(3);
  });

  test("is left out of what was certified", () => {
    const found = results({ items: 200, reading, score });
    expect(found.some(({ isCertified }) => isCertified)).toBe(true);
    for (const { policy, isCertified } of found) {
      if (isCertified && policy.kind === "cascade")
        expect(policy.steps.map(({ tier }) => tier)).toEqual(["haiku", "opus"]);
    }
  });
});
