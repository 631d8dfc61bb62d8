import { describe, expect, it } from "vitest";
import type { CalibrationOptions } from "../core/calibration.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { chooseForTaskType } from "./choose-policy.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import type { WholeContext } from "./whole-context.js";
import { chooseWhole } from "./whole-table.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
/** Right answers: of all tiers, or of the reference alone. */
type World = { readonly [taskType: string]: readonly [kind: "easy" | "hard", items: number] };

function decide(
  world: World,
  options: Partial<CalibrationOptions> = {},
  { isPriced = true, ...change }: Partial<WholeContext> & { readonly isPriced?: boolean } = {},
) {
  const rows = Object.entries(world).flatMap(([taskType, [kind, items]]) =>
    TIERS.flatMap((tier) =>
      Array.from({ length: items }, (_, item) =>
        seededOutcome({
          itemId: `${taskType}-${String(item).padStart(3, "0")}`,
          taskType,
          tier,
          score: kind === "easy" || tier === "opus" ? 1 : 0,
          costUsd: isPriced ? (COST[tier] ?? 0) : null,
        }),
      ),
    ),
  );
  const matrices = outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices.map((one) => inPriceOrder(one, TIERS));
  const context: WholeContext = {
    options: { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.1, minItems: 30, ...options },
    tiers: TIERS,
    signals: [{ taskType: "a", tier: "haiku", signal: "sure", auroc: 1, bins: [], missing: 0 }],
    failureCostsUsd: {},
    isIncomplete: false,
    ...change,
  };
  const decisions = matrices.map((matrix) =>
    chooseForTaskType(matrix, { options: context.options, missing: new Map(), isIncomplete: false }),
  );
  return chooseWhole(matrices, decisions, context);
}
const single = (tier: string) => ({ kind: "single", tier });
const MIXED: World = { a: ["easy", 60], b: ["hard", 60] };
/** Half the traffic rests on a fifth of the units: the whole has too few of them, task type a has enough. */
const THIN: World = { a: ["easy", 60], b: ["hard", 20] };
const EVEN = { traffic: { a: 1, b: 1 } };

