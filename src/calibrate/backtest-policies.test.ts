import { describe, expect, test } from "vitest";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import {
  chosenTable,
  FAILURE_COST_GRID,
  type FixedPolicy,
  perTypeTable,
  shrunkenTables,
  zeroRouter,
} from "./backtest-policies.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import type { LearningFold } from "./cross-fit.js";
import { type ItemValues, itemValuesBy } from "./item-values.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { tierModel, unitTable } from "./shrunken-effects.js";
import { type PathTable, tierPath } from "./table-path.js";
import { type TierRows, tierRows } from "./tier-rows.js";

const TIERS = ["haiku", "opus"];
const HALF = 60;
const [RIGHT, WRONG] = ["1".repeat(HALF), "0".repeat(HALF)];

/** Haiku is right on the first half of the items. */
function worldOf(costs: { readonly [tier: string]: number | null } = { haiku: 0.001, opus: 0.04 }) {
  const outcomes = outcomesFromStrings({ haiku: RIGHT + WRONG, opus: RIGHT + RIGHT }, (_, tier) => ({
    costUsd: costs[tier] ?? null,
  }));
  const { matrices } = outcomeMatrices(outcomes, [seededRun(TIERS)], "opus");
  const ordered = matrices.map((matrix) => inPriceOrder(matrix, TIERS));
  return { matrices: ordered, rows: tierRows(ordered, { tiers: TIERS, traffic: null }) };
}

describe("the zero router", () => {
  const rows = { ...worldOf().rows, typeOf: Int32Array.of(0, 0), weights: [1] } as TierRows;
  const single = (name: string, quality: number | null, costUsd: number | null): FixedPolicy => ({
    name,
    kind: "single",
    values: itemValuesBy((quantity) => {
      const value = quantity === "score" ? quality : quantity === "costUsd" ? costUsd : 0;
      return value === null ? null : Float64Array.of(value - 0.125, value + 0.125);
    }),
  });
  const [cheap, middle, dear] = [
    single("always-a", 0.25, 1),
    single("always-b-always-", 0.75, 2),
    single("always-c", 0.875, 4),
  ];
  const mixes = (...singles: readonly FixedPolicy[]) =>
    zeroRouter(singles, rows).map(({ name, kind, values: { score, costUsd } }) => [
      name,
      kind,
      [...(score ?? [])],
      [...(costUsd ?? [])],
    ]);

  test("mixes neighbours on the hull in quarters", () => {
    expect(mixes(dear, cheap)).toEqual([
      ["mix 75 % a + 25 % c", "mix", [0.28125, 0.53125], [1.625, 1.875]],
      ["mix 50 % a + 50 % c", "mix", [0.4375, 0.6875], [2.375, 2.625]],
      ["mix 25 % a + 75 % c", "mix", [0.59375, 0.84375], [3.125, 3.375]],
    ]);
    expect(mixes(cheap, middle, dear).map(([name]) => name)).toEqual([
      "mix 75 % a + 25 % b-always-",
      "mix 50 % a + 50 % b-always-",
      "mix 25 % a + 75 % b-always-",
      "mix 75 % b-always- + 25 % c",
      "mix 50 % b-always- + 50 % c",
      "mix 25 % b-always- + 75 % c",
    ]);
  });

  test("leaves out what lies below the hull, and what it cannot place", () => {
    const below = single("always-low", 0.3, 3);
    expect(mixes(cheap, below, dear)).toEqual(mixes(cheap, dear));
    // As dear as one corner, as good as the other.
    const twins = [single("always-x", 0.25, 4), single("always-y", 0.2, 1)];
    expect(mixes(...twins, cheap, dear)).toEqual(mixes(cheap, dear));
    expect(mixes(single("always-x", 0.9, null), single("always-y", null, 9), cheap, dear)).toEqual(mixes(cheap, dear));
  });

  test("is nothing with one corner, without any, and without prices", () => {
    expect([mixes(cheap), mixes(), mixes(single("always-x", 0.9, null))]).toEqual([[], [], []]);
    expect(zeroRouter([cheap, dear], { ...rows, isPriced: false })).toEqual([]);
  });
});

