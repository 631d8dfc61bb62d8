import { describe, expect, test } from "vitest";
import { DataError } from "../core/errors.js";
import type { Policy } from "../core/policy.js";
import type { BacktestKind } from "./backtest-policies.js";
import { backtestedPolicies } from "./backtested-policy.js";
import { ITEM_QUANTITIES, type ItemQuantity, itemValuesBy } from "./item-values.js";
import type { TierRows } from "./tier-rows.js";
import type { MeasuredValue, ValueEstimates } from "./value-estimates.js";

/** A policy by its values, with two resamples above and below them. */
interface Shown {
  readonly name: string;
  readonly kind: BacktestKind;
  readonly values: Partial<Record<ItemQuantity, number | null>>;
  readonly draws?: Partial<Record<ItemQuantity, readonly [number, number]>>;
  readonly table?: Policy;
}

const HAIKU: Shown = { name: "always-haiku", kind: "single", values: { score: 0.5, costUsd: 1 } };
const SONNET: Shown = { name: "always-sonnet", kind: "single", values: { score: 0.875, costUsd: 2 } };
const OPUS: Shown = { name: "always-opus", kind: "single", values: { score: 0.75, costUsd: 4 } };
const ORACLE: Shown = { name: "oracle", kind: "bound", values: { score: 1, costUsd: 1.5 } };

const around = (value: number): MeasuredValue => ({ value, ci: [value - 0.1, value + 0.1] });

function found(shown: readonly Shown[], { isPriced = true, reference = "opus", confidence = 0.9 } = {}) {
  const rows = {
    isPriced,
    unitNames: ["a", "b", "c"],
    typeOf: Int32Array.of(0, 0, 0),
    weights: [1],
  } as unknown as TierRows;
  const policies = shown.map(({ name, kind, table = null }) => ({
    name,
    kind,
    table,
    values: itemValuesBy((quantity) => (quantity === "costUsd" ? Float64Array.of(1, 2, 3) : new Float64Array(3))),
  }));
  const estimates = shown.map(({ values }): ValueEstimates => {
    const entries = ITEM_QUANTITIES.map((quantity): [ItemQuantity, MeasuredValue | null] => {
      const value = values[quantity] === undefined ? 0 : values[quantity];
      return [quantity, value === null ? null : around(value)];
    });
    return Object.fromEntries(entries) as ValueEstimates;
  });
  const draws = (policy: number, quantity: ItemQuantity) => {
    const value = shown[policy]?.values[quantity] ?? 0;
    return Float64Array.from(shown[policy]?.draws?.[quantity] ?? [value, value]);
  };
  const all = backtestedPolicies(rows, policies, { estimates, draws }, { reference, confidence });
  return Object.fromEntries(all.map((one) => [one.name, one]));
}

describe("what is measured", () => {
  test("is shown under its own name", () => {
    const values = {
      score: 0.625,
      costUsd: 3,
      latencyMs: 700,
      harm: 0.0625,
      netLoss: -0.125,
      escalated: 0.25,
      underRouted: 0.01,
      overRouted: 0.02,
      wastedEscalation: 0.03,
      silentFailure: 0.04,
    };
    expect(found([HAIKU, OPUS, ORACLE, { name: "own", kind: "given", values }])["own"]).toMatchObject({
      name: "own",
      kind: "given",
      n: 3,
      quality: around(0.625),
      costUsd: around(3),
      costQuantilesUsd: { p50: 2, p95: 3 },
      latencyMs: around(700),
      harm: around(0.0625),
      netLoss: around(-0.125),
      escalation: around(0.25),
      underRouting: around(0.01),
      overRouting: around(0.02),
      wastedEscalation: around(0.03),
      silentFailure: around(0.04),
      table: null,
    });
  });

  test("what is not known is null", () => {
    const values = { score: 0.625, costUsd: null, latencyMs: null };
    expect(found([HAIKU, OPUS, ORACLE, { name: "own", kind: "given", values }])["own"]).toMatchObject({
      costUsd: null,
      costQuantilesUsd: null,
      latencyMs: null,
      saving: null,
      frontShare: null,
      isOnFront: false,
    });
  });

  test.each([
    ["single", false],
    ["mix", false],
    ["given", false],
    ["bound", false],
    ["per-type", true],
    ["shrunken", true],
    ["cascade", true],
    ["chosen", true],
  ] as const)("a policy that is %s was cross-fitted: %s", (kind, isCrossFitted) => {
    const table: Policy = { kind: "table", routes: {}, otherwise: "opus" };
    const own = { name: "own", kind, values: { score: 0.5, costUsd: 2 }, table };
    expect(found([HAIKU, OPUS, ORACLE, own])["own"]).toMatchObject({ isCrossFitted, table });
  });
});

