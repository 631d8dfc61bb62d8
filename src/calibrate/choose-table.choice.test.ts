import { describe, expect, it } from "vitest";
import { type OutcomeSpec, seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { type ChooseTableOptions, type ChosenTable, chooseTable } from "./choose-table.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
type Cell = (tier: string, item: string, index: number) => Partial<OutcomeSpec>;
/** Task type → what differs from a right answer at the usual price. */
type World = { readonly [taskType: string]: Cell };
const nameOf = (taskType: string, index: number) => `${taskType}-${String(index).padStart(4, "0")}`;

function matricesOf(world: World, items: number): readonly TaskTypeMatrix[] {
  const rows = Object.entries(world).flatMap(([taskType, cell]) =>
    TIERS.flatMap((tier) =>
      Array.from({ length: items }, (_, index) => {
        const itemId = nameOf(taskType, index);
        return seededOutcome({
          itemId,
          taskType,
          tier,
          score: 1,
          costUsd: COST[tier] ?? 0,
          ...cell(tier, itemId, index),
        });
      }),
    ),
  );
  return outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices.map((one) => inPriceOrder(one, TIERS));
}

const OPTIONS = {
  tiers: TIERS,
  traffic: null,
  margin: 0.1,
  harm: 0.1,
  confidence: 0.95,
  seed: 1,
  crossFit: { folds: 5, repeats: 1 },
} as const;
const choose = (world: World, change: Partial<ChooseTableOptions> = {}, items = 200): ChosenTable =>
  chooseTable(matricesOf(world, items), { ...OPTIONS, ...change });
/** The items that test tables; the others make them. */
const testItems = (world: World, items = 200) =>
  new Set(choose(world, {}, items).split.testUnits.map((unit) => unit.slice(unit.indexOf("/") + 1)));

const easy: Cell = () => ({});
const hard: Cell = (tier) => ({ score: tier === "opus" ? 1 : 0 });

describe("the two parts of the units", () => {
  it("makes tables from the one alone: answers of the other change no model", () => {
    const held = testItems({ easy, hard });
    const honest = choose({ easy, hard });
    const spoilt = choose({
      easy: (tier, item) => (tier === "haiku" && held.has(item) ? { score: 0, costUsd: 0.03 } : {}),
      hard,
    });
    expect(spoilt.model).toEqual(honest.model);
    expect(honest.policy.routes["easy"]).toEqual({ kind: "single", tier: "haiku" });
    // What was made of the one part fails on the other.
    expect(spoilt).toMatchObject({ everywhere: "opus", certificate: null });
  });

  it("cuts thresholds from readings of the one alone", () => {
    const sure: Cell = (tier, _, index) => {
      if (tier !== "haiku") return hard(tier, _, index);
      const isRight = index % 4 !== 0;
      return { score: isRight ? 1 : 0, signals: [{ name: "sure", value: index / 1000 + (isRight ? 0.5 : 0) }] };
    };
    const world: World = { one: sure, two: sure, six: sure };
    const held = testItems(world);
    const cuts = Object.entries(choose(world).policy.routes).flatMap(([taskType, route]) =>
      route.kind === "single" || route.steps[0]?.accept === "always"
        ? []
        : (route.steps[0]?.accept.all ?? []).map(({ atLeast }) =>
            nameOf(taskType, Math.round(Number(atLeast) * 1000) % 500),
          ),
    );
    expect(cuts).toHaveLength(3);
    expect(cuts.filter((item) => held.has(item))).toEqual([]);
  });
});

describe("a table against the cheapest certified tier", () => {
  const wrongAt =
    (every: number): Cell =>
    (tier, _, index) =>
      tier === "haiku" && index % every === 0 ? { score: 0 } : {};
  /** Sonnet is as good as opus, haiku of no use. */
  const medium: Cell = (tier) => ({ score: tier === "haiku" ? 0 : 1 });

  it("must not be worse than it, unless told how much it may lose", () => {
    const world: World = { loose: wrongAt(20), medium };
    expect(choose(world)).toMatchObject({ everywhere: "sonnet", bestSingle: "sonnet" });
    // 5 % of half of the items: 0.025.
    expect(choose(world, { singleTolerance: 0.02 }).everywhere).toBe("sonnet");
    const tolerant = choose(world, { singleTolerance: 0.03 });
    expect(tolerant).toMatchObject({ everywhere: null, bestSingle: "sonnet" });
    expect(tolerant.policy.routes).toEqual({
      loose: { kind: "single", tier: "haiku" },
      medium: { kind: "single", tier: "sonnet" },
    });
    expect(tolerant.figures.quality).toBeCloseTo(0.975, 12);
  });

  it("may be worse than the reference as far as the promise goes", () => {
    const chosen = choose({ loose: wrongAt(20), hard });
    expect(chosen).toMatchObject({ everywhere: null, bestSingle: "opus" });
    expect(chosen.figures.netLoss).toBeCloseTo(0.025, 12);
  });

  it("must hold on the items that tested it as well as on items held out", () => {
    const names = Array.from({ length: 200 }, (_, index) => nameOf("loose", index));
    const tested = testItems({ loose: easy, medium });
    const [testing, choosing] = [names.filter((item) => tested.has(item)), names.filter((item) => !tested.has(item))];
    const world = (wrong: { readonly haiku: readonly string[]; readonly sonnet: readonly string[] }): World => ({
      loose: (tier, item) => (tier !== "opus" && wrong[tier as "haiku" | "sonnet"].includes(item) ? { score: 0 } : {}),
      medium,
    });
    // Haiku is better over all, and worse where it was tested.
    const lucky = choose(world({ haiku: testing.slice(0, 2), sonnet: choosing.slice(0, 6) }));
    expect(lucky.tested.certified).toBeGreaterThan(1);
    expect(lucky.everywhere).toBe("sonnet");
    // Haiku is as good where it was tested, and worse over all.
    const unlucky = choose(world({ haiku: choosing.slice(0, 4), sonnet: [] }));
    expect(unlucky.tested.certified).toBeGreaterThan(1);
    expect(unlucky.everywhere).toBe("sonnet");
    const better = choose(world({ haiku: choosing.slice(0, 2), sonnet: choosing.slice(0, 6) }));
    expect(better.policy.routes["loose"]).toEqual({ kind: "single", tier: "haiku" });
  });

  it("is judged by what other items would have made of it, not by itself", () => {
    const tested = testItems({ loose: easy, hard });
    const world = (isSpoilt: boolean): World => ({
      loose: (tier, item, index) => {
        const isLost = tested.has(item) ? isSpoilt && index % 4 === 0 : index % 40 === 0;
        return tier === "sonnet" || (tier === "haiku" && isLost) ? { score: 0 } : {};
      },
      hard,
    });
    const steady = choose(world(false), { margin: 0.2 });
    expect(steady.policy.routes["loose"]).toEqual({ kind: "single", tier: "haiku" });
    // Certified still, but at its price for a lost answer all the items together would pay for opus.
    const spoilt = choose(world(true), { margin: 0.2 });
    expect(spoilt.tested.certified).toBeGreaterThan(0);
    expect(spoilt).toMatchObject({ everywhere: "opus", certificate: null });
  });

  it("goes by the places of the tiers where costs are not known", () => {
    const unpriced =
      (cell: Cell): Cell =>
      (tier, item, index) => ({ ...cell(tier, item, index), costUsd: null });
    const chosen = choose({ easy: unpriced(easy), hard: unpriced(hard) });
    expect(chosen).toMatchObject({ everywhere: null, figures: { costUsd: null, quality: 1 } });
    expect(chosen.policy.routes).toEqual({
      easy: { kind: "single", tier: "haiku" },
      hard: { kind: "single", tier: "opus" },
    });
  });
});

describe("the cheapest certified tier", () => {
  it("is the cheapest one whatever the order of the tests, and of equal prices the safer", () => {
    const rare =
      (worse: string, change: Partial<OutcomeSpec> = {}): Cell =>
      (tier, _, index) => ({
        ...(tier === worse && index % 40 === 0 ? { score: 0 } : {}),
        ...(tier === "sonnet" ? change : {}),
      });
    const better = choose({ only: rare("sonnet") });
    expect(better.tested.certified).toBe(2);
    expect(better.bestSingle).toBe("haiku");
    const equal = choose({ only: rare("haiku", { costUsd: 0.001 }) });
    expect(equal.tested.certified).toBe(2);
    expect(equal.bestSingle).toBe("sonnet");
  });
});

describe("items that are still needed", () => {
  const graded = (score: number): World => ({
    only: (tier) => ({ score: tier === "haiku" ? score : tier === "opus" ? 1 : 0 }),
  });

  it("follow the evidence where the formula has been outrun, and suffice", () => {
    // Two items decide about a loss that never varies, says the formula; bets need more.
    const chosen = choose(graded(0.95), {}, 60);
    const [test] = chosen.tested.tests;
    expect(test?.n).toBe(36);
    expect(test?.pValue).toBeGreaterThan(0.2);
    const enough = Math.ceil((1.3 * 36 * Math.log(0.05)) / Math.log(test?.pValue ?? 1));
    expect(chosen.itemsStillNeeded).toBe(Math.ceil((enough - 36) / 0.6));
    const later = choose(graded(0.95), {}, 60 + (chosen.itemsStillNeeded ?? 0));
    expect(later).toMatchObject({ everywhere: "haiku", itemsStillNeeded: null });
    // Half a thousandth below the promise: 192 items have hardly begun to tell.
    const open = choose(graded(0.9005), {}, 320);
    expect(open.tested.tests[0]?.pValue).toBeGreaterThan(Math.exp(-0.1));
    expect(open.itemsStillNeeded).toBeNull();
  });

  it("count answers that only the table gets right, unless harm is what is promised", () => {
    const traded: World = {
      only: (tier, _, index) => ({
        score: tier === "haiku" ? Math.min(1, index % 3) : tier === "opus" && index % 3 !== 1 ? 1 : 0,
      }),
    };
    // A third of the right answers is lost, which is clearly too many, and as many are won.
    expect(choose(traded, { criterion: "harm" }, 150).itemsStillNeeded).toBeNull();
    // 1.6 · 6.18 · 0.67 / 0.1² tested items in all, about.
    expect(choose(traded, {}, 150).itemsStillNeeded).toBe(1044);
  });
});
