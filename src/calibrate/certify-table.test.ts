import { describe, expect, it } from "vitest";
import { bettingPValue } from "../stats/betting.js";
import { binomialCdf } from "../stats/binomial.js";
import { type CertifyOptions, certifyTables, testingOrder } from "./certify-table.js";
import type { ItemValues } from "./item-values.js";
import { itemValuesBy } from "./item-values.js";
import type { PathTable } from "./table-path.js";
import type { TierRows } from "./tier-rows.js";

/** Rows of a cheap tier and the reference, given what the cheap one loses on every item of every task type. */
function rowsOf(losses: readonly (readonly number[])[], weights: readonly number[]): TierRows {
  const all = losses.flat();
  const column = (own: readonly number[]): ItemValues =>
    itemValuesBy((quantity) =>
      Float64Array.from(own, (loss) => (quantity === "netLoss" ? loss : quantity === "harm" ? Math.max(0, loss) : 0)),
    );
  const typeOf = Int32Array.from(losses.flatMap((own, type) => own.map(() => type)));
  return {
    taskTypes: losses.map((_, type) => `type-${type}`),
    tiers: ["haiku", "opus"],
    tierCount: 2,
    arms: [],
    reference: 1,
    weights,
    typeOf,
    unitOf: Int32Array.from(all.keys()),
    unitNames: all.map((_, i) => `item-${i}`),
    unitType: typeOf,
    groupOf: Int32Array.from(all.keys()),
    sharedBy: all.map(() => null),
    columns: [column(all), column(all.map(() => 0))],
    isMeasured: new Uint8Array(2 * losses.length).fill(1),
    isPriced: true,
  };
}

const CHEAP = { tierOf: Int32Array.of(0, 0) };
const options = (criterion: CertifyOptions["criterion"], epsilon: number): CertifyOptions => ({
  criterion,
  epsilon,
  delta: 0.05,
  seed: 1,
});
const losses = (n: number, lost: number) => Array.from({ length: n }, (_, i) => (i < lost ? 1 : 0));

