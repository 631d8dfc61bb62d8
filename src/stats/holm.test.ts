import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holm } from "./holm.js";

test("worked by hand: 0.01, 0.04, 0.03, 0.005", () => {
  // Sorted .005 ×4 = .02, .01 ×3 = .03, .03 ×2 = .06, .04 ×1 = .04 → at least .06.
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
});

test("none, one, ties, and never above 1", () => {
  expect(holm([])).toEqual([]);
  expect(holm([0.2])).toEqual([0.2]);
  expect(holm([0.02, 0.02])).toEqual([0.04, 0.04]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([0, 1])).toEqual([0, 1]);
  for (const p of [-0.1, 1.1, Number.NaN]) {
    expect(() => holm([0.5, p])).toThrow(new RangeError(`p-value not in [0, 1]: ${p}`));
  }
});

test("between the raw value and Bonferroni, in the same order, wherever the hypotheses stand", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }), (p) => {
      const adjusted = holm(p);
      p.forEach((raw, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(raw);
        expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, raw * p.length) + 1e-15);
      });
      expect(holm(p.slice().reverse()).reverse()).toEqual(adjusted);
    }),
    { seed: 1 },
  );
});
