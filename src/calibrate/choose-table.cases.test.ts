import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { type ChooseTableOptions, chooseTable } from "./choose-table.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.04 };
/** Task type → tier → which items it answers right. */
type World = { readonly [taskType: string]: { readonly [tier: string]: (item: number) => boolean } };
const always = () => true;
const never = () => false;

function matricesOf(world: World, items: number): readonly TaskTypeMatrix[] {
  const rows = Object.entries(world).flatMap(([taskType, answers]) =>
    Object.entries(answers).flatMap(([tier, isRight]) =>
      Array.from({ length: items }, (_, item) =>
        seededOutcome({
          itemId: `${taskType}-${String(item).padStart(4, "0")}`,
          taskType,
          tier,
          score: isRight(item) ? 1 : 0,
          costUsd: COST[tier] ?? 0,
        }),
      ),
    ),
  );
  return outcomeMatrices(rows, [seededRun(TIERS)], "opus").matrices.map((one) => inPriceOrder(one, TIERS));
}

const OPTIONS = { tiers: TIERS, traffic: null, margin: 0.1, harm: 0.1, confidence: 0.95, seed: 1 } as const;
const choose = (world: World, change: Partial<ChooseTableOptions> = {}, items = 60) =>
  chooseTable(matricesOf(world, items), { ...OPTIONS, ...change });

const EASY = { haiku: always, sonnet: always, opus: always };
const HARD = { haiku: never, sonnet: never, opus: always };

const single = (tier: string) => ({ kind: "single", tier });

describe("chooseTable on answers without chance", () => {
  it("certifies the cheapest table without loss, and says all of it", () => {
    const chosen = choose({ easy: EASY, hard: HARD });
    expect(chosen.policy).toEqual({
      kind: "table",
      routes: { easy: single("haiku"), hard: single("opus") },
      otherwise: "opus",
    });
    expect(chosen).toMatchObject({ everywhere: null, bestSingle: "opus", itemsStillNeeded: null });
    expect(chosen.certificate).toEqual(chosen.tested.tests[0]);
    expect(chosen.tested).toMatchObject({ certified: 1, tests: [{ step: 1, n: 72, epsilon: 0.1 }] });
    expect(chosen.split).toMatchObject({ choosing: 48, testUnits: { length: 72 } });
    expect(chosen.figures.costUsd).toBeCloseTo(0.0205, 12);
    expect(chosen.figures).toMatchObject({ quality: 1, harm: 0, netLoss: 0 });
    expect(chosen.bestSingleFigures.costUsd).toBeCloseTo(0.04, 12);
    expect(chosen.referenceFigures).toEqual(chosen.bestSingleFigures);
  });

  it("tests no unit that chose", () => {
    const { split } = choose({ easy: EASY, hard: HARD });
    expect(new Set(split.testUnits).size).toBe(72);
    const other = choose({ easy: EASY, hard: HARD }, { seed: 2 }).split.testUnits;
    expect(other).toHaveLength(72);
    expect(other).not.toEqual(split.testUnits);
  });

  it("takes the cheapest certified tier where one serves all, and the reference where none does", () => {
    const one = choose({ easy: EASY, other: EASY });
    expect(one).toMatchObject({ everywhere: "haiku", bestSingle: "haiku" });
    expect(one.certificate).toEqual(one.tested.tests[one.tested.certified - 1]);
    expect(one.figures.costUsd).toBeCloseTo(0.001, 12);
    expect(one.referenceFigures.costUsd).toBeCloseTo(0.04, 12);
    const none = choose({ hard: HARD });
    expect(none).toMatchObject({ everywhere: "opus", bestSingle: "opus", certificate: null });
    expect(none.policy.routes).toEqual({ hard: single("opus") });
    expect(none.figures).toEqual(none.referenceFigures);
  });

  it("sends a task type that lacks a tier elsewhere, and needs task types and items", () => {
    const lacking = choose({ easy: EASY, hard: { haiku: never, opus: always } });
    expect(lacking.policy.routes).toEqual({ easy: single("haiku"), hard: single("opus") });
    expect(() => choose({ easy: EASY }, {}, 1)).toThrow(
      "1 independent items are too few to choose and to test: add more",
    );
    expect(() => chooseTable([], OPTIONS)).toThrow("no task types: run the benchmark or import a table first");
  });

  it("promises the net loss unless asked for harm: gains make up for losses in the one alone", () => {
    // Haiku loses every fifth answer of the reference, and finds as many that it lacks.
    const traded = {
      haiku: (item: number) => item % 5 !== 0,
      sonnet: never,
      opus: (item: number) => item % 5 !== 1,
    };
    const byLoss = choose({ traded }, {}, 300);
    expect(byLoss).toMatchObject({ everywhere: "haiku", certificate: { type: "non-inferiority", epsilon: 0.1 } });
    const byHarm = choose({ traded }, { criterion: "harm" }, 300);
    expect(byHarm).toMatchObject({ everywhere: "opus", certificate: null });
    expect(byHarm.belowFloor).toEqual([{ taskType: "traded", tiers: ["haiku", "sonnet"] }]);
    const few = choose({ traded }, { criterion: "harm" }, 60);
    expect(few).toMatchObject({ everywhere: "opus", certificate: null });
    expect(few.tested.tests[0]).toMatchObject({ type: "harm-rate", epsilon: 0.1, k: expect.any(Number) as number });
    const loose = choose({ traded }, { criterion: "harm", harm: 0.4, margin: 0.001 }, 300);
    expect(loose).toMatchObject({ everywhere: "haiku", certificate: { type: "harm-rate", epsilon: 0.4 } });
  });
});

