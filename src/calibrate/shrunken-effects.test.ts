import { describe, expect, it } from "vitest";
import { type ItemValues, itemValuesBy } from "./item-values.js";
import { STRENGTHS, type TierModel, tierModel, unitTable } from "./shrunken-effects.js";
import type { TierRows } from "./tier-rows.js";

type Known = Partial<Pick<ItemValues, "score" | "costUsd" | "harm">>;
const column = (known: { readonly [quantity in keyof Known]: readonly number[] }): ItemValues =>
  itemValuesBy((quantity) => {
    const values = known[quantity as keyof Known];
    return values === undefined ? null : Float64Array.from(values);
  });

/** Two items of one unit and one alone; then two items of a task type without sonnet. The last column is an arm. */
const ROWS: TierRows = {
  taskTypes: ["a", "b"],
  tiers: ["haiku", "sonnet", "opus", "arm"],
  tierCount: 3,
  arms: [],
  reference: 2,
  weights: [0.5, 0.5],
  typeOf: Int32Array.of(0, 0, 0, 1, 1),
  unitOf: Int32Array.of(0, 0, 1, 2, 3),
  unitNames: ["a/1", "a/3", "b/1", "b/2"],
  unitType: Int32Array.of(0, 0, 1, 1),
  groupOf: Int32Array.of(0, 1, 2, 3),
  sharedBy: [null, null, null, null],
  columns: [
    column({ score: [1, 0, 0, 1, 0], costUsd: [1, 3, 5, 7, 9], harm: [0, 0, 0, 0, 0] }),
    column({ score: [1, 1, 0, 0, 0], costUsd: [2, 2, 2, 0, 0], harm: [0, 0, 0, 0, 0] }),
    column({ score: [1, 1, 1, 1, 1], costUsd: [8, 8, 8, 8, 8], harm: [0, 0, 0, 0, 0] }),
    column({ score: [1, 0, 1, 1, 1], costUsd: [4, 4, 4, 6, 6], harm: [0, 1, 0, 0, 0] }),
  ],
  isMeasured: Uint8Array.of(1, 1, 1, 1, 1, 0, 1, 1),
  isPriced: true,
};
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12) as number);
const lists = (arrays: readonly Float64Array[]) => arrays.map((array) => Array.from(array));

describe("unitTable", () => {
  it("adds costs, sizes and the harm of arms up by unit", () => {
    const table = unitTable(ROWS);
    expect([...table.sizes]).toEqual([2, 1, 1, 1]);
    expect(lists(table.costUsd).slice(0, 3)).toEqual([
      [4, 5, 7, 9],
      [4, 2, 0, 0],
      [16, 8, 8, 8],
    ]);
    expect(lists(table.armHarm)).toEqual([[1, 0, 0, 0]]);
    expect(table.limits).toEqual({});
    const unknown = ROWS.columns.map((one, tier) => (tier === 0 ? { ...one, costUsd: null } : one));
    expect([...(unitTable({ ...ROWS, columns: unknown }).costUsd[0] ?? [])]).toEqual([0, 0, 0, 0]);
  });

  it("takes a unit's mean score, less the mean over the tiers that its task type has, arms aside", () => {
    const table = unitTable(ROWS);
    // Unit means: haiku ½ 0 1 0, sonnet 1 0 – –, opus 1 1 1 1, arm ½ 1 1 1.
    expect([...table.level]).toEqual(close([2.5 / 3, 1 / 3, 1, 0.5]));
    expect([...(table.effect[0] ?? [])]).toEqual(close([0.5 - 2.5 / 3, -1 / 3, 0, -0.5]));
    expect([...(table.effect[1] ?? [])].slice(0, 2)).toEqual(close([1 - 2.5 / 3, -1 / 3]));
    expect([...(table.effect[3] ?? [])]).toEqual(close([0.5 - 2.5 / 3, 2 / 3, 0, 0.5]));
  });
});

