import { expect, test } from "vitest";
import { ITEM_QUANTITIES, type ItemValues, itemValuesBy, joinedValues, weightedValues } from "./item-values.js";

const valuesOf = (score: readonly number[], costUsd: readonly number[] | null = null): ItemValues =>
  itemValuesBy((quantity) => {
    if (quantity === "score") return Float64Array.from(score);
    return quantity === "costUsd" && costUsd !== null ? Float64Array.from(costUsd) : null;
  });
const list = (values: Float64Array | null) => (values === null ? null : [...values]);

test("has every quantity once, in a fixed order", () => {
  expect(Object.keys(itemValuesBy(() => null))).toEqual([
    "score",
    "costUsd",
    "latencyMs",
    "harm",
    "netLoss",
    "escalated",
    "underRouted",
    "overRouted",
    "wastedEscalation",
    "silentFailure",
  ]);
  expect(itemValuesBy((quantity) => Float64Array.of(ITEM_QUANTITIES.indexOf(quantity))).harm).toEqual(
    Float64Array.of(3),
  );
});

test("a weighted sum, unknown where any part is", () => {
  const sum = weightedValues([
    { values: valuesOf([1, 0, 1], [4, 4, 8]), share: 0.25 },
    { values: valuesOf([1, 1, 0], [8, 4, 0]), share: 0.75 },
  ]);
  expect(list(sum.score)).toEqual([1, 0.75, 0.25]);
  expect(list(sum.costUsd)).toEqual([7, 4, 2]);
  expect(sum.harm).toBeNull();
  const partly = weightedValues([
    { values: valuesOf([1], [4]), share: 0.5 },
    { values: valuesOf([1]), share: 0.5 },
  ]);
  expect([list(partly.score), partly.costUsd]).toEqual([[1], null]);
  expect(list(weightedValues([]).score)).toEqual([]);
});

test("groups one after the other, unknown where any group is", () => {
  const all = joinedValues([valuesOf([1, 2], [7, 8]), valuesOf([], []), valuesOf([3], [9])]);
  expect([list(all.score), list(all.costUsd), all.latencyMs]).toEqual([[1, 2, 3], [7, 8, 9], null]);
  expect(joinedValues([valuesOf([1], [7]), valuesOf([2])]).costUsd).toBeNull();
});
