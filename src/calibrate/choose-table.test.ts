import { describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.js";
import { seededRandom } from "../stats/random.js";
import { seededOutcome, seededRun } from "../testing/seeded-outcomes.js";
import { adviceOn } from "./advice.js";
import { type ChooseTableOptions, chooseTable } from "./choose-table.js";
import { crossFit, tableValues, weightedMeans } from "./cross-fit.js";
import { outcomeMatrices, type TaskTypeMatrix } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { tierModel, unitTable } from "./shrunken-effects.js";
import { tableAt, tierPath } from "./table-path.js";
import { tierRows } from "./tier-rows.js";

const TIERS = ["haiku", "sonnet", "opus"];
const COST: { readonly [tier: string]: number } = { haiku: 0.001, sonnet: 0.01, opus: 0.03 };
type World = { readonly [taskType: string]: { readonly items: number; readonly right: readonly number[] } };

/** Independent answers, right with the given probability per tier. */
function outcomesOf(world: World, seed: number): readonly Outcome[] {
  const random = seededRandom(seed, "world");
  return Object.entries(world).flatMap(([taskType, { items, right }]) =>
    Array.from({ length: items }, (_, i) => `${taskType}-${String(i).padStart(4, "0")}`).flatMap((itemId) => {
      const luck = random.uniform();
      return TIERS.map((tier, rank) =>
        seededOutcome({ itemId, taskType, tier, score: luck < (right[rank] ?? 0) ? 1 : 0, costUsd: COST[tier] ?? 0 }),
      );
    }),
  );
}

function matricesOf(outcomes: readonly Outcome[]): readonly TaskTypeMatrix[] {
  const { matrices } = outcomeMatrices(outcomes, [seededRun(TIERS)], "opus");
  return matrices.map((matrix) => inPriceOrder(matrix, TIERS));
}

const OPTIONS: ChooseTableOptions & { readonly tiers: readonly string[]; readonly traffic: null } = {
  tiers: TIERS,
  traffic: null,
  margin: 0.03,
  harm: 0.02,
  confidence: 0.95,
  seed: 1,
};
const choose = (world: World, change: Partial<ChooseTableOptions> = {}, seed = 1) =>
  chooseTable(matricesOf(outcomesOf(world, seed)), { ...OPTIONS, ...change });

const SIX = ["a", "b", "c", "d", "e", "f"];
const MIXED: World = {
  ...Object.fromEntries(SIX.map((name) => [`easy-${name}`, { items: 120, right: [0.94, 0.95, 0.95] }])),
  ...Object.fromEntries(SIX.map((name) => [`hard-${name}`, { items: 120, right: [0.4, 0.6, 0.95] }])),
};

describe("chooseTable", () => {
  it("routes where task types differ: cheap where it is as good, the reference elsewhere", () => {
    const { table, everywhere, certificate, figures, reason, bestSingle } = choose(MIXED);
    expect(everywhere).toBeNull();
    expect(table.tierOf.slice(0, 6).join()).toBe("0,0,0,0,0,0");
    expect(table.tierOf.slice(6).join()).toBe("2,2,2,2,2,2");
    expect(certificate).toMatchObject({ type: "non-inferiority", scope: "whole-table", epsilon: 0.03, delta: 0.05 });
    expect(certificate?.pValue).toBeLessThanOrEqual(0.05);
    expect(bestSingle).toBe("opus");
    expect(figures.netLoss).toBeLessThan(0.03);
    expect(reason).toContain("One table for all task types has −0.8 points");
  });

  it("sends everything to one tier, and says so, where routing does not beat it", () => {
    const alike = { items: 150, right: [0.6, 0.93, 0.9] };
    const chosen = choose(Object.fromEntries(SIX.map((name) => [name, alike])));
    expect(chosen.everywhere).toBe("sonnet");
    expect(chosen.reason).toMatch(/^Routing does not beat always sonnet: everything goes to sonnet/);
    expect(chosen.certificate).not.toBeNull();
    expect(chosen.figures).toEqual(chosen.bestSingleFigures);
    const [advice] = adviceOn(chosen, {
      reference: "opus",
      tasksPerDay: null,
      signals: [],
      failureCostsUsd: {},
    });
    expect(advice).toMatchObject({ kind: "single-tier" });
  });

  it("stays with the reference where nothing cheaper is certified, and says how many items might tell", () => {
    const chosen = choose({ only: { items: 60, right: [0.7, 0.88, 0.9] } });
    expect(chosen.everywhere).toBe("opus");
    expect(chosen.certificate).toBeNull();
    expect(chosen.itemsStillNeeded).toBeGreaterThan(50);
    expect(chosen.itemsStillNeeded).toBeLessThan(2000);
    expect(chosen.reason).toContain("No cheaper table is certified");
  });

  it("does not depend on the order of the rows", () => {
    const rows = outcomesOf(MIXED, 5);
    const one = chooseTable(matricesOf(rows), OPTIONS);
    const other = chooseTable(matricesOf(rows.toReversed()), OPTIONS);
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    expect(JSON.stringify(chooseTable(matricesOf(rows), { ...OPTIONS, seed: 2 }))).not.toBe(JSON.stringify(one));
  });

  it("refuses options out of range", () => {
    expect(() => choose(MIXED, { margin: 0 })).toThrow("margin must be between 0 and 1, found 0");
    expect(() => choose(MIXED, { singleTolerance: Number.NaN })).toThrow("singleTolerance");
    expect(() => chooseTable([], OPTIONS)).toThrow("no task types");
  });

  it("keeps its promise in at least 95 % of planted worlds", () => {
    // Sonnet loses exactly the margin everywhere, haiku twice the margin.
    const world: World = Object.fromEntries(SIX.map((name) => [name, { items: 60, right: [0.84, 0.87, 0.9] }]));
    const worlds = 60;
    let broken = 0;
    for (let seed = 0; seed < worlds; seed += 1) {
      const { table } = choose(world, { seed, crossFit: { folds: 2, repeats: 1 } }, seed);
      const loss = table.tierOf.reduce((sum, tier) => sum + (0.9 - (world["a"]?.right[tier] ?? 0)) / 6, 0);
      if (loss >= 0.03 - 1e-9) broken += 1;
    }
    expect(broken / worlds).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / worlds));
  });
});

