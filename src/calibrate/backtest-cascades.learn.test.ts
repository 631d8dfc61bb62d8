import { describe, expect, test } from "vitest";
import { type Policy, planText, type RoutePolicy } from "../core/policy.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { learntCascades, withPlacesAsCosts } from "./backtest-cascades.js";
import { FAILURE_COST_GRID } from "./backtest-policies.js";
import type { LearningFold } from "./cross-fit.js";
import type { ItemValues } from "./item-values.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { tierModel, unitTable } from "./shrunken-effects.js";
import { tierPath } from "./table-path.js";
import { tierRows } from "./tier-rows.js";

const TIERS = ["haiku", "opus"];
/** Haiku's score and reading on one item; opus is always right. */
type Answer = readonly [score: number, reading?: number];

function worldOf(types: { readonly [taskType: string]: readonly Answer[] }, costs = { haiku: 1, opus: 10 }) {
  const outcomes = Object.entries(types).flatMap(([taskType, answers]) =>
    answers.flatMap(([score, reading], i) => {
      const item = { itemId: `item-${String(i).padStart(3, "0")}`, taskType };
      const signals = reading === undefined ? [] : [{ name: "odds", value: reading }];
      return [
        seededOutcome({ ...item, tier: "haiku", score, signals, costUsd: costs.haiku }),
        seededOutcome({ ...item, tier: "opus", score: 1, costUsd: costs.opus }),
      ];
    }),
  );
  const matrices = outcomeMatrices(outcomes, [seededRun(TIERS)], "opus").matrices.map((one) =>
    inPriceOrder(one, TIERS),
  );
  const rows = tierRows(matrices, { tiers: TIERS, traffic: null });
  const foldOf = (isUnitKnown: (unit: number) => boolean = () => true, name = "0.0"): LearningFold => {
    const isKnown = Uint8Array.from(rows.unitNames, (_, unit) => (isUnitKnown(unit) ? 1 : 0));
    return { isKnown, name, path: tierPath(tierModel(unitTable(rows), { isKnown })) };
  };
  return { matrices, rows, foldOf, learnt: learntCascades(matrices, rows) };
}

const plans = (table: Policy | undefined) =>
  table?.kind === "table"
    ? Object.fromEntries(Object.entries(table.routes).map(([type, route]) => [type, planText(route as RoutePolicy)]))
    : null;

const times = (count: number, answer: Answer): readonly Answer[] => Array.from({ length: count }, () => answer);
// On `wrong` haiku is useless; on `known` it knows where it fails among the first 80, and never fails among the others.
const WORLD = {
  known: [...times(40, [1, 1]), ...times(40, [0, 0]), ...times(40, [1, 1]), ...times(40, [1, 0])],
  always: times(80, [0]),
};
const CASCADE = "haiku if odds ≥ 1, else opus";
/** Places on the grid: a fifth of the reference's cost per error, and thirty times it. */
const [CHEAP, DEAR] = [2, 20];

