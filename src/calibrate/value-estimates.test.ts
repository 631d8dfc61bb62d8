import { describe, expect, it } from "vitest";
import { percentileInterval } from "../stats/bootstrap.js";
import { wilsonInterval } from "../stats/wilson-interval.js";
import { type OutcomeSpec, outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { tableValues } from "./cross-fit.js";
import { itemValuesBy } from "./item-values.js";
import { unseenSpread } from "./mean-estimate.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";
import { type TierRows, tierRows } from "./tier-rows.js";
import { estimateValues } from "./value-estimates.js";

const TIERS = ["haiku", "opus"];
const OPTIONS = { confidence: 0.95, resamples: 400, seed: 1 };

interface Setting {
  readonly traffic?: { readonly [type: string]: number };
  readonly change?: (itemId: string) => Partial<OutcomeSpec>;
}

function rowsOf(
  world: { readonly [taskType: string]: { readonly [tier: string]: string } },
  { traffic, change = () => ({}) }: Setting = {},
): TierRows {
  const outcomes = Object.entries(world).flatMap(([taskType, answers]) =>
    outcomesFromStrings(answers, (itemId) => ({ taskType, costUsd: 0.25, ...change(itemId) })),
  );
  const { matrices } = outcomeMatrices(outcomes, [seededRun(TIERS)], "opus");
  return tierRows(
    matrices.map((matrix) => inPriceOrder(matrix, TIERS)),
    { tiers: TIERS, traffic: traffic ?? null },
  );
}

const everywhere = (rows: TierRows, tier: number) =>
  tableValues(rows, { tierOf: new Int32Array(rows.taskTypes.length).fill(tier) });
const half = (n: number) => "01".repeat(n / 2);

describe("estimateValues", () => {
  it("takes means under the traffic mix, with an interval around each", () => {
    const world = { a: { haiku: half(40), opus: "1".repeat(40) }, b: { haiku: "1".repeat(40), opus: "1".repeat(40) } };
    const rows = rowsOf(world, { traffic: { a: 3, b: 1 } });
    const [haiku] = estimateValues(rows, [everywhere(rows, 0)], OPTIONS).estimates;
    expect(haiku?.score?.value).toBeCloseTo(0.625, 12);
    expect(haiku?.netLoss?.value).toBeCloseTo(0.375, 12);
    // 0.75 · √(0.25 / 40) = 0.0593 on either side, twice.
    const [lo, hi] = haiku?.score?.ci ?? [0, 0];
    expect(Math.abs(hi - 0.625 - 1.96 * 0.0593)).toBeLessThan(0.03);
    expect(Math.abs(0.625 - lo - 1.96 * 0.0593)).toBeLessThan(0.03);
  });

  it("draws the same units for all policies, so that differences keep their pairing", () => {
    const rows = rowsOf({ a: { haiku: half(40), opus: half(40) } });
    const { draws } = estimateValues(rows, [everywhere(rows, 0), everywhere(rows, 1)], OPTIONS);
    expect(draws(0, "score")).toHaveLength(400);
    expect(draws(0, "score")).toEqual(draws(1, "score"));
    expect(new Set(draws(0, "score")).size).toBeGreaterThan(5);
    expect([...new Set(draws(1, "netLoss"))]).toEqual([0]);
    const other = estimateValues(rows, [everywhere(rows, 0)], { ...OPTIONS, seed: 2 });
    expect(other.draws(0, "score")).not.toEqual(draws(0, "score"));
  });

  it("draws clusters whole", () => {
    const world = { a: { haiku: half(80), opus: "1".repeat(80) } };
    const width = (change?: (itemId: string) => Partial<OutcomeSpec>) => {
      const rows = rowsOf(world, change === undefined ? {} : { change });
      const [lo, hi] = estimateValues(rows, [everywhere(rows, 0)], OPTIONS).estimates[0]?.score?.ci ?? [0, 0];
      return hi - lo;
    };
    // Pairs of one wrong and one right answer do not vary; right and wrong ones in fours of a kind vary twice as much.
    const number = (itemId: string) => Number(itemId.slice(-4));
    const wilson = wilsonInterval(20, 40, 0.95);
    expect(width((itemId) => ({ cluster: `${number(itemId) >> 1}` }))).toBeCloseTo(wilson[1] - wilson[0], 12);
    const kind = (itemId: string) => `${number(itemId) % 2} ${number(itemId) >> 3}`;
    const ratio = width((itemId) => ({ cluster: kind(itemId) })) / width();
    expect(ratio).toBeGreaterThan(1.6);
    expect(ratio).toBeLessThan(2.4);
  });

  it("knows what it cannot have seen where no value differs", () => {
    const rows = rowsOf({ a: { haiku: "1".repeat(40), opus: "1".repeat(40) } });
    const [haiku] = estimateValues(rows, [everywhere(rows, 0)], OPTIONS).estimates;
    expect(haiku?.score).toEqual({ value: 1, ci: [wilsonInterval(40, 40, 0.95)[0], 1] });
    expect(haiku?.harm).toEqual({ value: 0, ci: [0, wilsonInterval(0, 40, 0.95)[1]] });
    for (const quantity of ["escalated", "underRouted", "wastedEscalation", "silentFailure"] as const) {
      expect(haiku?.[quantity]).toEqual(haiku?.harm);
    }
    expect(haiku?.overRouted?.ci[1]).toBeGreaterThan(0);
    const unseen = unseenSpread(40, 0.95);
    expect(haiku?.netLoss).toEqual({ value: 0, ci: [-unseen, unseen] });
    expect(haiku?.costUsd).toEqual({ value: 0.25, ci: [0.25, 0.25] });
    const lost = rowsOf({ a: { haiku: "0000", opus: "1111" } });
    const [worst] = estimateValues(lost, [everywhere(lost, 0)], OPTIONS).estimates;
    expect(worst?.netLoss).toEqual({ value: 1, ci: [1 - unseenSpread(4, 0.95), 1] });
  });

  it("says nothing of what is not known", () => {
    const rows = rowsOf({ a: { haiku: "10", opus: "11" } }, { change: () => ({ costUsd: null, latencyMs: null }) });
    const [haiku] = estimateValues(rows, [everywhere(rows, 0)], OPTIONS).estimates;
    expect(haiku).toMatchObject({ costUsd: null, latencyMs: null, score: { value: 0.5 } });
  });

  it("puts units together at random where there are more than are drawn", () => {
    // 60 task types leave 40 units to each; 80 items of two kinds in turn.
    const names = Array.from({ length: 60 }, (_, at) => `type-${String(at).padStart(2, "0")}`);
    const rows = rowsOf(Object.fromEntries(names.map((name) => [name, { haiku: half(80), opus: "1".repeat(80) }])));
    const [haiku] = estimateValues(rows, [everywhere(rows, 0)], { ...OPTIONS, resamples: 200 }).estimates;
    expect(haiku?.score?.value).toBeCloseTo(0.5, 12);
    // √(0.25 / 4800) = 0.0072, twice, on either side.
    const [lo, hi] = haiku?.score?.ci ?? [0, 0];
    expect(hi - lo).toBeGreaterThan(0.02);
    expect(hi - lo).toBeLessThan(0.036);
  });

  it("draws all items of a unit with it", () => {
    // One wrong and one right answer to a cluster: every draw is one half.
    const change = (itemId: string) => ({ cluster: `${Number(itemId.slice(-4)) >> 1}` });
    const rows = rowsOf({ a: { haiku: half(40), opus: "1".repeat(40) } }, { change });
    const { draws } = estimateValues(rows, [everywhere(rows, 0)], OPTIONS);
    expect([...new Set(draws(0, "score"))]).toEqual([0.5]);
  });

  it("has the percentiles of its draws as interval", () => {
    const rows = rowsOf({ a: { haiku: half(40), opus: "1".repeat(40) } });
    const { estimates, draws } = estimateValues(rows, [everywhere(rows, 0)], OPTIONS);
    for (const quantity of ["score", "harm", "netLoss"] as const) {
      expect(estimates[0]?.[quantity]?.ci).toEqual(percentileInterval(draws(0, quantity), 0.95));
    }
  });

  it("draws up to 2,400 units as they are, shared by the task types with 40 at least for each", () => {
    // One item of each type is right: in draws of whole units right answers are whole numbers, in groups of some they are not.
    const isWhole = (items: number, types: number) => {
      const all = Array.from({ length: items * types }, (_, i) => i);
      const typeOf = Int32Array.from(all, (i) => Math.floor(i / items));
      const rows = {
        taskTypes: Array.from({ length: types }, (_, type) => `type-${type}`),
        weights: Array.from({ length: types }, () => 1 / types),
        typeOf,
        unitOf: Int32Array.from(all),
        unitNames: all.map((i) => `item-${i}`),
        unitType: typeOf,
      } as unknown as TierRows;
      const score = Float64Array.from(all, (i) => (i % items === 0 ? 1 : 0));
      const values = itemValuesBy((quantity) => (quantity === "score" ? score : null));
      const { draws } = estimateValues(rows, [values], { ...OPTIONS, resamples: 3 });
      const right = Array.from(draws(0, "score"), (share) => share * items * types);
      expect(Math.min(...right)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...right)).toBeGreaterThan(0);
      return right.every((count) => Math.abs(count - Math.round(count)) < 1e-9);
    };
    expect([isWhole(60, 1), isWhole(50, 48), isWhole(25, 100)]).toEqual([true, true, true]);
    expect(isWhole(51, 48)).toBe(false);
  });
});
