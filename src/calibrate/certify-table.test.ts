import { describe, expect, it } from "vitest";
import { binomialCdf } from "../stats/binomial.js";
import { seededRandom } from "../stats/random.js";
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
    reference: 1,
    weights,
    typeOf,
    unitOf: Int32Array.from(all.keys()),
    unitNames: all.map((_, i) => `item-${i}`),
    unitType: typeOf,
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

  it.each([
    ["harm", 0.05],
    ["net-loss", 0.05],
  ] as const)("certifies a table at the promise in at most 5 %% of worlds: %s", (criterion, epsilon) => {
    const worlds = 400;
    let wrong = 0;
    for (let world = 0; world < worlds; world += 1) {
      const random = seededRandom(world, "worlds");
      const draw = () => (random.uniform() < epsilon ? 1 : 0);
      const rows = rowsOf([Array.from({ length: 150 }, draw), Array.from({ length: 150 }, draw)], [0.3, 0.7]);
      wrong += certifyTables(rows, [CHEAP], { ...options(criterion, epsilon), seed: world }).certified;
    }
    // Three standard errors above the level.
    expect(wrong / worlds).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / worlds));
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
});
