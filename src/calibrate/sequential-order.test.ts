import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { inSequentialOrder, unitName, unitRank } from "./sequential-order.js";

const ITEMS = Array.from({ length: 200 }, (_, index) => ({ id: `item-${index}`, taskType: "triage" }));
const placeOf = ({ id, taskType }: (typeof ITEMS)[number]) => ({ taskType, unit: unitName(id, null) });
const idsOf = (seed: number, items = ITEMS) => inSequentialOrder(items, seed, placeOf).map(({ id }) => id);

test("anybody can make the order again with a hash tool", () => {
  const byHand = (text: string) => createHash("sha256").update(text).digest("hex");
  expect(unitRank("item item-7", { seed: 3, taskType: "triage" })).toBe(byHand("adaptive:3:triage:item item-7"));
  const ranked = ITEMS.map(({ id }) => ({ id, rank: byHand(`adaptive:3:triage:item ${id}`) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  expect(idsOf(3)).toEqual(ranked.map(({ id }) => id));
});

test("a unit's place depends on its own name and the seed only", () => {
  const all = idsOf(1);
  expect(idsOf(1, ITEMS.toReversed())).toEqual(all);
  const some = ITEMS.filter((_, index) => index % 3 === 0);
  expect(idsOf(1, some)).toEqual(all.filter((id) => some.some((item) => item.id === id)));
  expect(idsOf(2)).not.toEqual(all);
  expect(unitName("a", "b")).not.toBe(unitName("b", null));
});

test("task types stay as they come, and what belongs to one unit stays together", () => {
  const entries = ["b", "a"].flatMap((taskType) =>
    Array.from({ length: 12 }, (_, index) => ({ taskType, index, unit: `cluster ${index % 3}` })),
  );
  const ordered = inSequentialOrder(entries, 1, (entry) => entry);
  expect(ordered.slice(0, 12).every(({ taskType }) => taskType === "b")).toBe(true);
  for (let from = 0; from < 24; from += 4) {
    const unit = ordered.slice(from, from + 4);
    expect(new Set(unit.map((entry) => entry.unit)).size).toBe(1);
    expect(unit.map(({ index }) => index)).toEqual(unit.map(({ index }) => index).sort((a, b) => a - b));
  }
});