describe("crossFit", () => {
  it("finds no gain in pure noise, where the same choice in sample seems to have one", () => {
    const world: World = Object.fromEntries(SIX.map((name) => [name, { items: 40, right: [0.5, 0.5, 0.5] }]));
    let [inSample, fitted] = [0, 0];
    const worlds = 25;
    for (let seed = 0; seed < worlds; seed += 1) {
      const random = seededRandom(seed, "noise");
      const noisy = outcomesOf(world, seed).map((one) => ({ ...one, score: random.uniform() < 0.5 ? 1 : 0 }));
      const rows = tierRows(matricesOf(noisy), OPTIONS);
      const units = unitTable(rows);
      const best = tableAt(tierPath(tierModel(units, { kappa: 0 })), Number.POSITIVE_INFINITY);
      const base = rows.columns.reduce((sum, column) => sum + (weightedMeans(rows, column).score ?? 0) / 3, 0);
      inSample += ((weightedMeans(rows, tableValues(rows, best)).score ?? 0) - base) / worlds;
      const [values] = crossFit(
        units,
        [({ isKnown }) => tableAt(tierPath(tierModel(units, { isKnown, kappa: 0 })), Number.POSITIVE_INFINITY)],
        { folds: 5, repeats: 2, seed },
      );
      fitted += ((values === undefined ? 0 : (weightedMeans(rows, values).score ?? 0)) - base) / worlds;
    }
    expect(inSample).toBeGreaterThan(0.04);
    // Standard error of a mean over 25 worlds of 240 coins: 0.0065.
    expect(Math.abs(fitted)).toBeLessThan(0.02);
  });

  it("gives a tier everywhere exactly its mean, and refuses folds without items", () => {
    const rows = tierRows(matricesOf(outcomesOf(MIXED, 2)), OPTIONS);
    const tierOf = new Int32Array(12).fill(1);
    const [values] = crossFit(unitTable(rows), [() => ({ tierOf })], { folds: 5, repeats: 3, seed: 1 });
    const own = rows.columns[1];
    if (values === undefined || own === undefined) throw new RangeError("nothing");
    expect(weightedMeans(rows, values).score).toBeCloseTo(weightedMeans(rows, own).score ?? -1, 12);
    expect(() => crossFit(unitTable(rows), [], { folds: 1, repeats: 1, seed: 1 })).toThrow("folds must be");
  });
});
