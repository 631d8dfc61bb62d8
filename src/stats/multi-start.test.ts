import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fixedSequence } from "./fixed-sequence.js";
import { multiStartFixedSequence } from "./multi-start.js";

test("worked by hand: three starts at a third of the level each", () => {
  const pValues = [0.9, 0.01, 0.016, 0.5, 0.001, 0.03, 0.0001];
  expect(multiStartFixedSequence(pValues, { starts: [0, 1, 4], level: 0.05 })).toEqual({
    certified: [1, 2, 4],
    lowest: 1,
    highest: 4,
  });
});

test("nothing certified; runs that overlap; one start is the plain sequence", () => {
  const none = { certified: [], lowest: null, highest: null };
  expect(multiStartFixedSequence([0.2, 0.001], { starts: [0], level: 0.05 })).toEqual(none);
  expect(multiStartFixedSequence([0, 0, 0.3], { starts: [0, 1], level: 0.1 }).certified).toEqual([0, 1]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 1 }), (pValues) => {
      const { certified } = multiStartFixedSequence(pValues, { starts: [0], level: 0.1 });
      expect(certified).toEqual([...pValues.keys()].slice(0, fixedSequence(pValues, 0.1)));
    }),
    { seed: 1 },
  );
});

const twoValues = (starts: readonly number[], level = 0.05) => multiStartFixedSequence([0.1, 0.2], { starts, level });

test.each([
  ["no starts", () => twoValues([])],
  ["a start is given twice: 1, 0, 1", () => twoValues([1, 0, 1])],
  ["start not an index into 2 p-values: -1", () => twoValues([-1])],
  ["start not an index into 2 p-values: 2", () => twoValues([2])],
  ["start not an index into 2 p-values: 0.5", () => twoValues([0.5])],
  ["start not an index into 2 p-values: NaN", () => twoValues([Number.NaN])],
  ["level not in (0, 1): -0.1", () => twoValues([0, 1], -0.1)],
  ["level not in (0, 1): 0", () => twoValues([0], 0)],
  ["level not in (0, 1): 1", () => twoValues([0, 1], 1)],
  ["level not in (0, 1): NaN", () => twoValues([0, 1], Number.NaN)],
  ["p-value not in [0, 1]: NaN", () => multiStartFixedSequence([Number.NaN], { starts: [0], level: 0.05 })],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