describe("tierModel", () => {
  const at = ({ quality }: TierModel, type: number) => Array.from(quality.slice(4 * type, 4 * type + 4));

  it("without shrinkage has the mean score per unit, and the cost per item", () => {
    const model = tierModel(unitTable(ROWS), { kappa: 0 });
    expect(at(model, 0)).toEqual(close([0.25, 0.5, 1, 0.75]));
    expect(at(model, 1).filter((_, tier) => tier !== 1)).toEqual(close([0.5, 1, 1]));
    expect(Array.from(model.cost.slice(0, 4))).toEqual(close([3, 2, 8, 4]));
    expect(Array.from(model.cost.slice(4)).filter((_, tier) => tier !== 1)).toEqual(close([8, 8, 6]));
    expect(model).toMatchObject({ tierCount: 3, reference: 2, weights: [0.5, 0.5], isPriced: true });
    expect(model.kappa).toEqual([0, 0, 0, 0]);
  });

  it("pools levels by unit and costs by item, over the task types that have the tier", () => {
    const model = tierModel(unitTable(ROWS), { isKnown: Uint8Array.of(1, 1, 0, 0), kappa: 0 });
    const level = (2.5 / 3 + 1 / 3) / 2;
    // Effects of task type a, which is all that is known.
    expect(at(model, 1)).toEqual(close([0.25, 0.5, 1, 0.75]));
    expect(level).toBeCloseTo((0.25 + 0.5 + 1) / 3, 12);
    expect(Array.from(model.cost.slice(4))).toEqual(close([3, 2, 8, 4]));
    const both = tierModel(unitTable(ROWS), { isKnown: Uint8Array.of(1, 0, 1, 1), kappa: 0 });
    expect(Array.from(both.cost.slice(0, 4))).toEqual(close([2, 2, 8, 4]));
    // Sonnet on b: known from a alone, (2 + 2 + 2) / 3 items.
    expect(tierModel(unitTable(ROWS), { kappa: 0 }).cost[5]).toBeCloseTo(2, 12);
  });

  it("counts every item of the known units towards the pooled cost", () => {
    const rows: TierRows = {
      ...ROWS,
      taskTypes: ["a", "b", "c"],
      weights: [0.4, 0.4, 0.2],
      isMeasured: Uint8Array.of(1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1),
    };
    const model = tierModel(unitTable(rows), { kappa: 0 });
    expect(model.cost[8]).toBeCloseTo((1 + 3 + 5 + 7 + 9) / 5, 12);
    expect(model.cost[9]).toBeCloseTo(2, 12);
    // Mean over units of (level + effect).
    expect(model.quality[10]).toBeCloseTo(1, 12);
    expect(model.quality[8]).toBeCloseTo((0.5 + 0 + 1 + 0) / 4, 12);
  });

  it("leaves out an arm that harms more items of a task type than it may", () => {
    const measured = (most: number) => [...tierModel(unitTable(ROWS, { mostArmHarm: most }), { kappa: 0 }).isOpen];
    const all = [1, 1, 1, 1, 1, 0, 1, 1];
    const without = [1, 1, 1, 0, 1, 0, 1, 1];
    // One of three items of a.
    expect(measured(1 / 3)).toEqual(all);
    expect(measured(0.33)).toEqual(without);
    expect([...ROWS.isMeasured]).toEqual(all);
    const known = tierModel(unitTable(ROWS, { mostArmHarm: 0.33 }), { isKnown: Uint8Array.of(0, 1, 1, 1), kappa: 0 });
    expect([...known.isOpen]).toEqual(all);
  });

  it("has no effect and no cost for an arm that no task type keeps", () => {
    const rows = { ...ROWS, isMeasured: Uint8Array.of(1, 1, 1, 0, 1, 0, 1, 0) };
    const model = tierModel(unitTable(rows));
    expect([model.quality[3], model.quality[7], model.cost[3], model.kappa[3]]).toEqual([0, 0, 0, 0]);
  });

  it("chooses the strength by cross-validation, and none for a single unit", () => {
    const n = 40;
    const type = (t: number) => Array.from({ length: n }, () => t);
    const rowsOf = (right: (type: number, i: number) => number): TierRows => {
      const haiku = [0, 1].flatMap((t) => Array.from({ length: n }, (_, i) => right(t, i)));
      return {
        ...ROWS,
        tiers: ["haiku", "opus"],
        tierCount: 2,
        reference: 1,
        typeOf: Int32Array.from([...type(0), ...type(1)]),
        unitOf: Int32Array.from({ length: 2 * n }, (_, i) => i),
        unitNames: haiku.map((_, i) => `${i}`),
        unitType: Int32Array.from([...type(0), ...type(1)]),
        groupOf: Int32Array.from(haiku.keys()),
        sharedBy: haiku.map(() => null),
        columns: [column({ score: haiku, costUsd: haiku }), column({ score: haiku.map(() => 1), costUsd: haiku })],
        isMeasured: new Uint8Array(4).fill(1),
      };
    };
    const alike = tierModel(unitTable(rowsOf((_, i) => i % 2)));
    expect(alike.kappa).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    const apart = tierModel(unitTable(rowsOf((t) => t)));
    expect(apart.kappa).toEqual([0, 0]);
    for (const kappa of apart.kappa) expect(STRENGTHS).toContain(kappa);
    const one = Uint8Array.from({ length: 2 * n }, (_, i) => (i === 0 ? 1 : 0));
    expect(tierModel(unitTable(rowsOf((_, i) => i % 2)), { isKnown: one }).kappa).toEqual([0, 0]);
  });

  it("puts places in price order where costs are not known", () => {
    expect([...tierModel(unitTable({ ...ROWS, isPriced: false }), { kappa: 0 }).cost]).toEqual(
      close([0, 1 / 3, 2 / 3, 1, 0, 1 / 3, 2 / 3, 1]),
    );
  });
});
