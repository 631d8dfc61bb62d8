import { describe, expect, it } from "vitest";
import { DataError } from "../core/errors.js";
import type { Policy } from "../core/policy.js";
import { outcomesFromStrings, seededRun } from "../testing/seeded-outcomes.js";
import { type BacktestOptions, backtest } from "./backtest.js";
import { CALIBRATION_DEFAULTS } from "./calibrate.js";
import { outcomeMatrices } from "./outcome-matrix.js";
import { inPriceOrder } from "./price-order.js";

const TIERS = ["haiku", "sonnet", "opus"];
const OPTIONS: BacktestOptions = {
  ...CALIBRATION_DEFAULTS,
  reference: "opus",
  minItems: 5,
  tiers: TIERS,
  folds: 2,
  repeats: 1,
  resamples: 20,
};
const COSTS: { readonly [tier: string]: number | null } = { haiku: 0.001, sonnet: 0.004, opus: 0.01 };

interface World {
  readonly [taskType: string]: { readonly [tier: string]: string };
}

/** @param costs - by task type and tier; those of COSTS where it says nothing */
function run(
  world: World,
  change: Partial<BacktestOptions> = {},
  costs: { readonly [taskType: string]: typeof COSTS } = {},
) {
  const rows = Object.entries(world).flatMap(([taskType, answers]) =>
    outcomesFromStrings(answers, (_, tier) => ({ taskType, costUsd: (costs[taskType] ?? COSTS)[tier] ?? null })),
  );
  const reference = change.reference ?? OPTIONS.reference;
  const { matrices } = outcomeMatrices(rows, [seededRun(TIERS)], reference);
  const tiers = change.tiers ?? TIERS;
  return backtest(
    matrices.map((matrix) => inPriceOrder(matrix, tiers)),
    { ...OPTIONS, ...change },
  );
}

const right = (n: number, wrong: number) => "0".repeat(wrong) + "1".repeat(n - wrong);
// Cheap is good on one task type and useless on the other.
const TWO: World = {
  easy: { haiku: right(24, 0), opus: right(24, 0) },
  hard: { haiku: right(24, 24), opus: right(24, 2) },
};
const names = (policies: readonly { readonly name: string }[]) => policies.map(({ name }) => name);

describe("what is refused", () => {
  it("says so: nothing to replay, or too little", () => {
    expect(() => backtest([], OPTIONS)).toThrow(
      new DataError("no task types: run the benchmark or import a table first"),
    );
    const few = { a: { haiku: right(39, 20), opus: right(39, 0) } };
    expect(() => run(few)).toThrow(
      new DataError("39 independent items are too few to learn on some and test on others: at least 40"),
    );
    expect(run({ a: { haiku: right(40, 20), opus: right(40, 0) } }).units).toBe(40);
  });
});

describe("two task types, two tiers", () => {
  const found = run(TWO, { seed: 3 });

  it("names what was replayed", () => {
    expect(found).toMatchObject({
      reference: "opus",
      bestSingle: "always-opus",
      taskTypes: 2,
      items: 48,
      units: 48,
      folds: 2,
      repeats: 1,
      seed: 3,
      isPriced: true,
      signals: [],
    });
    expect(names(found.policies).slice(0, 7)).toEqual([
      "always-haiku",
      "always-opus",
      "mix 75 % haiku + 25 % opus",
      "mix 50 % haiku + 50 % opus",
      "mix 25 % haiku + 75 % opus",
      "oracle",
      "perfect verifier",
    ]);
    expect(found.policies.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["per-type", "chosen", "shrunken"]));
  });

  it("shows no shrunken table that does what another policy does", () => {
    const seen = found.policies.map(({ quality, costUsd, harm }) => JSON.stringify([quality, costUsd, harm]));
    found.policies.forEach(({ kind }, index) => {
      if (kind === "shrunken") expect(seen.indexOf(seen[index] ?? "")).toBe(index);
    });
    expect(found.policies.filter(({ kind }) => kind === "shrunken").length).toBeGreaterThan(0);
    expect(found.policies.every(({ table }) => table === null)).toBe(true);
  });

  it("puts the front in order of cost, and of nothing else", () => {
    expect(found.front[0]).toBe("always-haiku");
    const costs = found.front.map((name) => found.policies.find((one) => one.name === name)?.costUsd?.value ?? 0);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    const onFront = found.policies.filter(({ isOnFront }) => isOnFront);
    expect([...found.front].sort()).toEqual(names(onFront).sort());
    expect(found.front.length).toBeLessThan(found.policies.length);
  });

  it("puts the dearest at its end, though it was named early", () => {
    const rising = run({ ...TWO, easy: { haiku: right(24, 1), opus: right(24, 0) } });
    expect(rising.front[0]).toBe("always-haiku");
    // Second among the policies, behind all tables on the front.
    expect(rising.front.indexOf("always-opus")).toBeGreaterThan(1);
    const costs = rising.front.map((name) => rising.policies.find((one) => one.name === name)?.costUsd?.value ?? 0);
    expect(costs).toEqual(costs.toSorted((x, y) => x - y));
  });

  it("ranks three task types by their gains", () => {
    const three = run({
      a: { haiku: right(24, 24), opus: right(24, 12) },
      b: { haiku: right(24, 0), opus: right(24, 0) },
      c: { haiku: right(24, 24), opus: right(24, 18) },
    });
    // Two thirds of the gap at a third of the calls, all of it at two.
    expect(three.pair?.apgr.value).toBeCloseTo(0.722, 1);
  });

  it("draws as often as it is asked", () => {
    const { policies, pair } = run(TWO, { resamples: 1 });
    const verified = policies.find(({ name }) => name === "perfect verifier");
    // One draw and the value itself are the ends of every interval.
    for (const one of [verified?.costUsd, pair?.apgr]) expect(one?.ci).toContain(one?.value);
  });

  it("ranks the task types of the two tiers alone by what the strong one gains", () => {
    // The strong tier gains on the hard half alone, which is asked first: the whole gap at half of the calls.
    const { weak, strong, apgr, cpt50, cpt80 } = found.pair ?? {};
    expect([weak, strong]).toEqual(["haiku", "opus"]);
    expect(apgr?.value).toBeCloseTo(0.75, 1);
    expect(cpt50?.value).toBeCloseTo(0.25, 1);
    expect(cpt80?.value).toBeCloseTo(0.4, 1);
  });

  it("averages over the costs: the zero router lies on the line, routing above it", () => {
    // From (0.001, 0.5) to (0.01, 46/48).
    expect(found.aiq?.zeroRouter.byRange).toBeCloseTo((0.5 + 46 / 48) / 2, 9);
    expect(found.aiq?.policies.byRange ?? 0).toBeGreaterThan(found.aiq?.zeroRouter.byRange ?? 1);
  });
});

