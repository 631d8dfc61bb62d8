import { describe, expect, it } from "vitest";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { type TierModel, tierModel, unitTable } from "./shrunken-effects.js";
import { onlyTier, policyOf, singleTables, tableAt, tablesOf, tierPath } from "./table-path.js";
import { dealtUnits, markedUnits, selectRows, type TierRows, tierRows } from "./tier-rows.js";

const TIERS = ["haiku", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 1, opus: 3 };

function rowsOf(types: { readonly [taskType: string]: { readonly [tier: string]: string } }): TierRows {
  const outcomes = Object.entries(types).flatMap(([taskType, answers]) =>
    outcomesFromStrings(answers, (itemId, tier) => ({
      itemId: `${taskType}-${itemId}`,
      taskType,
      costUsd: COST[tier] ?? 0,
    })),
  );
  const { matrices } = outcomeMatrices(outcomes, [seededRun(TIERS)], "opus");
  return tierRows(
    matrices.map((matrix) => inPriceOrder(matrix, TIERS)),
    { tiers: TIERS, traffic: null },
  );
}

const line = (right: number, wrong: number) => "1".repeat(right) + "0".repeat(wrong);
/** Haiku is as good on easy, far worse on hard, and nothing is known of tiny. */
const ROWS = rowsOf({
  easy: { haiku: line(90, 10), opus: line(90, 10) },
  hard: { haiku: line(40, 60), opus: line(90, 10) },
  tiny: { haiku: "11", opus: "10" },
});

describe("tierModel", () => {
  const gapOf = ({ quality }: TierModel, type: number) => (quality[2 * type + 1] ?? 0) - (quality[2 * type] ?? 0);

  it("leaves effects as they are at strength 0 and makes them equal at infinity", () => {
    const units = unitTable(ROWS);
    const raw = tierModel(units, { kappa: 0 });
    expect([0, 1, 2].map((type) => gapOf(raw, type))).toEqual([0, expect.closeTo(0.5, 12), -0.5]);
    const pooled = tierModel(units, { kappa: Number.POSITIVE_INFINITY });
    for (const type of [0, 1, 2]) expect(gapOf(pooled, type)).toBeCloseTo(49 / 202, 12);
  });

  it("weighs own items against imagined ones by hand", () => {
    const model = tierModel(unitTable(ROWS), { kappa: 10 });
    expect(gapOf(model, 2)).toBeCloseTo((-1 + 10 * (49 / 202)) / 12, 12);
    expect(gapOf(model, 1)).toBeCloseTo((50 + 10 * (49 / 202)) / 110, 12);
  });

  it("gives a type without known units the pooled level, effect and cost", () => {
    const isKnown = Uint8Array.from(ROWS.unitType, (type) => (type === 2 ? 0 : 1));
    const model = tierModel(unitTable(ROWS), { isKnown, kappa: 0 });
    expect(gapOf(model, 2)).toBeCloseTo(0.25, 12);
    expect(model.quality[4]).toBeCloseTo(0.65, 12);
    expect([model.cost[4], model.cost[5]]).toEqual([1, 3]);
  });
});