describe("tables of cascades", () => {
  const { learnt, foldOf } = worldOf(WORLD);
  const valuesOf = (place: number, fold: LearningFold) => learnt.policies[place]?.learner(fold) as ItemValues;

  test("one per worth of an error, named by it", () => {
    expect(learnt.policies.map(({ kind }) => kind)).toEqual(FAILURE_COST_GRID.map(() => "cascade"));
    expect([learnt.policies[0]?.name, learnt.policies[9]?.name]).toEqual([
      "cascades at 0.1 × reference cost per error",
      "cascades at 1.33 × reference cost per error",
    ]);
  });

  test("each task type by what is known of it, with the reference for any other", () => {
    // Units 0 to 79 are those of `always`.
    const first = learnt.tablesFrom(foldOf((unit) => unit < 160));
    expect(first).toHaveLength(FAILURE_COST_GRID.length);
    expect(plans(first[CHEAP])).toEqual({ always: "haiku", known: "haiku" });
    expect(plans(first[DEAR])).toEqual({ always: "opus", known: CASCADE });
    expect(first[DEAR]).toMatchObject({ otherwise: "opus" });
    const second = learnt.tablesFrom(foldOf((unit) => unit < 80 || unit >= 160));
    expect(plans(second[DEAR])).toEqual({ always: "opus", known: "haiku" });
  });

  test("are replayed on every item, once per table", () => {
    const fold = foldOf((unit) => unit < 160);
    const valuesAt = (place: number) => valuesOf(place, fold);
    const total = (values: Float64Array | null) => values?.reduce((sum, value) => sum + value, 0);
    expect(valuesAt(DEAR).score).toHaveLength(240);
    // 80 times opus, 160 times haiku and behind it 80 times opus: all right.
    expect([total(valuesAt(DEAR).score), total(valuesAt(DEAR).costUsd)]).toEqual([240, 800 + 160 + 800]);
    expect([total(valuesAt(CHEAP).score), total(valuesAt(CHEAP).costUsd)]).toEqual([120, 240]);
    expect(valuesAt(DEAR)).toBe(valuesAt(DEAR + 1));
  });

  test("are learnt once per fold, and anew in the next", () => {
    const at = (fold: LearningFold) => valuesOf(DEAR, fold).costUsd?.at(-1);
    expect(at(foldOf((unit) => unit < 160, "1.0"))).toBe(11);
    expect(at(foldOf((unit) => unit < 80 || unit >= 160, "1.0"))).toBe(11);
    expect(at(foldOf((unit) => unit < 80 || unit >= 160, "1.1"))).toBe(1);
  });

  test("are none where no task type reads a signal", () => {
    const { learnt: none, foldOf: fold } = worldOf({ always: WORLD.always });
    expect(none.policies).toEqual([]);
    expect(none.tablesFrom(fold())).toEqual([]);
  });

  test("take errors to be worth what they are named by: costs of the reference, or 1 where it is free", () => {
    const one = worldOf({ known: [...times(20, [1, 1]), ...times(20, [0, 1])] });
    // Half an answer for 9: from 18 on, 1.8 costs of the reference.
    const routes = one.learnt.tablesFrom(one.foldOf()).map((table) => plans(table)?.["known"]);
    expect(routes).toEqual(FAILURE_COST_GRID.map((multiple) => (multiple < 1.8 ? "haiku" : "opus")));
    const free = worldOf({ known: [...times(20, [1, 1]), ...times(20, [0, 1])] }, { haiku: 0, opus: 0 });
    expect(plans(free.learnt.tablesFrom(free.foldOf())[0])).toEqual({ known: "opus" });
  });

  test("draw tiers of small task types towards their effects on others", () => {
    const large = [...times(36, [1]), ...times(4, [0])];
    const names = ["a", "b", "c", "d", "e", "f"];
    const types = { ...Object.fromEntries(names.map((name) => [name, large])), small: times(3, [1, 1]) };
    const { learnt: drawn, foldOf: fold } = worldOf(types);
    // Three right answers of three are no reason to trust haiku where an error is worth 100 calls of opus.
    expect(plans(drawn.tablesFrom(fold())[24])?.["small"]).toBe("opus");
    const alone = worldOf({ small: times(3, [1, 1]) });
    expect(plans(alone.learnt.tablesFrom(alone.foldOf())[24])?.["small"]).toBe("haiku");
  });
});

test("places in price order stand for costs, and signals for nothing", () => {
  const { matrices } = worldOf({ known: times(2, [1, 1]) });
  const [placed] = withPlacesAsCosts(matrices, ["other", "haiku", "opus"]);
  expect(
    placed?.columns.map(({ costUsd, signalCostUsd }) => [[...(costUsd ?? [])], [...(signalCostUsd ?? [])]]),
  ).toEqual([
    [
      [2, 2],
      [0, 0],
    ],
    [
      [3, 3],
      [0, 0],
    ],
  ]);
  expect(placed?.itemIds).toEqual(matrices[0]?.itemIds);
});