describe("certifyTables", () => {
  it("counts harm exactly where the items have the mix of the traffic", () => {
    const rows = rowsOf([losses(100, 2), losses(100, 1)], [0.5, 0.5]);
    const { tests, certified } = certifyTables(rows, [CHEAP], options("harm", 0.05));
    expect(tests[0]).toMatchObject({ method: "fixed-sequence-binomial", k: 3, n: 200, scope: "whole-table" });
    expect(tests[0]?.pValue).toBeCloseTo(binomialCdf(3, 200, 0.05), 12);
    expect(certified).toBe(1);
  });

  it("weighs task types by the traffic: harm where all the traffic is cannot be diluted", () => {
    const rows = rowsOf([losses(100, 20), losses(300, 0)], [0.9, 0.1]);
    const { certified } = certifyTables(rows, [CHEAP], options("harm", 0.08));
    expect(certified).toBe(0);
    const even = rowsOf([losses(100, 20), losses(300, 0)], [0.25, 0.75]);
    expect(certifyTables(even, [CHEAP], options("harm", 0.08)).certified).toBe(1);
    const none = rowsOf([losses(100, 0), losses(300, 90)], [1, 0]);
    expect(certifyTables(none, [CHEAP], options("harm", 0.08)).tests[0]).toMatchObject({ k: 0, n: 100 });
    expect(certifyTables(none, [CHEAP], options("harm", 0.08)).certified).toBe(1);
  });

  it("credits gains in the net loss and stops at the first failure", () => {
    const gains = Array.from({ length: 400 }, (_, i) => (i % 20 === 0 ? -1 : i % 20 === 1 ? 1 : 0));
    const rows = rowsOf([gains, losses(400, 0)], [0.5, 0.5]);
    const reference = { tierOf: Int32Array.of(1, 1) };
    const bad = rowsOf([losses(400, 60), losses(400, 60)], [0.5, 0.5]);
    expect(certifyTables(rows, [CHEAP], options("net-loss", 0.05)).certified).toBe(1);
    const { tests, certified } = certifyTables(bad, [reference, CHEAP, reference], options("net-loss", 0.05));
    expect([certified, tests.length]).toEqual([1, 2]);
  });

  it("says what it promises, by which test and on what", () => {
    const rows = rowsOf([losses(100, 1), losses(100, 1)], [0.5, 0.5]);
    const assumes = ["exchangeable-items", "same-models-and-prompts", "same-traffic-mix"];
    const common = { scope: "whole-table", epsilon: 0.05, delta: 0.05, n: 200, step: 1, assumes };
    const [harm] = certifyTables(rows, [CHEAP], options("harm", 0.05)).tests;
    expect(harm).toEqual({
      ...common,
      type: "harm-rate",
      method: "fixed-sequence-binomial",
      pValue: binomialCdf(2, 200, 0.05),
      k: 2,
    });
    const [loss] = certifyTables(rows, [CHEAP], options("net-loss", 0.05)).tests;
    expect(loss).toMatchObject({ ...common, type: "non-inferiority", method: "fixed-sequence-betting", k: null });
    const twice = certifyTables(rows, [CHEAP, CHEAP], options("harm", 0.05)).tests;
    expect(twice.map(({ step }) => step)).toEqual([1, 2]);
  });

  it("bets on losses brought to [0, 1], less boldly where few items carry the traffic", () => {
    const none = [losses(100, 0), losses(300, 0)];
    const flat = (value: number, n: number) => new Float64Array(n).fill(value);
    const pOf = (rows: TierRows, criterion: CertifyOptions["criterion"]) =>
      certifyTables(rows, [CHEAP], options(criterion, 0.08)).tests[0]?.pValue;
    const bet = { level: 0.05 };
    expect(pOf(rowsOf(none, [0.25, 0.75]), "net-loss")).toBeCloseTo(bettingPValue(flat(0.5, 400), 0.54, bet), 12);
    // The same rows tell less where most of the traffic rests on a quarter of them.
    const even = rowsOf(none, [0.25, 0.75]);
    for (const criterion of ["harm", "net-loss"] as const)
      expect(pOf(rowsOf(none, [0.9, 0.1]), criterion)).toBeGreaterThan(10 * (pOf(even, criterion) ?? 1));
    const gains = rowsOf([Array.from({ length: 100 }, () => -1), []], [0.5, 0.5]);
    expect(pOf(gains, "net-loss")).toBeCloseTo(bettingPValue(flat(0, 100), 0.54, bet), 12);
    const graded = rowsOf([Array.from({ length: 100 }, () => 0.05)], [1]);
    expect(pOf(graded, "harm")).toBeCloseTo(bettingPValue(flat(0.05, 100), 0.08, bet), 12);
  });

  it("counts where shares are off by less than one unit, and where a task type is not among the units", () => {
    const method = (rows: TierRows) => certifyTables(rows, [CHEAP], options("harm", 0.05)).tests[0]?.method;
    expect(method(rowsOf([losses(61, 0), losses(60, 0)], [102 / 202, 100 / 202]))).toBe("fixed-sequence-binomial");
    expect(method(rowsOf([losses(54, 0), losses(50, 0)], [0.5, 0.5]))).toBe("fixed-sequence-betting");
    expect(method(rowsOf([losses(50, 0), []], [0.5, 0.5]))).toBe("fixed-sequence-binomial");
    expect(method(rowsOf([[0.5, ...losses(49, 0)]], [1]))).toBe("fixed-sequence-betting");
    expect(method(rowsOf([losses(54, 0), losses(50, 0), losses(46, 0)], [1 / 3, 1 / 3, 1 / 3]))).toBe(
      "fixed-sequence-betting",
    );
  });

  it("takes one value per cluster: the mean of its items, never beyond a whole", () => {
    const pairs = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0.1 : 0));
    const rows = rowsOf([pairs], [1]);
    const unitOf = Int32Array.from(pairs, (_, i) => Math.floor(i / 2));
    const clustered = { ...rows, unitOf, unitType: new Int32Array(50), unitNames: rows.unitNames.slice(0, 50) };
    const [test] = certifyTables(clustered, [CHEAP], options("harm", 0.08)).tests;
    expect(test).toMatchObject({ n: 50, k: null, method: "fixed-sequence-betting" });
    expect(test?.pValue).toBeCloseTo(bettingPValue(new Float64Array(50).fill(0.05), 0.08, { level: 0.05 }), 12);
    // Clusters that lose all or nothing are no independent items either.
    const together = { ...clustered, columns: rowsOf([losses(100, 2)], [1]).columns };
    expect(certifyTables(together, [CHEAP], options("harm", 0.08)).tests[0]).toMatchObject({
      k: null,
      method: "fixed-sequence-betting",
    });
    const whole = rowsOf([losses(90, 90)], [1]);
    const thirds = { ...whole, unitOf: Int32Array.from({ length: 90 }, (_, i) => Math.floor(i / 3)) };
    const lost = { ...thirds, unitType: new Int32Array(30), unitNames: whole.unitNames.slice(0, 30) };
    for (const criterion of ["harm", "net-loss"] as const)
      expect(certifyTables(lost, [CHEAP], options(criterion, 0.08)).tests[0]?.pValue).toBe(1);
  });

  it("bets in a random order, which the seed fixes", () => {
    const rows = rowsOf([losses(200, 8)], [1]);
    const pOf = (seed: number) => certifyTables(rows, [CHEAP], { ...options("net-loss", 0.08), seed }).tests[0]?.pValue;
    expect(pOf(1)).toBe(pOf(1));
    expect(new Set([1, 2, 3, 4].map(pOf)).size).toBe(4);
  });

  it("does not let gains make up for harm", () => {
    const rows = rowsOf([[1, -1, ...losses(98, 0)]], [1]);
    expect(certifyTables(rows, [CHEAP], options("harm", 0.08)).tests[0]).toMatchObject({ k: 1, n: 100 });
  });

  it("looks a task type's losses up at the tier that the table gives it", () => {
    const rows = rowsOf([losses(60, 0), losses(60, 30)], [0.5, 0.5]);
    const split = { tierOf: Int32Array.of(0, 1) };
    expect(certifyTables(rows, [split], options("harm", 0.08)).tests[0]?.k).toBe(0);
    expect(certifyTables(rows, [CHEAP], options("harm", 0.08)).tests[0]?.k).toBe(30);
  });
});