describe("chooseWhole", () => {
  it("decides nothing on too few items, and says how many more", () => {
    const { routes, whole } = decide({ a: ["easy", 20], b: ["easy", 9] });
    expect(routes).toBeNull();
    expect(whole).toEqual({
      basis: "task-types",
      everywhere: "opus",
      bestSingle: "opus",
      certificate: null,
      figures: null,
      bestSingleFigures: null,
      split: null,
      itemsStillNeeded: null,
      reason: "Only 29 independent items, at least 30 are needed to choose a table: everything goes to opus.",
      advice: [
        {
          kind: "undecided",
          text: "29 independent items decide nothing: do not route yet; at least 1 more is needed.",
        },
      ],
    });
    const one = decide({ a: ["easy", 1] }, { minItems: 2 }).whole;
    expect(one.reason).toContain("Only 1 independent item, at least 10 are needed");
    expect(one.advice[0]?.text).toContain("1 independent item decides nothing");
    expect(decide({ a: ["easy", 20], b: ["easy", 10] }).whole.figures).not.toBeNull();
  });

  it("leaves a single task type to its own decision", () => {
    const { routes, whole } = decide({ a: ["easy", 60] });
    expect(routes).toBeNull();
    expect(whole).toMatchObject({ basis: "task-types", everywhere: "haiku", split: null });
    expect(whole.reason).toMatch(/^a, the only task type, has /);
  });

  it("takes the table for all, with its certificate and what it was made from", () => {
    const { routes, whole } = decide(MIXED);
    expect(routes).toEqual({ a: single("haiku"), b: single("opus") });
    expect(whole).toMatchObject({
      basis: "whole-table",
      everywhere: null,
      bestSingle: "opus",
      certificate: { type: "non-inferiority", epsilon: 0.1, n: 72 },
      split: { choosing: 48, testing: 72 },
    });
    expect(whole.split?.testUnitsSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(whole.figures?.costUsd).toBeCloseTo(0.0205, 9);
    expect(whole.bestSingleFigures?.costUsd).toBeCloseTo(0.04, 9);
    expect(whole.reason).toMatch(
      /^One table for all task types has 0\.0 points .* on 72 units\)\. Not used where .*: haiku for b; sonnet for b\.$/,
    );
  });

  it("leaves a task type without traffic to its own decision, whatever the table would do there", () => {
    const traffic = { a: 1, b: 1, c: 0, d: 0 };
    const { routes, whole } = decide({ ...MIXED, c: ["hard", 60], d: ["easy", 60] }, { traffic });
    expect(whole.basis).toBe("whole-table");
    expect(routes).toEqual({ a: single("haiku"), b: single("opus"), c: single("opus"), d: single("haiku") });
  });

  it("withholds the certificate where cells are missing", () => {
    const { routes, whole } = decide(MIXED, {}, { isIncomplete: true });
    expect(routes).toEqual({ a: single("haiku"), b: single("opus") });
    expect(whole).toMatchObject({ basis: "whole-table", certificate: null });
    expect(whole.reason).toMatch(/^One table .* \(not certified\)\. .* Too many cells are missing to certify it\.$/);
  });

  it("withholds it too where items were set aside, and says so", () => {
    const { routes, whole } = decide(MIXED, {}, { sifted: new Set(["b"]) });
    expect(routes).toEqual({ a: single("haiku"), b: single("opus") });
    expect(whole).toMatchObject({ basis: "whole-table", certificate: null });
    expect(whole.reason).toMatch(
      /^One table .* \(not certified\)\. .* Not certified, because items of b whose answers speak to their judge were set aside\.$/,
    );
    expect(whole.reason).not.toContain("missing");
  });

  it("sends everything to the one tier that no table beats", () => {
    const { routes, whole } = decide({ a: ["easy", 60], b: ["easy", 60] });
    expect(routes).toEqual({ a: single("haiku"), b: single("haiku") });
    expect(whole).toMatchObject({ basis: "single-tier", everywhere: "haiku", bestSingle: "haiku" });
    expect(whole.certificate).not.toBeNull();
    expect(whole.advice.map(({ kind }) => kind)).toEqual(["single-tier"]);
  });

  it("stays with the reference where neither way moves anything", () => {
    const { routes, whole } = decide({ a: ["hard", 60], b: ["hard", 60] });
    expect(routes).toBeNull();
    expect(whole).toMatchObject({ basis: "task-types", everywhere: "opus", bestSingle: "opus", certificate: null });
    expect(whole.figures).toEqual(whole.bestSingleFigures);
  });

  it("takes each task type's own decision where no table is certified as a whole", () => {
    const { routes, whole } = decide(THIN, EVEN);
    expect(routes).toBeNull();
    expect(whole).toMatchObject({
      basis: "task-types",
      everywhere: null,
      bestSingle: "opus",
      certificate: null,
      split: null,
      reason:
        "Each task type decided on its own evidence has 0.0 points of quality and 48.8 % lower cost against opus, cross-fitted; no table certified as a whole saves as much.",
      advice: [],
    });
    expect(whole.figures?.costUsd).toBeCloseTo(0.0205, 9);
  });

  it("judges by places in price order where costs are not known", () => {
    const { whole } = decide(THIN, EVEN, { isPriced: false });
    expect(whole).toMatchObject({ basis: "task-types", everywhere: null });
    expect(whole.reason).toContain("0.0 points of quality, costs not known, against opus");
    // One percent of the traffic on the cheap tier saves less than five.
    const little = decide({ a: ["easy", 60], b: ["hard", 60] }, { traffic: { a: 1, b: 99 } }, { isPriced: false });
    expect(little.whole.everywhere).toBe("opus");
  });

  it("follows another objective without a promise", () => {
    const budget = decide(MIXED, { objective: { kind: "budget", costUsd: 1 } });
    expect(budget.routes).toEqual({ a: single("haiku"), b: single("opus") });
    expect(budget.whole).toMatchObject({
      basis: "budget",
      everywhere: null,
      certificate: null,
      split: null,
      itemsStillNeeded: null,
    });
    expect(budget.whole.reason).toMatch(
      /within the budget\. Cross-fitted it has 0\.0 points of quality and 48\.8 % lower cost against opus; the whole promises nothing\.$/,
    );
    const stakes = decide({ a: ["easy", 60] }, { objective: { kind: "stakes", failureCostsUsd: { a: 1 } } });
    expect(stakes.whole).toMatchObject({ basis: "stakes", everywhere: "haiku" });
    expect(stakes.routes).toEqual({ a: single("haiku") });
  });
});