describe("tiers", () => {
  it("that one task type lacks are no policy of the whole", () => {
    const found = run({ ...TWO, easy: { ...TWO["easy"], sonnet: right(24, 0) } });
    expect(names(found.policies).filter((name) => name.startsWith("always"))).toEqual(["always-haiku", "always-opus"]);
  });

  it("in the middle may be the best", () => {
    const found = run({ a: { haiku: right(40, 20), sonnet: `${"1".repeat(39)}0`, opus: right(40, 4) } });
    expect(found.bestSingle).toBe("always-sonnet");
    const tied = run({ a: { haiku: right(40, 20), sonnet: right(40, 4), opus: right(40, 4) } });
    expect(tied.bestSingle).toBe("always-sonnet");
  });

  it("below the reference make a pair, a reference that is the cheapest has none", () => {
    const cheap = run({ a: { haiku: right(40, 4), opus: right(40, 20) } }, { reference: "haiku" });
    expect([cheap.pair, cheap.bestSingle]).toEqual([null, "always-haiku"]);
  });
});

describe("costs", () => {
  it("that one task type does not know are known of none: calls count by their tier's place", () => {
    const found = run(TWO, {}, { hard: { haiku: null, opus: 0.01 } });
    expect(found.isPriced).toBe(false);
    expect([found.aiq, found.policies.every(({ costUsd }) => costUsd === null)]).toEqual([null, true]);
    const quality = found.front.map((name) => found.policies.find((one) => one.name === name)?.quality.value ?? 0);
    expect(quality).toEqual(quality.toSorted((a, b) => a - b));
  });

  it("that do not differ leave nothing to average over", () => {
    const same = { haiku: 0.01, opus: 0.01 };
    expect(run(TWO, {}, { easy: same, hard: same }).aiq).toBeNull();
  });
});

it("cascades come with the table that all items together lead to", () => {
  // Haiku is right on every other item, and sure of all of these but a few.
  const isSure = (item: number) => item % 2 === 1 && item % 15 !== 1;
  const rows = outcomesFromStrings({ haiku: "01".repeat(30), opus: "1".repeat(60) }, (itemId, tier) => ({
    costUsd: COSTS[tier] ?? null,
    signals: tier === "haiku" ? [{ name: "odds", value: isSure(Number(itemId.slice(-4))) ? 1 : 0 }] : [],
  }));
  const { matrices } = outcomeMatrices(rows, [seededRun(TIERS)], "opus");
  const { policies, signals } = backtest(matrices, { ...OPTIONS, tiers: ["haiku", "opus"] });
  expect(signals).toHaveLength(1);
  const cascades = policies.filter(({ kind }) => kind === "cascade");
  expect(cascades.at(-1)?.table).toMatchObject({
    kind: "table",
    routes: { triage: { kind: "cascade", steps: [{ tier: "haiku" }, { tier: "opus" }] } },
  });
  expect(policies.filter(({ table }) => table !== null)).toEqual(cascades);
  // Tables that do what a tier does on every item are not shown.
  expect(cascades.length).toBeLessThan(5);
});

it("a given table is replayed as it is, beside the others", () => {
  const policy: Policy = { kind: "table", routes: { easy: { kind: "single", tier: "haiku" } }, otherwise: "opus" };
  const given = run(TWO, { given: { name: "routing-table.json", policy } }).policies.find(
    ({ kind }) => kind === "given",
  );
  expect(given).toMatchObject({ name: "routing-table.json", isCrossFitted: false });
  expect(given?.quality.value).toBeCloseTo(46 / 48, 12);
  expect(given?.costUsd?.value).toBeCloseTo(0.0055, 12);
});
