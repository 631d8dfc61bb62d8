import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cohenKappa } from "./cohen-kappa.js";
import { krippendorffAlpha, type RatingScale } from "./krippendorff-alpha.js";

const _ = null;
/** Four observers, twelve units, with gaps: the worked example of Krippendorff (2011). */
const published = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
] as const;
const units = published[0].map((_unit, index) => published.map((observer) => observer[index] ?? null));

test.each([
  ["nominal", 0.743],
  ["ordinal", 0.815],
  ["interval", 0.849],
] as const)("published example, %s", (scale, expected) => {
  expect(Math.abs((krippendorffAlpha(units, scale) ?? 0) - expected)).toBeLessThan(0.0006);
});

test("published binary example, two observers and ten units: 0.095", () => {
  const meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
  const owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
  const pairs = meg.map((rating, i) => [rating, owen[i] ?? null]);
  expect(krippendorffAlpha(pairs, "nominal")).toBeCloseTo(0.095, 3);
});

test("full agreement 1; for two categories the scales agree", () => {
  expect(
    krippendorffAlpha(
      [
        ["a", "a"],
        ["b", "b", "b"],
      ],
      "nominal",
    ),
  ).toBe(1);
  const binary = [
    [0, 1],
    [1, 1],
    [0, 0],
    [1, _, 0],
    [0, 0, 0],
  ];
  const nominal = krippendorffAlpha(binary, "nominal") ?? 0;
  expect(krippendorffAlpha(binary, "ordinal")).toBeCloseTo(nominal, 13);
  expect(krippendorffAlpha(binary, "interval")).toBeCloseTo(nominal, 13);
});

test("trap: NaN where all units have one category, or nothing can be paired", () => {
  for (const scale of ["nominal", "ordinal", "interval"] as const) {
    expect(
      krippendorffAlpha(
        [
          [1, 1],
          [1, 1],
        ],
        scale,
      ),
    ).toBeNull();
    expect(krippendorffAlpha([[1, _], [2], []], scale)).toBeNull();
    expect(krippendorffAlpha([], scale)).toBeNull();
  }
});

test("systematic disagreement is negative", () => {
  expect(
    krippendorffAlpha(
      [
        [0, 1],
        [1, 0],
        [0, 1],
        [1, 0],
      ],
      "nominal",
    ),
  ).toBeLessThan(-0.5);
});

test("with many units close to κ for two raters who use the categories alike", () => {
  const first = Array.from({ length: 900 }, (_unit, i) => i % 3);
  const second = first.map((rating, i) => (i % 10 < 3 ? (rating + 1) % 3 : rating));
  const pairs = first.map((rating, i) => [rating, second[i] ?? null]);
  expect(krippendorffAlpha(pairs, "nominal")).toBeCloseTo(cohenKappa(first, second) ?? 0, 2);
});

test("unchanged by the order of units and raters, by single ratings, and interval by shift and scale", () => {
  const rating = fc.option(fc.integer({ min: 0, max: 4 }), { nil: null });
  const table = fc.array(fc.array(rating, { maxLength: 4 }), { maxLength: 12 });
  fc.assert(
    fc.property(table, fc.constantFrom<RatingScale>("nominal", "ordinal", "interval"), (table, scale) => {
      const alpha = krippendorffAlpha(table, scale);
      const shuffled = table.map((ratings) => ratings.slice().reverse()).reverse();
      const moved = table.map((ratings) => ratings.map((value) => (value === null ? null : 2 * value + 7)));
      for (const other of [shuffled, moved, [...table, [3, _, _]]]) {
        const again = krippendorffAlpha(other, scale);
        if (alpha === null) expect(again).toBeNull();
        else expect(again).toBeCloseTo(alpha, 10);
      }
      if (alpha !== null) expect(alpha).toBeLessThanOrEqual(1);
    }),
    { seed: 1 },
  );
});

test.each([
  ["rating not a finite number, which ordinal ratings must be: a", () => krippendorffAlpha([["a", "b"]], "ordinal")],
  [
    "rating not a finite number, which interval ratings must be: Infinity",
    () => krippendorffAlpha([[1, Number.POSITIVE_INFINITY]], "interval"),
  ],
  ["a rating is NaN", () => krippendorffAlpha([[1, Number.NaN]], "nominal")],
] as const)("refuses: %s", (message, call) => {
  expect(call).toThrow(new RangeError(message));
});
