import { expect, test } from "vitest";
import { openPair, withUnit } from "./sequential-pair.js";
import type { SequentialType } from "./sequential-progress.js";
import { inOrderOfWorth, leadingTypes, type OpenType, typeShares } from "./sequential-worth.js";

const RULES = {
  seed: 1,
  batchUnits: 10,
  minUnits: 30,
  margin: 0.05,
  confidence: 0.95,
  reference: "opus",
  mostCells: 0,
};

interface Shape {
  readonly share?: number;
  /** Differences seen so far. */
  readonly seen?: readonly number[];
  readonly gapUsd?: number | null;
  readonly units?: number;
}

function openType(taskType: string, { share = 0.5, seen = [], gapUsd = 1, units = 400 }: Shape): OpenType {
  const cells = Array.from({ length: units }, (_, index) => [
    ["haiku", "opus"].map((tier) => ({ key: `${index}${tier}`, itemId: `${index}`, taskType, tier, unit: `${index}` })),
  ]);
  const type: SequentialType = { taskType, rules: RULES, candidates: ["haiku"], units: cells };
  const pair = seen
    .map((difference) => ({ difference, weight: 1 }))
    .reduce(withUnit, openPair("haiku", { ...RULES, candidates: 1 }));
  const costsUsd = new Map(gapUsd === null ? [] : [["haiku", 1] as const, ["opus", 1 + gapUsd] as const]);
  return { type, share, costsUsd, progress: { unitsDone: seen.length, pairs: [pair] } };
}

const namesOf = (types: readonly OpenType[]) => types.map(({ type }) => type.taskType);
const EVEN = Array<number>(30).fill(0);
/** Ten points worse, on thirty units. */
const LOSING = Array.from({ length: 30 }, (_, index) => (index % 10 === 0 ? 1 : 0));

test("what nobody has looked at comes first, the largest traffic first", () => {
  const types = [
    openType("known", { share: 0.9, seen: EVEN }),
    openType("small", { share: 0.2 }),
    openType("large", { share: 0.6 }),
  ];
  expect(namesOf(inOrderOfWorth(types))).toEqual(["large", "small", "known"]);
});

test("then traffic × price gap × chance to be certified", () => {
  const types = [
    openType("losing", { seen: LOSING }),
    openType("cheap", { seen: EVEN, gapUsd: 0.1 }),
    openType("rare", { seen: EVEN, share: 0.2 }),
    openType("best", { seen: EVEN }),
  ];
  expect(namesOf(inOrderOfWorth(types)).slice(0, 2)).toEqual(["best", "rare"]);
  expect(namesOf(inOrderOfWorth([...types].reverse()))[0]).toBe("best");
});

test("the loss seen and its spread make the chance", () => {
  // Of 30 units one or two lost; as many lost as won, on few or on many.
  const units = (...differences: readonly number[]) => [...differences, ...EVEN].slice(0, 30);
  const first = (one: readonly number[], other: readonly number[]) =>
    namesOf(inOrderOfWorth([openType("one", { seen: one }), openType("other", { seen: other })]))[0];
  expect(first(units(1, 1), units(1))).toBe("other");
  expect(first(units(1), units(1, 1))).toBe("one");
  expect(first(units(1, -1, 1, -1, 1, -1), units(1, -1))).toBe("other");
});

test("more units to come are a better chance, and none are no chance at all", () => {
  const first = (one: number, other: number) =>
    namesOf(
      inOrderOfWorth([openType("one", { seen: EVEN, units: one }), openType("other", { seen: EVEN, units: other })]),
    )[0];
  expect(first(200, 400)).toBe("other");
  expect(first(400, 200)).toBe("one");
  expect(first(30, 31)).toBe("other");
});

test("of several tiers the best prospect counts, and what is decided no more", () => {
  const open = openType("two", { seen: EVEN, gapUsd: 1 });
  const [pair] = open.progress.pairs;
  if (pair === undefined) throw new RangeError("an open type has a pair");
  const withPairs = (...pairs: readonly (typeof pair)[]): OpenType => ({
    ...open,
    costsUsd: new Map([...open.costsUsd, ["sonnet", 1.9]]),
    progress: { ...open.progress, pairs },
  });
  const sonnet = { ...pair, tier: "sonnet" };
  const middle = openType("middle", { seen: EVEN, gapUsd: 0.5 });
  expect(namesOf(inOrderOfWorth([middle, withPairs(pair, sonnet)]))).toEqual(["two", "middle"]);
  const decided = { ...pair, decision: "inferior" as const };
  expect(namesOf(inOrderOfWorth([withPairs(decided, sonnet), middle]))).toEqual(["middle", "two"]);
});

test.each(["haiku", "opus"])("the price of %s alone is no gap, and one gap that is not known leaves none", (known) => {
  const dear = openType("dear", { seen: EVEN, share: 0.3, gapUsd: 1000 });
  const half: OpenType = {
    ...openType("half", { seen: EVEN, share: 0.4 }),
    costsUsd: new Map([[known, 5]]),
  };
  expect(namesOf(inOrderOfWorth([dear, half]))).toEqual(["half", "dear"]);
  const [pair] = half.progress.pairs;
  if (pair === undefined) throw new RangeError("an open type has a pair");
  const both: OpenType = {
    ...half,
    costsUsd: new Map([
      ["opus", 1],
      ["haiku", 0.9],
    ]),
    progress: { ...half.progress, pairs: [pair, { ...pair, tier: "sonnet" }] },
  };
  expect(namesOf(inOrderOfWorth([dear, both]))).toEqual(["half", "dear"]);
});

test("an unknown price leaves traffic × chance", () => {
  const types = [
    openType("priced", { seen: EVEN, share: 0.3, gapUsd: 1000 }),
    openType("unpriced", { seen: EVEN, share: 0.4, gapUsd: null }),
  ];
  expect(namesOf(inOrderOfWorth(types))).toEqual(["unpriced", "priced"]);
});

test("as many task types as fill the calls under way", () => {
  const types = ["a", "b", "c"].map((name) => openType(name, {}));
  expect(namesOf(leadingTypes(types, 8))).toEqual(["a"]);
  expect(namesOf(leadingTypes(types, 10))).toEqual(["a"]);
  expect(namesOf(leadingTypes(types, 11))).toEqual(["a", "b"]);
  // Cells of the reference count, also where a unit has several tiers more.
  const three = types.map(
    (open): OpenType => ({
      ...open,
      type: { ...open.type, units: open.type.units.map((unit) => unit.map((item) => [...item, ...item.slice(0, 1)])) },
    }),
  );
  expect(namesOf(leadingTypes(three, 11))).toEqual(["a", "b"]);
  expect(namesOf(leadingTypes(types, Number.POSITIVE_INFINITY))).toEqual(["a", "b", "c"]);
});

test("traffic as configured, else items", () => {
  const types = [openType("a", { units: 300 }).type, openType("b", { units: 100 }).type];
  expect(typeShares(types, null)).toEqual([0.75, 0.25]);
  expect(typeShares(types, { a: 1, b: 4 })).toEqual([0.2, 0.8]);
  expect(typeShares(types, { b: 4 })).toEqual([0, 1]);
  expect(typeShares(types, { other: 1 })).toEqual([0, 0]);
});
