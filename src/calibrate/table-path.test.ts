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
  const path = tierPath(tierModel(unitTable(ROWS), { kappa: 10 }));

  it("leads from the cheapest tier everywhere to the best tier everywhere, in price order of quality", () => {
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
    expect(singleTables(path.model).map((table) => onlyTier(table, path.model))).toEqual([0, 1]);
    const [, second = { tierOf: new Int32Array(0) }] = tablesOf(path);
    expect(onlyTier(second, path.model)).toBeNull();
    expect(policyOf(second, ROWS).routes["hard"]).toEqual({ kind: "single", tier: "opus" });
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