describe("testingOrder", () => {
  it("goes from the safest to the boldest, without repetitions and without anything dearer than the reference", () => {
    const table = (tiers: readonly number[], quality: number, cost: number): PathTable => ({
      tierOf: Int32Array.from(tiers),
      failureCost: null,
      quality,
      cost,
    });
    const reference = table([2, 2], 0.9, 10);
    const order = testingOrder(
      [table([0, 0], 0.5, 1), table([1, 1], 0.95, 4), reference, table([0, 0], 0.5, 1), table([1, 2], 0.97, 12)],
      reference,
    );
    expect(order.map(({ tierOf }) => tierOf.join(""))).toEqual(["11", "00"]);
  });

  it("puts the dearer of two equally good tables first, and leaves out what costs as much as the reference", () => {
    const table = (tiers: readonly number[], quality: number, cost: number): PathTable => ({
      tierOf: Int32Array.from(tiers),
      failureCost: null,
      quality,
      cost,
    });
    const reference = table([2, 2], 0.9, 10);
    const tables = [table([0, 0], 0.8, 1), table([0, 1], 0.8, 3), table([1, 0], 0.8, 2), table([1, 2], 0.99, 10)];
    expect(testingOrder(tables, reference).map(({ tierOf }) => tierOf.join(""))).toEqual(["01", "10", "00"]);
    expect(testingOrder([table([2, 2], 0.9, 5)], reference)).toEqual([]);
  });
});
