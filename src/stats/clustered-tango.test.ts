import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { clusteredTangoPValue, effectiveItems } from "./clustered-tango.js";
import { tangoPValue } from "./tango.js";

const sizes = (...values: number[]) => Float64Array.from(values);

describe("effectiveItems", () => {
  it("counts clusters of one size, and single items as they are", () => {
    expect(effectiveItems(sizes(4, 4, 4))).toBe(3);
    expect(effectiveItems(sizes(1, 1, 1, 1))).toBe(4);
  });

  it("is 100² / (50² + 50) for one cluster of fifty beside fifty single items", () => {
    expect(effectiveItems(sizes(50, ...Array.from({ length: 50 }, () => 1)))).toBeCloseTo(10_000 / 2550, 12);
  });

  it("is between one and the number of clusters", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (drawn) => {
        const effective = effectiveItems(Float64Array.from(drawn));
        expect(effective).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(effective).toBeLessThanOrEqual(drawn.length + 1e-9);
      }),
    );
  });

  it("refuses no clusters, and one without items", () => {
    expect(() => effectiveItems(sizes())).toThrow("no clusters");
    expect(() => effectiveItems(sizes(2, 0))).toThrow("cluster of 0 items");
    expect(() => effectiveItems(sizes(Number.NaN))).toThrow(RangeError);
  });
});

describe("clusteredTangoPValue", () => {
  test("single items: Tango's test itself", () => {
    const counts = { firstOnly: 3, secondOnly: 2, n: 60 };
    const single = Float64Array.from({ length: 60 }, () => 1);
    expect(clusteredTangoPValue(counts, single, 0.1)).toBe(tangoPValue(counts, 0.1));
  });

  test("clusters of one size: Tango's test of the clusters", () => {
    const fours = Float64Array.from({ length: 50 }, () => 4);
    const found = clusteredTangoPValue({ firstOnly: 8, secondOnly: 4, n: 200 }, fours, 0.1);
    expect(found).toBe(tangoPValue({ firstOnly: 2, secondOnly: 1, n: 50 }, 0.1));
  });

  test("an effective number between two is rounded down", () => {
    const found = clusteredTangoPValue({ firstOnly: 0, secondOnly: 0, n: 3 }, sizes(2, 1), 0.2);
    expect(found).toBe(tangoPValue({ firstOnly: 0, secondOnly: 0, n: 1 }, 0.2));
  });

  test("sizes that add up to another number are refused", () => {
    expect(() => clusteredTangoPValue({ firstOnly: 0, secondOnly: 0, n: 5 }, sizes(2, 2), 0.1)).toThrow(
      "clusters of 4 items for 5 pairs",
    );
  });
});
