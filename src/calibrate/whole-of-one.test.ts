import { describe, expect, it } from "vitest";
import type { Comparison, TaskTypeDecision } from "../core/calibration.js";
import type { RoutePolicy } from "../core/policy.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import type { WholeContext } from "./whole-context.js";
import { wholeOfOne } from "./whole-of-one.js";

const TIERS = ["haiku", "sonnet", "opus"];

/** Haiku is right on three of four items and knows which, but for one slip; sonnet and opus always are. */
function matrixOf(sonnetUsd: number, slip: number | null): TaskTypeMatrix {
  const costs: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: sonnetUsd, opus: 0.04 };
  const rows = Array.from({ length: 80 }, (_, item) =>
    TIERS.map((tier) => {
      const isSure = item % 4 !== 0;
      return seededOutcome({
        itemId: `item-${String(item).padStart(2, "0")}`,
        tier,
        score: tier === "haiku" && (!isSure || item === slip) ? 0 : 1,
        costUsd: costs[tier] ?? 0,
        signals: tier === "haiku" ? [{ name: "sure", value: isSure ? 1 : 0, level: isSure ? "high" : "low" }] : [],
      });
    }),
  ).flat();
  const [matrix] = outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices;
  if (matrix === undefined) throw new Error("one task type has one matrix");
  return inPriceOrder(matrix, TIERS);
}

const CONTEXT: WholeContext = {
  options: { ...CALIBRATION_DEFAULTS, reference: "opus", harm: 0.1, margin: 0.1, confidence: 0.9 },
  tiers: TIERS,
  signals: [{ taskType: "triage", tier: "haiku", signal: "sure", auroc: 1, bins: [], missing: 0 }],
  failureCostsUsd: {},
  isIncomplete: false,
};
const single = (tier: string): RoutePolicy => ({ kind: "single", tier });
const CASCADE: RoutePolicy = {
  kind: "cascade",
  steps: [
    { tier: "haiku", accept: { all: [{ signal: "sure", atLeast: "high" }] } },
    { tier: "opus", accept: "always" },
  ],
};

interface Setting {
  readonly sonnetUsd?: number;
  readonly certified?: readonly string[];
  readonly slip?: number | null;
}

function wholeOf(change: Partial<TaskTypeDecision>, { sonnetUsd = 0.035, certified = [], slip = null }: Setting = {}) {
  const comparisons = TIERS.slice(0, 2).map((tier) => ({
    tier,
    verdict: certified.includes(tier) ? "non-inferior" : "undecided",
  })) as unknown as readonly Comparison[];
  const decision = {
    taskType: "triage",
    comparisons,
    choice: single("opus"),
    status: "certified",
    reason: "Because.",
    itemsStillNeeded: 7,
    ...change,
  } as TaskTypeDecision;
  return wholeOfOne([matrixOf(sonnetUsd, slip)], decision, CONTEXT);
}

const CASCADED = { quality: 1, costUsd: 0.75 * 0.001 + 0.25 * 0.041, harm: 0, netLoss: 0 };
const close = (figures: typeof CASCADED) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, expect.closeTo(value, 9)]));

describe("wholeOfOne", () => {
  it("is the decision itself where that is the reference", () => {
    const { routes, whole } = wholeOf({});
    expect(routes).toBeNull();
    expect(whole).toEqual({
      basis: "task-types",
      everywhere: "opus",
      bestSingle: "opus",
      certificate: null,
      figures: close({ quality: 1, costUsd: 0.04, harm: 0, netLoss: 0 }),
      bestSingleFigures: close({ quality: 1, costUsd: 0.04, harm: 0, netLoss: 0 }),
      split: null,
      itemsStillNeeded: 7,
      reason: "Because.",
      advice: [],
    });
  });

  it("advises to wait where the evidence is thin, and only there", () => {
    const thin = { status: "insufficient-data" } as const;
    expect(wholeOf(thin).whole.advice).toEqual([{ kind: "undecided", text: "Do not route yet. Because." }]);
    const advice = wholeOf({ ...thin, choice: single("sonnet") }, { certified: ["sonnet"] }).whole.advice;
    expect(advice).toEqual([]);
  });

  it("of a certified tier says what it changes against the reference", () => {
    const { routes, whole } = wholeOf({ choice: single("haiku") }, { certified: ["haiku", "sonnet"] });
    expect(routes).toBeNull();
    expect(whole).toMatchObject({ everywhere: "haiku", bestSingle: "haiku", certificate: null });
    expect(whole.figures).toEqual(close({ quality: 0.75, costUsd: 0.001, harm: 0.25, netLoss: 0.25 }));
    expect(whole.bestSingleFigures).toEqual(whole.figures);
    expect(whole.reason).toBe(
      "triage, the only task type, has −25.0 points of quality and 97.5 % lower cost against opus.",
    );
  });

  it("of a cascade says what it did on items that it was not learnt from", () => {
    const { routes, whole } = wholeOf({ choice: CASCADE });
    expect(routes).toBeNull();
    expect(whole).toMatchObject({ everywhere: null, bestSingle: "opus" });
    expect(whole.figures).toEqual(close(CASCADED));
    expect(whole.bestSingleFigures?.costUsd).toBeCloseTo(0.04, 9);
    expect(whole.reason).toBe(
      "triage, the only task type, has 0.0 points of quality and 72.5 % lower cost against opus, cross-fitted.",
    );
  });

  it("keeps a cascade that beats the cheapest certified tier, and else takes the tier", () => {
    const kept = wholeOf({ choice: CASCADE }, { certified: ["sonnet"] });
    expect(kept.routes).toBeNull();
    expect(kept.whole).toMatchObject({ everywhere: null, bestSingle: "sonnet" });
    expect(kept.whole.bestSingleFigures?.costUsd).toBeCloseTo(0.035, 9);
    // The cascade costs 1.1 cents.
    const beaten = wholeOf({ choice: CASCADE }, { certified: ["sonnet"], sonnetUsd: 0.0105 });
    expect(beaten.routes).toEqual({ triage: single("sonnet") });
    expect(beaten.whole).toMatchObject({ everywhere: "sonnet", bestSingle: "sonnet" });
    expect(beaten.whole.figures).toEqual(beaten.whole.bestSingleFigures);
    expect(beaten.whole.reason).toBe(
      "triage, the only task type, has 0.0 points of quality and 73.8 % lower cost against opus.",
    );
  });

  it("lets the promise alone bound what a cascade loses against the reference, and nothing against another tier", () => {
    const kept = wholeOf({ choice: CASCADE }, { slip: 1 });
    expect(kept.routes).toBeNull();
    expect(kept.whole.figures?.harm).toBeCloseTo(1 / 80, 12);
    const beaten = wholeOf({ choice: CASCADE }, { slip: 1, certified: ["sonnet"] });
    expect(beaten.routes).toEqual({ triage: single("sonnet") });
  });

  it("refuses a tier that has no column", () => {
    expect(() => wholeOf({ choice: single("mini") })).toThrow(new RangeError('no column of tier "mini"'));
  });
});
