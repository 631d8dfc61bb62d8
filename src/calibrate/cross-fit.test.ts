import { describe, expect, it } from "vitest";
import { UsageError } from "../core/errors.js";
import { crossFit, type Learner, type LearningFold, tableValues, weightedMeans } from "./cross-fit.js";
import { type ItemValues, itemValuesBy } from "./item-values.js";
import { unitTable } from "./shrunken-effects.js";
import type { TierRows } from "./tier-rows.js";

const column = (score: readonly number[], costUsd: readonly number[] | null): ItemValues =>
  itemValuesBy((quantity) => {
    if (quantity === "score") return Float64Array.from(score);
    return quantity === "costUsd" && costUsd !== null ? Float64Array.from(costUsd) : null;
  });

/** Six items of one task type, two of them one unit, and two of another; the third type has none. */
const ROWS: TierRows = {
  taskTypes: ["a", "b", "c"],
  tiers: ["haiku", "opus"],
  tierCount: 2,
  arms: [],
  reference: 1,
  weights: [0.2, 0.4, 0.4],
  typeOf: Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1),
  unitOf: Int32Array.of(0, 0, 1, 2, 3, 4, 5, 6),
  unitNames: ["a/1", "a/3", "a/4", "a/5", "a/6", "b/1", "b/2"],
  unitType: Int32Array.of(0, 0, 0, 0, 0, 1, 1),
  groupOf: Int32Array.of(0, 1, 2, 3, 4, 5, 6),
  sharedBy: [null, null, null, null, null, null, null],
  columns: [
    column([1, 0, 1, 0, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1, 1]),
    column([1, 1, 1, 1, 1, 1, 1, 0], [4, 4, 4, 4, 4, 4, 8, 8]),
  ],
  isMeasured: new Uint8Array(6).fill(1),
  isPriced: true,
};
const units = () => unitTable(ROWS);
const list = (values: Float64Array | null | undefined) => (values ? Array.from(values) : null);
const tables =
  (...tierOf: readonly number[]): Learner =>
  () => ({ tierOf: Int32Array.from(tierOf) });

