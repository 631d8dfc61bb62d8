import { expect, test } from "vitest";
import { referenceValues } from "../testing/planted-values.js";
import { binomialCdf } from "./binomial.js";
import { clopperPearsonInterval, clopperPearsonUpper } from "./clopper-pearson.js";

test.each(referenceValues("clopper_pearson"))("%d of %d at %d", (k = 0, n = 0, confidence = 0, lo = 0, hi = 0) => {
  const interval = clopperPearsonInterval(k, n, confidence);
  expect(interval[0]).toBeCloseTo(lo, 11);
  expect(interval[1]).toBeCloseTo(hi, 11);
});

test("coverage is never below the level", () => {
  const n = 40;
  const bounds = Array.from({ length: n + 1 }, (_, k) => clopperPearsonUpper(k, n, 0.05));
  for (let p = 0.01; p < 1; p += 0.01) {
    const missing = bounds.filter((bound) => bound < p).length;
    expect(binomialCdf(missing - 1, n, p)).toBeLessThanOrEqual(0.05 + 1e-12);
  }
});

test("refuses what is outside its range", () => {
  expect(() => clopperPearsonUpper(3, 2, 0.05)).toThrow(RangeError);
  expect(() => clopperPearsonInterval(0, 0, 0.95)).toThrow(RangeError);
});