describe("one task type among many", () => {
  // Haiku loses nothing on nine task types and six of ten answers on the tenth: 6 points in the mean, at a margin of 10.
  const easy = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`easy-${i}`, EASY]));
  const worst = { haiku: (item: number) => item % 10 < 4, sonnet: always, opus: always };

  it("does not pay for the others, although the mean would allow it", () => {
    const chosen = choose({ ...easy, worst });
    expect(chosen.policy.routes).toMatchObject({ "easy-0": single("haiku"), worst: single("sonnet") });
    expect(chosen).toMatchObject({ everywhere: null, bestSingle: "sonnet" });
    expect(chosen.certificate).toMatchObject({ epsilon: 0.1 });
    expect(chosen.belowFloor).toEqual([{ taskType: "worst", tiers: ["haiku"] }]);
    expect(chosen.reason).toMatch(/Not used where shown to lose more .*: haiku for worst\.$/);
  });

  it("pays only what too few items to show it would", () => {
    const matrices = [...matricesOf(easy, 60), ...matricesOf({ worst }, 9)];
    expect(chooseTable(matrices, OPTIONS)).toMatchObject({ everywhere: "haiku", belowFloor: [] });
  });

  it("counts where it has traffic", () => {
    const traffic = { ...Object.fromEntries(Object.keys(easy).map((name) => [name, 1])), worst: 0 };
    expect(chooseTable(matricesOf({ ...easy, worst }, 60), { ...OPTIONS, traffic }).everywhere).toBe("haiku");
  });
});

describe("itemsStillNeeded", () => {
  const every = (n: number) => (item: number) => item % n !== 0;
  const needed = (n: number, items: number, change: Partial<ChooseTableOptions> = {}) =>
    choose({ only: { haiku: every(n), sonnet: never, opus: always } }, change, items).itemsStillNeeded;

  // (1.645 + 0.842)² · (d − difference²) / gap² tested items in all, at losses d; 60 % of what is added tests.
  it.each([
    { wrong: 12, items: 60, tested: "2 of 36", gap: "0.1 − 2/36: no loss at all needs 35", byHarm: 215, byLoss: 34 },
    { wrong: 10, items: 600, tested: "30 of 360", gap: "0.1 − 30/360", byHarm: 2235, byLoss: 3937 },
    { wrong: 9, items: 600, tested: "36 of 360", gap: "a tenth of 0.1, at least", byHarm: 8459, byLoss: 13_894 },
    { wrong: 8, items: 600, tested: "45 of 360", gap: "45/360 − 0.1", byHarm: 1204, byLoss: 2287 },
  ])("by the loss of $tested: $gap", ({ wrong, items, tested, byHarm, byLoss }) => {
    const world: World = { only: { haiku: every(wrong), sonnet: never, opus: always } };
    const chosen = choose(world, { criterion: "harm" }, items);
    expect(`${chosen.tested.tests[0]?.k} of ${chosen.tested.tests[0]?.n}`).toBe(tested);
    expect(chosen.itemsStillNeeded).toBe(byHarm);
    // Betting needs 1.6 times as many.
    expect(needed(wrong, items)).toBe(byLoss);
  });

  it("says nothing where it is clear that the table loses more than it may", () => {
    expect(needed(2, 60)).toBeNull();
    expect(needed(2, 600)).toBeNull();
    expect(needed(2, 60, { criterion: "harm" })).toBeNull();
  });
});

describe("options out of range", () => {
  it.each([
    [{ margin: 0 }, "margin must be between 0 and 1, found 0"],
    [{ margin: 1 }, "margin must be between 0 and 1, found 1"],
    [{ harm: 0 }, "harm must be between 0 and 1, found 0"],
    [{ harm: 1 }, "harm must be between 0 and 1, found 1"],
    [{ confidence: 0.5 }, "confidence must be between 0.5 and 1, found 0.5"],
    [{ confidence: 1 }, "confidence must be between 0.5 and 1, found 1"],
    [{ seed: 0.5 }, "seed must be a whole number, found 0.5"],
    [{ singleTolerance: -0.1 }, "singleTolerance must be 0 or more and below 1, found -0.1"],
    [{ singleTolerance: 1 }, "singleTolerance must be 0 or more and below 1, found 1"],
  ] satisfies readonly [Partial<ChooseTableOptions>, string][])("%o: %s", (change, message) => {
    expect(() => choose({ easy: EASY }, change, 10)).toThrow(new UsageError(message));
  });
});