describe("crossFit", () => {
  it("holds every unit out once per repeat, whole", () => {
    const folds: LearningFold[] = [];
    const learner: Learner = (fold) => {
      folds.push(fold);
      return { tierOf: new Int32Array(3) };
    };
    crossFit(units(), [learner], { folds: 3, repeats: 2, seed: 1 });
    expect(folds.map(({ name }) => name)).toEqual(["0.0", "0.1", "0.2", "1.0", "1.1", "1.2"]);
    for (const repeat of [folds.slice(0, 3), folds.slice(3)]) {
      const held = ROWS.unitNames.map((_, unit) => repeat.filter(({ isKnown }) => isKnown[unit] === 0).length);
      expect(held).toEqual([1, 1, 1, 1, 1, 1, 1]);
    }
    const known = folds.map(({ isKnown }) => isKnown.join(""));
    expect(known.slice(0, 3)).not.toEqual(known.slice(3));
  });

  it("applies what was learnt to the items held out, averaged over the repeats", () => {
    const [fixed] = crossFit(units(), [tables(0, 1, 0)], { folds: 2, repeats: 4, seed: 1 });
    expect(list(fixed?.score)).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
    expect(list(fixed?.costUsd)).toEqual([1, 1, 1, 1, 1, 1, 8, 8]);
    expect(fixed?.latencyMs).toBeNull();
    // Opus in the first of two repeats, haiku in the second.
    const byRepeat: Learner = ({ name }) => ({ tierOf: new Int32Array(3).fill(name.startsWith("0") ? 1 : 0) });
    const [mixed] = crossFit(units(), [byRepeat], { folds: 2, repeats: 2, seed: 1 });
    expect(list(mixed?.costUsd)).toEqual([2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 4.5, 4.5]);
  });

  it("takes values for every item as well as tables, unknown where any fold's are", () => {
    const known = column([9, 8, 7, 6, 5, 4, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    const sometimes: Learner = ({ name }) => (name === "0.0" ? { ...known, costUsd: null } : known);
    const [plain, partly] = crossFit(units(), [() => known, sometimes], { folds: 2, repeats: 2, seed: 1 });
    expect(list(plain?.score)).toEqual([9, 8, 7, 6, 5, 4, 3, 2]);
    expect(list(plain?.costUsd)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(list(partly?.score)).toEqual([9, 8, 7, 6, 5, 4, 3, 2]);
    expect(partly?.costUsd).toBeNull();
  });

  it("takes each item's value from the fold that held it out, learnt from the others", () => {
    const heldFirst = new Set<number>();
    const effects = new Set<string>();
    const byFold: Learner = ({ name, isKnown, path }) => {
      if (name === "0.0") for (const [unit, known] of isKnown.entries()) if (known === 0) heldFirst.add(unit);
      effects.add(path.model.quality.join());
      return { tierOf: new Int32Array(3).fill(name === "0.0" ? 1 : 0) };
    };
    const [values] = crossFit(units(), [byFold], { folds: 2, repeats: 1, seed: 1 });
    const dear = [4, 4, 4, 4, 4, 4, 8, 8];
    expect(list(values?.costUsd)).toEqual(dear.map((usd, item) => (heldFirst.has(ROWS.unitOf[item] ?? -1) ? usd : 1)));
    expect(heldFirst.size).toBeGreaterThan(0);
    expect(heldFirst.size).toBeLessThan(7);
    expect(effects.size).toBe(2);
  });

  it("knows no cost of tables where a tier's is not known", () => {
    const [haiku = column([], null), opus = haiku] = ROWS.columns;
    const partly = unitTable({ ...ROWS, columns: [haiku, { ...opus, costUsd: null }] });
    const [values] = crossFit(partly, [tables(0, 0, 0)], { folds: 2, repeats: 1, seed: 1 });
    expect([list(values?.score), values?.costUsd]).toEqual([[1, 0, 1, 0, 1, 0, 0, 0], null]);
  });

  it("makes the path of a fold once, from the units that may be learnt from", () => {
    const paths = new Map<string, Set<unknown>>();
    const seen: Learner = ({ name, path }) => {
      paths.set(name, (paths.get(name) ?? new Set()).add(path));
      return { tierOf: path.start };
    };
    const [first, second] = crossFit(units(), [seen, seen], { folds: 2, repeats: 1, seed: 1 });
    expect([...paths.values()].map(({ size }) => size)).toEqual([1, 1]);
    expect(paths.size).toBe(2);
    expect(list(first?.costUsd)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    expect(second).toEqual(first);
    const [full] = crossFit(
      units(),
      [
        ({ path, isKnown }) => {
          const count = isKnown.reduce((sum, value) => sum + value, 0);
          expect(count).toBeLessThan(7);
          expect(path.model.taskTypes).toEqual(["a", "b", "c"]);
          return { tierOf: path.start };
        },
      ],
      { folds: 7, repeats: 1, seed: 1 },
    );
    expect(list(full?.score)).toEqual([1, 0, 1, 0, 1, 0, 0, 0]);
  });

  it("refuses folds and repeats that are none", () => {
    const fit = (folds: number, repeats: number) => () => crossFit(units(), [], { folds, repeats, seed: 1 });
    const range = "folds must be a whole number of 2 or more and repeats of 1 or more, found";
    expect(fit(1, 1)).toThrow(new UsageError(`${range} 1 and 1`));
    expect(fit(2, 0)).toThrow(`${range} 2 and 0`);
    expect(fit(2.5, 1)).toThrow(`${range} 2.5 and 1`);
    expect(fit(2, 1.5)).toThrow(`${range} 2 and 1.5`);
    expect(fit(8, 1)).toThrow(
      new UsageError("8 folds need at least as many independent items, found 7: give fewer with --folds"),
    );
    expect(fit(7, 1)()).toEqual([]);
  });
});

describe("tableValues", () => {
  it("looks every item up at the tier of its task type; unknown where any tier's is", () => {
    const values = tableValues(ROWS, { tierOf: Int32Array.of(1, 0, 0) });
    expect(list(values.score)).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
    expect(list(values.costUsd)).toEqual([4, 4, 4, 4, 4, 4, 1, 1]);
    expect(values.harm).toBeNull();
    const [haiku = column([], null), opus = haiku] = ROWS.columns;
    const partly = { ...ROWS, columns: [haiku, { ...opus, costUsd: null }] };
    expect(tableValues(partly, { tierOf: new Int32Array(3) }).costUsd).toBeNull();
  });
});

describe("weightedMeans", () => {
  it("weighs task types by the traffic, those without items left out", () => {
    const [haiku = column([], null), opus = haiku] = ROWS.columns;
    // Half of a, nothing of b: 0.2 × 0.5 / (0.2 + 0.4).
    expect(weightedMeans(ROWS, haiku).score).toBeCloseTo(1 / 6, 12);
    expect(weightedMeans(ROWS, opus)).toMatchObject({
      score: expect.closeTo((0.2 + 0.4 * 0.5) / 0.6, 12) as number,
      costUsd: expect.closeTo((0.2 * 4 + 0.4 * 8) / 0.6, 12) as number,
      harm: null,
    });
  });
});