describe("the path of tables", () => {
  const pathOf = () => tierPath(tierModel(unitTable(ROWS), { kappa: 10 }));

  it("leads from the cheapest tier everywhere to the best tier everywhere, in price order of quality", () => {
    const path = pathOf();
    const tables = tablesOf(path);
    expect([...(tables[0]?.tierOf ?? [])]).toEqual([0, 0, 0]);
    expect(tables.map(({ tierOf }) => [...tierOf].join(""))).toEqual(["000", "010", "011", "111"]);
    for (let i = 1; i < tables.length; i += 1) {
      expect(tables[i]?.cost).toBeGreaterThan(tables[i - 1]?.cost ?? 0);
      expect(tables[i]?.quality).toBeGreaterThan(tables[i - 1]?.quality ?? 0);
    }
    for (const table of tables) expect(tableAt(path, table.failureCost ?? -1).tierOf).toEqual(table.tierOf);
  });

  it("minimises cost plus failure cost times errors among all tables", () => {
    const path = pathOf();
    const { quality, cost, weights } = path.model;
    const lossOf = (tierOf: Int32Array, failure: number) =>
      weights.reduce((sum, weight, type) => {
        const at = 2 * type + (tierOf[type] ?? 0);
        return sum + weight * ((cost[at] ?? 0) - failure * (quality[at] ?? 0));
      }, 0);
    for (const failure of [0, 1, 4, 7, 30, 1000]) {
      const own = lossOf(tableAt(path, failure).tierOf, failure);
      for (let code = 0; code < 8; code += 1) {
        const other = Int32Array.of(code & 1, (code >> 1) & 1, code >> 2);
        expect(own).toBeLessThanOrEqual(lossOf(other, failure) + 1e-9);
      }
    }
  });

  it("names every tier alone, and says what a table sends where", () => {
    const path = pathOf();
    expect(singleTables(path.model).map((table) => onlyTier(table, path.model))).toEqual([0, 1]);
    const [, second = { tierOf: new Int32Array(0) }] = tablesOf(path);
    expect(onlyTier(second, path.model)).toBeNull();
    expect(policyOf(second, ROWS).routes["hard"]).toEqual({ kind: "single", tier: "opus" });
  });
});

/** Two task types, three tiers and an arm; the second type lacks sonnet and the arm. */
function modelOf(change: Partial<TierModel> = {}): TierModel {
  return {
    taskTypes: ["write", "sort"],
    tiers: ["haiku", "sonnet", "opus", "arm"],
    tierCount: 3,
    reference: 2,
    weights: [0.25, 0.75],
    quality: Float64Array.of(0.5, 0.75, 1, 0.625, 0.5, 9, 1, 9),
    cost: Float64Array.of(1, 2, 5, 1.25, 2, -9, 4, -9),
    isPriced: true,
    isOpen: Uint8Array.of(1, 1, 1, 1, 1, 0, 1, 0),
    kappa: [0, 0, 0, 0],
    ...change,
  };
}

