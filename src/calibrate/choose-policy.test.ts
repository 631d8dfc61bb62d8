import { describe, expect, it } from "vitest";
import type { CalibrationOptions, TaskTypeDecision } from "../core/calibration.js";
import { planText } from "../core/policy.js";
import { type OutcomeSpec, outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { type ChoiceContext, chooseForTaskType } from "./choose-policy.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COSTS: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
/** `wrong` wrong answers at the start of n. */
const line = (n: number, wrong: number) => "0".repeat(wrong) + "1".repeat(n - wrong);
const index = (itemId: string) => Number(itemId.slice(-4));
/** Haiku is unsure of the first items. */
const unsure =
  (of: number) =>
  (itemId: string, tier: string): Partial<OutcomeSpec> => {
    const isLow = index(itemId) < of;
    return tier === "haiku" ? { signals: [{ name: "sure", value: isLow ? 0 : 1, level: isLow ? "low" : "high" }] } : {};
  };

function matrixOf(
  answers: { readonly [tier: string]: string },
  change: (itemId: string, tier: string) => Partial<OutcomeSpec> = () => ({}),
): TaskTypeMatrix {
  const rows = outcomesFromStrings(answers, (itemId, tier) => ({ costUsd: COSTS[tier] ?? 0, ...change(itemId, tier) }));
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return inPriceOrder(matrix, TIERS);
}

function decide(
  matrix: TaskTypeMatrix,
  options: Partial<CalibrationOptions> = {},
  context: Partial<ChoiceContext> = {},
): TaskTypeDecision {
  return chooseForTaskType(matrix, {
    options: { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.05, harm: 0.05, minItems: 30, ...options },
    missing: new Map([["haiku", 3]]),
    isIncomplete: false,
    ...context,
  });
}
const single = (tier: string) => ({ kind: "single", tier });

describe("chooseForTaskType", () => {
  it("takes the cheapest certified tier, and is settled", () => {
    const decision = decide(matrixOf({ haiku: line(200, 0), sonnet: line(200, 0), opus: line(200, 0) }));
    expect(decision).toMatchObject({
      taskType: "triage",
      items: 200,
      clusters: 200,
      choice: single("haiku"),
      status: "certified",
      cascades: [],
      itemsStillNeeded: null,
      costToDecideUsd: null,
    });
    expect(decision.tiers.map(({ tier, missing }) => [tier, missing])).toEqual([
      ["haiku", 3],
      ["sonnet", 0],
      ["opus", 0],
    ]);
    expect(decision.comparisons.map(({ tier }) => tier)).toEqual(["haiku", "sonnet"]);
  });

  it("goes by the price, not by the place: of equal prices the first", () => {
    const answers = { haiku: line(200, 0), sonnet: line(200, 0), opus: line(200, 0) };
    const priced = (haiku: number, sonnet: number) =>
      decide(
        matrixOf(answers, (_, tier) => ({ costUsd: tier === "haiku" ? haiku : tier === "sonnet" ? sonnet : 0.04 })),
      );
    expect(priced(0.02, 0.01).choice).toEqual(single("sonnet"));
    expect(priced(0.01, 0.01).choice).toEqual(single("haiku"));
    expect(priced(0.05, 0.04).choice).toEqual(single("sonnet"));
    expect(priced(0.05, 0.05).choice).toEqual(single("opus"));
  });

  it("keeps the reference below the least number of items, and fills up to it", () => {
    const few = decide(matrixOf({ haiku: line(29, 0), opus: line(29, 0) }), { margin: 0.5 });
    expect(few).toMatchObject({
      choice: single("opus"),
      status: "insufficient-data",
      itemsStillNeeded: 1,
    });
    expect(few.costToDecideUsd).toBeCloseTo(0.041, 12);
    const pairs = matrixOf({ haiku: line(40, 0), opus: line(40, 0) }, (itemId) => ({
      cluster: `${index(itemId) >> 1}`,
    }));
    // 20 of 30 clusters of two: ten more of them.
    expect(decide(pairs, { margin: 0.5 })).toMatchObject({ clusters: 20, status: "insufficient-data" });
    expect(decide(pairs, { margin: 0.5 }).itemsStillNeeded).toBe(20);
    expect(decide(matrixOf({ haiku: line(30, 0), opus: line(30, 0) }), { margin: 0.5 }).choice).toEqual(
      single("haiku"),
    );
  });

  it("promises nothing where cells are missing", () => {
    const right = { haiku: line(200, 0), opus: line(200, 0) };
    const estimated = decide(matrixOf(right), {}, { isIncomplete: true });
    expect(estimated).toMatchObject({ choice: single("haiku"), status: "estimated" });
    const few = decide(matrixOf({ haiku: line(29, 0), opus: line(29, 0) }), {}, { isIncomplete: true });
    expect(few.status).toBe("insufficient-data");
  });

  it("says what it would take to decide the nearest undecided tier that is cheaper", () => {
    const open = decide(
      matrixOf({ haiku: line(40, 2), opus: line(40, 0) }, (_, tier) =>
        tier === "haiku" ? { costUsd: 0.003, signalCostUsd: 0.002 } : {},
      ),
    );
    // 124 by the table of required items, less the 40 that there are.
    expect(open).toMatchObject({ choice: single("opus"), status: "insufficient-data", itemsStillNeeded: 84 });
    expect(open.costToDecideUsd).toBeCloseTo(84 * (0.003 + 0.04), 9);
    const settled = decide(matrixOf({ haiku: line(200, 100), sonnet: line(200, 80), opus: line(200, 0) }));
    expect(settled).toMatchObject({ choice: single("opus"), status: "certified", itemsStillNeeded: null });
    const between = decide(matrixOf({ haiku: line(200, 8), sonnet: line(200, 0), opus: line(200, 0) }));
    expect(between.comparisons[0]?.verdict).toBe("undecided");
    expect(between).toMatchObject({ choice: single("sonnet"), status: "certified" });
    expect(between.itemsStillNeeded).toBe((between.comparisons[0]?.itemsNeeded ?? 0) - 200);
    // The undecided one is dearer than the choice: nothing to gain.
    const above = decide(matrixOf({ haiku: line(200, 0), sonnet: line(200, 8), opus: line(200, 0) }));
    expect(above.comparisons[1]?.verdict).toBe("undecided");
    expect(above).toMatchObject({ choice: single("haiku"), itemsStillNeeded: null, costToDecideUsd: null });
  });

  it("takes a certified cascade where it is cheaper than every certified tier", () => {
    const answers = { haiku: line(200, 40), sonnet: line(200, 0), opus: line(200, 0) };
    const dear = (sonnetUsd: number) =>
      decide(
        matrixOf(answers, (itemId, tier) => ({
          ...unsure(40)(itemId, tier),
          ...(tier === "sonnet" ? { costUsd: sonnetUsd } : {}),
        })),
      );
    const cascade = dear(0.035);
    expect(cascade).toMatchObject({ status: "certified", itemsStillNeeded: null });
    expect(planText(cascade.choice)).toBe("haiku if sure ≥ high, else opus");
    expect(cascade.reason).toContain("(certified; 20 % escalate)");
    expect(dear(0.002).choice).toEqual(single("sonnet"));
  });

  it("without prices goes by the given order, and by few escalations", () => {
    const unpriced = (lows: number) => (itemId: string, tier: string) => ({
      ...unsure(lows)(itemId, tier),
      costUsd: null,
    });
    const right = matrixOf({ haiku: line(200, 100), sonnet: line(200, 0), opus: line(200, 0) }, unpriced(80));
    expect(decide(right)).toMatchObject({ choice: single("sonnet"), itemsStillNeeded: null, costToDecideUsd: null });
    const wrong = (n: number) => ({ haiku: line(200, n), sonnet: line(200, 150), opus: line(200, 0) });
    expect(planText(decide(matrixOf(wrong(80), unpriced(80))).choice)).toBe("haiku if sure ≥ high, else opus");
    // Half of the items may go on, and no more.
    expect(planText(decide(matrixOf(wrong(100), unpriced(100))).choice)).toBe("haiku if sure ≥ high, else opus");
    expect(decide(matrixOf(wrong(120), unpriced(120)))).toMatchObject({ choice: single("opus"), status: "certified" });
    const open = decide(matrixOf({ haiku: line(40, 2), opus: line(40, 0) }, () => ({ costUsd: null })));
    expect(open).toMatchObject({ choice: single("opus"), itemsStillNeeded: 84, costToDecideUsd: null });
  });

  it("looks for more evidence only where it could save money", () => {
    const answers = { haiku: line(200, 40), sonnet: line(200, 8), opus: line(200, 0) };
    const priced = (sonnetUsd: number, isTold: boolean) =>
      decide(
        matrixOf(answers, (itemId, tier) => ({
          ...(isTold ? unsure(40)(itemId, tier) : {}),
          ...(tier === "sonnet" ? { costUsd: sonnetUsd } : {}),
        })),
      );
    // Haiku with a fifth of the items going on costs 0.009.
    const dearer = priced(0.02, true);
    expect(planText(dearer.choice)).toBe("haiku if sure ≥ high, else opus");
    expect(dearer.comparisons[1]).toMatchObject({ tier: "sonnet", verdict: "undecided" });
    expect(dearer.itemsStillNeeded).toBeNull();
    const cheaper = priced(0.005, true);
    expect(planText(cheaper.choice)).toBe("haiku if sure ≥ high, else opus");
    expect(cheaper.status).toBe("certified");
    const needed = cheaper.comparisons.find(({ tier }) => tier === "sonnet")?.itemsNeeded ?? 0;
    expect(needed).toBeGreaterThan(200);
    expect(cheaper.itemsStillNeeded).toBe(needed - 200);
    const alone = priced(0.02, false);
    expect(alone.choice).toEqual(single("opus"));
    expect(alone.itemsStillNeeded).toBe((alone.comparisons[1]?.itemsNeeded ?? 0) - 200);
    expect(priced(0.04, false)).toMatchObject({ choice: single("opus"), itemsStillNeeded: null, status: "certified" });
  });

  it("leaves a cascade that harms too much, however cheap", () => {
    const blind = decide(matrixOf({ haiku: line(200, 40), sonnet: line(200, 8), opus: line(200, 0) }, unsure(0)));
    expect(blind.cascades.map(({ isCertified }) => isCertified)).toContain(false);
    expect(blind.cascades[0]?.costUsd?.v).toBeLessThan(0.01);
    expect(blind.choice).toEqual(single("opus"));
    // What such a cascade costs is no bar for the tier that is undecided.
    expect(blind.itemsStillNeeded).toBe((blind.comparisons[1]?.itemsNeeded ?? 0) - 200);
  });

  it("asks for the items of the tier that is nearest to a decision", () => {
    const two = decide(matrixOf({ haiku: line(40, 4), sonnet: line(40, 1), opus: line(40, 0) }));
    const [haiku, sonnet] = two.comparisons.map(({ itemsNeeded }) => itemsNeeded ?? 0);
    expect(two.comparisons.map(({ verdict }) => verdict)).toEqual(["undecided", "undecided"]);
    expect(haiku).toBeGreaterThan(sonnet ?? 0);
    expect(two.itemsStillNeeded).toBe((sonnet ?? 0) - 40);
  });

  it("without prices takes of several cascades the one that escalates least, and knows the tiers below it", () => {
    const readings = (itemId: string, tier: string): Partial<OutcomeSpec> => {
      const lows: { readonly [tier: string]: number } = { haiku: 80, sonnet: 40 };
      const isLow = index(itemId) < (lows[tier] ?? 0);
      const signals = tier === "opus" ? [] : [{ name: "sure", value: isLow ? 0 : 1, level: isLow ? "low" : "high" }];
      return { signals, costUsd: null };
    };
    const few = decide(matrixOf({ haiku: line(200, 80), sonnet: line(200, 40), opus: line(200, 0) }, readings));
    expect(few.cascades.filter(({ isCertified }) => isCertified).map(({ escalation }) => escalation.v)).toContain(0.4);
    expect(planText(few.choice)).toBe("sonnet if sure ≥ high, else opus");

    const unpriced = (itemId: string, tier: string) => ({ ...unsure(80)(itemId, tier), costUsd: null });
    const below = decide(matrixOf({ haiku: line(200, 80), sonnet: line(200, 8), opus: line(200, 0) }, unpriced));
    expect(planText(below.choice)).toBe("haiku if sure ≥ high, else opus");
    // The cascade ends at opus, so that sonnet might still be the cheaper one.
    expect(below.itemsStillNeeded).toBe((below.comparisons[1]?.itemsNeeded ?? 0) - 200);
    const above = decide(
      matrixOf({ haiku: line(200, 0), sonnet: line(200, 8), opus: line(200, 0) }, () => ({ costUsd: null })),
    );
    expect(above).toMatchObject({ choice: single("haiku"), itemsStillNeeded: null });
  });

  it("goes by the given order where one price is unknown", () => {
    const prices: { readonly [tier: string]: number | null } = { haiku: 0.05, sonnet: null, opus: 0.04 };
    const decision = decide(
      matrixOf({ haiku: line(200, 0), sonnet: line(200, 100), opus: line(200, 0) }, (_, tier) => ({
        costUsd: prices[tier] ?? null,
      })),
    );
    expect(decision.choice).toEqual(single("haiku"));
  });

  it("has nothing to choose from with one tier", () => {
    const matrix = matrixOf({ haiku: line(40, 0), opus: line(40, 0) });
    const alone = decide({ ...matrix, columns: matrix.columns.slice(1) });
    expect(alone).toMatchObject({ choice: single("opus"), status: "insufficient-data", itemsStillNeeded: null });
  });
});
