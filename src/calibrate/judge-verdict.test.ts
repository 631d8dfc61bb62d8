import { expect, test } from "vitest";
import { isLabelled, itemKeyOf, type PointwiseVerdict, unitsOfVerdicts } from "./judge-verdict.js";

const verdict = (itemId: string, change: Partial<PointwiseVerdict> = {}): PointwiseVerdict => ({
  itemId,
  taskType: null,
  tier: "haiku",
  judge: "j",
  prompting: null,
  humanScore: 1,
  judgeScore: 1,
  length: null,
  ...change,
});
const unitsOf = (...verdicts: readonly PointwiseVerdict[]) => {
  const { units, unitCount } = unitsOfVerdicts(verdicts);
  return { units: [...units], unitCount };
};

test("an item is one unit, whatever the tier, judge and prompting", () => {
  const again = verdict("a", { tier: "opus", judge: "k", prompting: "long", humanScore: null });
  expect(unitsOf(verdict("a"), verdict("b"), again)).toEqual({ units: [0, 1, 0], unitCount: 2 });
  expect(unitsOf()).toEqual({ units: [], unitCount: 0 });
});

test("a cluster is one unit within its task type", () => {
  const of = (itemId: string, taskType: string | null, cluster: string | null) =>
    verdict(itemId, { taskType, cluster });
  expect(unitsOf(of("a", "t", "doc"), of("b", "t", "doc"), of("c", "t", "other"))).toEqual({
    units: [0, 0, 1],
    unitCount: 2,
  });
  expect(unitsOf(of("a", "t", "doc"), of("a", "u", "doc"), of("a", null, "doc"))).toEqual({
    units: [0, 1, 2],
    unitCount: 3,
  });
  expect(unitsOf(of("a", null, "doc"), of("b", null, "doc"))).toEqual({ units: [0, 0], unitCount: 1 });
});

test("one item id in two task types is two units, and a cluster is no item of its name", () => {
  expect(unitsOf(verdict("a", { taskType: "t" }), verdict("a", { taskType: "u" })).unitCount).toBe(2);
  expect(unitsOf(verdict("a"), verdict("b", { cluster: "a" })).unitCount).toBe(2);
  expect(unitsOf(verdict("doc", { taskType: "t" }), verdict("b", { taskType: "t", cluster: "doc" })).unitCount).toBe(2);
});

test("keys of items keep task types and ids apart", () => {
  const keys = [
    itemKeyOf({ taskType: "a", itemId: "b" }),
    itemKeyOf({ taskType: null, itemId: "b" }),
    itemKeyOf({ taskType: null, itemId: "a,b" }),
    itemKeyOf({ taskType: "a,", itemId: "b" }),
  ];
  expect(new Set(keys).size).toBe(4);
  expect(itemKeyOf({ taskType: null, itemId: "b" })).toBe(itemKeyOf({ taskType: "", itemId: "b" }));
});

test("only a human score is a label, 0 too", () => {
  expect([1, 0, null].map((humanScore) => isLabelled(verdict("a", { humanScore })))).toEqual([true, true, false]);
});
