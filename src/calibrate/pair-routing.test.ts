import { describe, expect, it } from "vitest";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { type FoldGains, pairRouting } from "./pair-routing.js";
import { inPriceOrder } from "./price-order.js";
import { tierRows } from "./tier-rows.js";

const TIERS = ["haiku", "opus"];
const OPTIONS = { confidence: 0.95, resamples: 50, seed: 1 };

type Answers = { readonly [tier: string]: string };

/** Haiku is never right on task type a and always on b; opus always. */
const PLAIN: { readonly [taskType: string]: Answers } = {
  a: { haiku: "0000", opus: "1111" },
  b: { haiku: "1111", opus: "1111" },
};

function rowsOf(world: { readonly [taskType: string]: Answers }, traffic: { readonly [type: string]: number } | null) {
  const outcomes = Object.entries(world).flatMap(([taskType, answers]) =>
    outcomesFromStrings(answers, () => ({ taskType })),
  );
  const { matrices } = outcomeMatrices(outcomes, [seededRun(TIERS)], "opus");
  return tierRows(
    matrices.map((matrix) => inPriceOrder(matrix, TIERS)),
    { tiers: TIERS, traffic },
  );
}

/** Two folds of one repeat; the first holds the named units out, the second the others. */
function folds(
  repeat: number,
  [first, second]: readonly [readonly number[], readonly number[]],
  held: readonly number[] = [0, 1, 4, 5],
): readonly FoldGains[] {
  const isHeld = (unit: number) => held.includes(unit);
  const known = (side: boolean) => Uint8Array.from({ length: 8 }, (_, unit) => (isHeld(unit) === side ? 0 : 1));
  return [
    { repeat, isKnown: known(true), gains: Float64Array.from(first) },
    { repeat, isKnown: known(false), gains: Float64Array.from(second) },
  ];
}

const GOOD = [1, 0] as const;
const BAD = [0, 1] as const;
const routed = (
  given: readonly FoldGains[],
  { world = PLAIN, traffic = null as null | { a: number; b: number } } = {},
) => pairRouting(rowsOf(world, traffic), { weak: 0, strong: 1 }, given, OPTIONS);
const valuesOf = (found: ReturnType<typeof routed>) =>
  [found?.apgr, found?.cpt50, found?.cpt80].map((one) => Number(one?.value.toFixed(10)));

describe("pairRouting", () => {
  it("asks the strong tier first where most is expected of it", () => {
    // Of the gap 0, ½, 1, 1, 1 is recovered at 0, ¼, ½, ¾ and all strong calls.
    expect(valuesOf(routed(folds(0, [GOOD, GOOD])))).toEqual([0.75, 0.25, 0.4]);
    // 0, 0, 0, ½, 1
    expect(valuesOf(routed(folds(0, [BAD, BAD])))).toEqual([0.25, 0.75, 0.9]);
    expect(routed(folds(0, [GOOD, GOOD]))).toMatchObject({ weak: "haiku", strong: "opus" });
  });

  it("ranks every item by the fold that did not learn from it, ties in the order of folds and task types", () => {
    // The first fold holds one item of each type out. Order: its a, the second's b, its b, the second's a.
    const found = routed(folds(0, [GOOD, [0, 0.5]], [0, 4]));
    // 0, ¼, ¼, ¼, 1 at 0, ⅛, ½, ⅝, 1
    expect(valuesOf(found)).toEqual([0.375, 0.75, 0.9]);
  });

  it("averages repeats", () => {
    const both = [...folds(0, [GOOD, GOOD]), ...folds(1, [BAD, BAD])];
    expect(valuesOf(routed(both))).toEqual([0.5, 0.5, 0.65]);
  });

  it("weighs task types by their traffic", () => {
    // Three quarters of the calls are worth it: ½ of the gap at ⅜, all of it at ¾.
    expect(valuesOf(routed(folds(0, [GOOD, GOOD]), { traffic: { a: 3, b: 1 } }))).toEqual([0.625, 0.375, 0.6]);
  });

  it("has nothing to say where the strong tier is not better, or nothing was learnt", () => {
    const equal = { a: { haiku: "1010", opus: "1010" }, b: { haiku: "1111", opus: "1111" } };
    expect(routed(folds(0, [GOOD, GOOD]), { world: equal })).toBeNull();
    const worse = { a: { haiku: "1111", opus: "0111" }, b: { haiku: "1111", opus: "1111" } };
    expect(routed(folds(0, [GOOD, GOOD]), { world: worse })).toBeNull();
    expect(routed([])).toBeNull();
  });

  it("has an interval around the mean of the repeats, and none of its width where nothing varies", () => {
    const flat = routed(folds(0, [GOOD, GOOD]));
    expect(flat?.apgr.ci.map((end) => end.toFixed(10))).toEqual(["0.7500000000", "0.7500000000"]);
    const mixed = { a: { haiku: "0100", opus: "1111" }, b: { haiku: "1101", opus: "1110" } };
    const both = [...folds(0, [GOOD, GOOD]), ...folds(1, [BAD, BAD])];
    const found = routed(both, { world: mixed });
    const [lo, hi] = found?.apgr.ci ?? [1, 0];
    expect(lo).toBeLessThan(found?.apgr.value ?? 0);
    expect(hi).toBeGreaterThan(found?.apgr.value ?? 1);
    expect(routed(both, { world: mixed })).toEqual(found);
    // The first repeat's draws, moved to the mean.
    const [ownLo = 0] = routed(folds(0, [GOOD, GOOD]), { world: mixed })?.apgr.ci ?? [];
    const shift = (found?.apgr.value ?? 0) - (routed(folds(0, [GOOD, GOOD]), { world: mixed })?.apgr.value ?? 0);
    expect(lo).toBeCloseTo(ownLo + shift, 12);
    const undrawn = pairRouting(rowsOf(mixed, null), { weak: 0, strong: 1 }, both, { ...OPTIONS, resamples: 0 });
    expect(undrawn?.apgr.ci).toEqual([undrawn?.apgr.value, undrawn?.apgr.value]);
  });
});
