import { describe, expect, it } from "vitest";
import type { CascadeEvaluation } from "../core/calibration.js";
import type { Accept, PolicyStep, RoutePolicy } from "../core/policy.js";
import { binomialCdf } from "../stats/binomial.js";
import { type OutcomeSpec, outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { certifiedCascades, cheapestCascade, evaluateCascade } from "./certified-cascades.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 1, sonnet: 10, opus: 40 };
const LEVELS = ["low", "middle", "high"];
const OPTIONS = { harm: 0.05, confidence: 0.95, level: 0.05, seed: 1 };
const index = (itemId: string) => Number(itemId.slice(-4));

/** 200 items; haiku is wrong on the 40 where it is low, and middle on the next 40. Sonnet reads the same and is never right. */
function matrixOf(signals: (place: number) => OutcomeSpec["signals"]): TaskTypeMatrix {
  const answers = { haiku: "0".repeat(40) + "1".repeat(160), sonnet: "0".repeat(200), opus: "1".repeat(200) };
  const rows = outcomesFromStrings(answers, (itemId, tier) => {
    const read = signals(Math.min(2, Math.floor(index(itemId) / 40)));
    return { costUsd: COST[tier] ?? 0, ...(tier === "opus" || read === undefined ? {} : { signals: read }) };
  });
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices;
  if (matrix === undefined) return expect.fail();
  return inPriceOrder(matrix, TIERS);
}
const levelled = matrixOf((place) => [
  { name: "sure", value: place, level: LEVELS[place] ?? "" },
  { name: "form", value: place === 1 ? 0 : 1, level: place === 1 ? "fail" : "pass" },
]);
const numbered = matrixOf((place) => [{ name: "sure", value: [0.1, 0.5, 0.9][place] ?? 0 }]);

type Cascade = Extract<RoutePolicy, { kind: "cascade" }>;
const sure = (atLeast: string | number) => ({ signal: "sure", atLeast });
const form = { signal: "form", atLeast: "pass" };
const cascade = (accept: Accept, tier = "haiku", ...between: readonly PolicyStep[]): Cascade => ({
  kind: "cascade",
  steps: [{ tier, accept }, ...between, { tier: "opus", accept: "always" }],
});
const all = (...conditions: readonly { signal: string; atLeast: string | number }[]): Accept => ({
  all: [...conditions],
});

/** As if this policy had been certified on the way. */
function certified(policy: RoutePolicy, change: Partial<CascadeEvaluation> = {}): CascadeEvaluation {
  const own = evaluateCascade(cascade(all(sure(0))), numbered, [], OPTIONS);
  return { ...own, policy, path: "a path", testLevel: 0.025, passed: 7, isCertified: true, ...change };
}

describe("evaluateCascade", () => {
  const bar = certified(cascade(all(sure("middle"))));

  it("certifies what accepts a part of what a certified cascade accepts, with its evidence", () => {
    const policy = cascade(all(sure("high")));
    const found = evaluateCascade(policy, levelled, [bar], OPTIONS);
    expect(found).toMatchObject({
      policy,
      construction: "split",
      path: "a path",
      risk: "harm",
      method: "binomial",
      testLevel: 0.025,
      passed: 7,
      isCertified: true,
      harmful: 0,
      n: 200,
      unitsNeeded: null,
    });
    expect(found.pValue).toBeCloseTo(0.95 ** 200, 12);
    expect(found.escalation.v).toBeCloseTo(0.4, 12);
    expect(found.costUsd?.v).toBeCloseTo(1 + 0.4 * 40, 9);
  });

  it("does not certify what accepts more, and says what it harms", () => {
    const found = evaluateCascade(cascade(all(sure("low"))), levelled, [bar], OPTIONS);
    expect(found).toMatchObject({
      path: "chosen with the whole table",
      testLevel: 0.05,
      passed: 0,
      isCertified: false,
      harmful: 40,
      n: 200,
    });
    expect(found.pValue).toBeCloseTo(binomialCdf(40, 200, 0.05), 12);
  });

  const isCertified = (policy: Cascade, by: CascadeEvaluation, matrix = levelled) =>
    evaluateCascade(policy, matrix, [by], OPTIONS).isCertified;

  it("compares condition by condition", () => {
    expect(isCertified(cascade(all(sure("middle"))), bar)).toBe(true);
    expect(isCertified(cascade(all(form, sure("middle"))), bar)).toBe(true);
    expect(isCertified(cascade(all(form)), bar)).toBe(false);
    const both = certified(cascade(all(sure("middle"), form)));
    expect(isCertified(cascade(all(sure("high"))), both)).toBe(false);
    expect(isCertified(cascade(all(sure("high"), form)), both)).toBe(true);
  });

  it("compares numbers as numbers", () => {
    const half = certified(cascade(all(sure(0.5))));
    expect([0.4, 0.5, 0.9].map((atLeast) => isCertified(cascade(all(sure(atLeast))), half, numbered))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("takes only a certified cascade of the same tier straight to the reference for a bar", () => {
    const policy = cascade(all(sure("high")));
    const by = (one: RoutePolicy, change: Partial<CascadeEvaluation> = {}) =>
      isCertified(policy, certified(one, change));
    expect(by(bar.policy, { isCertified: false })).toBe(false);
    expect(by({ kind: "single", tier: "haiku" })).toBe(false);
    expect(by(cascade(all(sure("middle")), "sonnet"))).toBe(false);
    expect(by(cascade("always"))).toBe(false);
    expect(by(cascade(all(sure("middle")), "haiku", { tier: "sonnet", accept: all(sure("high")) }))).toBe(false);
    const elsewhere: Cascade = {
      kind: "cascade",
      steps: [...policy.steps.slice(0, 1), { tier: "sonnet", accept: "always" }],
    };
    expect(by(elsewhere)).toBe(false);
    expect(isCertified(elsewhere, bar)).toBe(false);
    expect(isCertified(cascade("always"), bar)).toBe(false);
    expect(isCertified(cascade(all(sure("high")), "haiku", { tier: "sonnet", accept: all(sure("high")) }), bar)).toBe(
      false,
    );
  });

  it("bounds the net loss where that is what is kept", () => {
    const found = evaluateCascade(cascade(all(sure("low"))), levelled, [], { ...OPTIONS, risk: "net-loss" });
    expect(found).toMatchObject({ risk: "net-loss", method: "betting", harmful: 40 });
  });
});

describe("cheapestCascade", () => {
  it("takes the cheapest that is certified and saves against the reference", () => {
    const tried = certifiedCascades(levelled, OPTIONS);
    const best = cheapestCascade(tried, levelled);
    expect(tried.some((one) => one.isCertified && one.policy === best)).toBe(true);
    expect(
      cheapestCascade(
        tried.map((one) => ({ ...one, isCertified: false })),
        levelled,
      ),
    ).toEqual({
      kind: "single",
      tier: "opus",
    });
    const costing = (v: number, policy: RoutePolicy) => certified(policy, { costUsd: { v, ci: [v, v], n: 200 } });
    const [one, two] = [cascade(all(sure("high"))), cascade(all(sure("middle")))];
    expect(cheapestCascade([costing(40, one)], levelled)).toEqual({ kind: "single", tier: "opus" });
    expect(cheapestCascade([costing(20, one), costing(10, two), costing(15, one)], levelled)).toBe(two);
    expect(cheapestCascade([certified(one, { costUsd: null })], levelled)).toEqual({ kind: "single", tier: "opus" });
  });
});