describe("the path by hand", () => {
  const steps = (model: TierModel) =>
    tierPath(model).steps.map(({ type, from, to, failureCost }) => [type, from, to, failureCost]);

  it("takes the upper hull of every task type, steps in the order of their price per quality", () => {
    const { start, steps: all } = tierPath(modelOf());
    expect([...start]).toEqual([0, 0]);
    expect(all).toEqual([
      { type: 0, from: 0, to: 3, quality: 0.125, cost: 0.25, failureCost: 2 },
      { type: 1, from: 0, to: 2, quality: 0.5, cost: 2, failureCost: 4 },
      { type: 0, from: 3, to: 1, quality: 0.125, cost: 0.75, failureCost: 6 },
      { type: 0, from: 1, to: 2, quality: 0.25, cost: 3, failureCost: 12 },
    ]);
  });

  it("skips corners on a straight line, and tiers below it", () => {
    const cost = Float64Array.of(1, 2, 3, 9, 2, 0, 4, 0);
    expect(steps(modelOf({ cost }))).toEqual([
      [0, 0, 2, 4],
      [1, 0, 2, 4],
    ]);
  });

  it("starts at the cheapest tier, of two equally cheap ones at the better", () => {
    const startAt = (first: readonly number[], quality = [0.5, 0.75, 1, 0.625]) =>
      tierPath(
        modelOf({
          cost: Float64Array.of(...first, 2, 0, 4, 0),
          quality: Float64Array.of(...quality, 0.5, 9, 1, 9),
        }),
      ).start[0];
    expect(startAt([3, 2, 5, 4])).toBe(1);
    expect(startAt([3, 4, 5, 2])).toBe(3);
    expect(startAt([2, 2, 5, 4])).toBe(1);
    expect(startAt([2, 2, 2, 2])).toBe(2);
    expect(startAt([2, 2, 5, 4], [0.75, 0.5, 1, 1])).toBe(0);
    expect(startAt([2, 2, 5, 4], [0.5, 0.5, 1, 1])).toBe(0);
    // Better, but not as cheap.
    expect(startAt([1, 2, 5, 4])).toBe(0);
  });

  it("names a failure cost between the corners for every table", () => {
    const tables = tablesOf(tierPath(modelOf()));
    expect(tables.map(({ failureCost }) => failureCost)).toEqual(
      [1, Math.sqrt(8), Math.sqrt(24), Math.sqrt(72), 24].map((value) => expect.closeTo(value, 12) as number),
    );
    expect(tables.map(({ tierOf }) => tierOf.join(""))).toEqual(["00", "30", "32", "12", "22"]);
    // 0.25 × 1 + 0.75 × 2 and so on.
    expect(tables.map(({ cost }) => cost)).toEqual([1.75, 1.8125, 3.3125, 3.5, 4.25]);
    expect(tables.map(({ quality }) => quality)).toEqual([0.5, 0.53125, 0.90625, 0.9375, 1]);
    const best = modelOf({ quality: Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1) });
    expect(tablesOf(tierPath(best)).map(({ tierOf }) => tierOf.join(""))).toEqual(["00"]);
  });

  it("takes a step where a lost answer costs just as much", () => {
    const path = tierPath(modelOf());
    expect([2, 3.99, 4, 12].map((failureCost) => tableAt(path, failureCost).tierOf.join(""))).toEqual([
      "30",
      "30",
      "32",
      "22",
    ]);
  });

  it("has one table per tier that every task type has; arms are no tiers", () => {
    const singles = singleTables(modelOf());
    expect(singles.map(({ tierOf, failureCost }) => [tierOf.join(""), failureCost])).toEqual([
      ["00", null],
      ["22", null],
    ]);
    expect(singles.map(({ cost, quality }) => [cost, quality])).toEqual([
      [1.75, 0.5],
      [4.25, 1],
    ]);
    const all = modelOf({ isOpen: new Uint8Array(8).fill(1) });
    expect(singleTables(all).map(({ tierOf }) => tierOf.join(""))).toEqual(["00", "11", "22"]);
    const only = (...tierOf: readonly number[]) => onlyTier({ tierOf: Int32Array.from(tierOf) }, all);
    expect([only(1, 1), only(2, 2), only(1, 2), only(3, 3), only()]).toEqual([1, 2, null, null, null]);
  });

  it("writes arms out as their cascades, and everything else to the reference", () => {
    const cascade = {
      kind: "cascade" as const,
      steps: [{ tier: "haiku", accept: { all: [{ signal: "sure", atLeast: "high" }] } }],
    };
    const arms = [{ name: "arm", policies: [cascade, null] }];
    expect(policyOf({ tierOf: Int32Array.of(3, 1) }, { ...modelOf(), arms })).toEqual({
      kind: "table",
      routes: { write: cascade, sort: { kind: "single", tier: "sonnet" } },
      otherwise: "opus",
    });
    expect(policyOf({ tierOf: Int32Array.of(0) }, { ...modelOf(), arms }).routes).toEqual({
      write: { kind: "single", tier: "haiku" },
      sort: { kind: "single", tier: "opus" },
    });
  });
});

describe("parts of the rows", () => {
  it("marks the same units whatever other task types there are, and the share of each type", () => {
    const marked = markedUnits(ROWS, { share: 0.4, seed: 3, stream: "s" });
    const count = (type: number) => marked.filter((value, unit) => value === 1 && ROWS.unitType[unit] === type).length;
    expect([count(0), count(1), count(2)]).toEqual([40, 40, 1]);
    const alone = selectRows(ROWS, (unit) => ROWS.unitType[unit] === 1);
    const again = markedUnits(alone, { share: 0.4, seed: 3, stream: "s" });
    expect(again).toEqual(marked.slice(100, 200));
  });

  it("deals units out evenly, within and over task types", () => {
    const dealt = dealtUnits(ROWS, { groups: 5, seed: 1, stream: "s" });
    const sizes = [0, 1, 2, 3, 4].map((group) => dealt.filter((value) => value === group).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect([...dealtUnits(ROWS, { groups: 5, seed: 2, stream: "s" })]).not.toEqual([...dealt]);
  });
});
