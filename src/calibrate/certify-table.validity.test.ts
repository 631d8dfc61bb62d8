import { expect, it } from "vitest";
import { seededRandom } from "../stats/random.js";
import { type CertifyOptions, certifyTables } from "./certify-table.js";
import { type ItemValues, itemValuesBy } from "./item-values.js";
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
