import * as fc from "fast-check";
import { expect, test } from "vitest";
import { auroc } from "./auroc.js";

test("perfect, reversed, constant, ties", () => {
  expect(auroc(Float64Array.of(1, 2, 3, 4), Uint8Array.of(0, 0, 1, 1))).toBe(1);
  expect(auroc(Float64Array.of(4, 3, 2, 1), Uint8Array.of(0, 0, 1, 1))).toBe(0);
  expect(auroc(Float64Array.of(5, 5, 5, 5), Uint8Array.of(0, 1, 1, 0))).toBe(0.5);
  // Pairs (2 against 1, 2 against 2): one win and one tie.
  expect(auroc(Float64Array.of(1, 2, 2), Uint8Array.of(0, 0, 1))).toBe(0.75);
});

test("null where all are right or all wrong", () => {
  expect(auroc(Float64Array.of(1, 2), Uint8Array.of(1, 1))).toBeNull();
  expect(auroc(new Float64Array(0), new Uint8Array(0))).toBeNull();
});

test("equals the count over all pairs", () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1 })), { maxLength: 40 });
  fc.assert(
    fc.property(rows, (list) => {
      let wins = 0;
      let pairs = 0;
      for (const [reading, label] of list) {
        for (const [other, otherLabel] of list) {
          if (label !== 1 || otherLabel !== 0) continue;
          pairs += 1;
          wins += reading > other ? 1 : reading === other ? 0.5 : 0;
        }
      }
      const area = auroc(
        Float64Array.from(list, ([reading]) => reading),
        Uint8Array.from(list, ([, label]) => label),
      );
      if (pairs === 0) expect(area).toBeNull();
      else expect(area).toBeCloseTo(wins / pairs, 12);
    }),
    { seed: 1 },
  );
});

test("refuses unequal lengths", () => {
  expect(() => auroc(Float64Array.of(1, 2), Uint8Array.of(1))).toThrow(new RangeError("2 readings but 1 labels"));
});
