import * as fc from "fast-check";
import { expect, test } from "vitest";
import { benjaminiHochberg } from "./benjamini-hochberg.js";
import { holm } from "./holm.js";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

test("worked by hand: 0.01, 0.04, 0.03, 0.005", () => {
  // Sorted .005·4/1 = .02, .01·4/2 = .02, .03·4/3 = .04, .04·4/4 = .04.
  const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005]);
  [0.02, 0.04, 0.04, 0.02].forEach((expected, i) => expect(adjusted[i]).toBeCloseTo(expected, 15));
});

test("the 15 p-values of the 1995 paper: four rejections at 0.05", () => {
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  expect(benjaminiHochberg(published).filter((p) => p <= 0.05)).toHaveLength(4);
  expect(holm(published).filter((p) => p <= 0.05)).toHaveLength(3);
});

test("equals the definition: the largest rank whose value is under the line", () => {
  fc.assert(
    fc.property(pValues, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (p, q) => {
      const sorted = p.slice().sort((a, b) => a - b);
      let rejected = 0;
      sorted.forEach((value, i) => {
        if (value * p.length <= q * (i + 1)) rejected = i + 1;
      });
      expect(benjaminiHochberg(p).filter((value) => value <= q)).toHaveLength(rejected);
    }),
    // A value exactly on the line may round to either side.
    { seed: 1 },
  );
});

test("between the raw value and Holm, wherever the hypotheses stand", () => {
  fc.assert(
    fc.property(pValues, (p) => {
      const adjusted = benjaminiHochberg(p);
      const stricter = holm(p);
      p.forEach((raw, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(raw - 1e-15);
        expect(adjusted[i]).toBeLessThanOrEqual((stricter[i] ?? 0) + 1e-15);
      });
      expect(benjaminiHochberg(p.slice().reverse()).reverse()).toEqual(adjusted);
    }),
    { seed: 1 },
  );
});

test("none, one, ties, refusals", () => {
  expect(benjaminiHochberg([])).toEqual([]);
  expect(benjaminiHochberg([0.2])).toEqual([0.2]);
  expect(benjaminiHochberg([0.02, 0.02])).toEqual([0.02, 0.02]);
  expect(benjaminiHochberg([0, 1])).toEqual([0, 1]);
  for (const p of [-0.1, 1.1, Number.NaN]) {
    expect(() => benjaminiHochberg([0.5, p])).toThrow(new RangeError(`p-value not in [0, 1]: ${p}`));
  }
});