test("failure costs: eight to a decade, from a tenth to a hundred", () => {
  expect(FAILURE_COST_GRID).toHaveLength(25);
  expect(FAILURE_COST_GRID[0]).toBe(0.1);
  expect(FAILURE_COST_GRID[8]).toBeCloseTo(1, 12);
  expect(FAILURE_COST_GRID[24]).toBeCloseTo(100, 9);
});

describe("shrunken tables", () => {
  const foldOf = (rows: TierRows): LearningFold => ({
    isKnown: new Uint8Array(2 * HALF).fill(1),
    path: tierPath(tierModel(unitTable(rows))),
    name: "0.0",
  });
  const learnt = (rows: TierRows) => shrunkenTables(rows).map(({ learner }) => learner(foldOf(rows)) as PathTable);
  /** The worth of an error at one cost of the reference. */
  const unitOf = (rows: TierRows) => learnt(rows)[8]?.failureCost;

  test("are named by what an error is worth in costs of the reference", () => {
    const tables = shrunkenTables(worldOf().rows);
    expect([tables[0]?.name, tables[9]?.name, tables[24]?.name]).toEqual([
      "table at 0.1 × reference cost per error",
      "table at 1.33 × reference cost per error",
      "table at 100 × reference cost per error",
    ]);
    expect(new Set(tables.map(({ kind }) => kind))).toEqual(new Set(["shrunken"]));
  });

  test("count in those costs, and in one where there are none", () => {
    const { rows } = worldOf();
    expect(unitOf(rows)).toBeCloseTo(0.04, 14);
    expect(unitOf(worldOf({ haiku: 0, opus: 0 }).rows)).toBeCloseTo(1, 12);
    expect(unitOf({ ...rows, isPriced: false })).toBeCloseTo(1, 12);
    expect(unitOf(worldOf({ haiku: 0.001, opus: null }).rows)).toBeCloseTo(1, 12);
  });

  test("go from the cheap tier to the dear one as errors cost more", () => {
    // Half an answer for 39 thousandths: from 1.95 costs of the reference on.
    const tiers = learnt(worldOf().rows).map(({ tierOf }) => tierOf[0]);
    expect(tiers).toEqual(FAILURE_COST_GRID.map((multiple) => (multiple < 1.95 ? 0 : 1)));
  });

  test("need a reference among the tiers", () => {
    expect(() => shrunkenTables({ ...worldOf().rows, reference: 9 })).toThrow(
      new RangeError("the reference is not among the tiers"),
    );
  });
});

describe("tables that are learnt as calibrate decides", () => {
  const { matrices, rows } = worldOf();
  const options = { ...CALIBRATION_DEFAULTS, reference: "opus", margin: 0.2, harm: 0.2 };
  const costOf = (policy: ReturnType<typeof perTypeTable>, from: number) => {
    const isKnown = Uint8Array.from({ length: 2 * HALF }, (_, unit) => (unit >= from && unit < from + HALF ? 1 : 0));
    const fold = { isKnown, name: "0.0", path: tierPath(tierModel(unitTable(rows), { isKnown })) };
    return [...new Set((policy.learner(fold) as ItemValues).costUsd)];
  };

  test("each task type for itself", () => {
    const policy = perTypeTable(matrices, options);
    expect(policy).toMatchObject({ name: "per task type", kind: "per-type" });
    expect([costOf(policy, 0), costOf(policy, HALF)]).toEqual([[0.001], [0.04]]);
  });

  test("all together, by their own split", () => {
    const policy = chosenTable(matrices, rows, options);
    expect(policy).toMatchObject({ name: "chosen table", kind: "chosen" });
    expect([costOf(policy, 0), costOf(policy, HALF)]).toEqual([[0.001], [0.04]]);
  });
});