describe("against the reference", () => {
  test("the saving is 1 − cost over cost, paired draw by draw", () => {
    const own = { name: "own", kind: "chosen", values: { score: 0.8, costUsd: 1 } } as const;
    const varied = { ...OPUS, draws: { costUsd: [2, 8] as const } };
    const half = { ...own, draws: { costUsd: [1, 4] as const } };
    expect(found([HAIKU, varied, ORACLE, half])["own"]?.saving).toEqual({ value: 0.75, ci: [0.5, 0.75] });
    const loose = { ...own, draws: { costUsd: [0.2, 4] as const } };
    const { value, ci } = found([HAIKU, varied, ORACLE, loose])["own"]?.saving ?? { value: 0, ci: [0, 0] };
    // Draws 0.9 and 0.5: their quantiles at 5 % and 95 %.
    expect([value, ci[0], ci[1]]).toEqual([0.75, expect.closeTo(0.52, 10), expect.closeTo(0.88, 10)]);
    expect(found([HAIKU, OPUS, ORACLE])["always-opus"]?.saving).toEqual({ value: 0, ci: [0, 0] });
  });

  test("an interval contains its value, whatever the draws", () => {
    const own = { name: "own", kind: "chosen", values: { score: 0.8, costUsd: 1 } } as const;
    const cheaper = { ...own, draws: { costUsd: [0.4, 0.4] as const } };
    expect(found([HAIKU, OPUS, ORACLE, cheaper])["own"]?.saving).toEqual({ value: 0.75, ci: [0.75, 0.9] });
    const dearer = { ...own, draws: { costUsd: [2, 2] as const } };
    expect(found([HAIKU, OPUS, ORACLE, dearer])["own"]?.saving).toEqual({ value: 0.75, ci: [0.5, 0.75] });
  });

  test("no saving without prices, nor against a reference for free", () => {
    const places = found([HAIKU, OPUS, ORACLE], { isPriced: false });
    expect(places["always-haiku"]).toMatchObject({ costUsd: null, costQuantilesUsd: null, saving: null });
    // Places in price order still stand on the front.
    expect([places["always-haiku"]?.isOnFront, places["always-opus"]?.isOnFront]).toEqual([true, true]);
    const free = found([HAIKU, { ...OPUS, values: { score: 0.75, costUsd: 0 } }, ORACLE]);
    expect(free["always-haiku"]?.saving).toBeNull();
  });

  test("one that is not measured everywhere stops it", () => {
    expect(() => found([HAIKU, ORACLE])).toThrow(
      new DataError('the reference tier "opus" is not measured on every task type'),
    );
    expect(() => found([OPUS, ORACLE])).not.toThrow();
  });
});

describe("against the others", () => {
  const own = { name: "own", kind: "chosen", values: { score: 0.625, costUsd: 3 } } as const;

  test("the best single tier, paired: neither mixes nor bounds", () => {
    const mix: Shown = { name: "mix", kind: "mix", values: { score: 0.95, costUsd: 2 } };
    const varied = { ...SONNET, draws: { score: [0.8, 0.9] as const } };
    const shown = found([HAIKU, varied, OPUS, mix, ORACLE, { ...own, draws: { score: [0.55, 0.65] } }]);
    const { value, ci } = shown["own"]?.versusBestSingle ?? { value: 0, ci: [0, 0] };
    expect([value, ...ci]).toEqual([-0.25, expect.closeTo(-0.25, 12), expect.closeTo(-0.25, 12)]);
    expect(shown["always-sonnet"]?.versusBestSingle.value).toBe(0);
    expect(shown["mix"]?.versusBestSingle.value).toBeCloseTo(0.075, 12);
  });

  test("the gap between the cheapest tier and the reference", () => {
    const shown = found([HAIKU, OPUS, ORACLE, own]);
    expect([shown["always-haiku"]?.pgr, shown["own"]?.pgr, shown["always-opus"]?.pgr]).toEqual([0, 0.5, 1]);
    const none = found([{ ...HAIKU, values: { score: 0.75, costUsd: 1 } }, OPUS, ORACLE, own]);
    expect(none["own"]?.pgr).toBeNull();
  });

  test("the part of the oracle's quality that is not reached", () => {
    const oracle = { ...ORACLE, values: { score: 0.8, costUsd: 1 } };
    const shown = found([HAIKU, OPUS, oracle, { ...own, values: { score: 0.6, costUsd: 3 } }]);
    expect(shown["own"]?.oracleGap).toBeCloseTo(0.25, 12);
    expect(shown["oracle"]?.oracleGap).toBe(0);
    const hopeless = found([HAIKU, OPUS, { ...ORACLE, values: { score: 0 } }]);
    expect(hopeless["always-haiku"]?.oracleGap).toBe(0);
  });

  test("the front: not beaten in both, shares of the draws, bounds beside it", () => {
    const dear = { ...own, draws: { score: [0.9, 0.6] as const } };
    const shown = found([HAIKU, SONNET, OPUS, ORACLE, dear]);
    const front = Object.values(shown).map(({ name, isOnFront, frontShare }) => [name, isOnFront, frontShare]);
    expect(front).toEqual([
      ["always-haiku", true, 1],
      ["always-sonnet", true, 1],
      ["always-opus", false, 0],
      ["oracle", false, null],
      ["own", false, 0.5],
    ]);
  });
});
